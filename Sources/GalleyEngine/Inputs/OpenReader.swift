import GalleyABI
import GalleyKit

/// A reader with one open input.
final class OpenReader {
  let stage: PreparedStage
  let bytes: InputBytes
  private var reader: UnsafeMutableRawPointer?

  init(_ stage: PreparedStage, _ bytes: InputBytes) {
    self.stage = stage
    self.bytes = bytes
  }

  var file: InputFile { bytes.file }

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
    _ call: UnsafePointer<galley_call>,
    _ batch: UnsafePointer<galley_batch_out>
  ) -> galley_result {
    functions?.next?(stage.definition.functions.context, reader, call, batch)
      ?? galley_result(GALLEY_CANNOT_GO_ON)
  }
}
