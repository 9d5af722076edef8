import GalleyKit

/// The text of a view in the making, and its runs over the text below.
///
/// Offsets are UTF-8 bytes. Runs that correspond byte for byte and touch on both sides are one run.
struct ViewText {
  private(set) var bytes: [UInt8] = []
  private(set) var runs: [ViewRun] = []

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
  }

  /// Appends a stretch of the text below as it is.
  mutating func copy(_ source: Range<Int>, of text: ByteText) {
    let start = bytes.count
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.bytes + source.lowerBound, count: source.count)
    )
    append(
      ViewRun(view: TextSpan(start..<bytes.count), original: TextSpan(source), isWhole: false)
    )
  }

  /// Appends `new` for a stretch of the text below; both are whole scalars and not empty.
  mutating func replace(
    _ source: Range<Int>,
    with new: UnsafeBufferPointer<UInt8>,
    of text: ByteText
  ) {
    let start = bytes.count
    bytes.append(contentsOf: new)
    let old = UnsafeBufferPointer(start: text.bytes + source.lowerBound, count: source.count)
    append(
      ViewRun(
        view: TextSpan(start..<bytes.count),
        original: TextSpan(source),
        isWhole: !(Self.isScalar(old) && Self.isScalar(new) && old.count == new.count)
          && !old.elementsEqual(new)
      )
    )
  }

  /// Turns runs over the text of `below` into runs over the text below that one.
  mutating func lay(over below: ViewText) {
    let upper = runs
    runs.removeAll(keepingCapacity: true)
    var next = 0
    for run in upper {
      while below.runs[next].view.end <= run.original.start { next += 1 }
      append(run, over: below.runs[next...])
    }
  }

  /// Appends a run over another view, whose runs from the first touched on are `below`.
  private mutating func append(_ run: ViewRun, over below: ArraySlice<ViewRun>) {
    var whole: ViewRun?
    for lower in below {
      guard lower.view.start < run.original.end else { break }
      let cut = TextSpan(
        start: max(lower.view.start, run.original.start),
        end: min(lower.view.end, run.original.end)
      )
      let place = lower.original(of: cut)
      if run.isWhole {
        let start = whole?.original.start ?? place.start
        whole = ViewRun(
          view: run.view,
          original: TextSpan(start: start, end: place.end),
          isWhole: true
        )
      } else {
        let start = run.view.start + (cut.start - run.original.start)
        append(
          ViewRun(
            view: TextSpan(start: start, end: start + UInt32(cut.count)),
            original: place,
            isWhole: lower.isWhole
          )
        )
      }
    }
    if let whole { append(whole) }
  }

  private mutating func append(_ run: ViewRun) {
    guard let last = runs.last else {
      runs.append(run)
      return
    }
    let touches = last.original.end == run.original.start && !last.isWhole && !run.isWhole
    // Two parts of one run that cannot be divided stay one.
    let overlaps = run.original.start < last.original.end
    guard touches || overlaps else {
      runs.append(run)
      return
    }
    runs[runs.count - 1] = ViewRun(
      view: TextSpan(start: last.view.start, end: run.view.end),
      original: TextSpan(
        start: last.original.start,
        end: max(last.original.end, run.original.end)
      ),
      isWhole: overlaps
    )
  }

  /// Whether bytes of UTF-8 are one scalar.
  private static func isScalar(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
  }
}

extension ViewRun {
  /// What a part of the view's stretch stands for: all of the original when it cannot be divided.
  fileprivate func original(of part: TextSpan) -> TextSpan {
    guard !isWhole else { return original }
    let start = original.start + (part.start - view.start)
    return TextSpan(start: start, end: start + UInt32(part.count))
  }
}
