import GalleyKit

/// What stands between two marks.
struct Quotation: Hashable {
  /// With the marks.
  var span: TextSpan
  /// Without them.
  var inner: TextSpan
}

/// Finds quotations in UTF-8 text; knows no host, so that tests need none.
struct QuoteScanner: Sendable {
  struct Pair: Sendable {
    let open: [UInt8]
    let close: [UInt8]
  }

  /// Each with two marks of at least one byte.
  let pairs: [Pair]
  /// Bytes between the marks, at most.
  let longest: Int

  /// The next quotation that begins at `position` or behind it.
  func next(in text: UnsafeBufferPointer<UInt8>, from position: Int) -> Quotation? {
    for start in position..<text.count {
      for pair in pairs where text[start] == pair.open[0] {
        if let quotation = quotation(of: pair, at: start, in: text) { return quotation }
      }
    }
    return nil
  }

  private func quotation(
    of pair: Pair,
    at start: Int,
    in text: UnsafeBufferPointer<UInt8>
  ) -> Quotation? {
    let inner = start + pair.open.count
    guard text[start...].starts(with: pair.open), inner < text.count else { return nil }
    for end in inner...min(inner + longest, text.count - 1) where text[end] == pair.close[0] {
      guard text[end...].starts(with: pair.close), end > inner else { continue }
      return Quotation(
        span: TextSpan(start..<end + pair.close.count),
        inner: TextSpan(inner..<end)
      )
    }
    return nil
  }
}
