import Foundation
import GalleyKit

/// What a run prints when it is done.
struct RunSummary {
  let report: RunReport
  private let plan: RunPlan
  private let folder: String?
  private let untold: Int

  /// - Parameters:
  ///   - report: what came of the run.
  ///   - plan: what ran.
  ///   - folder: of the results, if there is one.
  ///   - untold: failures that were not told while the run went on.
  init(_ report: RunReport, _ plan: RunPlan, folder: String?, untold: Int) {
    self.report = report
    self.plan = plan
    self.folder = folder
    self.untold = untold
  }

  var text: String {
    [more, stageTable, headline, dropped, passedOver, notRun, files].compactMap { $0 }.joined(
      separator: "\n"
    )
  }

  private var stageTable: String {
    var table = TextTable(
      ["stage", "documents", "annotations", "time"],
      [.left, .right, .right, .right]
    )
    let all = max(1, report.stages.reduce(0) { $0 + $1.nanoseconds })
    for (i, stage) in report.stages.enumerated() {
      let share = Double(stage.nanoseconds) / Double(all) * 100
      table.add([
        stage.id, "\(stage.documents)", i < plan.firstExporter ? "\(stage.annotations)" : "",
        String(format: "%.0f %%", share),
      ])
    }
    return table.text
  }

  var headline: String {
    let megabytes = Double(report.bytes) / 1e6
    let rate = megabytes / max(report.seconds, 1e-9)
    return "\(report.documents) documents, "
      + String(format: "%.2f MB in %.2f s (%.1f MB/s), ", megabytes, report.seconds, rate)
      + "\(report.failureCount) failed"
      + (report.dropped.isEmpty ? "" : ", \(report.dropped.values.reduce(0, +)) dropped")
  }

  /// What could not be told while the run went on.
  private var more: String? {
    untold > 0 ? RunSummary.more(untold) : nil
  }

  static func more(_ untold: Int) -> String { "… and \(untold) more, all in failures.jsonl" }

  private var dropped: String? {
    guard !report.dropped.isEmpty else { return nil }
    return report.dropped.sorted { $0.key < $1.key }
      .map { "dropped: \($0.value) \($0.value == 1 ? "document" : "documents") by \($0.key)" }
      .joined(separator: "\n")
  }

  /// One line for each condition: the stages that have it passed over the same documents.
  private var passedOver: String? {
    var lines: [(condition: String, count: Int, stages: [String])] = []
    for stage in report.stages where stage.passedOver > 0 {
      let condition = stage.condition ?? ""
      let known = lines.firstIndex {
        $0.condition == condition && $0.count == stage.passedOver
      }
      if let known {
        lines[known].stages.append(stage.id)
      } else {
        lines.append((condition, stage.passedOver, [stage.id]))
      }
    }
    guard !lines.isEmpty else { return nil }
    return lines.map { line in
      let stages = line.stages.joined(separator: ", ")
      let noun = line.count == 1 ? "document" : "documents"
      return "passed over: \(line.count) \(noun) by \(stages): not \(line.condition)"
    }.joined(separator: "\n")
  }

  /// Stages and exports that were left out, by reason.
  private var notRun: String? {
    var groups: [(reason: SelectionResult.Reason, ids: [String])] = []
    for stage in plan.selection.leftOut {
      if let known = groups.firstIndex(where: { $0.reason == stage.reason }) {
        groups[known].ids.append(stage.id)
      } else {
        groups.append((stage.reason, [stage.id]))
      }
    }
    guard !groups.isEmpty else { return nil }
    let parts = groups.map { group in
      "\(group.ids.joined(separator: ", ")) (\(group.reason.words(for: group.ids.count)))"
    }
    return "not run: \(parts.joined(separator: "; "))"
  }

  private var files: String? {
    guard folder != nil else { return nil }
    return report.outputs.compactMap { output in
      output.path.map { "wrote \($0) (\(output.bytes) bytes)" }
    }.joined(separator: "\n")
  }
}
