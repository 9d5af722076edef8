import GalleyABI
import GalleyKit
import Testing

@testable import GalleyEngine

struct ViewStorageTests {
  /// Original `a--bc(d)e`: `--` becomes `–`, `(d)` is deleted, the rest is byte for byte.
  private func dashed() -> ViewStorage {
    let view = ViewStorage(name: "clean")
    Array("a–bce".utf8).withUnsafeBufferPointer { view.append(text: $0) }
    view.append(run(0..<1, 0..<1))
    view.append(run(1..<4, 1..<3, whole: true))
    view.append(run(4..<6, 3..<5))
    view.append(run(6..<7, 8..<9))
    return view
  }

  private func run(_ view: Range<UInt32>, _ original: Range<UInt32>, whole: Bool = false)
    -> galley_run
  {
    galley_run(
      size: UInt32(MemoryLayout<galley_run>.size),
      whole: whole ? 1 : 0,
      view_start: view.lowerBound,
      view_end: view.upperBound,
      start: original.lowerBound,
      end: original.upperBound
    )
  }

  @Test(arguments: [
    (0..<1, 0..<1), (0..<4, 0..<3), (1..<4, 1..<3), (4..<6, 3..<5), (5..<7, 4..<9), (6..<7, 8..<9),
    (0..<7, 0..<9),
  ])
  func `maps spans of the view to the original`(view: Range<Int>, original: Range<Int>) {
    #expect(dashed().original(of: TextSpan(view)) == TextSpan(original))
  }

  @Test(arguments: [
    (0..<1, 0..<1), (1..<2, 1..<4), (0..<2, 0..<4), (2..<4, 1..<5), (3..<5, 4..<6), (4..<9, 5..<7),
    (0..<9, 0..<7), (4..<7, 5..<6),
  ])
  func `shows spans of the original, grown to indivisible runs`(
    original: Range<Int>,
    view: Range<Int>
  ) {
    #expect(dashed().shown(TextSpan(original)) == TextSpan(view))
  }

  @Test(arguments: [5..<8, 6..<7])
  func `does not show what lies in deleted text`(original: Range<Int>) {
    #expect(dashed().shown(TextSpan(original)) == nil)
  }

  @Test func `shows every part of a run that a view over a view shows twice`() {
    let view = ViewStorage(name: "twice")
    Array("abcd".utf8).withUnsafeBufferPointer { view.append(text: $0) }
    view.append(run(0..<1, 0..<1))
    view.append(run(1..<2, 1..<3, whole: true))
    view.append(run(2..<3, 1..<3, whole: true))
    view.append(run(3..<4, 3..<4))
    #expect(view.shown(TextSpan(1..<3)) == TextSpan(1..<3))
    #expect(view.shown(TextSpan(0..<4)) == TextSpan(0..<4))
  }

  @Test func `every span of a random view stands for text that holds it`() {
    var random = SeededRandom(seed: 7)
    for _ in 0..<200 {
      let (view, original) = randomView(&random)
      let length = view.utf8.count
      guard length > 0 else { continue }
      for _ in 0..<20 {
        let start = Int.random(in: 0..<length, using: &random)
        let end = Int.random(in: start + 1...length, using: &random)
        let span = TextSpan(start..<end)
        let place = view.original(of: span)
        #expect(place.end <= UInt32(original))
        let back = view.shown(place)
        #expect(
          back.map { $0.contains(span) } ?? false,
          "\(span) → \(place) → \(String(describing: back))"
        )
      }
    }
  }

  /// Runs of every sort: copied, replaced, deleted text between them.
  private func randomView(_ random: inout SeededRandom) -> (ViewStorage, Int) {
    let view = ViewStorage(name: "random")
    var shown: UInt32 = 0
    var place: UInt32 = 0
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      if Bool.random(using: &random) { place += UInt32.random(in: 0...3, using: &random) }
      let length = UInt32.random(in: 1...4, using: &random)
      let isWhole = Bool.random(using: &random)
      let originalLength = isWhole ? UInt32.random(in: 1...4, using: &random) : length
      view.append(run(shown..<shown + length, place..<place + originalLength, whole: isWhole))
      shown += length
      place += originalLength
    }
    [UInt8](repeating: 0x61, count: Int(shown)).withUnsafeBufferPointer { view.append(text: $0) }
    return (view, Int(place))
  }
}
