import GalleyKit

/// The annotations of one type in a document: rows in order of insertion.
final class TypeTable {
  private(set) var start = NativeBuffer<UInt32>()
  private(set) var end = NativeBuffer<UInt32>()
  private(set) var id = NativeBuffer<UInt32>()
  private(set) var stage = NativeBuffer<UInt32>()
  private(set) var rule = NativeBuffer<UInt32>()
  /// Bit i of word i / 64: a later stage has hidden row i.
  private(set) var hidden = NativeBuffer<UInt64>()
  private(set) var hiddenCount = 0
  /// Whether the rows stand in annotation order.
  private(set) var isSorted = true
  private var order = NativeBuffer<UInt32>()
  let features: [FeatureStorage]

  init(_ type: Schema.TypeEntry) {
    features = type.columns.map { FeatureStorage($0.declaration) }
  }

  var count: Int { start.count }

  func removeAll() {
    start.removeAll()
    end.removeAll()
    id.removeAll()
    stage.removeAll()
    rule.removeAll()
    hidden.removeAll()
    order.removeAll()
    hiddenCount = 0
    isSorted = true
    for feature in features { feature.removeAll() }
  }

  /// Gives all rows to another table of the same type and takes its rows.
  func exchangeRows(with other: TypeTable) {
    swap(&start, &other.start)
    swap(&end, &other.end)
    swap(&id, &other.id)
    swap(&stage, &other.stage)
    swap(&rule, &other.rule)
    swap(&hidden, &other.hidden)
    swap(&order, &other.order)
    swap(&hiddenCount, &other.hiddenCount)
    swap(&isSorted, &other.isSorted)
    for (mine, its) in zip(features, other.features) { mine.exchangeRows(with: its) }
  }

  var startElements: UnsafeBufferPointer<UInt32> { start.elements }
  var endElements: UnsafeBufferPointer<UInt32> { end.elements }
  var idElements: UnsafeBufferPointer<UInt32> { id.elements }
  var stageElements: UnsafeBufferPointer<UInt32> { stage.elements }
  var ruleElements: UnsafeBufferPointer<UInt32> { rule.elements }

  /// Appends a row; its features are written after it.
  func append(_ span: TextSpan, id number: UInt32, stage origin: UInt32, rule name: UInt32) {
    if count > 0, !precedes(count - 1, span, number) { isSorted = false }
    order.removeAll()
    start.append(span.start)
    end.append(span.end)
    id.append(number)
    stage.append(origin)
    rule.append(name)
    if hidden.count * 64 < count { hidden.append(0) }
  }

  /// Appends rows of one stage; their features are written after it.
  func append(
    _ starts: UnsafePointer<UInt32>,
    _ ends: UnsafePointer<UInt32>,
    _ ids: UnsafePointer<UInt32>,
    _ rules: UnsafePointer<UInt32>,
    count added: Int,
    stage origin: UInt32
  ) {
    if added > 0, count > 0,
      !precedes(count - 1, TextSpan(start: starts[0], end: ends[0]), ids[0])
    {
      isSorted = false
    }
    if isSorted { isSorted = Self.isSorted(starts, ends, ids, added) }
    order.removeAll()
    start.append(starts, count: added)
    end.append(ends, count: added)
    id.append(ids, count: added)
    stage.append(repeating: origin, count: added)
    rule.append(rules, count: added)
    hidden.append(repeating: 0, count: (count + 63) / 64 - hidden.count)
  }

  /// Takes the rows of one stage when there are none yet, and gives its own memory for theirs; their
  /// features are written after it.
  func takeRows(
    start starts: inout NativeBuffer<UInt32>,
    end ends: inout NativeBuffer<UInt32>,
    id ids: inout NativeBuffer<UInt32>,
    rule rules: inout NativeBuffer<UInt32>,
    stage origin: UInt32
  ) {
    swap(&start, &starts)
    swap(&end, &ends)
    swap(&id, &ids)
    swap(&rule, &rules)
    stage.append(repeating: origin, count: count)
    hidden.append(repeating: 0, count: (count + 63) / 64)
    order.removeAll()
    isSorted = Self.isSorted(start.base, end.base, id.base, count)
  }

  private static func isSorted(
    _ start: UnsafePointer<UInt32>,
    _ end: UnsafePointer<UInt32>,
    _ id: UnsafePointer<UInt32>,
    _ count: Int
  ) -> Bool {
    for i in 1..<max(1, count) {
      if start[i - 1] > start[i] { return false }
      if start[i - 1] == start[i], end[i - 1] < end[i] || end[i - 1] == end[i] && id[i - 1] > id[i]
      {
        return false
      }
    }
    return true
  }

  func span(_ row: Int) -> TextSpan { TextSpan(start: start[row], end: end[row]) }

  func isHidden(_ row: Int) -> Bool { hidden[row >> 6] >> UInt64(row & 63) & 1 != 0 }

  func hide(_ row: Int) {
    guard !isHidden(row) else { return }
    hidden[row >> 6] |= 1 << UInt64(row & 63)
    hiddenCount += 1
  }

  /// Row numbers in annotation order; nil when the rows already stand in it.
  func annotationOrder() -> UnsafePointer<UInt32>? {
    guard !isSorted else { return nil }
    if order.count != count {
      order.removeAll()
      for row in 0..<count { order.append(UInt32(row)) }
      var rows = UnsafeMutableBufferPointer(start: order.base, count: count)
      rows.sort { a, b in
        precedes(Int(a), span(Int(b)), id[Int(b)])
      }
    }
    return UnsafePointer(order.base)
  }

  private func precedes(_ row: Int, _ other: TextSpan, _ number: UInt32) -> Bool {
    if start[row] != other.start { return start[row] < other.start }
    if end[row] != other.end { return end[row] > other.end }
    return id[row] < number
  }
}
