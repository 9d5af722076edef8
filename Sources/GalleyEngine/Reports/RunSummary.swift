import Foundation
import GalleyKit

/// What a run prints when it is done.
struct RunSummary {
  private let report: RunReport
  private let plan: RunPlan
  private let folder: String?

  init(_ report: RunReport, _ plan: RunPlan, folder: String?) {
    self.report = report
    self.plan = plan
    self.folder = folder
  }

  var text: String {
    [stageTable, headline, failures, dropped, passedOver, notRun, files].compactMap { $0 }.joined(
      separator: "\n"
    )
  }

  static func line(_ failure: RunFailure) -> String {
    let place =
      failure.document.isEmpty ? failure.origin : "\(failure.document) (\(failure.origin))"
    // Ids come from other people's files.
    return VisibleText.escaped("failed: \(place): \(failure.stage): \(failure.message)")
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

  private var headline: String {
    let megabytes = Double(report.bytes) / 1e6
    let rate = megabytes / max(report.seconds, 1e-9)
    return "\(report.documents) documents, "
      + String(format: "%.2f MB in %.2f s (%.1f MB/s), ", megabytes, report.seconds, rate)
      + "\(report.failureCount) failed"
      + (report.dropped.isEmpty ? "" : ", \(report.dropped.values.reduce(0, +)) dropped")
  }

  private var failures: String? {
    guard !report.failures.isEmpty else { return nil }
    // Without a folder there is no failures.jsonl, and this is where they are told.
    let shown = report.failures.prefix(folder == nil ? .max : 10).map(Self.line)
    let rest = report.failureCount - shown.count
    let place = folder == nil ? "" : ", all in failures.jsonl"
    let more = rest > 0 ? ["… and \(rest) more\(place)"] : []
    return (shown + more).joined(separator: "\n")
  }

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
