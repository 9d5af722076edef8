import GalleyABI

/// A `LinesExporter` behind the C contract.
final class LinesExporterTable<S: LinesExporter>: LinesExporterFunctions {
  static func stage() -> galley_stage {
    var stage = LinesExporterTable().stage(S.manifest, scope: .exporter, options: S.Options.specs)
    stage.exporter = permanent(functions)
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

  override func render(
    _ shared: UnsafeRawPointer?,
    _ worker: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>,
    _ document: UnsafePointer<galley_document>,
    _ output: Int,
    _ bytes: UnsafePointer<galley_bytes_out>
  ) -> galley_result {
    let scratch = Box<S.Scratch>.at(worker)
    return reporting(to: call) {
      try SharedStage<S>.at(shared).render(
        Document(document),
        output: output,
        into: OutputBytes(bytes),
        scratch: &scratch.value,
        call: StageCall(call)
      )
    }
  }

  override func header(_ shared: UnsafeRawPointer?, _ output: Int) -> String {
    SharedStage<S>.at(shared).header(output: output)
  }

  override func footer(_ shared: UnsafeRawPointer?, _ output: Int) -> String {
    SharedStage<S>.at(shared).footer(output: output)
  }
}

class LinesExporterFunctions: StageTable {
  func render(
    _ shared: UnsafeRawPointer?,
    _ worker: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>,
    _ document: UnsafePointer<galley_document>,
    _ output: Int,
    _ bytes: UnsafePointer<galley_bytes_out>
  ) -> galley_result {
    preconditionFailure("an exporter's table has its own render")
  }

  func header(_ shared: UnsafeRawPointer?, _ output: Int) -> String { "" }
  func footer(_ shared: UnsafeRawPointer?, _ output: Int) -> String { "" }

  static var functions: galley_exporter_stage {
    var functions = galley_exporter_stage()
    functions.size = UInt32(MemoryLayout<galley_exporter_stage>.size)
    functions.render = { context, shared, worker, call, document, output, bytes in
      guard let call, let document, let bytes else { return galley_result(GALLEY_CANNOT_GO_ON) }
      return LinesExporterFunctions.at(context).render(
        shared,
        worker,
        call,
        document,
        Int(output),
        bytes
      )
    }
    functions.header = { context, shared, output, bytes in
      write(LinesExporterFunctions.at(context).header(shared, Int(output)), to: bytes)
    }
    functions.footer = { context, shared, output, bytes in
      write(LinesExporterFunctions.at(context).footer(shared, Int(output)), to: bytes)
    }
    return functions
  }
}

private func write(_ text: String, to bytes: UnsafePointer<galley_bytes_out>?) -> galley_result {
  guard let bytes else { return galley_result(GALLEY_CANNOT_GO_ON) }
  return reporting(to: nil) { try OutputBytes(bytes).write(Array(text.utf8)) }
}
