public import GalleyABI

/// A document as one stage sees it: read-only, and only during the call that got it.
///
/// The text is that of the view named by `over:`, and all spans are UTF-8 byte offsets in it. Only
/// the tables and features the stage reads are there.
public struct Document: ~Copyable {
  public let pointer: UnsafePointer<galley_document>

  public init(_ pointer: UnsafePointer<galley_document>) { self.pointer = pointer }

  public var id: String { String(pointer.pointee.id) }
  /// Position in the run, from 0.
  public var number: Int { Int(pointer.pointee.number) }
  /// Where it came from: a path, with a line where there is one.
  public var origin: String { String(pointer.pointee.origin) }
  /// The text: valid UTF-8.
  public var utf8: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(pointer.pointee.text) }

  /// The text inside a span, copied.
  public func coveredText(of span: TextSpan) -> String {
    String(decoding: utf8[span.range], as: UTF8.self)
  }

  /// The annotations of a type; empty when there are none or the stage does not read them.
  public func annotations(of type: Symbol) -> AnnotationTable {
    AnnotationTable(galley_table_of(pointer, type.rawValue))
  }

  /// The row of the annotation a reference names; nil when the document does not show it.
  public func row(of id: UInt32, in type: Symbol) -> Int? {
    let row = pointer.pointee.row_of(pointer.pointee.context, type.rawValue, id)
    return row == UInt32.max ? nil : Int(row)
  }

  /// All tables the document shows, sorted by type name.
  public var tables: [AnnotationTable] {
    (0..<pointer.pointee.table_count).map { AnnotationTable(galley_table_at(pointer, $0)) }
  }

  /// The bytes of a string; valid during the call.
  public func utf8(of symbol: Symbol) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(galley_string(pointer, symbol.rawValue))
  }

  /// A string, copied.
  public func text(of symbol: Symbol) -> String {
    String(decoding: utf8(of: symbol), as: UTF8.self)
  }

  /// Id of the stage that made an annotation and the name of its rule.
  public func provenance(stage: UInt32, rule: UInt32) -> (stage: String, rule: String?) {
    guard stage < pointer.pointee.origin_count else { return ("", nil) }
    let origins = UnsafeRawPointer(pointer.pointee.origins)
    guard let origins else { return ("", nil) }
    let stride = Int(origins.load(as: UInt32.self))
    let origin = origins.load(fromByteOffset: stride * Int(stage), as: galley_origin.self)
    guard rule > 0, rule <= origin.rule_count, let rules = origin.rules else {
      return (String(origin.stage), nil)
    }
    return (String(origin.stage), String(rules[Int(rule) - 1]))
  }

  /// Turns byte offsets, in any order, into another unit, in place.
  public func convert(_ offsets: UnsafeMutableBufferPointer<UInt32>, to unit: OffsetUnit) {
    pointer.pointee.convert(
      pointer.pointee.context,
      unit.rawValue,
      UInt32(offsets.count),
      offsets.baseAddress
    )
  }
}

/// What offsets count.
public enum OffsetUnit: galley_unit, Sendable {
  /// Bytes of UTF-8.
  case utf8 = 1
  /// Unicode scalars: Python string indices.
  case codepoints = 2
  /// UTF-16 code units: Java and JavaScript string indices.
  case utf16 = 3
}
