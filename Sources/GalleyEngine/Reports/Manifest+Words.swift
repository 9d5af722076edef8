import GalleyKit

extension Manifest {
  /// What the stage does to documents, as a list of headings with what stands under each.
  var factRows: [(heading: String, names: [String])] {
    [
      ("Reads", facts.reads.map(\.description)),
      ("Reads when there", facts.readsOptional.map(\.description)),
      ("Looks at metadata", facts.readsMetadata),
      ("Emits", facts.emits.map(\.description)),
      ("Changes", facts.changes.map(\.description)),
      ("Removes", facts.removes.map(\.description)),
      ("Sets metadata", facts.sets),
      ("Adds views", facts.views),
      ("Makes records", facts.records),
      ("Takes files", endings.map { ".\($0)" }),
    ].filter { !$0.names.isEmpty }
  }

  /// What the rows cannot say.
  var factNotes: [String] {
    (configurable && scope != .exporter ? ["What it emits follows from its options."] : [])
      + (drops ? ["May take documents out of the run."] : [])
  }
}
