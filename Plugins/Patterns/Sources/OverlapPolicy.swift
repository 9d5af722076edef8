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
struct Candidate: Equatable {
  var span: TextSpan
  /// Number of its pattern, from 0 in the order of the options.
  var pattern: Int
  /// Where the group spans of this match begin in the scratch memory.
  var firstGroup = 0
}

extension OverlapPolicy {
  /// Keeps of `candidates`, which all compete, those that win; they come in annotation order.
  ///
  /// A match that lost does not push out others. O(n log n) and the moves of sorted insertion.
  func resolve(_ candidates: inout [Candidate]) {
    if self != .all, candidates.count > 1 {
      candidates.sort(by: isBetter)
      candidates = winners(of: candidates)
    }
    candidates.sort { ($0.span, $0.pattern) < ($1.span, $1.pattern) }
  }

  private func isBetter(_ a: Candidate, _ b: Candidate) -> Bool {
    switch self {
    case .all, .longest:
      (b.span.count, a.span.start, a.pattern) < (a.span.count, b.span.start, b.pattern)
    case .first:
      (a.pattern, a.span.start) < (b.pattern, b.span.start)
    }
  }

  /// Takes the candidates in their order, each unless it overlaps one taken before.
  private func winners(of candidates: [Candidate]) -> [Candidate] {
    var taken: [Candidate] = []
    for candidate in candidates {
      let index = firstIndex(in: taken, startingAtOrAfter: candidate.span.start)
      let isFree =
        (index == 0 || taken[index - 1].span.end <= candidate.span.start)
        && (index == taken.count || candidate.span.end <= taken[index].span.start)
      if isFree { taken.insert(candidate, at: index) }
    }
    return taken
  }

  private func firstIndex(in taken: [Candidate], startingAtOrAfter start: UInt32) -> Int {
    var low = 0
    var high = taken.count
    while low < high {
      let middle = (low + high) / 2
      if taken[middle].span.start < start { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
