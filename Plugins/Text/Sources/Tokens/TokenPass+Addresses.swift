import GalleyKit

/// Internet and e-mail addresses.
extension TokenPass {
  /// The longest local part of an e-mail address and the longest host name looked for, in bytes.
  private static let localReach = 64
  private static let hostReach = 128

  /// The end of the address at `start`, if one begins there.
  func addressEnd(at start: Int) -> Int? {
    guard chunkClasses.contains(.address) else { return nil }
    return schemeEnd(at: start).map(pathEnd) ?? mailEnd(at: start) ?? hostEnd(at: start)
  }

  /// The end of `https://` or `mailto:` at `start`, if something follows it.
  private func schemeEnd(at start: Int) -> Int? {
    var end = start
    while end < chunkEnd, end - start < 12, !text.byteClass(end).isDisjoint(with: .letter) {
      end += 1
    }
    guard end - start > 1, text[end] == Ascii.colon else { return nil }
    if text[end + 1] == Ascii.slash, text[end + 2] == Ascii.slash, end + 3 < chunkEnd {
      return end + 3
    }
    return isWord(end + 1) && mailEnd(at: end + 1) != nil ? end + 1 : nil
  }

  /// The end of `name@host` at `start`.
  private func mailEnd(at start: Int) -> Int? {
    var at = start
    while at < chunkEnd, at - start < Self.localReach, isLocal(at) { at += 1 }
    guard at > start, at < chunkEnd, text.bytes[at] == Ascii.at else { return nil }
    let end = trimHost(hostRunEnd(from: at + 1), downTo: at + 1)
    return end > at + 1 ? end : nil
  }

  private func isLocal(_ offset: Int) -> Bool {
    if !text.byteClass(offset).isDisjoint(with: [.lower, .upper, .digit, .underscore]) {
      return true
    }
    switch text.bytes[offset] {
    case Ascii.period, Ascii.hyphen, Ascii.plus, Ascii.percent: return true
    default: return false
    }
  }

  private func hostRunEnd(from start: Int) -> Int {
    var end = start
    while end < chunkEnd, end - start < Self.hostReach {
      let byte = text.bytes[end]
      guard
        !text.byteClass(end).isDisjoint(with: .word) || byte == Ascii.period
          || byte == Ascii.hyphen
      else { break }
      end += 1
    }
    return end
  }

  private func trimHost(_ end: Int, downTo start: Int) -> Int {
    var end = end
    while end > start, text.bytes[end - 1] == Ascii.period || text.bytes[end - 1] == Ascii.hyphen {
      end -= 1
    }
    return end
  }

  /// The end of a host name with a path behind it, `example.com/news`, at `start`.
  private func hostEnd(at start: Int) -> Int? {
    let end = hostRunEnd(from: start)
    guard end > start, text[end] == Ascii.slash, end < chunkEnd else { return nil }
    var last = end
    while last > start, text.bytes[last - 1] != Ascii.period { last -= 1 }
    guard last > start, traits(last, end).contains(.nameEnding) else { return nil }
    return pathEnd(from: end)
  }

  /// The end of an address whose rest begins at `start`: to the end of the chunk, or to a quote or
  /// an angle bracket, without the punctuation behind it.
  private func pathEnd(from start: Int) -> Int {
    var end = start
    var depth = 0
    while end < chunkEnd {
      let byte = text.bytes[end]
      if byte == Ascii.less || byte == Ascii.greater || byte == Ascii.quote { break }
      if byte == Ascii.openParenthesis { depth += 1 }
      if byte == Ascii.closeParenthesis { depth -= 1 }
      if text.byteClass(end).contains(.high) {
        let (kind, length) = text.kind(at: end)
        if !kind.isWord { break }
        end += length
      } else {
        end += 1
      }
    }
    return trimPath(end, downTo: start, unbalanced: depth < 0)
  }

  private func trimPath(_ end: Int, downTo start: Int, unbalanced: Bool) -> Int {
    var end = end
    while end > start {
      switch text.bytes[end - 1] {
      case Ascii.period, Ascii.comma, Ascii.semicolon, Ascii.colon, Ascii.exclamation,
        Ascii.question, Ascii.apostrophe, Ascii.closeBracket, Ascii.closeBrace, Ascii.asterisk:
        end -= 1
      case Ascii.closeParenthesis where unbalanced:
        end -= 1
      default:
        return end
      }
    }
    return end
  }
}
