public import GalleyABI

/// A stage that turns outside bytes into documents.
public protocol ReaderStage: Stage {
  /// One open stream.
  associatedtype Cursor

  func open(_ stream: InputStream, call: borrowing StageCall) throws -> Cursor

  /// Hands over some documents, as many as are at hand.
  ///
  /// - Returns: whether there may be more.
  func next(_ cursor: inout Cursor, into batch: borrowing DocumentBatch, call: borrowing StageCall)
    throws -> Bool
}

/// Bytes of one input: opened, unpacked and limited by the host.
public struct InputStream: @unchecked Sendable {
  // Unchecked: the host lends it to one reader object, which one thread at a time uses.
  private let stream: UnsafePointer<galley_stream>

  public init(_ stream: UnsafePointer<galley_stream>) { self.stream = stream }

  /// As the user gave it, or the path below the folder the user gave.
  public var name: String { String(stream.pointee.name) }
  /// nil: not a file.
  public var path: String? {
    let path = String(stream.pointee.path)
    return path.isEmpty ? nil : path
  }
  /// Size in bytes, when it is known.
  public var size: Int? {
    stream.pointee.bytes == UInt64.max ? nil : Int(stream.pointee.bytes)
  }

  /// Reads up to the buffer's size.
  ///
  /// - Returns: bytes read; 0 at the end.
  /// - Throws: `HostRefusal` when the input cannot be read or is over a limit; the host says why.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(HostRefusal) -> Int {
    var count: UInt64 = 0
    let result = stream.pointee.read(
      stream.pointee.context,
      buffer.baseAddress,
      UInt64(buffer.count),
      &count
    )
    guard result == galley_result(GALLEY_OK) else { throw HostRefusal(result: result) }
    return Int(count)
  }
}

/// Takes the documents of a reader.
public struct DocumentBatch: ~Copyable {
  private let batch: UnsafePointer<galley_batch_out>
  private var context: UnsafeMutableRawPointer? { batch.pointee.context }

  public init(_ batch: UnsafePointer<galley_batch_out>) { self.batch = batch }

  /// Longest text, in UTF-8 bytes; a longer one is a failure.
  public var longestText: Int { Int(batch.pointee.max_document) }

  /// Hands over a document.
  ///
  /// - Parameters:
  ///   - id: nil: the host makes one from the stream's name and the line.
  ///   - utf8: the text.
  ///   - metadata: each key once.
  ///   - line: 1-based, 0 for none.
  ///   - byte: where it stands in the unpacked stream.
  /// - Throws: `HostRefusal`, when the run ends.
  public func add(
    id: String?,
    utf8: UnsafeBufferPointer<UInt8>,
    metadata: [(key: String, value: JSONValue)] = [],
    line: Int = 0,
    byte: Int = 0
  ) throws(HostRefusal) {
    var gathered = MetadataBuilder()
    for entry in metadata { gathered.append(entry.key, entry.value) }
    var id = id ?? ""
    let result = id.withUTF8 { hand($0, utf8, gathered, line, byte) }
    if result != galley_result(GALLEY_OK) { throw HostRefusal(result: result) }
  }

  /// Hands over a document without making a `String`; an empty `id`: the host makes one.
  ///
  /// - Throws: `HostRefusal`, when the run ends.
  public func add(
    id: UnsafeBufferPointer<UInt8>,
    utf8: UnsafeBufferPointer<UInt8>,
    metadata: borrowing MetadataBuilder,
    line: Int = 0,
    byte: Int = 0
  ) throws(HostRefusal) {
    let result = hand(id, utf8, metadata, line, byte)
    if result != galley_result(GALLEY_OK) { throw HostRefusal(result: result) }
  }

  /// Reports one document that could not be read; the rest goes on.
  public func fail(
    id: String? = nil,
    line: Int = 0,
    byte: Int = 0,
    code: String,
    _ message: String
  ) {
    (id ?? "").withGalleyText { id in
      code.withGalleyText { code in
        message.withGalleyText {
          batch.pointee.failure(context, id, UInt64(line), UInt64(byte), code, $0)
        }
      }
    }
  }

  /// Adds annotations, in a layer other than `system`, to the document handed over last.
  ///
  /// - Throws: `HostRefusal` when they do not fit the text or the schema.
  public func annotate(layer: String, _ annotations: borrowing AnnotationBatch)
    throws(HostRefusal)
  {
    let result = annotations.hand { type, count, start, end, features in
      layer.withGalleyText {
        batch.pointee.annotations(
          context,
          $0,
          type,
          count,
          start,
          end,
          features.baseAddress,
          UInt32(features.count)
        )
      }
    }
    if result != galley_result(GALLEY_OK) { throw HostRefusal(result: result) }
  }

  /// The number of a text, for values of annotations.
  public func text(_ text: String) -> Symbol {
    text.withGalleyText { Symbol(rawValue: batch.pointee.text(context, $0)) }
  }

  private func hand(
    _ id: UnsafeBufferPointer<UInt8>,
    _ utf8: UnsafeBufferPointer<UInt8>,
    _ metadata: borrowing MetadataBuilder,
    _ line: Int,
    _ byte: Int
  ) -> galley_result {
    metadata.withGalleyMetadata {
      batch.pointee.document(
        context,
        galley_text(id),
        galley_text(utf8),
        $0.baseAddress,
        UInt32($0.count),
        UInt64(line),
        UInt64(byte)
      )
    }
  }
}
