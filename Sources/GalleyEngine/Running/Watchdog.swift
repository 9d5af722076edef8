import Dispatch
import Glibc

/// Tells stages that their time is up, and ends the run when one does not return after that.
final class Watchdog {
  private let timer: any DispatchSourceTimer

  /// - Parameters:
  ///   - watched: flags of calls, with what is being called.
  ///   - onHang: called with the stage that did not return 5 s after its time was up.
  init(
    _ watched: [(flag: StopFlag, activity: LaneActivity)],
    onHang: @escaping @Sendable (_ stage: String, _ document: String) -> Void
  ) {
    timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "galley.watchdog"))
    timer.schedule(deadline: .now() + .milliseconds(20), repeating: .milliseconds(20))
    timer.setEventHandler {
      let now = Clock.now()
      for (flag, activity) in watched where flag.check(now: now) > 5_000_000_000 {
        let (stage, document) = activity.value
        onHang(stage, document)
      }
    }
    timer.resume()
  }

  deinit { timer.cancel() }
}
