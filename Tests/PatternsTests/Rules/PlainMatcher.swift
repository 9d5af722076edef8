import GalleyKit

/// Matches patterns by backtracking without any cleverness, to compare with.
///
/// What is left to match is a closure, so that the order in which ways are tried is the pattern's
/// order of preference.
final class PlainMatcher {
  struct Match: Equatable {
    var span: TextSpan
    /// What `@x` kept: its people, or its tokens where there are none.
    var captured: [TextSpan]
    /// From the first thing captured to the last.
    var whole: TextSpan?
  }

  /// What the path so far went over inside of captures.
  private struct Path {
    var position: Int
    var items: [(span: TextSpan, isPerson: Bool)] = []
    var depth = 0
  }

  let document: PlainDocument
  private var steps = 0
  private var limits = 0..<0

  init(_ document: PlainDocument) { self.document = document }

  /// The matches from left to right; nil: it took too long.
  func matches(of pattern: PlainPattern) -> [Match]? {
    var matches: [Match] = []
    var low = 0
    while low < document.tokens.count {
      let sentence = document.tokens[low].sentence
      let high =
        document.tokens[low...].firstIndex { $0.sentence != sentence }
        ?? document.tokens.count
      limits = low..<high
      var start = low
      while start < high {
        var found: Path?
        _ = match(pattern, Path(position: start), false) {
          found = $0
          return true
        }
        if steps > 100_000 { return nil }
        guard let found else {
          start += 1
          continue
        }
        matches.append(match(from: start, found))
        start = found.position
      }
      low = high
    }
    return matches
  }

  private func match(from start: Int, _ path: Path) -> Match {
    let people = path.items.filter(\.isPerson)
    let spans = Set((people.isEmpty ? path.items : people).map(\.span)).sorted { $0 < $1 }
    let whole = path.items.map(\.span).reduce(nil as TextSpan?) { sum, span in
      let sum = sum ?? span
      return TextSpan(start: min(sum.start, span.start), end: max(sum.end, span.end))
    }
    return Match(
      span: TextSpan(
        start: document.tokens[start].span.start,
        end: document.tokens[path.position - 1].span.end
      ),
      captured: spans,
      whole: whole
    )
  }

  private func match(
    _ pattern: PlainPattern,
    _ path: Path,
    _ isBackward: Bool,
    _ rest: (Path) -> Bool
  ) -> Bool {
    steps += 1
    if steps > 100_000 { return true }
    switch pattern {
    case .word(let word): return token(path, isBackward, rest) { $0.word == word }
    case .anyToken: return token(path, isBackward, rest) { _ in true }
    case .token(_, let passes): return token(path, isBackward, rest, passes)
    case .phrase(let words):
      let parts = words.map { PlainPattern.word($0) }
      return sequence(isBackward ? parts.reversed() : parts, path, isBackward, rest)
    case .person(let kind): return person(kind, path, isBackward, rest)
    case .sequence(let parts):
      return sequence(isBackward ? parts.reversed() : parts, path, isBackward, rest)
    case .choice(let options):
      for option in options where match(option, path, isBackward, rest) { return true }
      return false
    case .repeated(let inner, let least, let most, let isLazy):
      return repeated(inner, least, most, isLazy, path, isBackward, rest)
    case .capture(let inner):
      var open = path
      open.depth += 1
      return match(inner, open, isBackward) {
        var closed = $0
        closed.depth -= 1
        return rest(closed)
      }
    case .context(let inner, let isBehind, let isNegative):
      var found: Path?
      _ = match(inner, Path(position: path.position), isBehind) {
        found = $0
        return true
      }
      guard (found != nil) != isNegative else { return false }
      var next = path
      next.items += found?.items ?? []
      return rest(next)
    }
  }

  private func token(
    _ path: Path,
    _ isBackward: Bool,
    _ rest: (Path) -> Bool,
    _ passes: (PlainDocument.Token) -> Bool
  ) -> Bool {
    let here = path.position - (isBackward ? 1 : 0)
    guard limits.contains(here), passes(document.tokens[here]) else { return false }
    var next = path
    next.position += isBackward ? -1 : 1
    if path.depth > 0 { next.items.append((document.tokens[here].span, false)) }
    return rest(next)
  }

  private func person(
    _ kind: String?,
    _ path: Path,
    _ isBackward: Bool,
    _ rest: (Path) -> Bool
  ) -> Bool {
    for person in document.people where kind == nil || person.kind == kind {
      let edge = isBackward ? person.tokens.upperBound : person.tokens.lowerBound
      let target = isBackward ? person.tokens.lowerBound : person.tokens.upperBound
      guard edge == path.position, target >= limits.lowerBound, target <= limits.upperBound else {
        continue
      }
      var next = path
      next.position = target
      if path.depth > 0 { next.items.append((person.span, true)) }
      if rest(next) { return true }
    }
    return false
  }

  private func sequence(
    _ parts: [PlainPattern],
    _ path: Path,
    _ isBackward: Bool,
    _ rest: (Path) -> Bool
  ) -> Bool {
    guard let first = parts.first else { return rest(path) }
    return match(first, path, isBackward) {
      sequence(Array(parts.dropFirst()), $0, isBackward, rest)
    }
  }

  private func repeated(
    _ inner: PlainPattern,
    _ least: Int,
    _ most: Int?,
    _ isLazy: Bool,
    _ path: Path,
    _ isBackward: Bool,
    _ rest: (Path) -> Bool
  ) -> Bool {
    let canStop = least == 0
    if canStop, isLazy, rest(path) { return true }
    if most != 0 {
      let goesOn = match(inner, path, isBackward) {
        repeated(inner, max(least - 1, 0), most.map { $0 - 1 }, isLazy, $0, isBackward, rest)
      }
      if goesOn { return true }
    }
    return canStop && !isLazy && rest(path)
  }
}
