import GalleyKit

extension PreparedPipeline {
  /// The rules of a stage in their order, each with the place where its author wrote it.
  func rules(ofStage id: String) -> [(name: String, location: SourceLocation)] {
    guard let written = pipeline.stages.first(where: { $0.id == id }),
      let prepared = stages.first(where: { $0.id == id })
    else { return [] }
    return prepared.facts.rules.map { ($0.name, written.location(of: $0)) }
  }
}

extension Pipeline.Stage {
  fileprivate func location(of rule: RuleFact) -> SourceLocation {
    guard let pointer = rule.pointer else { return usesLocation }
    guard let line = rule.line, case .text(let path)? = options.value(at: pointer) else {
      return places.location(pointer: pointer)
    }
    return SourceLocation(file: path, line: line)
  }
}
