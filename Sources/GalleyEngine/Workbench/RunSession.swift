import Foundation
import GalleyKit
import Glibc
import Logging

/// One `galley run`, seen by the user: progress, interruption, the summary, `run.json`.
package struct RunSession: Sendable {
  private let prepared: PreparedPipeline
  private let plan: RunPlan
  private let options: RunOptions
  private let isQuiet: Bool
  private let progress: ProgressStyle
  private let log: RunLog
  private let show: Run.Viewer?

  /// - Parameters:
  ///   - prepared: what the plan was made of.
  ///   - plan: what runs; `withoutExporters` when documents are only shown.
  ///   - options: how.
  ///   - isQuiet: whether only failures are told.
  ///   - progress: how progress is shown.
  ///   - show: is shown each document at the end of its way, in input order.
  package init(
    _ prepared: PreparedPipeline,
    _ plan: RunPlan,
    _ options: RunOptions,
    isQuiet: Bool,
    progress: ProgressStyle = .auto,
    show: Run.Viewer? = nil
  ) {
    self.prepared = prepared
    self.plan = plan
    self.options = options
    self.isQuiet = isQuiet
    self.progress = isQuiet ? .none : progress
    log = RunLog(hasFailureFile: options.folder != nil)
    self.show = show
  }

  /// Runs the plan.
  ///
  /// - Returns: the exit status: 0, 1 when documents failed or none had an id asked for, 3 when the run could not go on, 130
  ///   when it was interrupted.
  package func run() -> Int32 {
    log.begins(prepared, plan, lanes: options.jobs)
    let run = Run(plan, options, log: log, show: show)
    let interruption = Interruption { [log] in
      run.interrupt()
      log.answers(Interruption.answer)
    }
    defer { withExtendedLifetime(interruption) {} }
    let display = display(run.progress)
    let report: RunReport
    do throws(RunStop) {
      report = try run.execute { [log] stage, document in
        StandardError.setFooter(nil)
        log.cannotGoOn(
          "stage '\(stage)' did not stop on document '\(document)' after its time was up\(unfinished)"
        )
        Glibc._exit(3)
      }
    } catch {
      display?.end()
      if error.isReaderGone { return 0 }
      log.cannotGoOn("\(error.message)\(unfinished)")
      return 3
    }
    display?.end()
    if report.isInterrupted {
      log.answers("interrupted after \(report.documents) documents\(unfinished)")
      return 130
    }
    return close(report)
  }

  /// A bar needs a terminal to itself, which can move the cursor.
  private func display(_ progress: RunProgress) -> ProgressDisplay? {
    guard self.progress != .none else { return nil }
    let sharesTerminal = options.folder == nil && isatty(STDOUT_FILENO) == 1
    if sharesTerminal, StandardError.isTerminal { return nil }
    let canDraw =
      StandardError.isTerminal && LogSettings.current.format == .text
      && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    return ProgressDisplay(
      progress,
      inputBytes: plan.inputBytes,
      showsBar: canDraw && self.progress == .auto
    )
  }

  /// Where to look for what was written before the run broke off.
  private var unfinished: String {
    let hasFolder = options.folder.map(Folder.exists) ?? false
    return hasFolder ? "; unfinished results are named *.partial" : ""
  }

  private func close(_ report: RunReport) -> Int32 {
    if report.hasNoFit {
      let globs = options.documents.map { "'\($0)'" }.joined(separator: ", ")
      log.answers("no document has an id that fits \(globs)")
      return 1
    }
    if let folder = options.folder {
      do {
        let json = RunDescription(prepared, plan, options, report).json
        try Data((json + "\n").utf8).write(
          to: URL(fileURLWithPath: "\(folder)/run.json"),
          options: .atomic
        )
      } catch {
        log.cannotGoOn("cannot write '\(folder)/run.json': \(error.localizedDescription)")
        return 3
      }
    }
    log.ends(report)
    tell(report)
    return report.failureCount > 0 ? 1 : 0
  }

  private func tell(_ report: RunReport) {
    let untold = log.untoldFailures
    let summary = RunSummary(report, plan, folder: options.folder, untold: untold)
    if isQuiet {
      if untold > 0 { log.answers(RunSummary.more(untold)) }
    } else if LogSettings.current.format == .json {
      Logger.always("summary").info("\(summary.headline)", metadata: summary.metadata)
    } else {
      StandardError.say(summary.text)
    }
  }
}
