public import GalleyABI

/// The values of one feature in every row of a table; valid during the call.
///
/// The typed accessors trust the kind: ask for what `kind` says, in rows that have a value. They are
/// inlined: exporters call some at every row of every table.
public struct FeatureColumn {
  @usableFromInline let column: galley_feature

  init(_ column: galley_feature) { self.column = column }

  public var name: Symbol { Symbol(rawValue: column.name) }
  public var kind: FeatureKind { FeatureKind(abi: column.kind) ?? .text }
  /// Kind of the items of a list.
  public var itemKind: FeatureKind? { FeatureKind(abi: column.item_kind) }

  /// Items of all lists together.
  public var itemCount: Int { Int(column.item_count) }

  @inlinable public func has(_ row: Int) -> Bool {
    guard let present = column.present else { return true }
    return (present[row >> 6] >> UInt64(row & 63)) & 1 != 0
  }

  @inlinable public func text(_ row: Int) -> Symbol { Symbol(rawValue: value(row)) }
  @inlinable public func integer(_ row: Int) -> Int64 { value(row) }
  @inlinable public func number(_ row: Int) -> Double { value(row) }
  @inlinable public func span(_ row: Int) -> TextSpan { value(row) }
  /// Id of the annotation referred to.
  @inlinable public func reference(_ row: Int) -> UInt32 { value(row) }

  public func flag(_ row: Int) -> Bool {
    let word: UInt64 = value(row >> 6)
    return (word >> UInt64(row & 63)) & 1 != 0
  }

  /// Positions in `item…` of a list's items.
  public func list(_ row: Int) -> Range<Int> {
    let list: galley_list = value(row)
    return Int(list.first)..<Int(list.first) + Int(list.count)
  }

  public func textItem(_ position: Int) -> Symbol { Symbol(rawValue: item(position)) }
  public func integerItem(_ position: Int) -> Int64 { item(position) }
  public func numberItem(_ position: Int) -> Double { item(position) }
  public func spanItem(_ position: Int) -> TextSpan { item(position) }
  public func referenceItem(_ position: Int) -> UInt32 { item(position) }

  @inlinable func value<Value: BitwiseCopyable>(_ row: Int) -> Value {
    column.values.load(fromByteOffset: row * MemoryLayout<Value>.stride, as: Value.self)
  }

  private func item<Value: BitwiseCopyable>(_ position: Int) -> Value {
    column.items.load(fromByteOffset: position * MemoryLayout<Value>.stride, as: Value.self)
  }
}

extension FeatureKind {
  /// The number of this kind in the C contract.
  public var abi: galley_kind {
    switch self {
    case .text: galley_kind(GALLEY_TEXT)
    case .integer: galley_kind(GALLEY_INTEGER)
    case .number: galley_kind(GALLEY_NUMBER)
    case .flag: galley_kind(GALLEY_FLAG)
    case .span: galley_kind(GALLEY_SPAN)
    case .reference: galley_kind(GALLEY_REFERENCE)
    case .list: galley_kind(GALLEY_LIST)
    }
  }

  /// The kind with a number of the C contract; nil when there is none.
  public init?(abi: galley_kind) {
    switch Int(abi) {
    case GALLEY_TEXT: self = .text
    case GALLEY_INTEGER: self = .integer
    case GALLEY_NUMBER: self = .number
    case GALLEY_FLAG: self = .flag
    case GALLEY_SPAN: self = .span
    case GALLEY_REFERENCE: self = .reference
    case GALLEY_LIST: self = .list
    default: return nil
    }
  }
}
