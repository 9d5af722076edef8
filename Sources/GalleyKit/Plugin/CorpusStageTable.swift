import GalleyABI

/// A corpus stage behind the C contract.
final class CorpusStageTable<S: CorpusStage>: CorpusStageFunctions {
  /// The stage with its state, behind the `state` pointer.
  private struct Reduction {
    let stage: S
    var state: S.State
  }

  static func stage() -> galley_stage {
    var stage = CorpusStageTable().stage(S.manifest, scope: .corpus, options: S.Options.specs)
    stage.corpus = permanent(functions)
    return stage
  }

  override func prepare(
    _ call: UnsafePointer<galley_call>,
    _ setup: UnsafePointer<galley_setup>
  ) -> (galley_result, UnsafeMutableRawPointer?) {
    prepareStage(S.self, call, setup)
  }

  override func makeWorker(_ shared: UnsafeRawPointer) -> UnsafeMutableRawPointer? {
    Box.retained(SharedStage<S>.at(shared).makeScratch())
  }

  override func collect(
    _ shared: UnsafeRawPointer?,
    _ worker: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>,
    _ document: UnsafePointer<galley_document>,
    _ contribution: UnsafePointer<galley_bytes_out>
  ) -> galley_result {
    let scratch = Box<S.Scratch>.at(worker)
    return reporting(to: call) {
      var bytes: [UInt8] = []
      try SharedStage<S>.at(shared).collect(
        Document(document),
        into: &bytes,
        scratch: &scratch.value,
        call: StageCall(call)
      )
      try OutputBytes(contribution).write(bytes)
    }
  }

  override func begin(_ shared: UnsafeRawPointer?) -> (galley_result, UnsafeMutableRawPointer?) {
    let stage = SharedStage<S>.at(shared)
    var state: UnsafeMutableRawPointer?
    let result = reporting(to: nil) {
      state = Box.retained(Reduction(stage: stage, state: try stage.makeState()))
    }
    return (result, state)
  }

  override func add(
    _ state: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>,
    _ key: DocumentKey,
    _ contribution: UnsafeBufferPointer<UInt8>
  ) -> galley_result {
    let reduction = Box<Reduction>.at(state)
    return reporting(to: call) {
      try reduction.value.stage.add(
        contribution,
        of: key,
        to: &reduction.value.state,
        call: StageCall(call)
      )
    }
  }

  override func finish(
    _ state: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>,
    _ records: UnsafePointer<galley_records>
  ) -> galley_result {
    let reduction = Box<Reduction>.at(state)
    return reporting(to: call) {
      try reduction.value.stage.finish(
        &reduction.value.state,
        into: Records(records),
        call: StageCall(call)
      )
    }
  }
}

class CorpusStageFunctions: StageTable {
  func collect(
    _ shared: UnsafeRawPointer?,
    _ worker: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>,
    _ document: UnsafePointer<galley_document>,
    _ contribution: UnsafePointer<galley_bytes_out>
  ) -> galley_result {
    preconditionFailure("a corpus stage's table has its own collect")
  }

  func begin(_ shared: UnsafeRawPointer?) -> (galley_result, UnsafeMutableRawPointer?) {
    preconditionFailure("a corpus stage's table has its own begin")
  }

  func add(
    _ state: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>,
    _ key: DocumentKey,
    _ contribution: UnsafeBufferPointer<UInt8>
  ) -> galley_result {
    preconditionFailure("a corpus stage's table has its own add")
  }

  func finish(
    _ state: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>,
    _ records: UnsafePointer<galley_records>
  ) -> galley_result {
    preconditionFailure("a corpus stage's table has its own finish")
  }

  static var functions: galley_corpus_stage {
    var functions = galley_corpus_stage()
    functions.size = UInt32(MemoryLayout<galley_corpus_stage>.size)
    functions.collect = { context, shared, worker, call, document, contribution in
      guard let call, let document, let contribution else {
        return galley_result(GALLEY_CANNOT_GO_ON)
      }
      return CorpusStageFunctions.at(context).collect(shared, worker, call, document, contribution)
    }
    functions.begin = { context, shared, state in
      let (result, made) = CorpusStageFunctions.at(context).begin(shared)
      state?.pointee = made
      return result
    }
    functions.add = { context, state, call, document, published, contribution in
      guard let call else { return galley_result(GALLEY_CANNOT_GO_ON) }
      let date = String(published)
      let key = DocumentKey(id: String(document), published: date.isEmpty ? nil : date)
      return CorpusStageFunctions.at(context).add(
        state,
        call,
        key,
        UnsafeBufferPointer(contribution)
      )
    }
    functions.finish = { context, state, call, records in
      guard let call, let records else { return galley_result(GALLEY_CANNOT_GO_ON) }
      return CorpusStageFunctions.at(context).finish(state, call, records)
    }
    functions.end = { _, state in
      if let state { Unmanaged<AnyObject>.fromOpaque(state).release() }
    }
    return functions
  }
}
