import Dispatch
import Synchronization
import Testing

@testable import GalleyEngine

struct StopFlagTests {
  @Test
  func `a call is not stopped because the one before it was late`() {
    let flag = StopFlag()
    let isDone = Atomic<Bool>(false)
    let group = DispatchGroup()
    DispatchQueue(label: "test.watchdog").async(group: group) {
      while !isDone.load(ordering: .relaxed) { _ = flag.check(now: 10) }
    }
    var stopped = 0
    for _ in 0..<200_000 {
      flag.begin(deadline: 1)
      flag.end()
      flag.begin(deadline: 100)
      for _ in 0..<4 where flag.reason == .timeIsUp { stopped += 1 }
      flag.end()
    }
    isDone.store(true, ordering: .relaxed)
    group.wait()
    #expect(stopped == 0)
  }

  @Test
  func `an interruption stays, whatever the watchdog does`() {
    for _ in 0..<2_000 {
      let flag = StopFlag()
      DispatchQueue.concurrentPerform(iterations: 3) { part in
        switch part {
        case 0: flag.interrupt()
        case 1: _ = flag.check(now: 10)
        default: flag.begin(deadline: 1)
        }
      }
      #expect(flag.reason == .interrupted)
    }
  }
}
