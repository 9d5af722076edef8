public import GalleyKit

/// What to keep of matches that overlap.
public enum OverlapPolicy: String, SettingChoice {
  /// Every match of every pattern.
  case all
  /// The longest match; of equally long ones the leftmost, then that of the pattern listed first.
  case longest
  /// The match of the pattern listed first; of one pattern the leftmost.
  case first
}

/// A match before overlaps are resolved.
public struct Candidate: Equatable, Sendable {
  public var span: TextSpan
  /// Number or rank of its pattern; of two that are as long the lower wins.
  public var pattern: Int
  /// Where what its owner keeps of the match begins in the scratch memory.
  public var firstGroup = 0

  public init(span: TextSpan, pattern: Int, firstGroup: Int = 0) {
    self.span = span
    self.pattern = pattern
    self.firstGroup = firstGroup
  }
}

extension OverlapPolicy {
  /// Keeps of `candidates`, which all compete, those that win; they come in annotation order.
  ///
  /// A match that lost does not push out others. O(n log n), and linear in the bytes of text that
  /// overlapping matches cover together.
  public func resolve(_ candidates: inout [Candidate]) {
    candidates.sort { ($0.span, $0.pattern) < ($1.span, $1.pattern) }
    guard self != .all else { return }
    var kept: [Candidate] = []
    var first = 0
    while first < candidates.count {
      let end = endOfCluster(from: first, in: candidates)
      if end == first + 1 {
        kept.append(candidates[first])
      } else {
        kept += winners(of: candidates[first..<end])
      }
      first = end
    }
    candidates = kept
  }

  /// One past the last candidate that overlaps those from `first` on, directly or through others.
  private func endOfCluster(from first: Int, in candidates: [Candidate]) -> Int {
    var covered = candidates[first].span.end
    var index = first + 1
    while index < candidates.count, candidates[index].span.start < covered {
      covered = max(covered, candidates[index].span.end)
      index += 1
    }
    return index
  }

  /// Takes the candidates from the best on, each unless it overlaps one taken before.
  private func winners(of cluster: ArraySlice<Candidate>) -> [Candidate] {
    let start = cluster.map(\.span.start).min() ?? 0
    let end = cluster.map(\.span.end).max() ?? 0
    var taken = TakenBytes(count: Int(end - start))
    let winners = cluster.sorted(by: isBetter).filter { candidate in
      taken.take(Int(candidate.span.start - start)..<Int(candidate.span.end - start))
    }
    return winners.sorted { $0.span < $1.span }
  }

  private func isBetter(_ a: Candidate, _ b: Candidate) -> Bool {
    switch self {
    case .all, .longest:
      (b.span.count, a.span.start, a.pattern) < (a.span.count, b.span.start, b.pattern)
    case .first:
      (a.pattern, a.span.start) < (b.pattern, b.span.start)
    }
  }
}

/// Which bytes of a stretch of text are taken, one bit each.
private struct TakenBytes {
  private var words: [UInt64]

  init(count: Int) {
    words = Array(repeating: 0, count: count / 64 + 1)
  }

  /// Takes all of `bytes`, which is not empty, unless one of them is taken already.
  mutating func take(_ bytes: Range<Int>) -> Bool {
    let first = bytes.lowerBound / 64
    let last = (bytes.upperBound - 1) / 64
    for word in first...last where words[word] & mask(of: bytes, in: word) != 0 { return false }
    for word in first...last { words[word] |= mask(of: bytes, in: word) }
    return true
  }

  private func mask(of bytes: Range<Int>, in word: Int) -> UInt64 {
    let low = max(bytes.lowerBound - word * 64, 0)
    let high = min(bytes.upperBound - word * 64, 64)
    return (~0 >> UInt64(64 - (high - low))) << UInt64(low)
  }
}
