package import GalleyKit

/// A document in work: its text, metadata, views and annotations.
///
/// Owned by one lane at a time and used again for later documents.
package final class WorkingDocument: @unchecked Sendable {
  // Unchecked: handed from queue to lane to window under their locks; never in two places.
  let schema: Schema
  let symbols: SymbolTable
  /// Position in the run, from 0.
  package var number = 0
  package var id = ""
  /// A path, with a line where there is one.
  package var origin = ""
  /// Sorted by the bytes of the keys.
  package private(set) var metadata: [(key: String, value: JSONValue)] = []
  private(set) var textBytes = NativeBuffer<UInt8>()
  var strings: StringPool
  private(set) var views: [ViewStorage] = []
  let tables: [TypeTable]
  private(set) var layers: [AnnotationLayer] = []
  /// For each id, from 0 (none): its table and row.
  private(set) var slotOfID = NativeBuffer<UInt32>()
  private(set) var rowOfID = NativeBuffer<UInt32>()

  package init(schema: Schema, symbols: SymbolTable) {
    self.schema = schema
    self.symbols = symbols
    strings = StringPool(first: UInt32(symbols.count))
    tables = schema.types.map(TypeTable.init)
    forgetIDs()
  }

  /// Makes this an empty document again and keeps its memory.
  package func reset() {
    number = 0
    id = ""
    origin = ""
    metadata = []
    textBytes.removeAll()
    strings.truncate(to: 0)
    strings.freeLeft()
    views = []
    layers = []
    for table in tables { table.removeAll() }
    forgetIDs()
  }

  package var utf8: UnsafeBufferPointer<UInt8> { textBytes.elements }

  package func setText(_ utf8: UnsafeBufferPointer<UInt8>) {
    textBytes.removeAll()
    textBytes.append(utf8.baseAddress, count: utf8.count)
  }

  package func metadata(_ key: String) -> JSONValue? {
    metadata.first { $0.key == key }?.value
  }

  package func setMetadata(_ key: String, _ value: JSONValue) {
    if let i = metadata.firstIndex(where: { $0.key == key }) {
      metadata[i].value = value
      return
    }
    let utf8 = Array(key.utf8)
    let i = metadata.firstIndex { utf8.lexicographicallyPrecedes(Array($0.key.utf8)) }
    metadata.insert((key, value), at: i ?? metadata.count)
  }

  func view(_ name: String) -> ViewStorage? { views.first { $0.name == name } }
  func add(_ view: ViewStorage) { views.append(view) }

  func add(_ layer: AnnotationLayer) { layers.append(layer) }

  /// Makes all annotations those of a layer; the next one has id 1 again.
  func moveAnnotations(toLayer name: String) {
    let layer = AnnotationLayer(name: name, schema: schema)
    for (mine, its) in zip(tables, layer.tables) { mine.exchangeRows(with: its) }
    add(layer)
    forgetIDs()
  }

  /// Makes the annotations of a layer those of the document, which has none yet; without such a layer
  /// there are none.
  func takeAnnotations(ofLayer name: String) {
    guard let place = layers.firstIndex(where: { $0.name == name }) else { return }
    let layer = layers.remove(at: place)
    for (slot, (mine, its)) in zip(tables, layer.tables).enumerated() {
      mine.exchangeRows(with: its)
      for (row, id) in mine.idElements.enumerated() {
        if id >= nextID { takeIDs(Int(id - nextID) + 1) }
        self.place(id: id, slot: slot, row: row)
      }
    }
  }

  func layer(_ name: String) -> AnnotationLayer? { layers.first { $0.name == name } }

  /// The id the next annotation gets: the number in the order of insertion, from 1.
  var nextID: UInt32 { UInt32(slotOfID.count) }

  /// Gives out `count` ids.
  func takeIDs(_ count: Int) {
    slotOfID.append(repeating: .max, count: count)
    rowOfID.append(repeating: .max, count: count)
  }

  func place(id: UInt32, slot: Int, row: Int) {
    slotOfID[Int(id)] = UInt32(slot)
    rowOfID[Int(id)] = UInt32(row)
  }

  /// Notes that annotations stand in the rows from `row` on.
  func place(ids: UnsafePointer<UInt32>, count: Int, slot: Int, row: Int) {
    let slots = slotOfID.base
    let rows = rowOfID.base
    for i in 0..<count {
      slots[Int(ids[i])] = UInt32(slot)
      rows[Int(ids[i])] = UInt32(row + i)
    }
  }

  /// The row of an annotation in the table of a type.
  func row(of id: UInt32, in slot: Int) -> Int? {
    guard id > 0, id < nextID, slotOfID[Int(id)] == UInt32(slot) else { return nil }
    return Int(rowOfID[Int(id)])
  }

  /// Whether there is an annotation of this id, of whatever type.
  func hasAnnotation(_ id: UInt32) -> Bool {
    id > 0 && id < nextID && slotOfID[Int(id)] != .max
  }

  /// The number of a text in this document.
  func number(of text: UnsafeBufferPointer<UInt8>) -> UInt32? {
    let hash = StringPool.hash(text)
    return symbols.find(text, hash: hash) ?? strings.intern(text, hash: hash)
  }

  /// The text of a number.
  func text(_ number: UInt32) -> String {
    number < strings.first
      ? symbols.text(Symbol(rawValue: number))
      : String(decoding: strings[number], as: UTF8.self)
  }

  func isString(_ number: UInt32) -> Bool {
    Int(number) < Int(strings.first) + strings.count
  }

  /// Whether a position is a boundary between scalars of a text.
  static func isBoundary(_ offset: UInt32, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    Int(offset) == text.count || Int(offset) < text.count && text[Int(offset)] & 0xC0 != 0x80
  }

  /// The span of the text that a span of a view, or of the text itself, stands for; nil when it is not
  /// one of whole characters.
  func original(of span: TextSpan, inView name: String?) -> TextSpan? {
    let view = name.flatMap(view)
    let text = view?.utf8 ?? utf8
    guard span.start < span.end, Int(span.end) <= text.count, Self.isBoundary(span.start, in: text),
      Self.isBoundary(span.end, in: text)
    else { return nil }
    let place = view?.original(of: span) ?? span
    return place.start < place.end ? place : nil
  }

  private func forgetIDs() {
    slotOfID.removeAll()
    rowOfID.removeAll()
    takeIDs(1)
  }
}

/// Annotations that did not come from the run's stages, such as `gold`; no stage sees them.
final class AnnotationLayer {
  /// The layer of the run's stages, which is the document itself.
  static let system = "system"

  let name: String
  let tables: [TypeTable]

  init(name: String, schema: Schema) {
    self.name = name
    tables = schema.types.map(TypeTable.init)
  }
}
