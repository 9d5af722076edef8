import GalleyKit
import GalleyPatterns

/// What a rule changes.
extension ActionCompiler {
  mutating func change(
    _ target: String,
    _ features: [String: RuleFeatureValue],
    _ captures: RuleCaptures,
    _ compiler: inout RuleCompiler,
    _ setup: borrowing Setup
  ) -> [RuleAction.FeatureChange] {
    let pointer = "/change/\(target)"
    guard let capture = capture(target, pointer, captures), let types = captures.types else {
      checkCaptures(in: features, pointer, captures)
      return []
    }
    let held = types[capture].subtracting(["Token"]).sorted()
    guard !held.isEmpty else {
      refuseTokens(target, pointer, "changed")
      return []
    }
    var found: [RuleAction.FeatureChange] = []
    for (name, value) in features.sorted(by: { $0.key < $1.key }) {
      let owners = held.compactMap { type in
        schema[type]?.features.first { $0.name == name }.map { (type, $0) }
      }
      guard let (_, feature) = owners.first else {
        let names = held.flatMap { schema[$0]?.features.map(\.name) ?? [] }
        report(
          "unknown-feature",
          "\(pointer)/\(name)",
          "no type of '\(target)' (\(held.joined(separator: ", "))) has a feature '\(name)'",
          fix: NearestName.fix(for: name, among: names, called: "they have") ?? ""
        )
        continue
      }
      let written = "\(pointer)/\(name)"
      let source = source(value.json, feature, written, captures, &compiler, setup)
      guard let source else { continue }
      var columns: [Int: Int] = [:]
      for (type, declared) in owners where declared.kind == feature.kind {
        let column = compiler.column(of: type, declared)
        columns[compiler.type(ofColumn: column)] = column
        changes.insert(SchemaPath(type, name))
      }
      found.append(
        RuleAction.FeatureChange(
          capture: capture,
          feature: feature,
          columns: columns,
          value: source
        )
      )
    }
    return found
  }
}
