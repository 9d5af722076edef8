import GalleyKit

/// One pipeline file as written: its parts found, nothing looked up or merged.
struct PipelineFile {
  static let keys = PipelineKeys.file.map(\.name)

  var text: SourceText
  /// Under `pipeline:`.
  var name: Node?
  /// Paths of included files.
  var include: [Node]
  var vars: [Node.Pair]
  var types: [Node.Pair]
  var source: Node?
  var defaults: Node?
  var stages: [Node]
  var export: [Node]
  var tests: [Node]

  /// Nil when the file has no map at its top; that is then said.
  init?(_ root: Node?, of text: SourceText, into problems: inout DiagnosticCollector) {
    guard let root, !root.isNull || root.range.count > 0 else {
      problems.error(
        "empty-file",
        at: SourceLocation(file: text.name),
        "the file is empty",
        fix: "a pipeline begins with 'pipeline: name/1'"
      )
      return nil
    }
    let misnamed = root["pipeline"] == nil ? root["name"] : nil
    let map = MapReader(
      root,
      "a pipeline file",
      keys: Self.keys,
      fix: { $0.key.text == "name" ? misnamed.map(Self.nameFix) : nil },
      into: &problems
    )
    guard let map else { return nil }
    self.text = text
    name = map["pipeline"] ?? misnamed?.broken
    include = map.list("include", into: &problems)
    vars = map.map("vars", into: &problems)
    types = map.map("types", into: &problems)
    source = map["source"]
    defaults = map["defaults"]
    stages = map.list("stages", into: &problems)
    export = map.list("export", into: &problems)
    tests = map.list("tests", into: &problems)
  }

  /// How to write what stands under 'name:'.
  private static func nameFix(_ node: Node) -> String {
    let name = node.text?.split(separator: "/").first ?? ""
    return "write 'pipeline: \(StageName.isKebabCase(name) ? name : "name")/1'"
  }
}
