import GalleyKit
import GalleyPatterns

/// A pattern that is checked and ready to run.
struct CheckedPattern: Sendable {
  var name: String
  /// Number of its type in the checked types, from 0.
  var type: Int
  var regex: CompiledRegex
  /// The groups that can be the span, by number; the first that took part is.
  var span: RegexGroupName
  /// How it fills the columns of its type, one each.
  var fillers: [FeatureFiller]
  var origin: PatternOrigin
}

/// A type of annotations some patterns make, with all features any of them fills.
struct CheckedType: Sendable {
  var name: String
  var features: [FeatureDeclaration]
}

/// Turns patterns as written into patterns ready to run, and gathers what is wrong with them.
struct PatternCompiler {
  private(set) var types: [CheckedType] = []
  private(set) var patterns: [CheckedPattern] = []
  private(set) var problems: [PatternProblem] = []

  private let schema: [String: TypeDeclaration]
  private let keepsText: Bool
  private let numerals: Numerals
  private var typeNumbers: [String: Int] = [:]
  private var names: Set<String> = []

  /// Compiles `sources` for a pipeline that declares `schema`.
  ///
  /// - Parameters:
  ///   - sources: in the order that decides between patterns.
  ///   - schema: the declared types.
  ///   - keepsText: whether every annotation gets its covered text as feature `text`.
  ///   - numerals: reads the numbers that groups match; by default digits only.
  init(
    _ sources: [PatternSource],
    schema: [TypeDeclaration],
    keepsText: Bool,
    numerals: Numerals = Numerals()
  ) {
    self.schema = Dictionary(schema.map { ($0.name, $0) }) { first, _ in first }
    self.keepsText = keepsText
    self.numerals = numerals
    let compiled = sources.compactMap { compile($0) }
    for (source, regex) in compiled { gatherFeatures(of: source, regex) }
    patterns = compiled.compactMap { check($0.source, $0.regex) }
  }

  private mutating func compile(
    _ source: PatternSource
  ) -> (source: PatternSource, regex: CompiledRegex)? {
    checkName(of: source)
    let isDeclared = checkType(of: source)
    let regex = compileRegex(of: source)
    return if let regex, isDeclared { (source, regex) } else { nil }
  }

  private mutating func checkName(of source: PatternSource) {
    if source.name.isEmpty {
      report("empty-name", source, .name, "a pattern has no name", fix: "name it")
    } else if !names.insert(source.name).inserted {
      report(
        "double-name",
        source,
        .name,
        "two patterns are called '\(source.name)'",
        fix: "rename one of them"
      )
    }
  }

  private mutating func checkType(of source: PatternSource) -> Bool {
    if schema[source.type] != nil { return true }
    let near = NearestName.of(source.type, among: schema.keys)
    report(
      "unknown-type",
      source,
      .type,
      "type '\(source.type)' is not declared",
      fix: near.map { "did you mean '\($0)'?" }
        ?? "add it to 'types:' of the pipeline"
    )
    return false
  }

  private mutating func compileRegex(of source: PatternSource) -> CompiledRegex? {
    let options = RegexOptions(source.flags.map(\.option))
    do throws(RegexError) {
      return try source.text.bytes.withUnsafeBufferPointer { bytes throws(RegexError) in
        try CompiledRegex(bytes, options: options)
      }
    } catch {
      problems.append(
        PatternProblem(
          code: "bad-pattern",
          place: source.place(inPattern: error.offset),
          message: "pattern '\(source.name)' does not compile: \(error.message)"
        )
      )
      return nil
    }
  }

  /// Adds the features of one pattern to the columns of its type, in declared order.
  private mutating func gatherFeatures(of source: PatternSource, _ regex: CompiledRegex) {
    let number = typeNumbers[source.type] ?? types.count
    if number == types.count {
      typeNumbers[source.type] = number
      types.append(CheckedType(name: source.type, features: []))
    }
    var filled = Set(source.features.keys).union(regex.featureNames)
    if keepsText { filled.insert("text") }
    filled.formUnion(types[number].features.map(\.name))
    types[number].features = schema[source.type]?.features.filter { filled.contains($0.name) } ?? []
  }

  private mutating func check(_ source: PatternSource, _ regex: CompiledRegex) -> CheckedPattern? {
    guard let number = typeNumbers[source.type], let declared = schema[source.type] else {
      return nil
    }
    checkFeatures(of: source, regex, declared)
    guard let span = spanGroup(of: source, regex) else { return nil }
    let fillers = types[number].features.map { filler(for: $0, source, regex) }
    return CheckedPattern(
      name: source.name,
      type: number,
      regex: regex,
      span: span,
      fillers: fillers,
      origin: source.origin
    )
  }

  private mutating func checkFeatures(
    of source: PatternSource,
    _ regex: CompiledRegex,
    _ type: TypeDeclaration
  ) {
    let declared = type.features.map(\.name)
    func fix(_ name: String, _ otherwise: String) -> String {
      NearestName.of(name, among: declared).map { "did you mean '\($0)'?" } ?? otherwise
    }
    let declare = "declare it under 'types:'"
    for name in regex.featureNames where !declared.contains(name) {
      report(
        "unknown-feature",
        source,
        .pattern,
        "type '\(type.name)' has no feature '\(name)'",
        fix: fix(name, "\(declare), or call the group '_\(name)' to keep it inside the pattern")
      )
    }
    for name in source.features.keys.sorted() where !declared.contains(name) {
      report(
        "unknown-feature",
        source,
        .features,
        "type '\(type.name)' has no feature '\(name)'",
        fix: fix(name, declare)
      )
    }
    if keepsText, type.features.first(where: { $0.name == "text" })?.kind != .text {
      report(
        "unknown-feature",
        source,
        .type,
        "'keep_text' needs a feature 'text' of kind text on type '\(type.name)'",
        fix: declare
      )
    }
  }

  private mutating func spanGroup(
    of source: PatternSource,
    _ regex: CompiledRegex
  ) -> RegexGroupName? {
    switch source.group {
    case .integer(let number) where (0...Int64(regex.groupCount)).contains(number):
      return RegexGroupName(name: "", numbers: [Int(number)])
    case .text(let name):
      if let group = regex.names.first(where: { $0.name == name }) { return group }
      report(
        "unknown-group",
        source,
        .group,
        "pattern '\(source.name)' has no group '\(name)'",
        fix: NearestName.fix(for: name, among: regex.names.map(\.name), called: "groups") ?? ""
      )
    default:
      report(
        "unknown-group",
        source,
        .group,
        "group \(source.group.json) of pattern '\(source.name)' does not exist",
        fix: "give a number from 0 to \(regex.groupCount), or a name"
      )
    }
    return nil
  }

  private mutating func filler(
    for feature: FeatureDeclaration,
    _ source: PatternSource,
    _ regex: CompiledRegex
  ) -> FeatureFiller {
    var filler = FeatureFiller(feature, numerals)
    if keepsText, feature.name == "text" { filler.coversSpan = true }
    filler.group = regex.names.first { $0.name == feature.name }
    if filler.group != nil, !filler.canBeRead {
      report(
        "wrong-kind",
        source,
        .pattern,
        "a group cannot fill feature '\(feature.name)' of kind \(feature.kind.rawValue)",
        fix: "declare it as text, integer, number, flag or span"
      )
    }
    if let value = source.features[feature.name] {
      filler.constant = filler.constant(from: value)
      if filler.constant == nil {
        report(
          "wrong-value",
          source,
          .features,
          "\(value.json) is no value of feature '\(feature.name)': \(filler.expectation)"
        )
      }
    }
    return filler
  }

  private mutating func report(
    _ code: String,
    _ source: PatternSource,
    _ key: PatternKey,
    _ message: String,
    fix: String = ""
  ) {
    problems.append(
      PatternProblem(code: code, place: source.place(of: key), message: message, fix: fix)
    )
  }
}

extension CompiledRegex {
  /// Names of the groups that become features: all but those that begin with `_`.
  fileprivate var featureNames: [String] {
    names.map(\.name).filter { !$0.hasPrefix("_") }
  }
}
