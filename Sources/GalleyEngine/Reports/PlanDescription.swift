import GalleyKit

/// A plan as people and programs read it.
package struct PlanDescription {
  private let prepared: PreparedPipeline
  private let selection: SelectionResult

  package init(_ prepared: PreparedPipeline, _ selection: SelectionResult) {
    self.prepared = prepared
    self.selection = selection
  }

  private struct Step {
    let stage: Pipeline.Stage
    let prepared: PreparedStage
    let role: String
    let runs: Bool
    /// Why it runs or does not; empty when everything runs.
    let reason: String
  }

  private var steps: [Step] {
    let source = Step(
      stage: prepared.pipeline.source,
      prepared: prepared.source,
      role: "source",
      runs: true,
      reason: ""
    )
    let stages = zip(prepared.pipeline.stages, prepared.stages).map { stage, prepared in
      let running = selection.stages.first { $0.id == stage.id }
      return Step(
        stage: stage,
        prepared: prepared,
        role: "stage",
        runs: running != nil,
        reason: running?.reason ?? whyLeftOut(stage)
      )
    }
    let exports = zip(prepared.pipeline.exports, prepared.exports).map { stage, prepared in
      let runs = selection.exports.contains(stage.id)
      return Step(
        stage: stage,
        prepared: prepared,
        role: "export",
        runs: runs,
        reason: runs ? "" : whyLeftOut(stage)
      )
    }
    return [source] + stages + exports
  }

  private func whyLeftOut(_ stage: Pipeline.Stage) -> String {
    selection.leftOut.first { $0.id == stage.id }?.reason.words() ?? ""
  }

  /// A list of stages, each with its facts; what is left out stands in brackets.
  package var text: String {
    var lines = ["\(prepared.pipeline.name)/\(prepared.pipeline.major)  \(prepared.pipeline.file)"]
    for (number, step) in steps.enumerated() {
      let name = "\(step.stage.id)  \(step.stage.manifest.stage)"
      let mark = step.runs ? "" : "  [does not run]"
      let reason = step.reason.isEmpty ? "" : "  (\(step.reason))"
      lines.append("\(number + 1). \(step.role)  \(name)\(mark)\(reason)")
      for (label, values) in facts(of: step) where !values.isEmpty {
        lines.append("     \(label): \(values.joined(separator: ", "))")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// One object: pipeline, and steps in order.
  package var json: String {
    let steps: [JSONValue] = steps.map { step in
      var object: [String: JSONValue] = [
        "id": .text(step.stage.id), "role": .text(step.role),
        "stage": .text("\(step.stage.manifest.stage)"),
        "plugin": .text(step.prepared.definition.plugin),
        "version": .text(step.prepared.definition.version),
        "runs": .flag(step.runs),
      ]
      if !step.reason.isEmpty { object["reason"] = .text(step.reason) }
      for (label, values) in facts(of: step) {
        object[label.split(separator: " ").joined(separator: "_")] = .list(
          values.map { .text($0) }
        )
      }
      return .object(object)
    }
    let plan: JSONValue = [
      "pipeline": .text("\(prepared.pipeline.name)/\(prepared.pipeline.major)"),
      "file": .text(prepared.pipeline.file), "steps": .list(steps),
    ]
    return plan.json
  }

  /// A Mermaid flowchart: an arrow from the stage that makes something to the one that reads it.
  package var mermaid: String {
    let running = steps.filter(\.runs)
    var lines = ["flowchart TD"]
    for (i, step) in running.enumerated() {
      lines.append("  n\(i)[\"\(step.stage.id)<br/>\(step.stage.manifest.stage)\"]")
    }
    for (i, step) in running.enumerated() where i > 0 {
      lines += arrows(to: i, step, among: running)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func arrows(to target: Int, _ step: Step, among steps: [Step]) -> [String] {
    let wanted = step.prepared.facts.reads + step.prepared.facts.readsOptional
    let makers: [(Int, [String])] = steps[..<target].enumerated().compactMap { i, maker in
      let made = maker.prepared.facts.emits + maker.prepared.facts.changes
      let types = Set(
        made.filter { fact in wanted.contains { $0.type == fact.type || $0.type == "*" } }
          .map(\.type)
      )
      return types.isEmpty ? nil : (i, types.sorted())
    }
    if makers.isEmpty { return ["  n0 --> n\(target)"] }
    return makers.map { "  n\($0.0) -->|\($0.1.joined(separator: ", "))| n\(target)" }
  }

  private func facts(of step: Step) -> [(String, [String])] {
    let facts = step.prepared.facts
    var over: [String] = []
    if step.stage.over.value != "text" { over = [step.stage.over.value] }
    return [
      ("reads", facts.reads.map(\.description)),
      ("reads optional", facts.readsOptional.map(\.description)),
      ("reads metadata", facts.readsMetadata),
      ("emits", facts.emits.map(\.description)),
      ("changes", facts.changes.map(\.description)),
      ("removes", facts.removes.map(\.description)),
      ("sets", facts.sets),
      ("views", facts.views),
      ("records", facts.records),
      ("over", over),
      ("zones", step.stage.zones.value),
      ("when", step.stage.condition.map { [$0.text] } ?? []),
      ("writes", facts.outputs.map(\.name)),
    ]
  }
}
