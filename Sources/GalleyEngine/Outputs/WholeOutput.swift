import GalleyABI
import GalleyKit

/// An exporter that gets whole documents and records on one thread.
final class WholeOutput {
  private let stage: RunningStage
  private let index: Int
  private(set) var files: [OutputFile] = []
  private var state: UnsafeMutableRawPointer?
  private let call = CallHost()
  private let outputs = UnsafeMutablePointer<galley_outputs>.allocate(capacity: 1)
  private let texts = TextArena()
  private var problem: RunStop?
  private let isStandard: Bool

  /// Makes its files and lets it begin.
  ///
  /// `folder`: nil: what it writes goes nowhere, except the first output of the run. `isFirst`: whether
  /// its first output is that of the run.
  ///
  /// - Throws: `RunStop` when a file cannot be made or the exporter cannot begin.
  init(_ stage: RunningStage, index: Int, folder: String?, isFirst: Bool) throws(RunStop) {
    self.stage = stage
    self.index = index
    outputs.initialize(to: galley_outputs())
    if let folder {
      for output in stage.prepared.facts.outputs where output.kind == .whole {
        try files.append(OutputFile(path: RunOutputs.place(output.name, in: folder)))
      }
    } else if isFirst, stage.prepared.facts.outputs.first?.kind == .whole {
      try files.append(OutputFile(path: nil))
    }
    isStandard = folder == nil
    lendOutputs()
    let result = functions.begin?(context, stage.prepared.shared, outputs, &state) ?? 0
    try check(result, "begin")
  }

  deinit {
    functions.end?(context, state)
    outputs.deallocate()
  }

  /// Hands over a document.
  ///
  /// - Returns: why the exporter did not take it.
  /// - Throws: `RunStop` when the run cannot go on.
  func add(_ document: WorkingDocument, _ writer: Lane) throws(RunStop) -> RunFailure? {
    guard let function = functions.document else { return nil }
    let result = writer.run(document, index) { _, call, shown in
      function(context, state, call, shown)
    }
    let outcome = writer.outcome(of: result, index, breach: nil)
    if let problem { throw problem }
    switch outcome {
    case .done, .dropped, .interrupted: return nil
    case .cannotGoOn(let report):
      throw RunStop("exporter '\(stage.id)' cannot go on: \(report.message)")
    case .failed(let report):
      guard stage.onError != .stop else {
        throw RunStop(
          "exporter '\(stage.id)' failed on document '\(document.id)': \(report.message)"
        )
      }
      return RunFailure(
        document: document.id,
        origin: document.origin,
        stage: stage.id,
        code: report.code,
        message: report.message
      )
    }
  }

  func add(_ record: Record) throws(RunStop) {
    guard let function = functions.record else { return }
    let result = record.type.withGalleyText { type in
      record.id.withGalleyText { id in
        record.json.withGalleyText { json in
          var lent = galley_record(
            size: UInt32(MemoryLayout<galley_record>.size),
            reserved: 0,
            type: type,
            id: id,
            json: json
          )
          return call.lend(stop: nil, deadline: 0, seed: 0) { function(context, state, $0, &lent) }
        }
      }
    }
    try check(result, "take record '\(record.id)'")
  }

  func finish() throws(RunStop) {
    guard let function = functions.finish else { return }
    try check(call.lend(stop: nil, deadline: 0, seed: 0) { function(context, state, $0) }, "finish")
  }

  private var functions: galley_exporter_stage {
    stage.prepared.definition.functions.exporter?.pointee ?? galley_exporter_stage()
  }

  private var context: UnsafeMutableRawPointer? { stage.prepared.definition.functions.context }

  private func check(_ result: galley_result, _ what: String) throws(RunStop) {
    if let problem { throw problem }
    guard result != galley_result(GALLEY_OK) else { return }
    throw RunStop(
      "exporter '\(stage.id)' could not \(what): \(call.reason?.message ?? "it gave no reason")"
    )
  }

  private func lendOutputs() {
    outputs.pointee.size = UInt32(MemoryLayout<galley_outputs>.size)
    outputs.pointee.context = Unmanaged.passUnretained(self).toOpaque()
    outputs.pointee.write = { context, output, bytes in
      WholeOutput.at(context).write(Int(output), Array(UnsafeBufferPointer(bytes)))
    }
    outputs.pointee.path = { context, output in
      let whole = WholeOutput.at(context)
      guard whole.files.indices.contains(Int(output)), let path = whole.files[Int(output)].path
      else { return .empty }
      return whole.texts.keep("\(path).partial")
    }
  }

  private func write(_ output: Int, _ bytes: [UInt8]) -> galley_result {
    // Results that go to standard output leave the others out.
    guard files.indices.contains(output) else {
      return galley_result(isStandard ? GALLEY_OK : GALLEY_FAILED)
    }
    do throws(RunStop) {
      try files[output].write(bytes)
      return galley_result(GALLEY_OK)
    } catch {
      problem = error
      return galley_result(GALLEY_CANNOT_GO_ON)
    }
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> WholeOutput {
    guard let context else { preconditionFailure("an exporter passes back the context it got") }
    return Unmanaged<WholeOutput>.fromOpaque(context).takeUnretainedValue()
  }
}
