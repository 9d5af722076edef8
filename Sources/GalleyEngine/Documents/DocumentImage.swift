import GalleyKit

/// The serial form of a document: header, texts, views, tables, strings.
///
/// ```
///   0  magic "GDOC", format version      u32 u32
///   8  bytes in all, checksum            u64 u64   (FNV-1a of everything behind the header)
///  24  sections, each a length and its content, padded to 8 bytes
/// ```
/// Little-endian. Columns are stored as they lie in memory.
enum DocumentImage {
  static let magic: UInt32 = 0x434F_4447
  static let version: UInt32 = 1
  static let headerSize = 24

  /// Writes a document behind what is in the buffer.
  static func write(_ document: WorkingDocument, to bytes: inout NativeBuffer<UInt8>) {
    var writer = ImageWriter(bytes: NativeBuffer<UInt8>())
    writer.put(UInt64(document.number))
    writer.put(document.id)
    writer.put(document.origin)
    writer.put(document.utf8)
    writer.put(UInt64(document.metadata.count))
    for (key, value) in document.metadata {
      writer.put(key)
      writer.put(value.json)
    }
    writer.put(document.strings.bytes.elements)
    writer.put(document.strings.offsets.elements)
    writer.put(UInt64(document.views.count))
    for view in document.views {
      writer.put(view.name)
      writer.put(view.utf8)
      writer.put(view.runs.elements)
    }
    put(document.tables, &writer)
    writer.put(UInt64(document.layers.count))
    for layer in document.layers {
      writer.put(layer.name)
      put(layer.tables, &writer)
    }
    writer.put(UInt64(document.nextID))
    seal(writer, to: &bytes)
  }

  /// Reads a document written by `write` in the same run.
  ///
  /// - Throws: `RunStop` when the bytes are damaged.
  static func read(_ bytes: UnsafeRawBufferPointer, into document: WorkingDocument) throws(RunStop)
  {
    var reader = try ImageReader(checking: bytes)
    document.number = Int(reader.number())
    document.id = reader.text()
    document.origin = reader.text()
    document.setText(reader.elements())
    for _ in 0..<Int(reader.number()) {
      let key = reader.text()
      document.setMetadata(key, JSONValue(parsing: reader.text()) ?? .null)
    }
    let pool: UnsafeBufferPointer<UInt8> = reader.elements()
    let offsets: UnsafeBufferPointer<UInt32> = reader.elements()
    for i in 0..<max(0, offsets.count - 1) {
      let text = UnsafeBufferPointer(rebasing: pool[Int(offsets[i])..<Int(offsets[i + 1])])
      _ = document.strings.intern(text, hash: StringPool.hash(text))
    }
    for _ in 0..<Int(reader.number()) {
      let view = ViewStorage(name: reader.text())
      view.append(text: reader.elements())
      for run in reader.runs() { view.append(run) }
      document.add(view)
    }
    read(&reader, into: document.tables)
    for _ in 0..<Int(reader.number()) {
      let layer = AnnotationLayer(name: reader.text(), schema: document.schema)
      read(&reader, into: layer.tables)
      document.add(layer)
    }
    document.takeIDs(Int(reader.number()) - Int(document.nextID))
    for (slot, table) in document.tables.enumerated() {
      for row in 0..<table.count { document.place(id: table.id[row], slot: slot, row: row) }
    }
  }

  private static func put(_ tables: [TypeTable], _ writer: inout ImageWriter) {
    for table in tables {
      writer.put(UInt64(table.count))
      guard table.count > 0 else { continue }
      for column in [
        \TypeTable.startElements, \.endElements, \.idElements, \.stageElements,
        \.ruleElements,
      ] {
        writer.put(table[keyPath: column])
      }
      writer.put(table.hidden.elements)
      for feature in table.features {
        writer.put(UInt64(feature.rows))
        guard feature.rows > 0 else { continue }
        writer.put(feature.present.elements)
        writer.put(feature.values.elements)
        writer.put(feature.items.elements)
      }
    }
  }

  private static func read(_ reader: inout ImageReader, into tables: [TypeTable]) {
    for table in tables {
      let count = Int(reader.number())
      guard count > 0 else { continue }
      let start: UnsafeBufferPointer<UInt32> = reader.elements()
      let end: UnsafeBufferPointer<UInt32> = reader.elements()
      let id: UnsafeBufferPointer<UInt32> = reader.elements()
      let stage: UnsafeBufferPointer<UInt32> = reader.elements()
      let rule: UnsafeBufferPointer<UInt32> = reader.elements()
      let hidden: UnsafeBufferPointer<UInt64> = reader.elements()
      for row in 0..<count {
        table.append(
          TextSpan(start: start[row], end: end[row]),
          id: id[row],
          stage: stage[row],
          rule: rule[row]
        )
        if hidden[row >> 6] >> UInt64(row & 63) & 1 != 0 { table.hide(row) }
      }
      for feature in table.features {
        let rows = Int(reader.number())
        guard rows > 0 else { continue }
        feature.load(
          rows: rows,
          present: reader.elements(),
          values: reader.elements(),
          items: reader.elements()
        )
      }
    }
  }

  private static func seal(_ writer: consuming ImageWriter, to bytes: inout NativeBuffer<UInt8>) {
    let body = writer.bytes.elements
    withUnsafeBytes(of: (magic, version)) { header in append(header, &bytes) }
    let sizes = (UInt64(body.count + headerSize), checksum(body))
    withUnsafeBytes(of: sizes) { header in append(header, &bytes) }
    bytes.append(body.baseAddress, count: body.count)
  }

  private static func append(_ header: UnsafeRawBufferPointer, _ bytes: inout NativeBuffer<UInt8>) {
    bytes.append(header.baseAddress?.assumingMemoryBound(to: UInt8.self), count: header.count)
  }

  /// FNV-1a over 8-byte words; the length is a multiple of 8.
  static func checksum(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(bytes)
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for i in stride(from: 0, to: raw.count, by: 8) {
      state = (state ^ raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)) &* 0x100_0000_01B3
    }
    return state
  }
}
