/// Reads texts backwards with a `CandidateAutomaton` and notes where matches may begin.
///
/// The deterministic states are made as texts need them, and kept from text to text. Their memory is
/// bounded: when it is full they are dropped and made anew; `isThrashing` says when that happens so
/// often that searching without an automaton is better. One per lane.
struct CandidateScanner {
  private let automaton: CandidateAutomaton
  private let tableBytes: Int
  /// For each state and class: the state after it, as place of its row, or a mark.
  private var table: [UInt32] = []
  /// For each state: where its members begin in `members`; one more number ends the last.
  private var memberOffsets: [UInt32] = [0]
  /// Members of the states, ascending within each: states of the automaton, then patterns.
  private var members: [UInt32] = []
  /// For each state: the kind of the symbol read last.
  private var kinds: [UInt8] = []
  /// States by the hash of what they are made of; open addressing, 0 is free, else number + 1.
  private var slots = [UInt32](repeating: 0, count: 1 << 10)

  /// Where matches may begin: pattern in the upper, offset in the lower half; the last first.
  private(set) var found: [UInt64] = []
  private(set) var isThrashing = false

  /// Which members the state that is being made has, by its number.
  private var marks: [UInt32]
  private var currentMark: UInt32 = 0
  private var gathered: [UInt32] = []
  /// Bytes read and entries made since the states were last dropped.
  private var bytesRead = 0
  private var entriesMade = 0
  /// How often the states were dropped.
  private(set) var drops = 0

  /// The bit of a table entry whose state notes something; an unknown entry has all bits.
  private static let noting: UInt32 = 1 << 31
  private static let unknown: UInt32 = .max
  /// How many bytes are searched for one pattern in the time it takes to make an entry.
  private static let bytesPerEntry = 500
  /// More found places than this in one block, and the text is better searched without.
  private static let mostFound = 1 << 20

  /// Makes a scanner without any states.
  ///
  /// - Parameters:
  ///   - automaton: what it reads with.
  ///   - tableBytes: memory for the table of states, in bytes.
  init(_ automaton: CandidateAutomaton, tableBytes: Int = 16 << 20) {
    self.automaton = automaton
    self.tableBytes = tableBytes
    marks = Array(repeating: 0, count: automaton.stateCount + automaton.patternCount)
  }

  /// A state that stays what it is when the states are dropped.
  struct Checkpoint {
    fileprivate var members: [UInt32]
    fileprivate var kind: UInt8
  }

  /// The state in which reading a text begins: the edge stands behind it.
  var start: Checkpoint {
    Checkpoint(members: [], kind: automaton.kinds[Int(automaton.classes[SymbolSet.edge])])
  }

  mutating func removeFound() {
    found.removeAll(keepingCapacity: true)
  }

  /// Reads `text` from `range.upperBound` down to `range.lowerBound`.
  ///
  /// - Parameters:
  ///   - text: the whole text; at offset 0 the edge is read as well.
  ///   - range: offsets in `text`, in bytes.
  ///   - start: the state at the upper bound.
  ///   - notes: whether to note candidates in `found`.
  ///   - stop: looked at whenever a state is made, which may take long.
  /// - Returns: the state at the lower bound, or nil if there are too many candidates, or so many
  ///   states that `isThrashing`, or if it is told to stop.
  mutating func read(
    _ text: UnsafeBufferPointer<UInt8>,
    _ range: Range<Int>,
    from start: Checkpoint,
    notes: Bool,
    stop: StopFlag
  ) -> Checkpoint? {
    var state = number(of: start)
    var index = range.upperBound
    var noted: [UInt64] = []
    while true {
      let before = index
      (state, index) = run(text, from: state, index, downTo: range.lowerBound, into: &noted)
      bytesRead += before - index
      if notes {
        for pair in noted { note(Int(pair >> 32), at: Int(UInt32(truncatingIfNeeded: pair))) }
      }
      noted.removeAll(keepingCapacity: true)
      if index == range.lowerBound { break }
      // The entry for the byte before `index` is not known yet.
      index -= 1
      state = next(of: state, on: Int(automaton.classes[Int(text[index])]))
      if notes { note(state, at: index + 1) }
      if isThrashing || stop.isSet { return nil }
    }
    if range.lowerBound == 0 {
      state = next(of: state, on: Int(automaton.classes[SymbolSet.edge]))
      if notes { note(state, at: 0) }
    }
    return found.count > Self.mostFound ? nil : checkpoint(of: state)
  }

  /// Follows known entries as long as there are some; returns where it stands.
  ///
  /// - Parameters:
  ///   - text: the whole text.
  ///   - state: the state at `start`.
  ///   - start: an offset in `text`, in bytes; as is `end`.
  ///   - end: where to stop at the latest.
  ///   - noted: gets the states with something to note, in the upper, and their offsets in the lower
  ///     half.
  /// - Returns: the state, and where it is reached.
  private func run(
    _ text: UnsafeBufferPointer<UInt8>,
    from state: Int,
    _ start: Int,
    downTo end: Int,
    into noted: inout [UInt64]
  ) -> (state: Int, index: Int) {
    let classCount = automaton.classCount
    return table.withUnsafeBufferPointer { table in
      automaton.classes.withUnsafeBufferPointer { classes in
        var row = UInt32(truncatingIfNeeded: state &* classCount)
        var index = start
        while index > end {
          let symbolClass = UInt32(classes[Int(text[index &- 1])])
          var entry = table[Int(row &+ symbolClass)]
          if entry >= Self.noting {
            if entry == Self.unknown { break }
            entry &= ~Self.noting
            noted.append(UInt64(Int(entry) / classCount) << 32 | UInt64(index))
          }
          row = entry
          index &-= 1
        }
        return (Int(row) / classCount, index)
      }
    }
  }

  /// Notes that matches of the patterns among the members of `state` may begin at `offset`.
  private mutating func note(_ state: Int, at offset: Int) {
    var index = Int(memberOffsets[state + 1])
    while index > Int(memberOffsets[state]) {
      index -= 1
      let member = Int(members[index])
      guard member >= automaton.stateCount else { return }
      found.append(UInt64(member - automaton.stateCount) << 32 | UInt64(offset))
    }
  }
}

// MARK: - States

extension CandidateScanner {
  private func checkpoint(of state: Int) -> Checkpoint {
    let range = Int(memberOffsets[state])..<Int(memberOffsets[state + 1])
    return Checkpoint(members: Array(members[range]), kind: kinds[state])
  }

  private mutating func number(of checkpoint: Checkpoint) -> Int {
    gathered.removeAll(keepingCapacity: true)
    gathered += checkpoint.members
    return number(ofGathered: checkpoint.kind)
  }

  /// The state after `state` on a symbol of the class, which is made if it is not there.
  private mutating func next(of state: Int, on symbolClass: Int) -> Int {
    var state = state
    if table.count * MemoryLayout<UInt32>.size >= tableBytes { state = dropStates(but: state) }
    let entryIndex = state * automaton.classCount + symbolClass
    let entry = table[entryIndex]
    if entry != Self.unknown { return Int(entry & ~Self.noting) / automaton.classCount }
    entriesMade += 1
    currentMark &+= 1
    gathered.removeAll(keepingCapacity: true)
    for index in Int(memberOffsets[state])..<Int(memberOffsets[state + 1]) {
      let member = members[index]
      if member >= automaton.stateCount { break }
      automaton.forEachTarget(of: member, on: symbolClass) { gather($0) }
    }
    automaton.forEachStart(behind: Int(kinds[state]), on: symbolClass) { gather($0) }
    gathered.sort()
    let next = number(ofGathered: automaton.kinds[symbolClass])
    let notes = gathered.last.map { $0 >= automaton.stateCount } ?? false
    table[entryIndex] = UInt32(next * automaton.classCount) | (notes ? Self.noting : 0)
    return next
  }

  /// Drops all states but one and returns its new number.
  private mutating func dropStates(but state: Int) -> Int {
    // Making an entry takes as long as searching some hundred bytes for one pattern.
    isThrashing = entriesMade > bytesRead * automaton.patternCount / Self.bytesPerEntry
    bytesRead = 0
    entriesMade = 0
    drops += 1
    let kept = checkpoint(of: state)
    table.removeAll(keepingCapacity: true)
    memberOffsets = [0]
    members.removeAll(keepingCapacity: true)
    kinds.removeAll(keepingCapacity: true)
    slots = Array(repeating: 0, count: 1 << 10)
    return number(of: kept)
  }

  private mutating func gather(_ target: UInt32) {
    guard marks[Int(target)] != currentMark else { return }
    marks[Int(target)] = currentMark
    gathered.append(target)
  }

  /// The number of the state of what is gathered, which is made if there is none.
  private mutating func number(ofGathered kind: UInt8) -> Int {
    if kinds.count * 2 > slots.count { grow() }
    var slot = hash(gathered, kind) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if kinds[number] == kind, isGathered(number) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = UInt32(kinds.count + 1)
    kinds.append(kind)
    members += gathered
    memberOffsets.append(UInt32(members.count))
    table.append(contentsOf: repeatElement(Self.unknown, count: automaton.classCount))
    return kinds.count - 1
  }

  private func isGathered(_ number: Int) -> Bool {
    let start = Int(memberOffsets[number])
    guard Int(memberOffsets[number + 1]) - start == gathered.count else { return false }
    for (index, member) in gathered.enumerated() where members[start + index] != member {
      return false
    }
    return true
  }

  private func hash(_ list: [UInt32], _ kind: UInt8) -> Int {
    var sum = UInt64(kind) &+ 0x9E37_79B9_7F4A_7C15
    for member in list {
      sum = (sum ^ UInt64(member)) &* 0x9FB2_1C65_1E98_DF25
      sum ^= sum >> 29
    }
    return Int(truncatingIfNeeded: sum >> 1)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    for number in kinds.indices {
      let range = Int(memberOffsets[number])..<Int(memberOffsets[number + 1])
      var slot = hash(Array(members[range]), kinds[number]) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }
}
