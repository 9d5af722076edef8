import Dispatch
import Testing

@testable import GalleyEngine

/// Stages that take too long.
extension HostileStageTests {
  @Test
  func `a stage that stops when its time is up fails the document`() throws {
    let hostile = try HostileStage(deed: "until_stopped", timeLimit: 30)
    let watchdog = Watchdog([(hostile.lane.stop, hostile.lane.current)]) { _, _ in }
    defer { withExtendedLifetime(watchdog) {} }
    guard case .failed(let failure) = hostile.run() else {
      Issue.record("the document did not fail")
      return
    }
    #expect(failure.message == "took longer than 30 ms")
    #expect(failure.code == "time-is-up")
  }

  @Test
  func `an interrupted stage fails nothing`() throws {
    let hostile = try HostileStage(deed: "until_stopped")
    hostile.lane.stop.interrupt()
    guard case .interrupted = hostile.run() else {
      Issue.record("the interruption was not noticed")
      return
    }
  }

  @Test
  func `after a failure the lane works on`() throws {
    let hostile = try HostileStage(deed: "until_stopped", timeLimit: 30)
    let watchdog = Watchdog([(hostile.lane.stop, hostile.lane.current)]) { _, _ in }
    defer { withExtendedLifetime(watchdog) {} }
    for _ in 0..<3 {
      guard case .failed = hostile.run() else {
        Issue.record("the document did not fail")
        return
      }
    }
  }
}
