import Dispatch
import Foundation
import Logging

/// How a run shows how far it has come.
package enum ProgressStyle: String, Sendable, CaseIterable {
  /// A bar on a terminal, lines elsewhere.
  case auto
  case lines
  case none
}

/// Shows how far a run has come: a bar below everything else, or a line now and then.
final class ProgressDisplay {
  private let timer: any DispatchSourceTimer
  private let queue = DispatchQueue(label: "galley.progress")

  /// - Parameters:
  ///   - progress: of the run.
  ///   - inputBytes: of all inputs, when they are known.
  ///   - showsBar: whether a bar is shown, not lines.
  init(_ progress: RunProgress, inputBytes: Int?, showsBar: Bool) {
    timer = DispatchSource.makeTimerSource(queue: queue)
    if showsBar {
      let usesColor = ProcessInfo.processInfo.environment["NO_COLOR"].map(\.isEmpty) ?? true
      timer.schedule(deadline: .now() + .milliseconds(500), repeating: .milliseconds(100))
      timer.setEventHandler {
        let text = ProgressText(progress.snapshot(inputBytes: inputBytes))
        StandardError.setFooter(
          text.bar(columns: StandardError.columns, usesColor: usesColor)
        )
      }
    } else {
      let logger = Logger.always("progress")
      timer.schedule(deadline: .now() + .seconds(10), repeating: .seconds(10))
      timer.setEventHandler {
        let now = progress.snapshot(inputBytes: inputBytes)
        logger.notice("\(ProgressText(now).line)", metadata: now.metadata)
      }
    }
    timer.resume()
  }

  /// Takes the bar away; nothing is shown after this.
  func end() {
    timer.cancel()
    queue.sync {}
    StandardError.setFooter(nil)
  }
}

extension ProgressSnapshot {
  fileprivate var metadata: Logger.Metadata {
    var fields: Logger.Metadata = [
      "documents": .stringConvertible(documents), "bytes": .stringConvertible(bytes),
      "failed": .stringConvertible(failures), "dropped": .stringConvertible(dropped),
    ]
    if let phase { fields["phase"] = "\(phase)" }
    if let fraction { fields["fraction"] = .stringConvertible(fraction) }
    if let slowest { fields["slowest"] = "\(slowest.stage)" }
    return fields
  }
}
