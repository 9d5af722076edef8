import GalleyKit
import GalleyPatterns

/// A value for one row of a column; nil cases are rows without a value.
enum FilledValue {
  case text(Symbol)
  case integer(Int64)
  case number(Double)
  case flag(Bool)
  case span(TextSpan)
  case none

  func append(to column: inout ColumnBuilder) {
    switch self {
    case .text(let symbol): column.append(text: symbol)
    case .integer(let integer): column.append(integer: integer)
    case .number(let number): column.append(number: number)
    case .flag(let flag): column.append(flag: flag)
    case .span(let span): column.append(span: span)
    case .none: column.appendNull()
    }
  }
}

extension FeatureFiller {
  /// The value of this feature for one match.
  ///
  /// - Parameters:
  ///   - group: what the group of this feature matched, nil if it took no part; in `text`.
  ///   - span: the span of the annotation, in `text`.
  ///   - text: the text of the document.
  ///   - symbol: the number of the constant, if that is a text.
  ///   - output: gives numbers to texts.
  /// - Returns: the value; `.none` if the group's text is no value of this kind.
  func value(
    group: TextSpan?,
    span: TextSpan,
    _ text: UnsafeBufferPointer<UInt8>,
    constant symbol: Symbol,
    _ output: borrowing Annotations
  ) -> FilledValue {
    if coversSpan { return .text(output.text(UnsafeBufferPointer(rebasing: text[span.range]))) }
    guard let group else { return constantValue(symbol) }
    let covered = UnsafeBufferPointer(rebasing: text[group.range])
    return switch kind {
    case .text: allows(covered) ? .text(output.text(covered)) : .none
    case .integer: numerals.integer(of: covered).map { .integer($0) } ?? .none
    case .number: numerals.number(of: covered).map { .number($0) } ?? .none
    case .flag: .flag(true)
    case .span: group.count > 0 ? .span(group) : .none
    case .reference, .list: .none
    }
  }

  func constantValue(_ symbol: Symbol) -> FilledValue {
    switch constant {
    case .text: .text(symbol)
    case .integer(let integer): .integer(integer)
    case .number(let number): .number(number)
    case .flag(let flag): .flag(flag)
    case nil: .none
    }
  }
}
