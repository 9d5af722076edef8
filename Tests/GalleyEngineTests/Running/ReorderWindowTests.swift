import Dispatch
import Foundation
import Synchronization
import Testing

@testable import GalleyEngine

struct ReorderWindowTests {
  @Test(arguments: [1, 2, 7, 1000])
  func `writes in input order, whatever the lanes do`(longest: Int) {
    let written = Mutex<[Int]>([])
    let window = ReorderWindow<Int>(longest: longest, heaviest: 100) { item throws(RunStop) in
      written.withLock { $0.append(item) }
    }
    let next = Atomic<Int>(0)
    let group = DispatchGroup()
    for lane in 0..<8 {
      DispatchQueue(label: "test.lane.\(lane)").async(group: group) {
        while true {
          let number = next.add(1, ordering: .relaxed).oldValue
          guard number < 2000 else { return }
          try? window.waitForRoom(number)
          try? window.put(number, number, bytes: number % 60)
        }
      }
    }
    group.wait()
    #expect(written.withLock { $0 } == Array(0..<2000))
  }

  @Test func `ends all lanes when writing fails`() {
    let window = ReorderWindow<Int>(longest: 4, heaviest: 100) { item throws(RunStop) in
      if item == 3 { throw RunStop("disk full") }
    }
    for number in 0..<3 { try? window.put(number, number, bytes: 0) }
    #expect(throws: RunStop("disk full")) { try window.put(3, 3, bytes: 0) }
    #expect(throws: RunStop("disk full")) { try window.waitForRoom(9) }
  }
}
