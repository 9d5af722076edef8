import GalleyKit
import GalleyPatterns

/// What a rule makes.
extension ActionCompiler {
  mutating func emission(
    _ target: String,
    _ features: [String: RuleFeatureValue],
    _ captures: RuleCaptures,
    _ compiler: inout RuleCompiler,
    _ setup: borrowing Setup
  ) -> RuleAction.Emission? {
    let pointer = "/emit/\(target)"
    let name = String(target.prefix { $0 != "@" })
    let suffix = String(target.drop { $0 != "@" })
    let place = suffix.isEmpty ? nil : capture(suffix, pointer, captures)
    guard let declared = schema[name], let number = typeNumbers[name] else {
      report(
        "unknown-type",
        pointer,
        "type '\(name)' is not declared",
        fix: NearestName.of(name, among: schema.keys).map { "did you mean '\($0)'?" }
          ?? "add it to 'types:' of the pipeline"
      )
      checkCaptures(in: features, pointer, captures)
      return nil
    }
    guard name != "Token" else {
      report("emits-tokens", pointer, "rules make no tokens", fix: "emit another type")
      return nil
    }
    var emission = RuleAction.Emission(type: number, capture: place)
    checkNames(features, declared, pointer)
    for feature in types[number].features {
      let pointer = "\(pointer)/\(feature.name)"
      let source =
        if let written = features[feature.name]?.json {
          self.source(written, feature, pointer, captures, &compiler, setup)
        } else { ValueSource?.none }
      emission.values.append(source ?? ValueSource(origin: .none, kind: feature.kind))
    }
    return suffix.isEmpty || place != nil ? emission : nil
  }

  private mutating func checkNames(
    _ features: [String: RuleFeatureValue],
    _ type: TypeDeclaration,
    _ pointer: String
  ) {
    let known = type.features.map(\.name)
    for name in features.keys.sorted() where !known.contains(name) {
      report(
        "unknown-feature",
        "\(pointer)/\(name)",
        "type '\(type.name)' has no feature '\(name)'",
        fix: NearestName.of(name, among: known).map { "did you mean '\($0)'?" }
          ?? "declare it under 'types:'"
      )
    }
  }
}
