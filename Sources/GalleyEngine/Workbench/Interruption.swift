import Dispatch
import Glibc

/// The first Ctrl-C asks to stop, the second ends the process.
final class Interruption {
  /// What the user is told after the first.
  static let answer = "stopping; once more to stop at once"

  private let source: any DispatchSourceSignal

  /// `ask`: called once, on a thread of its own.
  init(_ ask: @escaping @Sendable () -> Void) {
    signal(SIGINT, SIG_IGN)
    source = DispatchSource.makeSignalSource(
      signal: SIGINT,
      queue: DispatchQueue(label: "galley.interruption")
    )
    nonisolated(unsafe) var count = 0
    // The handler runs on one serial queue.
    source.setEventHandler {
      count += 1
      if count > 1 {
        StandardError.setFooter(nil)
        Glibc._exit(130)
      }
      ask()
    }
    source.resume()
  }

  deinit {
    source.cancel()
    signal(SIGINT, SIG_DFL)
  }
}
