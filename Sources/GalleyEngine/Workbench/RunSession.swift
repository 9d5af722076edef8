import Dispatch
import Foundation
import GalleyKit
import Glibc

/// One `galley run`, seen by the user: progress, interruption, the summary, `run.json`.
package struct RunSession: Sendable {
  private let prepared: PreparedPipeline
  private let plan: RunPlan
  private let options: RunOptions
  private let isQuiet: Bool
  private let show: Run.Viewer?

  /// - Parameters:
  ///   - prepared: what the plan was made of.
  ///   - plan: what runs; `withoutExporters` when documents are only shown.
  ///   - options: how.
  ///   - isQuiet: whether only failures are told.
  ///   - show: is shown each document at the end of its way, in input order.
  package init(
    _ prepared: PreparedPipeline,
    _ plan: RunPlan,
    _ options: RunOptions,
    isQuiet: Bool,
    show: Run.Viewer? = nil
  ) {
    self.prepared = prepared
    self.plan = plan
    self.options = options
    self.isQuiet = isQuiet
    self.show = show
  }

  /// Runs the plan.
  ///
  /// - Returns: the exit status: 0, 1 when documents failed or none had an id asked for, 3 when the run could not go on, 130
  ///   when it was interrupted.
  package func run() -> Int32 {
    let run = Run(plan, options, show: show)
    let interruption = Interruption(of: run)
    let ticker = isQuiet ? nil : ProgressTicker(run.progress)
    defer { withExtendedLifetime((interruption, ticker)) {} }
    let report: RunReport
    do throws(RunStop) {
      report = try run.execute { stage, document in
        StandardError.say(
          "error: stage '\(stage)' did not stop on document '\(document)' after its time was up\(unfinished)"
        )
        Glibc._exit(3)
      }
    } catch {
      ticker?.end()
      if error.isReaderGone { return 0 }
      StandardError.say("error: \(error.message)\(unfinished)")
      return 3
    }
    ticker?.end()
    if report.isInterrupted {
      StandardError.say("interrupted after \(report.documents) documents\(unfinished)")
      return 130
    }
    return close(report)
  }

  /// Where to look for what was written before the run broke off.
  private var unfinished: String {
    let hasFolder = options.folder.map(Folder.exists) ?? false
    return hasFolder ? "; unfinished results are named *.partial" : ""
  }

  private func close(_ report: RunReport) -> Int32 {
    if report.hasNoFit {
      let globs = options.documents.map { "'\($0)'" }.joined(separator: ", ")
      StandardError.say("no document has an id that fits \(globs)")
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
        StandardError.say("error: cannot write '\(folder)/run.json': \(error.localizedDescription)")
        return 3
      }
    }
    if !isQuiet { StandardError.say(RunSummary(report, plan, folder: options.folder).text) }
    if isQuiet {
      for failure in report.failures { StandardError.say(RunSummary.line(failure)) }
    }
    return report.failureCount > 0 ? 1 : 0
  }
}

/// The first Ctrl-C stops the run, the second ends the process.
private final class Interruption {
  private let source: any DispatchSourceSignal

  init(of run: Run) {
    signal(SIGINT, SIG_IGN)
    source = DispatchSource.makeSignalSource(
      signal: SIGINT,
      queue: DispatchQueue(label: "galley.interruption")
    )
    nonisolated(unsafe) var count = 0
    // The handler runs on one serial queue.
    source.setEventHandler {
      count += 1
      if count > 1 { Glibc._exit(130) }
      StandardError.say("stopping; once more to stop at once")
      run.interrupt()
    }
    source.resume()
  }

  deinit {
    source.cancel()
    signal(SIGINT, SIG_DFL)
  }
}

/// Says now and then how far a run has come.
private final class ProgressTicker {
  private let timer: any DispatchSourceTimer
  private let isTerminal = isatty(STDERR_FILENO) == 1

  init(_ progress: RunProgress) {
    timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "galley.progress"))
    let begin = Clock.now()
    let isTerminal = isTerminal
    let every: DispatchTimeInterval = isTerminal ? .milliseconds(250) : .seconds(10)
    timer.schedule(deadline: .now() + (isTerminal ? .seconds(1) : .seconds(10)), repeating: every)
    timer.setEventHandler {
      let seconds = Double(Clock.now() - begin) / 1e9
      let megabytes = Double(progress.bytes) / 1e6
      let failed = progress.failures > 0 ? ", \(progress.failures) failed" : ""
      let rate = String(format: "%.1f MB/s", megabytes / seconds)
      let line = "\(progress.documents) documents, \(rate)\(failed)"
      StandardError.write(isTerminal ? "\r\u{1B}[K\(line)" : "\(line)\n")
    }
    timer.resume()
  }

  /// Takes the line away.
  func end() {
    timer.cancel()
    if isTerminal { StandardError.write("\r\u{1B}[K") }
  }
}
