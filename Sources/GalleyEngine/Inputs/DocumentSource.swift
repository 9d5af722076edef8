import GalleyABI
import GalleyKit

/// What a run works on: documents in input order, with the failures in between.
protocol DocumentSource: AnyObject {
  /// The next item; nil at the end. Called under the run's lock, by one thread at a time.
  func next() throws(RunStop) -> SourceItem?
}

/// One place in the input order.
enum SourceItem {
  case document(WorkingDocument)
  case failure(RunFailure)
}

/// A document that could not be read or processed.
package struct RunFailure: Sendable, Hashable {
  package var document: String
  package var origin: String
  /// Id of the stage, or of the reader.
  package var stage: String
  /// kebab-case.
  package var code: String
  package var message: String
  /// Offset in the unpacked input where reading failed; nil when it is not known.
  package var byte: Int?
}

/// A document that a stage took out of the run.
struct DroppedDocument: Sendable, Hashable {
  var document: String
  var origin: String
  /// Id of the stage.
  var stage: String
  var reason: String
}

/// Why a run cannot go on.
package struct RunStop: Error, Sendable, Hashable {
  package let message: String
  /// Whether nobody reads the results any more: the other end of a pipe has had enough.
  package let isReaderGone: Bool

  package init(_ message: String, isReaderGone: Bool = false) {
    self.message = message
    self.isReaderGone = isReaderGone
  }
}
