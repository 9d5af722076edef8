import GalleyABI
import GalleyKit

/// The values of one feature in a table.
///
/// A column no stage has written has no rows; `pad` brings it level with its table.
final class FeatureStorage {
  let kind: FeatureKind
  let itemKind: FeatureKind?
  private(set) var rows = 0
  private(set) var absent = 0
  /// Bit i of word i / 64: row i has a value.
  private(set) var present = NativeBuffer<UInt64>()
  /// One or two words per row by kind; for flags, pairs of words that hold 64 rows.
  private(set) var values = NativeBuffer<UInt32>()
  private(set) var items = NativeBuffer<UInt32>()

  init(_ declaration: FeatureDeclaration) {
    kind = declaration.kind
    itemKind = declaration.items
  }

  /// 32-bit words of one value.
  var width: Int { Self.width(kind) }
  var itemWidth: Int { itemKind.map(Self.width) ?? 1 }

  static func width(_ kind: FeatureKind) -> Int {
    switch kind {
    case .text, .reference: 1
    case .integer, .number, .span, .list: 2
    case .flag: 0
    }
  }

  func removeAll() {
    rows = 0
    absent = 0
    present.removeAll()
    values.removeAll()
    items.removeAll()
  }

  /// Gives all rows to another column of the same feature and takes its rows.
  func exchangeRows(with other: FeatureStorage) {
    swap(&rows, &other.rows)
    swap(&absent, &other.absent)
    swap(&present, &other.present)
    swap(&values, &other.values)
    swap(&items, &other.items)
  }

  /// Adds rows without a value up to a number of rows.
  func pad(to wanted: Int) {
    guard wanted > rows else { return }
    absent += wanted - rows
    resizeBits(&present, to: wanted)
    if kind == .flag {
      resizeFlags(to: wanted)
    } else {
      values.append(repeating: 0, count: (wanted - rows) * width)
    }
    rows = wanted
  }

  /// Takes in a column as it lies in an image.
  func load(
    rows count: Int,
    present bits: UnsafeBufferPointer<UInt64>,
    values words: UnsafeBufferPointer<UInt32>,
    items itemWords: UnsafeBufferPointer<UInt32>
  ) {
    removeAll()
    rows = count
    present.append(bits.baseAddress, count: bits.count)
    values.append(words.baseAddress, count: words.count)
    items.append(itemWords.baseAddress, count: itemWords.count)
    absent = count - bits.reduce(0) { $0 + $1.nonzeroBitCount }
  }

  /// Appends the rows of a column handed over by a stage; its lists are moved to this column's items.
  func append(_ column: galley_feature, count: Int) {
    let first = rows
    pad(to: rows + count)
    for row in PresentRows(count: count, bits: column.present) {
      write(column, row: row, to: first + row)
    }
  }

  /// Overwrites row `target` with row `row` of a column handed over by a stage.
  func write(_ column: galley_feature, row: Int, to target: Int) {
    setPresent(target)
    guard let source = column.values else { return }
    switch kind {
    case .text, .reference:
      values[target] = source.load(fromByteOffset: row * 4, as: UInt32.self)
    case .integer, .number, .span:
      write(source.loadUnaligned(fromByteOffset: row * 8, as: UInt64.self), to: target)
    case .flag:
      let word = source.loadUnaligned(fromByteOffset: row / 64 * 8, as: UInt64.self)
      writeFlag(word >> UInt64(row % 64) & 1 != 0, to: target)
    case .list:
      writeList(source.loadUnaligned(fromByteOffset: row * 8, as: UInt64.self), column, to: target)
    }
  }

  /// Overwrites a span.
  func write(_ span: TextSpan, to row: Int) {
    setPresent(row)
    write(UInt64(span.start) | UInt64(span.end) << 32, to: row)
  }

  /// Takes the value of a row away.
  func clear(_ row: Int) {
    guard has(row) else { return }
    present[row >> 6] &= ~(1 << UInt64(row & 63))
    absent += 1
  }

  /// Whether all rows of a column can be taken over at once.
  var isMovable: Bool { kind != .flag && kind != .list }

  /// Appends rows that all have a value of four or eight bytes.
  func append(_ words: UnsafeBufferPointer<UInt32>, rows added: Int) {
    values.append(words.baseAddress, count: words.count)
    resizeBits(&present, to: rows + added)
    markPresent(rows..<rows + added)
    rows += added
  }

  /// Takes the values of four or eight bytes of another column when this one has no rows, and gives its
  /// own memory for theirs; without bits every row has a value.
  func takeRows(
    _ count: Int,
    present bits: inout NativeBuffer<UInt64>,
    values words: inout NativeBuffer<UInt32>
  ) {
    swap(&present, &bits)
    swap(&values, &words)
    rows = count
    if present.count == 0 {
      resizeBits(&present, to: count)
      markPresent(0..<count)
    } else {
      if count & 63 != 0 { present[count >> 6] &= (1 << UInt64(count & 63)) &- 1 }
      absent = count - present.elements.reduce(0) { $0 + $1.nonzeroBitCount }
    }
  }

  func has(_ row: Int) -> Bool {
    row < rows && present[row >> 6] >> UInt64(row & 63) & 1 != 0
  }

  func word(_ row: Int) -> UInt32 { values[row] }

  func wide(_ row: Int) -> UInt64 {
    UInt64(values[row * 2]) | UInt64(values[row * 2 + 1]) << 32
  }

  func wideItem(_ position: Int) -> UInt64 {
    UInt64(items[position * 2]) | UInt64(items[position * 2 + 1]) << 32
  }

  func flag(_ row: Int) -> Bool {
    values[row >> 5] >> UInt32(row & 31) & 1 != 0
  }

  /// The column as stages see it.
  func shown(as name: UInt32) -> galley_feature {
    galley_feature(
      size: UInt32(MemoryLayout<galley_feature>.size),
      name: name,
      kind: kind.abi,
      item_kind: itemKind?.abi ?? 0,
      present: absent == 0 ? nil : UnsafePointer(present.base),
      values: UnsafeRawPointer(values.base),
      items: kind == .list ? UnsafeRawPointer(items.base) : nil,
      item_count: UInt32(items.count / itemWidth),
      reserved: 0
    )
  }

  private func markPresent(_ range: Range<Int>) {
    let bits = present.base
    var row = range.lowerBound
    while row < range.upperBound {
      let next = Swift.min(range.upperBound, (row | 63) + 1)
      bits[row >> 6] |= (.max >> UInt64(64 - (next - row))) << UInt64(row & 63)
      row = next
    }
  }

  private func setPresent(_ row: Int) {
    guard !has(row) else { return }
    present[row >> 6] |= 1 << UInt64(row & 63)
    absent -= 1
  }

  private func write(_ word: UInt64, to row: Int) {
    values[row * 2] = UInt32(truncatingIfNeeded: word)
    values[row * 2 + 1] = UInt32(truncatingIfNeeded: word >> 32)
  }

  private func writeFlag(_ flag: Bool, to row: Int) {
    let bit = UInt32(1) << UInt32(row & 31)
    if flag { values[row >> 5] |= bit } else { values[row >> 5] &= ~bit }
  }

  private func writeList(_ list: UInt64, _ column: galley_feature, to row: Int) {
    let first = Int(UInt32(truncatingIfNeeded: list))
    let count = Int(list >> 32)
    let start = items.count / itemWidth
    let source = column.items?.assumingMemoryBound(to: UInt32.self)
    if let source { items.append(source + first * itemWidth, count: count * itemWidth) }
    write(UInt64(start) | UInt64(count) << 32, to: row)
  }

  private func resizeBits(_ bits: inout NativeBuffer<UInt64>, to rows: Int) {
    bits.append(repeating: 0, count: (rows + 63) / 64 - bits.count)
  }

  private func resizeFlags(to rows: Int) {
    values.append(repeating: 0, count: (rows + 63) / 64 * 2 - values.count)
  }
}
