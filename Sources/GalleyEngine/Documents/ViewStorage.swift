import GalleyABI
import GalleyKit

/// A view of a document: its text, and how its bytes correspond to the original text.
final class ViewStorage {
  let name: String
  private(set) var text = NativeBuffer<UInt8>()
  /// In order, without gaps in the view; over the original text.
  private(set) var runs = NativeBuffer<galley_run>()

  init(name: String) { self.name = name }

  func append(text bytes: UnsafeBufferPointer<UInt8>) {
    text.append(bytes.baseAddress, count: bytes.count)
  }

  func append(_ run: galley_run) { runs.append(run) }

  var utf8: UnsafeBufferPointer<UInt8> { text.elements }

  /// The span of the original text that a span of the view stands for; one that cuts inside an
  /// indivisible run grows outward to it.
  func original(of span: TextSpan) -> TextSpan {
    let first = runs[lastRun { $0.view_start <= span.start }]
    let last = runs[lastRun { $0.view_start < span.end }]
    let start = first.whole != 0 ? first.start : first.start + (span.start - first.view_start)
    let end = last.whole != 0 ? last.end : last.start + (span.end - last.view_start)
    return TextSpan(start: start, end: end)
  }

  /// The span of the view that shows a span of the original text; nil when all of it is deleted.
  func shown(_ span: TextSpan) -> TextSpan? {
    var first = lastRun { $0.start <= span.start }
    while first < runs.count, runs[first].end <= span.start { first += 1 }
    // Views over views can show parts of an indivisible run more than once.
    while first > 0, runs[first - 1].end > span.start { first -= 1 }
    guard first < runs.count, runs[first].start < span.end else { return nil }
    var last = lastRun { $0.start < span.end }
    while last > first, runs[last].view_end == runs[last].view_start { last -= 1 }
    let a = runs[first]
    let b = runs[last]
    let inside = span.start > a.start ? span.start - a.start : 0
    let start = a.whole != 0 ? a.view_start : a.view_start + inside
    let end = b.whole != 0 ? b.view_end : b.view_start + (min(span.end, b.end) - b.start)
    return start < end ? TextSpan(start: start, end: end) : nil
  }

  /// The runs of a span of the view, those at its ends cut to it where they can be.
  func pieces(of span: TextSpan) -> [galley_run] {
    var pieces: [galley_run] = []
    var i = lastRun { $0.view_start <= span.start }
    while i < runs.count, runs[i].view_start < span.end {
      var run = runs[i]
      i += 1
      guard run.view_end > span.start else { continue }
      if run.whole == 0 {
        if run.view_start < span.start { run.start += span.start - run.view_start }
        if run.view_end > span.end { run.end -= run.view_end - span.end }
      }
      run.view_start = max(run.view_start, span.start)
      run.view_end = min(run.view_end, span.end)
      pieces.append(run)
    }
    return pieces
  }

  /// The empty span of the original text that a position of the view stands for.
  func position(_ offset: UInt32) -> TextSpan {
    guard runs.count > 0 else { return TextSpan(start: 0, end: 0) }
    let run = runs[lastRun { $0.view_start <= offset }]
    let inside = min(offset - run.view_start, run.end - run.start)
    let place = run.whole != 0 ? run.start : run.start + inside
    return TextSpan(start: place, end: place)
  }

  /// The last run for which `holds`, which holds for a prefix of the runs; 0 when for none.
  private func lastRun(_ holds: (galley_run) -> Bool) -> Int {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if holds(runs[middle]) { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }
}
