import GalleyKit

/// Tests of items: their type, their features, where they stand.
extension RuleCompiler {
  /// The number of an item's test; nil when something is wrong with it, which is then said.
  mutating func compile(_ item: ItemTest) -> Int? {
    // What a phase reads is gathered phase by phase, so items are shared within one.
    let key = "\(phase) \(item.canonical)"
    if let known = itemNumbers[key] { return known }
    let compiled = compile(item.type, item.test)
    let found = item.relations.map { compile($0, of: item.type?.text ?? "Token") }
    guard case (var compiledItem, let narrow)? = compiled, !found.contains(where: { $0 == nil })
    else { return nil }
    compiledItem.relations = relations.count..<relations.count + found.count
    relations += found.compactMap(\.self)
    items.append(compiledItem)
    itemNumbers[key] = items.count - 1
    itemAnchors.append(anchor(of: compiledItem, narrow, number: items.count - 1))
    return items.count - 1
  }

  private mutating func compile(
    _ relation: ItemTest.Relation,
    of type: String
  ) -> CompiledRelation? {
    guard relation.type.text != type else {
      report(
        "idle-relation",
        relation.type.range,
        "every \(type) stands to itself like that",
        fix: "name another type"
      )
      return nil
    }
    guard let (other, _) = compile(relation.type, relation.test) else { return nil }
    return CompiledRelation(kind: relation.kind, isNegative: relation.isNegative, other: other)
  }

  private mutating func compile(
    _ name: RuleName?,
    _ test: FeatureTest?
  ) -> (CompiledItem, Narrow?)? {
    guard let declared = declaration(name) else { return nil }
    read(SchemaPath(declared.name), at: name?.range)
    let number = type(declared.name)
    guard let test else {
      return (CompiledItem(type: number, check: FeatureCheck.pass, relations: 0..<0), nil)
    }
    let before = checks.count
    guard
      let (check, narrow) = compile(
        test,
        of: declared,
        onPass: FeatureCheck.pass,
        onFail: FeatureCheck.fail
      )
    else {
      checks.removeSubrange(before...)
      return nil
    }
    return (CompiledItem(type: number, check: check, relations: 0..<0), narrow)
  }

  /// The declared type of a name; that of tokens for nil.
  private mutating func declaration(_ name: RuleName?) -> TypeDeclaration? {
    let text = name?.text ?? "Token"
    if let declared = schema[text] { return declared }
    // Patterns have no name to point at for tokens; the host says that nothing emits them.
    guard let name else { return TypeDeclaration("Token") }
    report(
      "unknown-type",
      name.range,
      "type '\(text)' is not declared",
      fix: NearestName.of(text, among: schema.keys).map { "did you mean '\($0)'?" }
        ?? "put a word of the text that begins with a capital in double quotes: \"\(text)\""
    )
    return nil
  }

  /// The tokens that can pass a test, as far as one feature says it.
  typealias Narrow = RuleAnchor

  private func anchor(of item: CompiledItem, _ narrow: Narrow?, number: Int) -> RuleAnchor {
    if item.type > 0 {
      let isCommon = ["Sentence", "Zone"].contains(types[item.type])
      let cost = isCommon ? 50_000.0 : 10_000
      return RuleAnchor([.annotation(type: item.type)], cost: narrow == nil ? cost : cost / 2)
    }
    if let narrow { return narrow }
    return RuleAnchor([.item(number)], cost: item.check == FeatureCheck.pass ? 1_000_000 : 200_000)
  }
}
