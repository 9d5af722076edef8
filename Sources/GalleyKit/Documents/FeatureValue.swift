import GalleyABI

/// One feature of one new annotation.
public struct FeatureValue: Sendable {
  public let feature: Symbol
  public let value: Value

  public enum Value: Sendable {
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

  public init(_ feature: Symbol, _ value: Value) {
    self.feature = feature
    self.value = value
  }

  /// A column of one row.
  var column: ColumnBuilder {
    switch value {
    case .text(let text): single(.text) { $0.append(text: text) }
    case .integer(let integer): single(.integer) { $0.append(integer: integer) }
    case .number(let number): single(.number) { $0.append(number: number) }
    case .flag(let flag): single(.flag) { $0.append(flag: flag) }
    case .span(let span): single(.span) { $0.append(span: span) }
    case .reference(let id): single(.reference) { $0.append(reference: id) }
    case .texts(let texts): single(.list, of: .text) { $0.append(list: texts.map(\.rawValue)) }
    case .integers(let integers): single(.list, of: .integer) { $0.append(list: integers) }
    case .numbers(let numbers): single(.list, of: .number) { $0.append(list: numbers) }
    case .spans(let spans): single(.list, of: .span) { $0.append(list: spans) }
    case .references(let ids): single(.list, of: .reference) { $0.append(list: ids) }
    }
  }

  private func single(
    _ kind: FeatureKind,
    of items: FeatureKind? = nil,
    _ append: (inout ColumnBuilder) -> Void
  ) -> ColumnBuilder {
    var column = ColumnBuilder(feature, kind, of: items)
    append(&column)
    return column
  }
}
