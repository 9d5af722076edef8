import GalleyABI

/// A reader behind the C contract.
final class ReaderStageTable<S: ReaderStage>: ReaderStageFunctions {
  /// The stage with one open stream, behind the `reader` pointer.
  private struct Reading {
    let stage: S
    var cursor: S.Cursor
  }

  static func stage() -> galley_stage {
    var stage = ReaderStageTable().stage(S.manifest, scope: .reader, options: S.Options.specs)
    stage.reader = permanent(functions)
    return stage
  }

  override func prepare(
    _ call: UnsafePointer<galley_call>,
    _ setup: UnsafePointer<galley_setup>
  ) -> (galley_result, UnsafeMutableRawPointer?) {
    prepareStage(S.self, call, setup)
  }

  override func open(
    _ shared: UnsafeRawPointer?,
    _ call: UnsafePointer<galley_call>,
    _ stream: UnsafePointer<galley_stream>
  ) -> (galley_result, UnsafeMutableRawPointer?) {
    let stage = SharedStage<S>.at(shared)
    var reader: UnsafeMutableRawPointer?
    let result = reporting(to: call) {
      let cursor = try stage.open(InputStream(stream), call: StageCall(call))
      reader = Box.retained(Reading(stage: stage, cursor: cursor))
    }
    return (result, reader)
  }

  override func next(
    _ reader: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>,
    _ batch: UnsafePointer<galley_batch_out>
  ) -> galley_result {
    let reading = Box<Reading>.at(reader)
    var isAtEnd = false
    let result = reporting(to: call) {
      isAtEnd = try !reading.value.stage.next(
        &reading.value.cursor,
        into: DocumentBatch(batch),
        call: StageCall(call)
      )
    }
    return isAtEnd ? galley_result(GALLEY_END) : result
  }
}

class ReaderStageFunctions: StageTable {
  func open(
    _ shared: UnsafeRawPointer?,
    _ call: UnsafePointer<galley_call>,
    _ stream: UnsafePointer<galley_stream>
  ) -> (galley_result, UnsafeMutableRawPointer?) {
    preconditionFailure("a reader's table has its own open")
  }

  func next(
    _ reader: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>,
    _ batch: UnsafePointer<galley_batch_out>
  ) -> galley_result {
    preconditionFailure("a reader's table has its own next")
  }

  static var functions: galley_reader_stage {
    var functions = galley_reader_stage()
    functions.size = UInt32(MemoryLayout<galley_reader_stage>.size)
    functions.open = { context, shared, call, stream, reader in
      guard let call, let stream else { return galley_result(GALLEY_CANNOT_GO_ON) }
      let (result, made) = ReaderStageFunctions.at(context).open(shared, call, stream)
      reader?.pointee = made
      return result
    }
    functions.next = { context, reader, call, batch in
      guard let call, let batch else { return galley_result(GALLEY_CANNOT_GO_ON) }
      return ReaderStageFunctions.at(context).next(reader, call, batch)
    }
    functions.close = { _, reader in
      if let reader { Unmanaged<AnyObject>.fromOpaque(reader).release() }
    }
    return functions
  }
}
