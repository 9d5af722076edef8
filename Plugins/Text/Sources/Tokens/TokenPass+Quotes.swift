import GalleyKit

/// Quotation marks: which way they face, and what stands between them.
extension TokenPass {
  /// Reads the quotation mark at `start`; where it ends.
  func quote(at start: Int, kind: ScalarKind) -> Int {
    var end = start + text.kind(at: start).length
    let value = text.scalar(at: start).value
    let isSingle = kind == .apostrophe || value == 0x2018 || value == 0x201A
    let isDoubled =
      isSingle && end < chunkEnd && text.scalar(at: end).value == value
      && (value == 0x27 || value == 0x2019)
    if isDoubled { end += text.scalar(at: end).length }
    let opens = opensQuotation(from: start, to: end, kind: kind)
    while end < chunkEnd, text.kind(at: end).kind == .extender { end += text.kind(at: end).length }
    var flags: TokenFlags = [.punctuation, .quote, opens ? .opening : .closing]
    if text.bytes[start] >= 0x80 { flags.insert(.beyondASCII) }
    if isSingle, !isDoubled {
      hasOpenApostrophe = opens
      append(start, end, flags)
      return end
    }
    ambient = []
    append(start, end, flags)
    if opens { ambient = .quoted }
    return end
  }

  private func opensQuotation(from start: Int, to end: Int, kind: ScalarKind) -> Bool {
    if kind == .openQuote { return true }
    if kind == .closeQuote { return false }
    let isBeforeInk = end < chunkEnd
    if start == chunkStart { return isBeforeInk || (kind == .straightQuote && ambient == []) }
    guard isBeforeInk, isWord(end) else { return false }
    return switch text.kind(at: text.scalarStart(before: start)).kind {
    case .openBracket, .openQuote, .dash, .punctuation, .symbol: true
    case .straightQuote, .apostrophe: true
    default: kind == .straightQuote && ambient == []
    }
  }
}
