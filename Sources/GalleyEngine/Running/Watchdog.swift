import Dispatch
import Glibc

/// Tells stages that their time is up, and ends the run when one does not return after that.
final class Watchdog {
  private let timer: any DispatchSourceTimer

  /// - Parameter onHang: called with the lane whose stage did not return 5 s after its time was up.
  init(_ lanes: [Lane], onHang: @escaping @Sendable (_ stage: String, _ document: String) -> Void) {
    let queue = DispatchQueue(label: "galley.watchdog")
    timer = DispatchSource.makeTimerSource(queue: queue)
    let flags = lanes.map(\.stop)
    let names = lanes.map(\.current)
    timer.schedule(deadline: .now() + .milliseconds(20), repeating: .milliseconds(20))
    timer.setEventHandler {
      let now = Clock.now()
      for (flag, name) in zip(flags, names) where flag.check(now: now) > 5_000_000_000 {
        let (stage, document) = name.value
        onHang(stage, document)
      }
    }
    timer.resume()
  }

  deinit { timer.cancel() }
}
