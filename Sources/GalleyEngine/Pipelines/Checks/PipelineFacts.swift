package import GalleyKit

/// What the stages of a pipeline do with the options they have, as `prepare` answered.
package struct PipelineFacts: Sendable {
  package var source: StageFacts
  /// As many as the pipeline has stages, in their order.
  package var stages: [StageFacts]
  /// As many as the pipeline has exports, in their order.
  package var exports: [StageFacts]

  package init(source: StageFacts, stages: [StageFacts], exports: [StageFacts]) {
    self.source = source
    self.stages = stages
    self.exports = exports
  }
}

extension StageFacts {
  /// Whether it makes the rows of a type or the column of a feature.
  func emits(_ path: SchemaPath) -> Bool { emits.contains(path) }

  /// In words, what it does to something that is read; nil when it leaves it alone.
  ///
  /// Whoever reads a feature reads the rows that have it too.
  func effect(on path: SchemaPath) -> String? {
    let rows = SchemaPath(path.type)
    if emits.contains(path) { return "emits \(path)" }
    if emits.contains(rows) { return "emits \(rows)" }
    if changes.contains(path) { return "changes \(path)" }
    if removes.contains(rows) { return "removes \(rows)" }
    return nil
  }

  /// In words, what it does to something of many that are read: `*` stands for every type, `Type.*`
  /// for every feature of a type.
  func effect(onAnyOf pattern: SchemaPath) -> String? {
    guard pattern.type == "*" || pattern.feature == "*" else { return nil }
    func fits(_ path: SchemaPath) -> Bool { pattern.type == "*" || path.type == pattern.type }
    if let path = emits.first(where: fits) { return "emits \(path)" }
    if let path = changes.first(where: fits) { return "changes \(path)" }
    return removes.first(where: fits).map { "removes \($0)" }
  }
}
