public import GalleyABI

/// The trainers of a plugin, for the `extension` of its `PluginEntry`.
///
/// ```swift
/// private let trainers = PluginTrainers(.trainer(TaggerTrainer.self))
///
/// private let entry = PluginEntry(
///   "tagging",
///   version: "0.1.0",
///   .document(Tagger.self),
///   extension: { trainers.offered(as: $0) }
/// )
/// ```
public final class PluginTrainers: @unchecked Sendable {
  // Unchecked: the table is written in `init` only and what it points to never changes.
  private let table: UnsafePointer<galley_trainers>

  public init(_ trainers: PluginTrainer...) {
    let first = UnsafeMutablePointer<galley_trainer>.allocate(capacity: max(1, trainers.count))
    for (i, trainer) in trainers.enumerated() { (first + i).initialize(to: trainer.make()) }
    table = permanent(
      galley_trainers(
        size: UInt32(MemoryLayout<galley_trainers>.size),
        count: UInt32(trainers.count),
        trainers: first
      )
    )
  }

  /// The table of trainers, when that is what `name` asks for.
  public func offered(as name: galley_text) -> UnsafeRawPointer? {
    String(name) == GALLEY_TRAINING ? UnsafeRawPointer(table) : nil
  }
}

/// One trainer of a plugin.
public struct PluginTrainer: Sendable {
  let make: @Sendable () -> galley_trainer

  /// A trainer.
  public static func trainer<S: Trainer>(_ trainer: S.Type) -> PluginTrainer {
    PluginTrainer { TrainerTable<S>.trainer() }
  }
}
