import GalleyKit

/// What a search for a path is for.
enum RunPurpose {
  case match
  /// A context of which only the answer counts.
  case ask
  /// A context whose path is kept.
  case capture
}

/// One search for one rule from one position.
extension RuleMatcher {
  /// Looks for the first path, in order of preference, that leads through a program.
  ///
  /// - Parameters:
  ///   - program: the rule's.
  ///   - start: the step to begin with.
  ///   - position: where to begin.
  ///   - parent: the entry the trail goes on from; -1: none.
  ///   - purpose: what is asked of it.
  ///   - document: the document.
  ///   - call: says when to stop.
  ///   - watcher: is told where paths end; of contexts only that they are not as wanted.
  /// - Returns: the last entry of its trail; nil when there is no path.
  /// - Throws: `StageFailure` when a regular expression hits a limit, `StopRequest`.
  mutating func run<Watcher: PathWatcher>(
    _ program: RuleProgram,
    from start: Int32,
    at position: Int,
    _ parent: Int32,
    _ purpose: RunPurpose,
    _ document: borrowing Document,
    _ call: borrowing StageCall,
    _ watcher: inout Watcher
  ) throws -> Int32? {
    let base = stack.count
    defer { stack.removeLast(stack.count - base) }
    var thread = Thread(step: start, position: Int32(position), trail: parent)
    var turns = 0
    while true {
      turns += 1
      if turns & 0xFFF == 0 { try call.checkStop() }
      var goesOn = true
      while goesOn {
        let number = Int(thread.step)
        let step = program.steps[number]
        if step.join >= 0 {
          switch arrive(at: step.join, program, &thread, purpose) {
          case .goesOn: break
          case .failed:
            goesOn = false
            continue
          case .succeeded:
            markSucceeded(thread.trail, after: parent, program)
            return thread.trail
          }
        }
        thread.step = step.next
        let place = Int(thread.position)
        switch step.operation {
        case .split:
          stack.append(
            Thread(step: step.argument, position: thread.position, trail: thread.trail)
          )
        case .token:
          let here = place - (step.isBackward ? 1 : 0)
          goesOn = try bounds.contains(here) && passes(token: here, Int(step.argument), document)
          thread.position += step.isBackward ? -1 : 1
        case .phrase:
          if let next = phrase(Int(step.argument), at: place, step.isBackward) {
            thread.position = Int32(next)
          } else {
            goesOn = false
          }
        case .annotation: goesOn = try walk(&thread, step, document)
        case .begin: note(.begin, step.argument, &thread)
        case .end: note(.end, step.argument, &thread)
        case .context:
          goesOn = try look(Int(step.argument), program, &thread, document, call)
        case .peek, .peekNot:
          let here = place - (step.isBackward ? 1 : 0)
          let fits = try bounds.contains(here) && passes(token: here, Int(step.argument), document)
          goesOn = fits == (step.operation == .peek)
        case .accept:
          if purpose != .match { markSucceeded(thread.trail, after: parent, program) }
          // An entry that says where the path ended, whatever it went over.
          note(.end, -1, &thread)
          return thread.trail
        }
        if !goesOn { watcher.pathEnded(before: number, at: place) }
      }
      guard stack.count > base else { return nil }
      thread = stack.removeLast()
    }
  }

  /// The same with nobody watching.
  mutating func run(
    _ program: RuleProgram,
    from start: Int32,
    at position: Int,
    _ parent: Int32,
    _ purpose: RunPurpose,
    _ document: borrowing Document,
    _ call: borrowing StageCall
  ) throws -> Int32? {
    var nobody = NoWatcher()
    return try run(program, from: start, at: position, parent, purpose, document, call, &nobody)
  }

  /// Whether a context is as wanted; one that captures adds its path to the trail.
  private mutating func look(
    _ number: Int,
    _ program: RuleProgram,
    _ thread: inout Thread,
    _ document: borrowing Document,
    _ call: borrowing StageCall
  ) throws -> Bool {
    let context = program.contexts[number]
    let position = Int(thread.position)
    let mark = trail.count
    guard context.captures else {
      let fits = try run(program, from: context.start, at: position, -1, .ask, document, call)
      trail.removeLast(trail.count - mark)
      return (fits != nil) != context.isNegative
    }
    note(.enter, context.isBehind ? 1 : 0, &thread)
    let enter = thread.trail
    let last = try run(program, from: context.start, at: position, enter, .capture, document, call)
    guard let last else {
      trail.removeLast(trail.count - mark)
      return false
    }
    thread.trail = last
    note(.leave, enter, &thread)
    return true
  }

  private enum Arrival { case goesOn, failed, succeeded }

  /// Marks a step that several lead to, unless it was tried here before.
  @inline(__always)
  private mutating func arrive(
    at join: Int32,
    _ program: RuleProgram,
    _ thread: inout Thread,
    _ purpose: RunPurpose
  ) -> Arrival {
    let bit = (Int(thread.position) - bounds.lowerBound) * program.joinCount + Int(join)
    let mask: UInt64 = 1 << UInt64(bit & 63)
    guard visited[bit >> 6] & mask == 0 else {
      guard purpose != .match, succeeded[bit >> 6] & mask != 0 else { return .failed }
      return purpose == .ask ? .succeeded : .goesOn
    }
    visited[bit >> 6] |= mask
    note(.join, join, &thread)
    return .goesOn
  }

  @inline(__always)
  private mutating func note(_ kind: TrailEntry.Kind, _ argument: Int32, _ thread: inout Thread) {
    trail.append(
      TrailEntry(kind: kind, parent: thread.trail, position: thread.position, argument: argument)
    )
    thread.trail = Int32(trail.count - 1)
  }

  /// Marks all steps of the path of a context, which leads on from the entry `first`: where only the
  /// answer counts it is not walked again, and else without a wrong turn.
  private mutating func markSucceeded(
    _ last: Int32,
    after first: Int32,
    _ program: RuleProgram
  ) {
    var entry = last
    while entry != first {
      let one = trail[Int(entry)]
      if one.kind == .join {
        let bit =
          (Int(one.position) - bounds.lowerBound) * program.joinCount + Int(one.argument)
        succeeded[bit >> 6] |= 1 << UInt64(bit & 63)
      }
      entry = one.parent
    }
  }

  /// Takes the marks of a path that led to a match off at its end, where the next match may begin.
  mutating func forget(_ last: Int32, at end: Int, _ program: RuleProgram) {
    var entry = last
    while entry >= 0, Int(trail[Int(entry)].position) == end {
      let one = trail[Int(entry)]
      if one.kind == .join {
        let bit = (end - bounds.lowerBound) * program.joinCount + Int(one.argument)
        visited[bit >> 6] &= ~(1 << UInt64(bit & 63))
      }
      // What a context went over does not count.
      entry = one.kind == .leave ? trail[Int(one.argument)].parent : one.parent
    }
  }

  /// Goes over an annotation; others that would do as well are left for later.
  private mutating func walk(
    _ thread: inout Thread,
    _ step: RuleStep,
    _ document: borrowing Document
  ) throws -> Bool {
    let test = Int(step.argument)
    let type = UInt32(set.items[test].type)
    let position = Int(thread.position)
    let edges = step.isBackward ? lattice.arriving(position) : lattice.leaving(position)
    var taken: LatticeItem?
    var takenNumber: UInt32 = 0
    let top = stack.count
    for number in edges where lattice.items[Int(number)].type == type {
      let item = lattice.items[Int(number)]
      let target = Int(step.isBackward ? item.first : item.last)
      guard target >= bounds.lowerBound, target <= bounds.upperBound,
        try passes(item, test, document)
      else { continue }
      if taken == nil {
        taken = item
        takenNumber = number
      } else {
        var other = thread
        other.position = Int32(target)
        note(.item, Int32(number), &other)
        stack.append(other)
      }
    }
    guard let taken else { return false }
    // The stack gives back what came last; the first is to be preferred.
    stack[top...].reverse()
    thread.position = Int32(step.isBackward ? taken.first : taken.last)
    note(.item, Int32(takenNumber), &thread)
    return true
  }

  /// Where the tokens end that together are a phrase; nil when they are not.
  private func phrase(_ number: Int, at position: Int, _ isBackward: Bool) -> Int? {
    isBackward ? phraseBackward(number, at: position) : phraseForward(number, at: position)
  }

  private func phraseForward(_ number: Int, at start: Int) -> Int? {
    let bytes = set.phrases[number].bytes
    let isFolded = set.phrases[number].isFolded
    var position = start
    var done = 0
    while done < bytes.count {
      guard position < bounds.upperBound else { return nil }
      if done > 0 {
        let isApart = lattice.start[position] > lattice.end[position - 1]
        guard isApart == (bytes[done] == 0x20) else { return nil }
        if isApart { done += 1 }
      }
      guard let count = equal(position, bytes[done...], isFolded, fromEnd: false) else {
        return nil
      }
      done += count
      position += 1
    }
    return position
  }

  private func phraseBackward(_ number: Int, at end: Int) -> Int? {
    let bytes = set.phrases[number].bytes
    let isFolded = set.phrases[number].isFolded
    var position = end
    var left = bytes.count
    while left > 0 {
      position -= 1
      guard position >= bounds.lowerBound else { return nil }
      if left < bytes.count {
        let isApart = lattice.start[position + 1] > lattice.end[position]
        guard isApart == (bytes[left - 1] == 0x20) else { return nil }
        if isApart { left -= 1 }
      }
      guard let count = equal(position, bytes[..<left], isFolded, fromEnd: true) else {
        return nil
      }
      left -= count
    }
    return position
  }

  /// How many bytes of a phrase a token is; nil when it is something else.
  private func equal(
    _ position: Int,
    _ bytes: ArraySlice<UInt8>,
    _ isFolded: Bool,
    fromEnd: Bool
  ) -> Int? {
    let text = utf8[Int(lattice.start[position])..<Int(lattice.end[position])]
    if isFolded, text.contains(where: { $0 >= 0x80 }) {
      let folded = Vocabulary.folded(String(decoding: text, as: UTF8.self))
      return Self.isEqual(folded[...], bytes, fromEnd) ? folded.count : nil
    }
    guard text.count <= bytes.count else { return nil }
    var other = fromEnd ? bytes.endIndex - text.count : bytes.startIndex
    for byte in text {
      guard (isFolded ? Vocabulary.fold(byte) : byte) == bytes[other] else { return nil }
      other += 1
    }
    return text.count
  }

  private static func isEqual(
    _ text: ArraySlice<UInt8>,
    _ bytes: ArraySlice<UInt8>,
    _ fromEnd: Bool
  ) -> Bool {
    fromEnd ? bytes.suffix(text.count) == text : bytes.prefix(text.count) == text
  }
}
