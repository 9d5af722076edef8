import GalleyKit

/// One token: a half-open range of UTF-8 byte offsets with its looks.
struct TokenSpan: Equatable, Sendable {
  var start: UInt32
  var end: UInt32
  var flags: TokenFlags
  /// The number of the contraction this token is part of, counted from 1; 0 = none.
  var group: Int
}

/// The tokens of a text, in order.
///
/// A class, because it owns the memory of its columns.
final class TokenList {
  /// The address stays the same, so that a pass need not hold the columns themselves.
  let columns: UnsafeMutablePointer<TokenColumns>

  init() {
    columns = .allocate(capacity: 1)
    columns.initialize(to: TokenColumns())
  }

  deinit {
    columns.pointee.deallocate()
    columns.deinitialize(count: 1)
    columns.deallocate()
  }

  /// Empties the list and keeps its memory.
  func removeAll() { columns.pointee.removeAll() }

  /// The tokens as values.
  var tokens: [TokenSpan] {
    let columns = columns.pointee
    var tokens = (0..<columns.count).map { row in
      TokenSpan(
        start: columns.start[row],
        end: columns.end[row],
        flags: columns.flags(row),
        group: 0
      )
    }
    for member in columns.members { tokens[member.row].group = member.group }
    return tokens
  }
}

/// The columns of the tokens of a text.
///
/// Memory of its own instead of arrays, which would check their owner at every token. `TokenList`
/// gives it back.
struct TokenColumns {
  /// A token that is part of a contraction.
  struct Member {
    let row: Int
    /// Counted from 1.
    let group: Int
  }

  private(set) var start: UnsafeMutablePointer<UInt32>
  private(set) var end: UnsafeMutablePointer<UInt32>
  /// As the feature has them.
  private(set) var flags: UnsafeMutablePointer<Int64>
  private(set) var count = 0
  private var capacity: Int
  /// The tokens of contractions, in order.
  private(set) var members: [Member] = []
  /// The whole contractions, by number less 1.
  private(set) var groups: [TextSpan] = []

  init(capacity: Int = 1024) {
    self.capacity = capacity
    start = .allocate(capacity: capacity)
    end = .allocate(capacity: capacity)
    flags = .allocate(capacity: capacity)
  }

  func deallocate() {
    start.deallocate()
    end.deallocate()
    flags.deallocate()
  }

  mutating func removeAll() {
    count = 0
    members.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
  }

  func flags(_ row: Int) -> TokenFlags {
    TokenFlags(rawValue: UInt32(truncatingIfNeeded: flags[row]))
  }

  @inline(__always)
  mutating func append(_ first: Int, _ last: Int, _ looks: TokenFlags) {
    reserve(1)
    start[count] = UInt32(truncatingIfNeeded: first)
    end[count] = UInt32(truncatingIfNeeded: last)
    flags[count] = Int64(looks.rawValue)
    count += 1
  }

  /// Takes `added` tokens that were written behind the last one, into memory reserved for them.
  @inline(__always)
  mutating func take(_ added: Int) { count += added }

  /// Makes room for `added` more tokens.
  @inline(__always)
  mutating func reserve(_ added: Int) {
    if count + added > capacity { grow(to: max(count + added, capacity * 2)) }
  }

  /// Makes the last token part of a contraction.
  mutating func join(group: Int) {
    members.append(Member(row: count - 1, group: group))
  }

  /// Adds a contraction; its number.
  mutating func addGroup(_ span: TextSpan) -> Int {
    groups.append(span)
    return groups.count
  }

  mutating func insertLast(_ looks: TokenFlags) {
    if count > 0 { flags[count - 1] |= Int64(looks.rawValue) }
  }

  @inline(never)
  private mutating func grow(to capacity: Int) {
    var larger = TokenColumns(capacity: capacity)
    larger.start.update(from: start, count: count)
    larger.end.update(from: end, count: count)
    larger.flags.update(from: flags, count: count)
    larger.count = count
    swap(&larger.members, &members)
    swap(&larger.groups, &groups)
    deallocate()
    self = larger
  }
}
