import DequeModule
import GalleyABI
import GalleyKit

/// Documents that readers make out of input files, read ahead up to a number of documents.
final class ReaderSource: DocumentSource {
  /// A reader with the inputs it reads.
  struct Inputs {
    let reader: PreparedStage
    let files: [InputFile]
  }

  private let inputs: [Inputs]
  private let pool: DocumentPool
  private let readAhead: Int
  private let longest: Int
  private let isWanted: (String) -> Bool
  private let stop: StopFlag
  private var input = 0
  private var file = 0
  private var open: OpenReader?
  private var queue = Deque<SourceItem>()
  private var seen = SeenIDs()
  private let call = CallHost()
  private(set) var bytesRead = 0

  /// - Parameters:
  ///   - readAhead: documents read before one is asked for; at least 1.
  ///   - longest: bytes of the longest text.
  ///   - isWanted: whether a document of this id takes part.
  init(
    _ inputs: [Inputs], pool: DocumentPool, readAhead: Int, longest: Int, stop: StopFlag,
    isWanted: @escaping (String) -> Bool
  ) {
    self.inputs = inputs
    self.pool = pool
    self.readAhead = max(1, readAhead)
    self.longest = longest
    self.stop = stop
    self.isWanted = isWanted
  }

  func next() throws(RunStop) -> SourceItem? {
    while queue.count < readAhead, try readSome() {}
    return queue.popFirst()
  }

  /// Lets the open reader go on, or opens the next file; false when nothing is left.
  private func readSome() throws(RunStop) -> Bool {
    guard stop.reason == .none else { return false }
    if let open {
      try read(open)
      return true
    }
    while input < inputs.count, file >= inputs[input].files.count {
      input += 1
      file = 0
    }
    guard input < inputs.count else { return false }
    begin(inputs[input].files[file], inputs[input].reader)
    file += 1
    return true
  }

  private func begin(_ file: InputFile, _ reader: PreparedStage) {
    do {
      let bytes = try InputBytes(file, stop: stop)
      let opened = OpenReader(reader, bytes)
      if let report = opened.open(call, stop) {
        fail(file, reader, report, id: "", line: 0, byte: 0)
      } else {
        open = opened
      }
    } catch {
      fail(
        file, reader,
        StageFailureReport(code: "unreadable-input", "cannot be opened: \(error.reason)"), id: "",
        line: 0, byte: 0)
    }
  }

  private func read(_ reader: OpenReader) throws(RunStop) {
    let result = call.lend(stop: stop.pointer, deadline: 0, seed: 0) { call in
      lendBatch { reader.next(call, $0) }
    }
    if Int(result) == GALLEY_OK { return }
    open = nil
    let report =
      reader.bytes.problem ?? call.reason.map { StageFailureReport(code: $0.code, $0.message) }
    switch Int(result) {
    case GALLEY_END:
      if let problem = reader.bytes.problem { fail(reader, problem) }
    case GALLEY_STOPPED: break
    case GALLEY_CANNOT_GO_ON:
      throw RunStop("reader '\(reader.stage.id)' cannot go on: \(report?.message ?? "no reason given")")
    default:
      fail(reader, report ?? StageFailureReport(code: "no-reason", "failed and gave no reason"))
    }
  }

  private func fail(_ reader: OpenReader, _ report: StageFailureReport) {
    fail(reader.bytes.file, reader.stage, report, id: "", line: 0, byte: 0)
  }

  private func fail(
    _ file: InputFile, _ reader: PreparedStage, _ report: StageFailureReport, id: String, line: Int,
    byte: Int
  ) {
    queue.append(
      .failure(
        RunFailure(
          document: id.isEmpty && line == 0 ? file.name : id, origin: origin(file, line),
          stage: reader.id, code: report.code, message: report.message)))
  }

  private func origin(_ file: InputFile, _ line: Int) -> String {
    let path = file.path ?? file.name
    return line > 0 ? "\(path):\(line)" : path
  }

  // MARK: What the reader hands over

  private func lendBatch(_ body: (UnsafePointer<galley_batch_out>) -> galley_result) -> galley_result {
    var batch = galley_batch_out()
    batch.size = UInt32(MemoryLayout<galley_batch_out>.size)
    batch.context = Unmanaged.passUnretained(self).toOpaque()
    batch.max_document = UInt64(longest)
    batch.document = { context, id, text, metadata, count, line, _ in
      ReaderSource.at(context).add(id, text, metadata, count, line)
    }
    batch.annotations = { _, _, _, _, _, _, _, _ in galley_result(GALLEY_FAILED) }
    batch.text = { ReaderSource.at($0).number(of: $1) }
    batch.failure = { context, id, line, byte, code, message in
      ReaderSource.at(context).report(
        String(id), Int(line), Int(byte), StageFailureReport(code: String(code), String(message)))
    }
    return body(&batch)
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> ReaderSource {
    guard let context else { preconditionFailure("a reader passes back the context it got") }
    return Unmanaged<ReaderSource>.fromOpaque(context).takeUnretainedValue()
  }

  private func report(_ id: String, _ line: Int, _ byte: Int, _ report: StageFailureReport) {
    guard let open else { return }
    fail(open.bytes.file, open.stage, report, id: id, line: line, byte: byte)
  }

  private func add(
    _ id: galley_text, _ text: galley_text, _ metadata: UnsafePointer<galley_metadata>?,
    _ metadataCount: UInt32, _ line: UInt64
  ) -> galley_result {
    guard let open else { return galley_result(GALLEY_FAILED) }
    let file = open.bytes.file
    let name = id.count > 0 ? String(id) : line > 0 ? "\(file.name):\(line)" : file.name
    guard isWanted(name) else { return galley_result(GALLEY_OK) }
    let bytes = UnsafeBufferPointer(text)
    let problem = problem(name, bytes)
    if let problem {
      fail(file, open.stage, problem, id: name, line: Int(line), byte: 0)
      return galley_result(GALLEY_OK)
    }
    let document = pool.take()
    document.id = name
    document.origin = origin(file, Int(line))
    document.setText(bytes)
    if let metadata, metadataCount > 0 {
      let raw = UnsafeRawPointer(metadata)
      let stride = Int(raw.load(as: UInt32.self))
      for i in 0..<Int(metadataCount) {
        let entry = raw.load(fromByteOffset: stride * i, as: galley_metadata.self)
        document.setMetadata(String(entry.key), JSONValue(entry))
      }
    }
    bytesRead += bytes.count
    queue.append(.document(document))
    return galley_result(GALLEY_OK)
  }

  private func problem(_ id: String, _ text: UnsafeBufferPointer<UInt8>) -> StageFailureReport? {
    if text.count > longest {
      return StageFailureReport(
        code: "too-long", "its text of \(text.count) bytes is longer than \(longest) bytes")
    }
    if let offset = UTF8Check.firstInvalid(in: text) {
      return StageFailureReport(
        code: "not-utf-8", "the reader handed over text that is not UTF-8 at byte \(offset)")
    }
    guard seen.insert(id) else {
      return StageFailureReport(code: "duplicate-id", "an earlier document has the same id")
    }
    return nil
  }

  private func number(of text: galley_text) -> UInt32 {
    guard case .document(let last)? = queue.last else { return .max }
    return last.number(of: UnsafeBufferPointer(text)) ?? .max
  }
}

/// A reader with one open input.
private final class OpenReader {
  let stage: PreparedStage
  let bytes: InputBytes
  private var reader: UnsafeMutableRawPointer?

  init(_ stage: PreparedStage, _ bytes: InputBytes) {
    self.stage = stage
    self.bytes = bytes
  }

  deinit {
    if let reader { functions?.close?(stage.definition.functions.context, reader) }
    stream.deallocate()
  }

  private var functions: galley_reader_stage? { stage.definition.functions.reader?.pointee }

  /// The stream lives as long as the reader may use it: it is kept beside it.
  private let stream = UnsafeMutablePointer<galley_stream>.allocate(capacity: 1)
  private let name = ByteText()
  private let path = ByteText()

  func open(_ call: CallHost, _ stop: StopFlag) -> StageFailureReport? {
    stream.initialize(to: bytes.stream())
    stream.pointee.name = name.keep(bytes.file.name)
    stream.pointee.path = path.keep(bytes.file.path ?? "")
    let result = call.lend(stop: stop.pointer, deadline: 0, seed: 0) { call in
      functions?.open?(stage.definition.functions.context, stage.shared, call, stream, &reader)
        ?? galley_result(GALLEY_CANNOT_GO_ON)
    }
    guard Int(result) != GALLEY_OK else { return nil }
    return bytes.problem
      ?? call.reason.map { StageFailureReport(code: $0.code, $0.message) }
      ?? StageFailureReport(code: "no-reason", "could not be opened; the reader gave no reason")
  }

  func next(
    _ call: UnsafePointer<galley_call>, _ batch: UnsafePointer<galley_batch_out>
  ) -> galley_result {
    functions?.next?(stage.definition.functions.context, reader, call, batch)
      ?? galley_result(GALLEY_CANNOT_GO_ON)
  }
}

/// A text lent across the C boundary as long as this object lives.
final class ByteText {
  private var buffer: UnsafeMutableBufferPointer<UInt8>?

  func keep(_ text: String) -> galley_text {
    let utf8 = Array(text.utf8)
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: utf8.count)
    _ = copy.initialize(from: utf8)
    buffer?.deallocate()
    buffer = copy
    return galley_text(UnsafeBufferPointer(copy))
  }

  deinit { buffer?.deallocate() }
}
