package import GalleyKit

/// The value of a feature, as rules compare and copy it.
package enum RuleValue: Hashable, Sendable {
  case none
  case text(Symbol)
  case integer(Int64)
  case number(Double)
  case flag(Bool)
  case span(TextSpan)
  case reference(UInt32)
  case texts([Symbol])
  case integers([Int64])
  case numbers([Double])
  case spans([TextSpan])
  case references([UInt32])
}

extension FeatureColumn {
  /// The value in a row.
  package func value(_ row: Int) -> RuleValue {
    guard has(row) else { return .none }
    switch kind {
    case .text: return .text(text(row))
    case .integer: return .integer(integer(row))
    case .number: return .number(number(row))
    case .flag: return .flag(flag(row))
    case .span: return .span(span(row))
    case .reference: return .reference(reference(row))
    case .list:
      let items = list(row)
      switch itemKind {
      case .text: return .texts(items.map(textItem))
      case .integer: return .integers(items.map(integerItem))
      case .number: return .numbers(items.map(numberItem))
      case .span: return .spans(items.map(spanItem))
      case .reference: return .references(items.map(referenceItem))
      case .flag, .list, nil: return .none
      }
    }
  }
}

/// An annotation the stage itself has made, which later phases see.
package struct OwnAnnotation: Sendable {
  package var type: String
  package var span: TextSpan
  package var id: UInt32
  /// By number of the column.
  package var values: [Int: RuleValue]

  package init(type: String, span: TextSpan, id: UInt32, values: [Int: RuleValue]) {
    self.type = type
    self.span = span
    self.id = id
    self.values = values
  }
}
