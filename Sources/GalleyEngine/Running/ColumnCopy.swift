import GalleyABI
import GalleyKit

/// A column a stage handed over, copied so that the stage may forget it.
final class ColumnCopy {
  let kind: FeatureKind
  let itemKind: FeatureKind?
  /// Column of the type's table.
  var column = 0
  private(set) var count = 0
  private var isComplete = true
  private var present = NativeBuffer<UInt64>()
  private var values = NativeBuffer<UInt32>()
  private var items = NativeBuffer<UInt32>()

  init(_ kind: FeatureKind, _ itemKind: FeatureKind?) {
    self.kind = kind
    self.itemKind = itemKind
  }

  func removeAll() {
    count = 0
    isComplete = true
    present.removeAll()
    values.removeAll()
    items.removeAll()
  }

  /// Copies a column of `rows` rows.
  func copy(_ source: galley_feature, rows: Int) {
    count = rows
    isComplete = source.present == nil
    present.append(source.present, count: isComplete ? 0 : (rows + 63) / 64)
    let words = kind == .flag ? (rows + 63) / 64 * 2 : rows * FeatureStorage.width(kind)
    values.append(source.values?.assumingMemoryBound(to: UInt32.self), count: words)
    let width = itemKind.map(FeatureStorage.width) ?? 1
    items.append(
      source.items?.assumingMemoryBound(to: UInt32.self),
      count: Int(source.item_count) * width
    )
  }

  /// Writes all rows behind those of a feature, and keeps none of them where they can be handed over.
  func move(to feature: FeatureStorage) {
    if feature.isMovable, feature.rows == 0 {
      feature.takeRows(count, present: &present, values: &values)
    } else if feature.isMovable, isComplete {
      feature.append(values.elements, rows: count)
    } else {
      feature.append(shown, count: count)
    }
  }

  func has(_ row: Int) -> Bool {
    isComplete || present[row >> 6] >> UInt64(row & 63) & 1 != 0
  }

  /// The rows that have a value.
  var presentRows: PresentRows {
    PresentRows(count: count, bits: isComplete ? nil : UnsafePointer(present.base))
  }

  /// Takes the value of a row away.
  func clear(_ row: Int) {
    if isComplete {
      isComplete = false
      present.append(repeating: .max, count: (count + 63) / 64)
    }
    present[row >> 6] &= ~(1 << UInt64(row & 63))
  }

  /// Takes items of the lists away, by their position among all items.
  func removeItems(where isGone: (Int) -> Bool) {
    let width = itemKind.map(FeatureStorage.width) ?? 1
    var kept = NativeBuffer<UInt32>()
    for row in 0..<count where has(row) {
      let first = Int(self[wide: row] & 0xFFFF_FFFF)
      let before = kept.count / width
      for position in first..<first + Int(self[wide: row] >> 32) where !isGone(position) {
        kept.append(items.base + position * width, count: width)
      }
      self[wide: row] = UInt64(before) | UInt64(kept.count / width - before) << 32
    }
    swap(&items, &kept)
  }

  subscript(word row: Int) -> UInt32 { values[row] }

  subscript(wide row: Int) -> UInt64 {
    get { UInt64(values[row * 2]) | UInt64(values[row * 2 + 1]) << 32 }
    set {
      values[row * 2] = UInt32(truncatingIfNeeded: newValue)
      values[row * 2 + 1] = UInt32(truncatingIfNeeded: newValue >> 32)
    }
  }

  /// The largest text number or reference, among the rows without a value too; 0 when there are none.
  var largestWord: UInt32 { values.elements.reduce(0, max) }

  /// The items of lists, as 32-bit words.
  var itemWords: Int { items.count }

  subscript(item position: Int) -> UInt32 { items[position] }

  subscript(wideItem position: Int) -> UInt64 {
    get { UInt64(items[position * 2]) | UInt64(items[position * 2 + 1]) << 32 }
    set {
      items[position * 2] = UInt32(truncatingIfNeeded: newValue)
      items[position * 2 + 1] = UInt32(truncatingIfNeeded: newValue >> 32)
    }
  }

  /// Whether the list in a row, if the column is one of lists, has items that are not there.
  func hasListBeyondItems(_ row: Int) -> Bool {
    guard kind == .list else { return false }
    let end = (self[wide: row] & 0xFFFF_FFFF) + self[wide: row] >> 32
    return Int(end) * (itemKind.map(FeatureStorage.width) ?? 1) > itemWords
  }

  /// All numbers in the column, whether as values or in lists.
  var numbers: [Double] {
    if kind == .number { return (0..<count).map { Double(bitPattern: self[wide: $0]) } }
    guard kind == .list, itemKind == .number else { return [] }
    return (0..<itemWords / 2).map { Double(bitPattern: self[wideItem: $0]) }
  }

  /// All references in the column.
  var references: [UInt32] {
    if kind == .reference { return Array(values.elements) }
    return kind == .list && itemKind == .reference ? Array(items.elements) : []
  }

  /// Replaces every span by another; false when there is none for one of them.
  func replaceSpans(_ replacement: (TextSpan) -> TextSpan?) -> Bool {
    func replace(_ word: inout UInt64) -> Bool {
      let span = TextSpan(
        start: UInt32(truncatingIfNeeded: word),
        end: UInt32(truncatingIfNeeded: word >> 32)
      )
      guard let other = replacement(span) else { return false }
      word = UInt64(other.start) | UInt64(other.end) << 32
      return true
    }
    if kind == .span { return (0..<count).allSatisfy { replace(&self[wide: $0]) } }
    guard kind == .list, itemKind == .span else { return true }
    return (0..<itemWords / 2).allSatisfy { replace(&self[wideItem: $0]) }
  }

  /// Numbers of all texts in the column.
  var textNumbers: [UInt32] {
    if kind == .text { return Array(values.elements) }
    return kind == .list && itemKind == .text ? Array(items.elements) : []
  }

  /// The column with other numbers for its texts.
  func renumbered(_ number: (UInt32) -> UInt32) -> ColumnCopy {
    let copy = ColumnCopy(kind, itemKind)
    copy.column = column
    copy.copy(shown, rows: count)
    if kind == .text {
      for i in 0..<copy.values.count { copy.values[i] = number(copy.values[i]) }
    } else if itemKind == .text {
      for i in 0..<copy.items.count { copy.items[i] = number(copy.items[i]) }
    }
    return copy
  }

  /// The column in the layout of the contract.
  var shown: galley_feature {
    galley_feature(
      size: UInt32(MemoryLayout<galley_feature>.size),
      name: 0,
      kind: kind.abi,
      item_kind: itemKind?.abi ?? 0,
      present: isComplete ? nil : UnsafePointer(present.base),
      values: UnsafeRawPointer(values.base),
      items: UnsafeRawPointer(items.base),
      item_count: UInt32(items.count / (itemKind.map(FeatureStorage.width) ?? 1)),
      reserved: 0
    )
  }
}
