internal import CPCRE2
internal import Glibc

/// The memory one lane needs to look for the patterns of a set.
public final class RegexSetMatcher {
  private let regexes: [CompiledRegex]
  private let plan: SearchPlan
  private let matcher = RegexMatcher()
  private let context: OpaquePointer
  private(set) var scanner: CandidateScanner?
  /// For each member of the automaton: where its next search begins, in UTF-8 bytes.
  private var positions: [Int]
  private var candidates: SortedCandidates

  /// How much text is read before PCRE2 looks at what was found, in bytes.
  private static let block = 1 << 16

  /// Takes a match of the pattern with this number; the match is valid during the call.
  public typealias Body = (_ number: Int, _ match: RegexMatch) -> Void

  public convenience init(_ set: RegexSet) {
    self.init(set, scanner: set.plan.automaton.map { CandidateScanner($0) })
  }

  init(_ set: RegexSet, scanner: CandidateScanner?) {
    regexes = set.regexes
    plan = set.plan
    self.scanner = scanner
    positions = Array(repeating: 0, count: plan.members.count)
    candidates = SortedCandidates(memberCount: plan.members.count)
    context = matcher.makeContextWithoutSlices()
  }

  deinit {
    pcre2_match_context_free_8(context)
  }

  /// Calls `body` with every match of every pattern in `text`.
  ///
  /// The matches of one pattern come from left to right and are those of a `RegexScan`; those of
  /// different patterns come in no particular order.
  ///
  /// - Parameters:
  ///   - text: valid UTF-8.
  ///   - stop: a 32-bit number another thread may write: 0 go on, 1 interrupted, 2 time is up.
  ///   - body: gets the number of the pattern in the set, and the match.
  /// - Throws: `RegexSetError` when a limit was hit or the stop flag is set.
  public func forEachMatch(
    in text: UnsafeBufferPointer<UInt8>,
    stop: UnsafePointer<UInt32>? = nil,
    _ body: Body
  ) throws(RegexSetError) {
    try searchTogether(text, stop: stop, body)
    for number in plan.others { try search(text, for: number, from: 0, stop: stop, body) }
  }

  /// Looks for one pattern by itself.
  private func search(
    _ text: UnsafeBufferPointer<UInt8>,
    for number: Int,
    from start: Int,
    stop: UnsafePointer<UInt32>?,
    _ body: Body
  ) throws(RegexSetError) {
    var scan = matcher.scan(text, for: regexes[number], from: start, stop: stop)
    do throws(RegexMatchError) {
      while let match = try scan.next() { body(number, match) }
    } catch {
      throw RegexSetError(number: number, error: error)
    }
  }
}

// MARK: - With the automaton

extension RegexSetMatcher {
  private func searchTogether(
    _ text: UnsafeBufferPointer<UInt8>,
    stop: UnsafePointer<UInt32>?,
    _ body: Body
  ) throws(RegexSetError) {
    guard let base = text.baseAddress, !text.isEmpty, !positions.isEmpty else { return }
    for index in positions.indices { positions[index] = 0 }
    if memchr(base, 13, text.count) != nil {
      for (index, member) in plan.members.enumerated() where member.mindsCarriageReturns {
        try search(text, for: member.number, from: 0, stop: stop, body)
        positions[index] = text.count
      }
    }
    guard let blocks = checkpoints(text, StopFlag(stop)) else {
      return try searchRest(of: text, stop, body)
    }
    for (range, start) in blocks.reversed() {
      scanner?.removeFound()
      guard scanner?.read(text, range, from: start, notes: true, stop: StopFlag(stop)) != nil else {
        return try searchRest(of: text, stop, body)
      }
      candidates.sort(scanner?.found ?? [])
      for index in plan.members.indices { try confirm(index, text, stop: stop, body) }
    }
  }

  /// Looks for each member by itself, from where its next search begins.
  private func searchRest(
    of text: UnsafeBufferPointer<UInt8>,
    _ stop: UnsafePointer<UInt32>?,
    _ body: Body
  ) throws(RegexSetError) {
    for (index, member) in plan.members.enumerated() {
      try search(text, for: member.number, from: positions[index], stop: stop, body)
    }
  }

  /// The blocks of `text`, the last first, each with the state at its end; nil if the states are too
  /// many.
  private func checkpoints(
    _ text: UnsafeBufferPointer<UInt8>,
    _ stop: StopFlag
  ) -> [(range: Range<Int>, start: CandidateScanner.Checkpoint)]? {
    guard var state = scanner?.start, scanner?.isThrashing == false else { return nil }
    var blocks: [(range: Range<Int>, start: CandidateScanner.Checkpoint)] = []
    var end = text.count
    while end > 0 {
      let range = max(end - Self.block, 0)..<end
      blocks.append((range, state))
      if range.lowerBound > 0 {
        guard let next = scanner?.read(text, range, from: state, notes: false, stop: stop) else {
          return nil
        }
        state = next
      }
      end = range.lowerBound
    }
    return blocks
  }

  /// Asks PCRE2 about the candidates of one member in this block.
  private func confirm(
    _ index: Int,
    _ text: UnsafeBufferPointer<UInt8>,
    stop: UnsafePointer<UInt32>?,
    _ body: Body
  ) throws(RegexSetError) {
    let range = candidates.range(ofMember: index)
    if range.isEmpty { return }
    let offsets = candidates.offsets
    let member = plan.members[index]
    matcher.makeRoom(forGroups: regexes[member.number].groupCount)
    var position = positions[index]
    for start in offsets[range].reversed().lazy.map(Int.init) where start >= position {
      let result = member.anchored.match(text, at: start, matcher.data, context)
      if result > 0, let groups = pcre2_get_ovector_pointer_8(matcher.data) {
        position = groups[1]
        body(member.number, RegexMatch(offsets: groups, setCount: Int(result)))
      } else if result != PCRE2_ERROR_NOMATCH {
        // A search by itself may get by without this attempt: it can look for what a match needs.
        positions[index] = text.count
        try search(text, for: member.number, from: position, stop: stop, body)
        return
      }
      try lookAtStopFlag(stop, member.number, start)
    }
    positions[index] = position
  }

  private func lookAtStopFlag(
    _ stop: UnsafePointer<UInt32>?,
    _ number: Int,
    _ offset: Int
  ) throws(RegexSetError) {
    do throws(RegexMatchError) {
      try StopFlag(stop).look(at: offset)
    } catch {
      throw RegexSetError(number: number, error: error)
    }
  }
}
