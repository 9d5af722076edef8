import GalleyABI
public import GalleyKit

/// Lets a reader read bytes and keeps what it makes of them.
public final class ReaderTrial {
  /// A document the reader handed over.
  public struct Document: Sendable, Hashable {
    /// Empty: the host makes one.
    public var id: String
    public var text: String
    public var metadata: [String: JSONValue]
    /// 1-based; 0 for none.
    public var line: Int
    /// Offset in the stream.
    public var byte: Int
  }

  /// A document that could not be read.
  public struct Failure: Sendable, Hashable {
    public var id: String
    /// 1-based; 0 for none.
    public var line: Int
    /// Offset in the stream.
    public var byte: Int
    public var code: String
    public var message: String

    public init(id: String = "", line: Int, byte: Int, code: String, message: String) {
      self.id = id
      self.line = line
      self.byte = byte
      self.code = code
      self.message = message
    }
  }

  public private(set) var documents: [Document] = []
  public private(set) var failures: [Failure] = []
  /// Largest text, in bytes, that is let through.
  public var longestText = 64 << 20
  /// Bytes the stream gives at once, at most.
  public var chunk = Int.max
  /// Whether the stream says its size beforehand.
  public var knowsSize = true

  private let stage: StageTrial
  private var rest: ArraySlice<UInt8> = []

  public init(_ stage: StageTrial) { self.stage = stage }

  /// Reads one stream; documents and failures are added to those of earlier ones.
  ///
  /// - Returns: whether the reader came to the end by itself.
  @discardableResult
  public func read(_ bytes: [UInt8], name: String = "input") -> Bool {
    rest = bytes[...]
    guard let functions = stage.stage.reader?.pointee else {
      preconditionFailure("'\(stage.manifest.stage)' is not a reader")
    }
    return name.withGalleyText { name in
      var stream = galley_stream()
      stream.size = UInt32(MemoryLayout<galley_stream>.size)
      stream.context = Unmanaged.passUnretained(self).toOpaque()
      stream.name = name
      stream.bytes = knowsSize ? UInt64(bytes.count) : .max
      stream.read = { context, buffer, count, read in
        read?.pointee = ReaderTrial.at(context).fill(buffer, Int(count))
        return galley_result(GALLEY_OK)
      }
      // The reader keeps the pointer until it is closed.
      return withUnsafePointer(to: stream) { drive(functions, $0) }
    }
  }

  private func drive(
    _ functions: galley_reader_stage,
    _ stream: UnsafePointer<galley_stream>
  ) -> Bool {
    var reader: UnsafeMutableRawPointer?
    let context = stage.stage.context
    var result = stage.call { functions.open?(context, stage.shared, $0, stream, &reader) ?? 2 }
    defer { functions.close?(context, reader) }
    var batch = makeBatch()
    while result == galley_result(GALLEY_OK) {
      result = stage.call { call in functions.next?(context, reader, call, &batch) ?? 2 }
    }
    return result == galley_result(GALLEY_END)
  }

  private func makeBatch() -> galley_batch_out {
    var batch = galley_batch_out()
    batch.size = UInt32(MemoryLayout<galley_batch_out>.size)
    batch.context = Unmanaged.passUnretained(self).toOpaque()
    batch.max_document = UInt64(longestText)
    batch.document = { context, id, text, metadata, count, line, byte in
      let entries = UnsafeBufferPointer(start: metadata, count: Int(count))
      ReaderTrial.at(context).documents.append(
        Document(
          id: String(id),
          text: String(text),
          metadata: Dictionary(
            entries.map { (String($0.key), JSONValue($0)) },
            uniquingKeysWith: { _, last in last }
          ),
          line: Int(line),
          byte: Int(byte)
        )
      )
      return galley_result(GALLEY_OK)
    }
    batch.failure = { context, id, line, byte, code, message in
      ReaderTrial.at(context).failures.append(
        Failure(
          id: String(id),
          line: Int(line),
          byte: Int(byte),
          code: String(code),
          message: String(message)
        )
      )
    }
    return batch
  }

  private func fill(_ buffer: UnsafeMutableRawPointer?, _ count: Int) -> UInt64 {
    let given = rest.prefix(min(count, chunk))
    guard let buffer else { return 0 }
    UnsafeMutableRawBufferPointer(start: buffer, count: count).copyBytes(from: given)
    rest = rest.dropFirst(given.count)
    return UInt64(given.count)
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> ReaderTrial {
    guard let context else { preconditionFailure("a reader passes back the context it got") }
    return Unmanaged<ReaderTrial>.fromOpaque(context).takeUnretainedValue()
  }
}
