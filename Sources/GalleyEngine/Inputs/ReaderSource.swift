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
  private let batch: ReaderBatch
  private let readAhead: Int
  private let stop: StopFlag
  private let pieces: StreamPieces
  private let progress: RunProgress?
  private let log: RunLog?
  private var input = 0
  private var file = 0
  private var open: OpenReader?
  private var queue = Deque<SourceItem>()
  /// Bytes of the inputs that are closed, as they lie in their files.
  private var closedBytes = 0
  private let call = CallHost()
  var bytesRead: Int { batch.bytesRead }

  /// - Parameters:
  ///   - inputs: files with their readers, in order.
  ///   - pool: where documents come from.
  ///   - readAhead: documents read before one is asked for; at least 1.
  ///   - longest: bytes of the longest text.
  ///   - stop: ends reading.
  ///   - pieces: how the bytes of an input are given to a reader.
  ///   - progress: is told how many bytes were read.
  ///   - log: is told which inputs are opened.
  ///   - isWanted: whether a document of this id takes part.
  init(
    _ inputs: [Inputs],
    pool: DocumentPool,
    readAhead: Int,
    longest: Int,
    stop: StopFlag,
    pieces: StreamPieces = StreamPieces(),
    progress: RunProgress? = nil,
    log: RunLog? = nil,
    isWanted: @escaping (String) -> Bool
  ) {
    self.inputs = inputs
    batch = ReaderBatch(pool: pool, longest: longest, isWanted: isWanted)
    self.readAhead = max(1, readAhead)
    self.stop = stop
    self.pieces = pieces
    self.progress = progress
    self.log = log
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
      let bytes = try InputBytes(file, pieces, stop: stop)
      let opened = OpenReader(reader, bytes)
      if let report = opened.open(call, stop) {
        queue.append(batch.failure(file, reader, report))
        close(file)
      } else {
        open = opened
        log?.opens(file, reader)
      }
    } catch {
      let report = StageFailureReport(
        code: "unreadable-input",
        "cannot be opened: \(error.reason)"
      )
      queue.append(batch.failure(file, reader, report))
      close(file)
    }
  }

  private func close(_ file: InputFile) {
    open = nil
    closedBytes += file.byteCount ?? 0
    progress?.read(inputBytes: closedBytes)
  }

  private func read(_ reader: OpenReader) throws(RunStop) {
    let result = call.lend(stop: stop.pointer, deadline: 0, seed: 0) { call in
      batch.lend(reader) { reader.next(call, $0) }
    }
    queue.append(contentsOf: batch.takeItems())
    guard Int(result) != GALLEY_OK else {
      progress?.read(inputBytes: closedBytes + reader.bytes.consumedCount)
      return
    }
    close(reader.file)
    let report =
      reader.bytes.problem ?? call.reason.map { StageFailureReport(code: $0.code, $0.message) }
    switch Int(result) {
    case GALLEY_END:
      if let problem = reader.bytes.problem { fail(reader, problem) }
    case GALLEY_STOPPED: break
    case GALLEY_CANNOT_GO_ON:
      throw RunStop(
        "reader '\(reader.stage.id)' cannot go on: \(report?.message ?? "no reason given")"
      )
    default:
      fail(reader, report ?? StageFailureReport(code: "no-reason", "failed and gave no reason"))
    }
  }

  private func fail(_ reader: OpenReader, _ report: StageFailureReport) {
    queue.append(batch.failure(reader.file, reader.stage, report))
  }
}
