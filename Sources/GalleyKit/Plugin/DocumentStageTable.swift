import Foundation
import GalleyABI

/// A document stage behind the C contract.
class DocumentStageTable<S: DocumentStage>: DocumentStageFunctions {
  class func stage() -> galley_stage { DocumentStageTable().stage(functions) }

  /// The C description of the stage with its functions.
  func stage(_ functions: galley_document_stage) -> galley_stage {
    var stage = stage(S.manifest, scope: .document, options: S.Options.specs)
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

/// A document stage that can explain itself, behind the C contract.
final class ExplainingStageTable<S: ExplainingStage>: DocumentStageTable<S> {
  override static func stage() -> galley_stage {
    var functions = functions
    functions.explain = { context, shared, worker, call, document, output, rule, report in
      guard let call, let document, let output, let report else {
        return galley_result(GALLEY_CANNOT_GO_ON)
      }
      return DocumentStageFunctions.at(context)
        .explain(shared, worker, call, document, output, Int(rule), report)
    }
    return ExplainingStageTable().stage(functions)
  }

  override func explain(
    _ shared: UnsafeRawPointer?,
    _ worker: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>,
    _ document: UnsafePointer<galley_document>,
    _ output: UnsafePointer<galley_output>,
    _ rule: Int,
    _ report: UnsafePointer<galley_bytes_out>
  ) -> galley_result {
    let scratch = Box<S.Scratch>.at(worker)
    return reporting(to: call) {
      let said = try SharedStage<S>.at(shared).explain(
        Document(document),
        rule: rule,
        into: Annotations(output),
        scratch: &scratch.value,
        call: StageCall(call)
      )
      try OutputBytes(report).write(Array(JSONEncoder().encode(said)))
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

  func explain(
    _ shared: UnsafeRawPointer?,
    _ worker: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>,
    _ document: UnsafePointer<galley_document>,
    _ output: UnsafePointer<galley_output>,
    _ rule: Int,
    _ report: UnsafePointer<galley_bytes_out>
  ) -> galley_result {
    preconditionFailure("only the table of a stage that explains itself offers this")
  }

  /// The functions every document stage offers.
  static var functions: galley_document_stage {
    var functions = galley_document_stage()
    functions.size = UInt32(MemoryLayout<galley_document_stage>.size)
    functions.process = { context, shared, worker, call, document, output in
      guard let call, let document, let output else {
        return galley_result(GALLEY_CANNOT_GO_ON)
      }
      return DocumentStageFunctions.at(context).process(shared, worker, call, document, output)
    }
    return functions
  }
}
