import GalleyABI

/// A `WholeExporter` behind the C contract.
final class WholeExporterTable<S: WholeExporter>: WholeExporterFunctions {
  /// The stage with its state, behind the `state` pointer.
  private struct Writing {
    let stage: S
    var state: S.State
  }

  static func stage() -> galley_stage {
    var stage = WholeExporterTable().stage(S.manifest, scope: .exporter, options: S.Options.specs)
    stage.exporter = permanent(functions)
    return stage
  }

  override func prepare(
    _ call: UnsafePointer<galley_call>,
    _ setup: UnsafePointer<galley_setup>
  ) -> (galley_result, UnsafeMutableRawPointer?) {
    prepareStage(S.self, call, setup)
  }

  override func begin(
    _ shared: UnsafeRawPointer?,
    _ outputs: UnsafePointer<galley_outputs>
  ) -> (galley_result, UnsafeMutableRawPointer?) {
    let stage = SharedStage<S>.at(shared)
    var state: UnsafeMutableRawPointer?
    let result = reporting(to: nil) {
      state = Box.retained(Writing(stage: stage, state: try stage.begin(Outputs(outputs))))
    }
    return (result, state)
  }

  override func add(
    _ state: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>,
    _ document: UnsafePointer<galley_document>
  ) -> galley_result {
    let writing = Box<Writing>.at(state)
    return reporting(to: call) {
      try writing.value.stage.add(
        Document(document),
        to: &writing.value.state,
        call: StageCall(call)
      )
    }
  }

  override func add(
    _ state: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>,
    _ record: Record
  ) -> galley_result {
    let writing = Box<Writing>.at(state)
    return reporting(to: call) {
      try writing.value.stage.add(record, to: &writing.value.state, call: StageCall(call))
    }
  }

  override func finish(
    _ state: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>
  ) -> galley_result {
    let writing = Box<Writing>.at(state)
    return reporting(to: call) {
      try writing.value.stage.finish(&writing.value.state, call: StageCall(call))
    }
  }
}

class WholeExporterFunctions: StageTable {
  func begin(
    _ shared: UnsafeRawPointer?,
    _ outputs: UnsafePointer<galley_outputs>
  ) -> (galley_result, UnsafeMutableRawPointer?) {
    preconditionFailure("an exporter's table has its own begin")
  }

  func add(
    _ state: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>,
    _ document: UnsafePointer<galley_document>
  ) -> galley_result {
    preconditionFailure("an exporter's table has its own add")
  }

  func add(
    _ state: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>,
    _ record: Record
  ) -> galley_result {
    preconditionFailure("an exporter's table has its own add")
  }

  func finish(
    _ state: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>
  ) -> galley_result {
    preconditionFailure("an exporter's table has its own finish")
  }

  static var functions: galley_exporter_stage {
    var functions = galley_exporter_stage()
    functions.size = UInt32(MemoryLayout<galley_exporter_stage>.size)
    functions.begin = { context, shared, outputs, state in
      guard let outputs else { return galley_result(GALLEY_CANNOT_GO_ON) }
      let (result, made) = WholeExporterFunctions.at(context).begin(shared, outputs)
      state?.pointee = made
      return result
    }
    functions.document = { context, state, call, document in
      guard let call, let document else { return galley_result(GALLEY_CANNOT_GO_ON) }
      return WholeExporterFunctions.at(context).add(state, call, document)
    }
    functions.record = { context, state, call, record in
      guard let call, let record = record?.pointee else {
        return galley_result(GALLEY_CANNOT_GO_ON)
      }
      return WholeExporterFunctions.at(context).add(
        state,
        call,
        Record(type: String(record.type), id: String(record.id), json: String(record.json))
      )
    }
    functions.finish = { context, state, call in
      guard let call else { return galley_result(GALLEY_CANNOT_GO_ON) }
      return WholeExporterFunctions.at(context).finish(state, call)
    }
    functions.end = { _, state in
      if let state { Unmanaged<AnyObject>.fromOpaque(state).release() }
    }
    return functions
  }
}
