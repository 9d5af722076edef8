import GalleyABI

/// A trainer behind the C contract.
final class TrainerTable<S: Trainer>: TrainerFunctions {
  /// The trainer with its examples, behind the `state` pointer.
  private struct Lesson {
    let trainer: S
    var examples: S.Examples
  }

  static func trainer() -> galley_trainer {
    let table = TrainerTable()
    var trainer = functions
    trainer.stage = permanent(
      table.stage(S.manifest, scope: .trainer, options: S.Options.specs)
    )
    return trainer
  }

  override func prepare(
    _ call: UnsafePointer<galley_call>,
    _ setup: UnsafePointer<galley_setup>
  ) -> (galley_result, UnsafeMutableRawPointer?) {
    prepareStage(S.self, call, setup)
  }

  override func begin(_ shared: UnsafeRawPointer?) -> UnsafeMutableRawPointer? {
    let trainer = SharedStage<S>.at(shared)
    return Box.retained(Lesson(trainer: trainer, examples: trainer.makeExamples()))
  }

  override func add(
    _ state: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>,
    _ document: UnsafePointer<galley_document>,
    isDev: Bool
  ) -> galley_result {
    let lesson = Box<Lesson>.at(state)
    return reporting(to: call) {
      try lesson.value.trainer.add(
        Document(document),
        to: &lesson.value.examples,
        isDev: isDev
      )
    }
  }

  override func finish(
    _ state: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>,
    _ model: UnsafePointer<galley_model_out>
  ) -> galley_result {
    let lesson = Box<Lesson>.at(state)
    return reporting(to: call) {
      try lesson.value.trainer.train(
        &lesson.value.examples,
        into: ModelOutput(model),
        call: StageCall(call)
      )
    }
  }
}

class TrainerFunctions: StageTable {
  func begin(_ shared: UnsafeRawPointer?) -> UnsafeMutableRawPointer? {
    preconditionFailure("a trainer's table has its own begin")
  }

  func add(
    _ state: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>,
    _ document: UnsafePointer<galley_document>,
    isDev: Bool
  ) -> galley_result {
    preconditionFailure("a trainer's table has its own add")
  }

  func finish(
    _ state: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>,
    _ model: UnsafePointer<galley_model_out>
  ) -> galley_result {
    preconditionFailure("a trainer's table has its own finish")
  }

  /// All functions, without the stage they belong to.
  static var functions: galley_trainer {
    var functions = galley_trainer()
    functions.size = UInt32(MemoryLayout<galley_trainer>.size)
    functions.begin = { context, shared, state in
      state?.pointee = TrainerFunctions.at(context).begin(shared)
      return galley_result(GALLEY_OK)
    }
    functions.add = { context, state, call, document, isDev in
      guard let call, let document else { return galley_result(GALLEY_CANNOT_GO_ON) }
      return TrainerFunctions.at(context).add(state, call, document, isDev: isDev != 0)
    }
    functions.finish = { context, state, call, model in
      guard let call, let model else { return galley_result(GALLEY_CANNOT_GO_ON) }
      return TrainerFunctions.at(context).finish(state, call, model)
    }
    functions.end = { _, state in
      if let state { Unmanaged<AnyObject>.fromOpaque(state).release() }
    }
    return functions
  }
}
