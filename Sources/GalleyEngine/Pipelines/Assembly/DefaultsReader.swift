import GalleyKit

/// Reads `defaults:` and the keys of stages that override them.
struct DefaultsReader {
  static let keys = PipelineKeys.defaults.map(\.name)

  /// The largest document that offsets of 32 bits allow with room to spare, in bytes.
  static let maximumDocument: Int64 = 2 << 30

  static func read(
    _ node: Node?,
    into problems: inout DiagnosticCollector
  ) -> Pipeline.Defaults {
    var defaults = Pipeline.Defaults()
    guard let node, !node.isNull,
      let map = MapReader(node, "'defaults'", keys: keys, into: &problems)
    else { return defaults }
    if let policy = map["on_error"].flatMap({ policy($0, into: &problems) }) {
      defaults.onError = policy
    }
    if let time = map["time"].flatMap({ time($0, into: &problems) }) { defaults.time = time }
    if let size = map["max_document"].flatMap({ size($0, into: &problems) }) {
      defaults.maximumDocument = size
    }
    return defaults
  }

  static func policy(
    _ node: Node,
    into problems: inout DiagnosticCollector
  ) -> FailurePolicy? {
    guard !node.isNull, !node.isBroken else { return nil }
    if let policy = node.text.flatMap(FailurePolicy.init(rawValue:)) { return policy }
    let names = FailurePolicy.allCases.map(\.rawValue)
    problems.error(
      "unknown-value",
      at: node,
      "'on_error' cannot be \(node.described)",
      fix: NearestName.fix(for: node.text ?? "", among: names, called: "it can be")
    )
    return nil
  }

  static func time(_ node: Node, into problems: inout DiagnosticCollector) -> Int64? {
    guard !node.isNull, !node.isBroken else { return nil }
    if let time = node.text.flatMap(Quantity.milliseconds), time > 0 { return time }
    problems.error(
      "wrong-type",
      at: node,
      "'time': expected a duration above 0, found \(node.described)",
      fix: "write it like 500ms, 10s, 2m or 1h"
    )
    return nil
  }

  private static func size(_ node: Node, into problems: inout DiagnosticCollector) -> Int64? {
    guard !node.isNull, !node.isBroken else { return nil }
    guard let size = node.text.flatMap(Quantity.bytes), size > 0 else {
      problems.error(
        "wrong-type",
        at: node,
        "'max_document': expected a size, found \(node.described)",
        fix: "write it like 64MiB or 1GB"
      )
      return nil
    }
    guard size <= maximumDocument else {
      problems.error(
        "out-of-range",
        at: node,
        "'max_document' is \(node.scalar?.printed ?? ""), out of range",
        fix: "it is at most 2GiB"
      )
      return nil
    }
    return size
  }
}
