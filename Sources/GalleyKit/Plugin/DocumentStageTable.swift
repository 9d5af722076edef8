import GalleyABI

/// A document stage behind the C contract.
final class DocumentStageTable<S: DocumentStage>: DocumentStageFunctions {
  static func stage() -> galley_stage {
    var stage = DocumentStageTable().stage(
      S.manifest,
      scope: .document,
      options: S.Options.specs
    )
    var functions = galley_document_stage()
    functions.size = UInt32(MemoryLayout<galley_document_stage>.size)
    functions.process = { context, shared, worker, call, document, output in
      guard let call, let document, let output else {
        return galley_result(GALLEY_CANNOT_GO_ON)
      }
      return DocumentStageFunctions.at(context).process(shared, worker, call, document, output)
    }
    stage.document = permanent(functions)
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

  override func process(
    _ shared: UnsafeRawPointer?,
    _ worker: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>,
    _ document: UnsafePointer<galley_document>,
    _ output: UnsafePointer<galley_output>
  ) -> galley_result {
    let scratch = Box<S.Scratch>.at(worker)
    return reporting(to: call) {
      try SharedStage<S>.at(shared).process(
        Document(document),
        into: Annotations(output),
        scratch: &scratch.value,
        call: StageCall(call)
      )
    }
  }
}

class DocumentStageFunctions: StageTable {
  func process(
    _ shared: UnsafeRawPointer?,
    _ worker: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>,
    _ document: UnsafePointer<galley_document>,
    _ output: UnsafePointer<galley_output>
  ) -> galley_result {
    preconditionFailure("a document stage's table has its own process")
  }
}
