import GalleyKit

/// An annotation as the matcher goes over it.
struct LatticeItem {
  /// Number of its type in the rule set.
  var type: UInt32
  /// Row of its table; of an annotation this stage made, `-1 -` its number.
  var row: Int32
  var span: TextSpan
  var id: UInt32
  /// Tokens it stands on: from the first that ends behind its start to the last that starts before
  /// its end.
  var first: UInt32 = 0
  var last: UInt32 = 0
}

/// The tokens of a document that a phase sees, with the annotations that stand on them.
///
/// A position is the number of a token, the invisible ones left out. An annotation is an edge from
/// its first token to the one behind its last; so a match is a path.
struct TokenLattice {
  private(set) var start: [UInt32] = []
  private(set) var end: [UInt32] = []
  private(set) var row: [UInt32] = []
  private(set) var word: [Vocabulary.Word] = []
  /// Number of the sentence, or of the stretch between two.
  private(set) var window: [UInt32] = []
  /// First position of each window, and one behind the last window.
  private(set) var windowStart: [UInt32] = []
  private(set) var items: [LatticeItem] = []
  /// Numbers of items by first token, where they begin in `leaving`.
  private var leavingStart: [UInt32] = []
  private var leaving: [UInt32] = []
  /// The same by last token.
  private var arrivingStart: [UInt32] = []
  private var arriving: [UInt32] = []

  var count: Int { start.count }

  mutating func removeAll() {
    start.removeAll(keepingCapacity: true)
    end.removeAll(keepingCapacity: true)
    row.removeAll(keepingCapacity: true)
    word.removeAll(keepingCapacity: true)
    window.removeAll(keepingCapacity: true)
    windowStart.removeAll(keepingCapacity: true)
    items.removeAll(keepingCapacity: true)
    leavingStart.removeAll(keepingCapacity: true)
  }

  /// Keeps the tokens alone.
  mutating func forgetItems() {
    window.removeAll(keepingCapacity: true)
    windowStart.removeAll(keepingCapacity: true)
    items.removeAll(keepingCapacity: true)
  }

  mutating func appendToken(_ span: TextSpan, row: UInt32, word: Vocabulary.Word) {
    start.append(span.start)
    end.append(span.end)
    self.row.append(row)
    self.word.append(word)
  }

  /// Divides the tokens by sentences, which come in annotation order.
  ///
  /// Tokens outside of all sentences stand together between them.
  mutating func setWindows(_ sentences: AnnotationTable) {
    window.reserveCapacity(count)
    var position = 0
    func close(_ upTo: Int, _ lattice: inout TokenLattice) {
      guard upTo > position else { return }
      let number = UInt32(lattice.windowStart.count)
      lattice.windowStart.append(UInt32(position))
      lattice.window.append(contentsOf: repeatElement(number, count: upTo - position))
      position = upTo
    }
    for row in sentences.rows {
      let span = sentences.span(row)
      var next = position
      while next < count, start[next] < span.start { next += 1 }
      close(next, &self)
      while next < count, start[next] < span.end { next += 1 }
      close(next, &self)
    }
    close(count, &self)
    windowStart.append(UInt32(count))
  }

  /// The positions a match that begins in a window may cover.
  func positions(ofWindow number: UInt32) -> Range<Int> {
    Int(windowStart[Int(number)])..<Int(windowStart[Int(number) + 1])
  }

  /// Adds an annotation, unless it stands on no token.
  mutating func append(_ item: LatticeItem) {
    var item = item
    item.first = UInt32(end.partitioningIndex { $0 > item.span.start })
    item.last = UInt32(start.partitioningIndex { $0 >= item.span.end })
    if item.first < item.last { items.append(item) }
  }

  /// Sorts the annotations to their tokens.
  mutating func connect(backward: Bool) {
    Self.sort(items.lazy.map(\.first), count, &leavingStart, &leaving)
    if backward { Self.sort(items.lazy.map(\.last), count, &arrivingStart, &arriving) }
  }

  /// A counting sort, so that items of one token keep their order.
  private static func sort(
    _ keys: some Sequence<UInt32>,
    _ count: Int,
    _ starts: inout [UInt32],
    _ sorted: inout [UInt32]
  ) {
    starts.removeAll(keepingCapacity: true)
    starts.append(contentsOf: repeatElement(0, count: count + 2))
    var total = 0
    for key in keys {
      starts[Int(key) + 1] += 1
      total += 1
    }
    for i in 1..<starts.count { starts[i] += starts[i - 1] }
    sorted.removeAll(keepingCapacity: true)
    sorted.append(contentsOf: repeatElement(0, count: total))
    var next = starts
    for (number, key) in keys.enumerated() {
      sorted[Int(next[Int(key)])] = UInt32(number)
      next[Int(key)] += 1
    }
  }

  /// Numbers of the annotations that begin at a token.
  func leaving(_ position: Int) -> ArraySlice<UInt32> {
    leaving[Int(leavingStart[position])..<Int(leavingStart[position + 1])]
  }

  /// Numbers of the annotations that end before a token.
  func arriving(_ position: Int) -> ArraySlice<UInt32> {
    arriving[Int(arrivingStart[position])..<Int(arrivingStart[position + 1])]
  }

  /// Takes tokens out that are not visible.
  mutating func keepTokens(where isVisible: (Int) -> Bool) {
    var kept = 0
    for position in 0..<count where isVisible(position) {
      start[kept] = start[position]
      end[kept] = end[position]
      row[kept] = row[position]
      word[kept] = word[position]
      kept += 1
    }
    start.removeLast(count - kept)
    end.removeLast(end.count - kept)
    row.removeLast(row.count - kept)
    word.removeLast(word.count - kept)
  }
}

extension Array<UInt32> {
  /// The first index whose element `isBehind`; all elements behind it are, too.
  func partitioningIndex(where isBehind: (UInt32) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
