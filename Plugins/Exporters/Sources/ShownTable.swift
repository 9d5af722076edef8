import GalleyKit

/// The annotations of one type as an exporter writes them; valid during the call.
struct ShownTable {
  let rows: AnnotationOrder
  let type: Symbol
  let name: TypeName
  /// UTF-8 byte offsets.
  let start: UnsafeBufferPointer<UInt32>
  let end: UnsafeBufferPointer<UInt32>
  let id: UnsafeBufferPointer<UInt32>
  let stage: UnsafeBufferPointer<UInt32>
  let rule: UnsafeBufferPointer<UInt32>
  let columns: [ShownColumn]
  /// Where the converted offsets begin: all starts, then all ends.
  let offsets: Int

  /// The most bytes that the features of a row take as JSON; nil when there are texts, numbers or
  /// lists among them.
  var roomForFeatures: Int? {
    var room = 0
    for column in columns {
      guard let bytes = column.room else { return nil }
      room += bytes
    }
    return room
  }

  func convertedStart(_ row: Int, _ offsets: [UInt32]) -> UInt32 { offsets[self.offsets + row] }

  func convertedEnd(_ row: Int, _ offsets: [UInt32]) -> UInt32 {
    offsets[self.offsets + start.count + row]
  }
}

/// One column of a shown table.
struct ShownColumn {
  let values: FeatureColumn
  let kind: FeatureKind
  let names: ColumnNames
  /// Where the converted offsets of spans begin: start and end by turns.
  let offsets: Int

  /// The most bytes that a value takes as JSON, key and comma included; nil when they are not known.
  fileprivate var room: Int? {
    switch kind {
    case .integer, .reference: names.key.bytes.count + ByteCursor.decimalRoom + 1
    case .span:
      names.start.bytes.count + names.end.bytes.count + 2 * (ByteCursor.decimalRoom + 1)
    case .text, .number, .flag, .list: nil
    }
  }
}

/// The name of a type in an output.
struct TypeName {
  /// The beginning of an annotation as JSON.
  let head: [UInt8]

  init(_ name: String) {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("type")
    writer.value(name)
    head = writer.bytes
  }
}

/// The keys of a feature in an output.
///
/// A class, so that a column is copied without touching three counts of references.
final class ColumnNames: Sendable {
  let key: JSONKey
  /// Of a span, which is written as two integers.
  let start: JSONKey
  let end: JSONKey

  init(_ name: String) {
    key = JSONKey(name)
    start = JSONKey(Self.start(of: name))
    end = JSONKey(Self.end(of: name))
  }

  /// `speaker_start` for the span `speaker_span`.
  static func start(of name: String) -> String { stem(name) + "_start" }
  static func end(of name: String) -> String { stem(name) + "_end" }

  private static func stem(_ name: String) -> String {
    name.hasSuffix("_span") ? String(name.dropLast("_span".count)) : name
  }
}
