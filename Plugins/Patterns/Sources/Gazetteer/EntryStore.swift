import GalleyKit

/// The entries of all lists, as columns.
struct EntryStore: Sendable {
  /// What the cells hold.
  var arena: [UInt8] = []
  /// Cells that fill features or are ids, entry by entry, as many for each as its list keeps.
  var cells: [Cell] = []
  /// The list of each entry, and the line of the list in which it begins.
  var lists: [UInt16] = []
  var lines: [UInt32] = []
  /// First cell of each entry.
  var firstCells: [UInt32] = []
  /// All names of each entry of a list with `alone`, joined by separators.
  var names: [Cell] = []
  /// First and last day each entry is valid; days are numbers as in `Day`.
  var firstDays: [Int32] = []
  var lastDays: [Int32] = []

  /// Bytes of the arena.
  struct Cell: Sendable {
    var start: UInt32 = 0
    var count: UInt32 = 0
  }

  /// What stands between the items of a list in one cell.
  static let separator: UInt8 = 0x1F

  /// What all cells may hold together.
  static let mostBytes = 1 << 30

  var count: Int { lists.count }

  /// Lends the text of a cell.
  @inline(__always)
  func withText<Result>(
    of cell: Cell,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    arena.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[Int(cell.start)..<Int(cell.start + cell.count)]))
    }
  }

  func text(of cell: Cell) -> String {
    withText(of: cell) { String(decoding: $0, as: UTF8.self) }
  }

  func areEqual(_ a: Cell, _ b: Cell) -> Bool {
    a.count == b.count && withText(of: a) { a in withText(of: b) { a.elementsEqual($0) } }
  }

  /// Whether an entry is valid on one of these days.
  func isValid(_ entry: Int, on days: ClosedRange<Int32>) -> Bool {
    firstDays[entry] <= days.upperBound && days.lowerBound <= lastDays[entry]
  }
}

/// How a list fills the columns of its type.
struct ListPlan: Sendable {
  /// Number of its type in the checked types.
  var type: Int
  /// How it fills the columns of its type, one each.
  var fillers: [EntryFiller]
  /// Which kept cell is the id.
  var id: Int?
  /// How many cells an entry keeps.
  var keptCells: Int
  var priority: Int
  var name: String
  var alone: NameSide?
}

/// How entries of a list fill one feature.
struct EntryFiller: Sendable {
  var feature: FeatureFiller
  /// Kind of the items, when the feature is a list.
  var items: FeatureFiller?
  /// Which kept cell holds the value; nil for none.
  var cell: Int?
  /// Number of the constant's text; where the cell is empty, the constant is the value.
  var symbol = Symbol.none

  init(_ feature: FeatureDeclaration) {
    self.feature = FeatureFiller(feature, Numerals())
    items = feature.items.map { FeatureFiller(FeatureDeclaration(feature.name, $0), Numerals()) }
  }

  /// Whether a cell can be the value of a feature of this kind.
  var canBeRead: Bool { feature.canBeRead && feature.kind != .span || items?.canBeListed == true }

  /// Whether a cell that is not empty is a value of this feature.
  func accepts(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if let items {
      return text.split(separator: EntryStore.separator).allSatisfy {
        items.accepts(UnsafeBufferPointer(rebasing: $0))
      }
    }
    return feature.accepts(text)
  }

  /// What a cell has to be, for a message.
  var expectation: String { items.map { "each item \($0.expectation)" } ?? feature.expectation }

  /// Appends the value of an entry to the column.
  func append(
    _ cell: EntryStore.Cell?,
    of store: EntryStore,
    to column: inout ColumnBuilder,
    _ output: borrowing Annotations
  ) {
    guard let cell, cell.count > 0 else { return appendConstant(to: &column) }
    store.arena.withUnsafeBufferPointer { arena in
      let range = Int(cell.start)..<Int(cell.start + cell.count)
      let text = UnsafeBufferPointer(rebasing: arena[range])
      if let items {
        appendList(text, items, to: &column, output)
      } else {
        feature.value(of: text, output).append(to: &column)
      }
    }
  }

  private func appendConstant(to column: inout ColumnBuilder) {
    feature.constantValue(symbol).append(to: &column)
  }

  private func appendList(
    _ text: UnsafeBufferPointer<UInt8>,
    _ items: FeatureFiller,
    to column: inout ColumnBuilder,
    _ output: borrowing Annotations
  ) {
    let parts = text.split(separator: EntryStore.separator).map(UnsafeBufferPointer.init(rebasing:))
    switch items.kind {
    case .integer: column.append(list: parts.compactMap { items.integer(of: $0) })
    case .number: column.append(list: parts.compactMap { items.numerals.number(of: $0) })
    default: column.append(list: parts.map { output.text($0).rawValue })
    }
  }
}

extension FeatureFiller {
  fileprivate var canBeListed: Bool { kind == .text || kind == .integer || kind == .number }

  fileprivate func accepts(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if kind == .text, allowed == nil { return true }
    return constant(from: .text(String(decoding: text, as: UTF8.self))) != nil
  }

  fileprivate func integer(of text: UnsafeBufferPointer<UInt8>) -> Int64? {
    Int64(String(decoding: text, as: UTF8.self)) ?? numerals.integer(of: text)
  }

  /// The value a text that is accepted stands for.
  fileprivate func value(
    of text: UnsafeBufferPointer<UInt8>,
    _ output: borrowing Annotations
  ) -> FilledValue {
    switch kind {
    case .text: .text(output.text(text))
    case .integer: integer(of: text).map { .integer($0) } ?? .none
    case .number: numerals.number(of: text).map { .number($0) } ?? .none
    case .flag: .flag(text.elementsEqual("true".utf8))
    case .span, .reference, .list: .none
    }
  }
}
