/// What a user asks to train.
package struct TrainingRequest: Sendable {
  /// Name of the trainer.
  package var trainer = ""
  /// Files, folders or globs with documents to learn from.
  package var data: [String] = []
  /// The same, to measure the model with.
  package var dev: [String] = []
  /// The model's file.
  package var out = ""
  /// Options of the trainer, `NAME=VALUE`.
  package var sets: [String] = []
  /// The reader of all files; nil: by their endings.
  package var reader: String?
  /// Whether only what goes wrong is told.
  package var isQuiet = false

  package init() {}
}
