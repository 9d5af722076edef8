import GalleyABI
import GalleyKit

/// Takes what a reader hands over: documents, their layers, failures.
final class ReaderBatch {
  private let pool: DocumentPool
  private let longest: Int
  private let isWanted: (String) -> Bool
  private let layers = LayerIntake()
  private var items: [SourceItem] = []
  private var seen = SeenIDs()
  private var reader: OpenReader?
  /// The document handed over last, unless it was refused: annotations go to it.
  private var current: WorkingDocument?
  private(set) var bytesRead = 0

  init(pool: DocumentPool, longest: Int, isWanted: @escaping (String) -> Bool) {
    self.pool = pool
    self.longest = longest
    self.isWanted = isWanted
  }

  /// What was handed over since the last call.
  func takeItems() -> [SourceItem] {
    defer { items.removeAll(keepingCapacity: true) }
    return items
  }

  /// Lends this batch across the C boundary for one call of a reader.
  func lend(
    _ reader: OpenReader,
    _ body: (UnsafePointer<galley_batch_out>) -> galley_result
  ) -> galley_result {
    self.reader = reader
    defer {
      finishDocument()
      self.reader = nil
    }
    var batch = galley_batch_out()
    batch.size = UInt32(MemoryLayout<galley_batch_out>.size)
    batch.context = Unmanaged.passUnretained(self).toOpaque()
    batch.max_document = UInt64(longest)
    batch.document = { context, id, text, metadata, count, line, byte in
      let entries = UnsafeBufferPointer(start: metadata, count: Int(count))
      return ReaderBatch.at(context).add(id, text, entries, Int(line), Int(byte))
    }
    batch.annotations = { context, layer, type, count, start, end, features, featureCount in
      ReaderBatch.at(context).annotate(
        layer,
        LayerIntake.Rows(type, count, start, end, features, featureCount)
      )
    }
    batch.text = { ReaderBatch.at($0).number(of: $1) }
    batch.failure = { context, id, line, byte, code, message in
      ReaderBatch.at(context).report(
        StageFailureReport(code: String(code), String(message)),
        id: String(id),
        Int(line),
        Int(byte)
      )
    }
    return body(&batch)
  }

  /// A failure of a whole input, or of one document in it.
  ///
  /// The line is 1-based, 0 for none. A byte of 0 is known to be meant in line 1 only: readers that
  /// do not know the place leave it at that.
  func failure(
    _ file: InputFile,
    _ reader: PreparedStage,
    _ report: StageFailureReport,
    id: String = "",
    line: Int = 0,
    byte: Int = 0
  ) -> SourceItem {
    .failure(
      RunFailure(
        document: id.isEmpty && line == 0 ? file.name : id,
        origin: origin(file, line),
        stage: reader.id,
        code: report.code,
        message: report.message,
        byte: byte > 0 || line == 1 ? byte : nil
      )
    )
  }

  /// The name below what the user gave, not the whole path: results are the same on every machine.
  private func origin(_ file: InputFile, _ line: Int) -> String {
    line > 0 ? "\(file.name):\(line)" : file.name
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> ReaderBatch {
    guard let context else { preconditionFailure("a reader passes back the context it got") }
    return Unmanaged<ReaderBatch>.fromOpaque(context).takeUnretainedValue()
  }

  private func report(_ report: StageFailureReport, id: String, _ line: Int, _ byte: Int) {
    guard let reader else { return }
    finishDocument()
    items.append(failure(reader.file, reader.stage, report, id: id, line: line, byte: byte))
  }

  private func add(
    _ id: galley_text,
    _ text: galley_text,
    _ metadata: UnsafeBufferPointer<galley_metadata>,
    _ line: Int,
    _ byte: Int
  ) -> galley_result {
    guard let reader else { return galley_result(GALLEY_FAILED) }
    finishDocument()
    let name =
      id.count > 0 ? String(id) : line > 0 ? "\(reader.file.name):\(line)" : reader.file.name
    guard isWanted(name) else { return galley_result(GALLEY_OK) }
    let bytes = UnsafeBufferPointer(text)
    if let problem = problem(name, bytes) {
      report(problem, id: name, line, byte)
      return galley_result(GALLEY_OK)
    }
    let document = pool.take()
    document.id = name
    document.origin = origin(reader.file, line)
    document.setText(bytes)
    set(metadata, of: document)
    bytesRead += bytes.count
    current = document
    layers.begin(document, reader.stage)
    return galley_result(GALLEY_OK)
  }

  private func set(_ metadata: UnsafeBufferPointer<galley_metadata>, of document: WorkingDocument) {
    guard let base = UnsafeRawPointer(metadata.baseAddress), !metadata.isEmpty else { return }
    let stride = Int(base.load(as: UInt32.self))
    for i in metadata.indices {
      let entry = base.load(fromByteOffset: stride * i, as: galley_metadata.self)
      document.setMetadata(String(entry.key), JSONValue(entry))
    }
  }

  private func problem(_ id: String, _ text: UnsafeBufferPointer<UInt8>) -> StageFailureReport? {
    if text.count > longest {
      return StageFailureReport(
        code: "too-long",
        "its text of \(text.count) bytes is longer than \(longest) bytes"
      )
    }
    if let offset = UTF8Check.firstInvalid(in: text) {
      return StageFailureReport(
        code: "not-utf-8",
        "the reader handed over text that is not UTF-8 at byte \(offset)"
      )
    }
    guard seen.insert(id) else {
      return StageFailureReport(code: "duplicate-id", "an earlier document has the same id")
    }
    return nil
  }

  /// Annotations of a document that was refused or is not wanted are passed over.
  private func annotate(_ layer: galley_text, _ rows: LayerIntake.Rows) -> galley_result {
    guard current != nil else { return galley_result(GALLEY_OK) }
    return layers.add(rows, to: layer)
  }

  private func number(of text: galley_text) -> UInt32 {
    guard let current else { return 0 }
    return current.number(of: UnsafeBufferPointer(text)) ?? .max
  }

  /// The reader has no more for the document handed over last.
  private func finishDocument() {
    guard let document = current, let reader else { return }
    current = nil
    guard let breach = layers.finish() else {
      items.append(.document(document))
      return
    }
    let message = "plugin '\(reader.stage.definition.plugin)': the reader \(breach.message)"
    items.append(
      .failure(
        RunFailure(
          document: document.id,
          origin: document.origin,
          stage: reader.stage.id,
          code: "contract-breach",
          message: message
        )
      )
    )
    pool.giveBack(document)
  }
}
