public import GalleyABI

/// An exporter that writes documents one after the other: rendered in the lanes, appended in input
/// order.
public protocol LinesExporter: Stage {
  associatedtype Scratch = NoScratch

  func makeScratch() -> Scratch

  /// Writes one document for the output of this number.
  func render(
    _ document: borrowing Document,
    output: Int,
    into bytes: borrowing OutputBytes,
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws

  /// What stands before all documents.
  func header(output: Int) -> String
  /// What stands after all documents.
  func footer(output: Int) -> String
}

extension LinesExporter {
  public func header(output: Int) -> String { "" }
  public func footer(output: Int) -> String { "" }
}

extension LinesExporter where Scratch == NoScratch {
  public func makeScratch() -> NoScratch { NoScratch() }
}

/// An exporter that needs the whole: documents in input order, then records, on one thread.
public protocol WholeExporter: Stage {
  associatedtype State

  func begin(_ outputs: Outputs) throws -> State
  func add(_ document: borrowing Document, to state: inout State, call: borrowing StageCall) throws
  func add(_ record: Record, to state: inout State, call: borrowing StageCall) throws
  func finish(_ state: inout State, call: borrowing StageCall) throws
}

extension WholeExporter {
  public func add(
    _ document: borrowing Document,
    to state: inout State,
    call: borrowing StageCall
  ) throws {}
  public func add(_ record: Record, to state: inout State, call: borrowing StageCall) throws {}
}

/// Takes the bytes of an exporter.
public struct OutputBytes: ~Copyable {
  private let out: UnsafePointer<galley_bytes_out>

  public init(_ out: UnsafePointer<galley_bytes_out>) { self.out = out }

  /// Appends bytes.
  ///
  /// - Throws: `HostRefusal` when the run ends.
  public func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(HostRefusal) {
    let result = out.pointee.write(out.pointee.context, galley_text(bytes))
    if result != galley_result(GALLEY_OK) { throw HostRefusal(result: result) }
  }

  /// Appends bytes.
  ///
  /// - Throws: `HostRefusal` when the run ends.
  public func write(_ bytes: [UInt8]) throws(HostRefusal) {
    let result = bytes.withUnsafeBufferPointer {
      out.pointee.write(out.pointee.context, galley_text($0))
    }
    if result != galley_result(GALLEY_OK) { throw HostRefusal(result: result) }
  }
}

/// The files of a `WholeExporter`, numbered as declared.
public struct Outputs: @unchecked Sendable {
  // Unchecked: the host lends it from `begin` to `end`, to one thread at a time.
  private let outputs: UnsafePointer<galley_outputs>

  public init(_ outputs: UnsafePointer<galley_outputs>) { self.outputs = outputs }

  /// Appends bytes to an output.
  ///
  /// - Throws: `HostRefusal` when they cannot be written; the host says why.
  public func write(_ bytes: [UInt8], to output: Int) throws(HostRefusal) {
    let result = bytes.withUnsafeBufferPointer {
      outputs.pointee.write(outputs.pointee.context, UInt32(output), galley_text($0))
    }
    if result != galley_result(GALLEY_OK) { throw HostRefusal(result: result) }
  }

  /// The path of an output, for libraries that need one; renamed by the host at the end.
  public func path(of output: Int) -> String {
    String(outputs.pointee.path(outputs.pointee.context, UInt32(output)))
  }
}

/// A conclusion of a corpus stage.
public struct Record: Sendable {
  public var type: String
  public var id: String
  /// An object with sorted keys.
  public var json: String

  public init(type: String, id: String, json: String) {
    self.type = type
    self.id = id
    self.json = json
  }
}
