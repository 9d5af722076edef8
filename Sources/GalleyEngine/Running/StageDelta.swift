import GalleyABI
import GalleyKit

/// What one stage did to one document, checked as it comes in, not yet part of the document.
///
/// The memory of one lane. After a breach nothing more is taken, and nothing stays.
final class StageDelta {
  /// New rows of one type, in one call of `add`.
  struct Addition {
    let slot: Int
    /// Rows in `start`, `end`, `ids`, `rules`.
    let rows: Range<Int>
    /// Columns in `columns`.
    let columns: Range<Int>
  }

  /// Values for existing rows.
  struct Change {
    let slot: Int
    /// Rows of the table, one per value: a range of `targets`.
    let targets: Range<Int>
    let column: Int
  }

  struct Removal {
    let slot: Int
    let row: Int
  }

  private(set) var breach: StageBreach?
  private(set) var dropReason: String?
  private(set) var additions: [Addition] = []
  private(set) var changes: [Change] = []
  private(set) var removals: [Removal] = []
  private(set) var metadata: [(key: String, value: JSONValue)] = []
  private(set) var views: [ViewStorage] = []
  /// Original offsets.
  private(set) var start = NativeBuffer<UInt32>()
  private(set) var end = NativeBuffer<UInt32>()
  private(set) var ids = NativeBuffer<UInt32>()
  private(set) var rules = NativeBuffer<UInt32>()
  private(set) var targets = NativeBuffer<UInt32>()
  private(set) var columns: [ColumnCopy] = []
  private var reserved = ReservedIDs()
  /// References to annotations that are not there yet, with the feature that has them.
  private var pendingReferences: [(id: UInt32, label: String)] = []
  private var nextID: UInt32 = 1
  private var firstString = 0
  private var spareColumns: [ColumnCopy] = []

  private(set) var stage: RunningStage?
  private(set) var showing: DocumentShowing?
  var document: WorkingDocument? { showing?.document }

  /// Starts taking what a stage does to the document shown.
  func begin(_ stage: RunningStage, _ showing: DocumentShowing, document: WorkingDocument) {
    self.stage = stage
    self.showing = showing
    breach = nil
    dropReason = nil
    additions.removeAll(keepingCapacity: true)
    changes.removeAll(keepingCapacity: true)
    removals.removeAll(keepingCapacity: true)
    metadata.removeAll(keepingCapacity: true)
    views.removeAll(keepingCapacity: true)
    start.removeAll()
    end.removeAll()
    ids.removeAll()
    rules.removeAll()
    targets.removeAll()
    spareColumns.append(contentsOf: columns)
    columns.removeAll(keepingCapacity: true)
    reserved.removeAll()
    pendingReferences.removeAll(keepingCapacity: true)
    nextID = document.nextID
    firstString = document.strings.count
  }

  /// Refuses what the stage hands over, for the first reason found.
  func refuse(_ message: String) -> galley_result {
    if breach == nil { breach = StageBreach(message: message) }
    return galley_result(GALLEY_FAILED)
  }

  var hasBreach: Bool { breach != nil }

  /// The last checks, when the stage has returned.
  func close() {
    guard breach == nil else { return }
    if let unused = reserved.firstUnused {
      _ = refuse("reserved id \(unused) and added no annotation with it")
    }
    for (id, label) in pendingReferences where id >= nextID {
      _ = refuse("set '\(label)' to annotation \(id), which does not exist")
    }
  }

  /// Takes back what the document's string table got.
  func abandon() { document?.strings.truncate(to: firstString) }

  // What the checks below need.

  func takeColumn(_ kind: FeatureKind, _ items: FeatureKind?) -> ColumnCopy {
    let spare = spareColumns.lastIndex { $0.kind == kind && $0.itemKind == items }
    let column = spare.map { spareColumns.remove(at: $0) } ?? ColumnCopy(kind, items)
    column.removeAll()
    return column
  }

  func append(_ column: ColumnCopy) { columns.append(column) }

  /// Takes rows whose spans were checked.
  ///
  /// - Returns: the id of the first.
  func append(
    _ firstStart: UnsafePointer<UInt32>,
    _ firstEnd: UnsafePointer<UInt32>,
    _ rule: UnsafePointer<UInt32>?,
    ids given: UnsafePointer<UInt32>?,
    count: Int
  ) -> UInt32 {
    if let view = showing?.view {
      for i in 0..<count {
        let place = view.original(of: TextSpan(start: firstStart[i], end: firstEnd[i]))
        start.append(place.start)
        end.append(place.end)
      }
    } else {
      start.append(firstStart, count: count)
      end.append(firstEnd, count: count)
    }
    if let rule {
      rules.append(rule, count: count)
    } else {
      rules.append(repeating: 0, count: count)
    }
    if let given {
      ids.append(given, count: count)
      return given[0]
    }
    let first = takeIDs(count)
    let room = ids.appendUninitialized(count: count)
    for i in 0..<count { room[i] = first + UInt32(i) }
    return first
  }

  /// Writes the rows of an addition into a table; all rows there are go over without a copy into one
  /// that has none.
  func moveRows(of addition: Addition, to table: TypeTable, stage: UInt32) {
    if table.count == 0, addition.rows == 0..<start.count {
      table.takeRows(start: &start, end: &end, id: &ids, rule: &rules, stage: stage)
    } else {
      let offset = addition.rows.lowerBound
      table.append(
        start.base + offset,
        end.base + offset,
        ids.base + offset,
        rules.base + offset,
        count: addition.rows.count,
        stage: stage
      )
    }
  }

  func append(_ addition: Addition) { additions.append(addition) }
  func append(_ change: Change) { changes.append(change) }
  func append(_ removal: Removal) { removals.append(removal) }
  func append(target row: Int) { targets.append(UInt32(row)) }
  func append(_ view: ViewStorage) { views.append(view) }
  func setMetadata(_ key: String, _ value: JSONValue) { metadata.append((key, value)) }
  func drop(_ reason: String) { dropReason = reason }

  func takeIDs(_ count: Int) -> UInt32 {
    defer { nextID += UInt32(count) }
    return nextID
  }

  func reserve(_ count: Int) -> UInt32 {
    let first = takeIDs(count)
    reserved.add(first..<first + UInt32(count))
    return first
  }

  func useReserved(_ id: UInt32) -> Bool { reserved.use(id) }

  func checkLater(reference id: UInt32, _ label: String) { pendingReferences.append((id, label)) }

  var idLimit: UInt32 { nextID }
}

/// Ids given out before their annotations are there.
private struct ReservedIDs {
  private var ranges: [Range<UInt32>] = []
  private var used: [[Bool]] = []

  mutating func add(_ range: Range<UInt32>) {
    ranges.append(range)
    used.append([Bool](repeating: false, count: range.count))
  }

  mutating func use(_ id: UInt32) -> Bool {
    guard let i = ranges.lastIndex(where: { $0.contains(id) }) else { return false }
    let offset = Int(id - ranges[i].lowerBound)
    defer { used[i][offset] = true }
    return !used[i][offset]
  }

  var firstUnused: UInt32? {
    for (range, marks) in zip(ranges, used) {
      if let offset = marks.firstIndex(of: false) { return range.lowerBound + UInt32(offset) }
    }
    return nil
  }

  mutating func removeAll() {
    ranges.removeAll(keepingCapacity: true)
    used.removeAll(keepingCapacity: true)
  }
}

/// Something a stage handed over that the contract does not allow.
struct StageBreach: Sendable, Hashable {
  /// What it did: continues a sentence that begins with the stage.
  let message: String
}
