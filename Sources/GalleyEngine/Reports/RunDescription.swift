import Foundation
import GalleyKit

/// `run.json`: what was run, with what, and what came of it.
struct RunDescription {
  private let prepared: PreparedPipeline
  private let plan: RunPlan
  private let options: RunOptions
  private let report: RunReport

  init(
    _ prepared: PreparedPipeline,
    _ plan: RunPlan,
    _ options: RunOptions,
    _ report: RunReport
  ) {
    self.prepared = prepared
    self.plan = plan
    self.options = options
    self.report = report
  }

  var json: String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("galley")
    writer.value(GalleyVersion.current)
    writer.key("plugins")
    writer.value(.object(plugins))
    writer.key("pipeline")
    writer.value(prepared.pipeline.description)
    writer.key("selection")
    writer.value(.object(selection))
    writer.key("not_run")
    writer.value(.list(plan.selection.leftOut.map(leftOut)))
    writer.key("inputs")
    writer.value(.list(plan.inputs.map(input)))
    writer.key("documents")
    writer.value(report.documents)
    writer.key("exported")
    writer.value(report.exported)
    writer.key("failed")
    writer.value(report.failureCount)
    writer.key("dropped")
    writer.value(.object(report.dropped.mapValues { .integer(Int64($0)) }))
    writer.key("records")
    writer.value(report.records)
    writer.key("stages")
    writer.value(.list(report.stages.map(stage)))
    writer.key("outputs")
    writer.value(.list(report.outputs.map(output)))
    writer.key("failures")
    writer.value(.list(report.failures.map(failure)))
    writer.key("jobs")
    writer.value(options.jobs)
    writer.key("seconds")
    writer.value(report.seconds)
    writer.endObject()
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private var plugins: [String: JSONValue] {
    let used = plan.stages.map(\.prepared.definition) + plan.inputs.map(\.reader.definition)
    return Dictionary(
      used.map { ($0.plugin, .text($0.version)) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// What of the pipeline and its documents was asked for, as given; empty for all.
  private var selection: [String: JSONValue] {
    let asked = plan.selection.asked
    func list(_ texts: [String]) -> JSONValue? {
      texts.isEmpty ? nil : .list(texts.map { .text($0) })
    }
    let members: [String: JSONValue?] = [
      "only": list(asked.only), "skip": list(asked.skip),
      "from": asked.from.map { .text($0) }, "until": asked.until.map { .text($0) },
      "docs": list(options.documents), "limit": options.limit.map { .integer(Int64($0)) },
    ]
    return members.compactMapValues { $0 }
  }

  private func leftOut(_ stage: SelectionResult.LeftOut) -> JSONValue {
    ["id": .text(stage.id), "reason": .text(stage.reason.words())]
  }

  private func input(_ inputs: ReaderSource.Inputs) -> JSONValue {
    ["reader": .text(inputs.reader.id), "files": .integer(Int64(inputs.files.count))]
  }

  private func stage(_ stage: RunReport.Stage) -> JSONValue {
    var members: [String: JSONValue] = [
      "id": .text(stage.id), "stage": .text("\(stage.stage)"),
      "documents": .integer(Int64(stage.documents)),
      "annotations": .integer(Int64(stage.annotations)),
      "milliseconds": .integer(Int64(stage.nanoseconds / 1_000_000)),
    ]
    let rules = prepared.rules(ofStage: stage.id).map { rule -> JSONValue in
      ["name": .text(rule.name), "at": .text(rule.location.description)]
    }
    if !rules.isEmpty { members["rules"] = .list(rules) }
    if stage.condition != nil { members["passed_over"] = .integer(Int64(stage.passedOver)) }
    return .object(members)
  }

  private func output(_ output: RunReport.Output) -> JSONValue {
    ["path": output.path.map { .text($0) } ?? .null, "bytes": .integer(Int64(output.bytes))]
  }

  private func failure(_ failure: RunFailure) -> JSONValue {
    var members: [String: JSONValue] = [
      "document": .text(failure.document), "origin": .text(failure.origin),
      "stage": .text(failure.stage), "code": .text(failure.code),
      "message": .text(failure.message),
    ]
    members["byte"] = failure.byte.map { .integer(Int64($0)) }
    return .object(members)
  }
}
