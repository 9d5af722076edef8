public import GalleyABI

/// A stage that draws conclusions from many documents.
///
/// `collect` runs for each document in the lanes; what it writes is kept until `add` gets it, sorted
/// by the bytes of the document ids, so that the order of the input does not matter.
public protocol CorpusStage: Stage {
  associatedtype Scratch = NoScratch
  /// What is gathered from all documents.
  associatedtype State

  func makeScratch() -> Scratch

  /// Writes what the corpus stage needs of one document. Pure.
  func collect(
    _ document: borrowing Document,
    into contribution: inout [UInt8],
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws

  func makeState() throws -> State

  /// Takes in the contribution of one document; its bytes are valid during the call.
  func add(
    _ contribution: UnsafeBufferPointer<UInt8>,
    of document: DocumentKey,
    to state: inout State,
    call: borrowing StageCall
  ) throws

  /// Emits records and patches.
  func finish(_ state: inout State, into records: borrowing Records, call: borrowing StageCall)
    throws
}

extension CorpusStage where Scratch == NoScratch {
  public func makeScratch() -> NoScratch { NoScratch() }
}

/// Which document a contribution is of.
public struct DocumentKey: Sendable, Hashable {
  public var id: String
  /// ISO 8601; nil when it is not known.
  public var published: String?

  public init(id: String, published: String?) {
    self.id = id
    self.published = published
  }
}

/// What a corpus stage concludes: records, and patches of documents.
public struct Records: ~Copyable {
  private let records: UnsafePointer<galley_records>
  private var context: UnsafeMutableRawPointer? { records.pointee.context }

  public init(_ records: UnsafePointer<galley_records>) { self.records = records }

  /// Emits a record of a declared type.
  ///
  /// `id`: unique in the type.
  /// `fields`: an object; `evidence` is a list of objects `document`, `start`, `end` with UTF-8
  /// byte offsets, to which the host adds the covered text.
  ///
  /// - Throws: `HostRefusal`.
  public func record(_ type: String, id: String, _ fields: JSONValue) throws(HostRefusal) {
    let json = fields.json
    try check(
      type.withGalleyText { type in
        id.withGalleyText { id in
          json.withGalleyText { records.pointee.record(context, type, id, $0) }
        }
      }
    )
  }

  /// Sets a metadata key of a document.
  ///
  /// - Throws: `HostRefusal`.
  public func patchMetadata(
    of document: String,
    _ key: String,
    _ value: JSONValue
  ) throws(HostRefusal) {
    try check(
      document.withGalleyText { document in
        value.withGalleyMetadata(key: key) { metadata in
          withUnsafePointer(to: metadata) {
            records.pointee.patch_metadata(context, document, $0)
          }
        }
      }
    )
  }

  /// Writes a declared feature of an existing annotation.
  ///
  /// - Throws: `HostRefusal`.
  public func patchFeature(
    of document: String,
    _ type: Symbol,
    annotation id: UInt32,
    _ value: FeatureValue
  ) throws(HostRefusal) {
    try check(
      document.withGalleyText { document in
        value.column.withGalleyFeature { column in
          withUnsafePointer(to: column) {
            records.pointee.patch_feature(context, document, type.rawValue, id, $0)
          }
        }
      }
    )
  }

  /// The number of a text, for values of `patchFeature`.
  public func text(_ text: String) -> Symbol {
    text.withGalleyText { Symbol(rawValue: records.pointee.text(context, $0)) }
  }

  /// Shows a document again, for passes that need its text.
  ///
  /// - Throws: `HostRefusal` when there is no document of this id; what `body` throws.
  public func reread<Result>(
    _ document: String,
    _ body: (borrowing Document) throws -> Result
  ) throws -> Result {
    var found: UnsafePointer<galley_document>?
    try check(document.withGalleyText { records.pointee.reread(context, $0, &found) })
    guard let found else { throw HostRefusal(result: galley_result(GALLEY_FAILED)) }
    return try body(Document(found))
  }

  /// A folder for scratch files, removed when the stage is done.
  public var temporaryFolder: String { String(records.pointee.temporary_folder(context)) }

  private func check(_ result: galley_result) throws(HostRefusal) {
    if result != galley_result(GALLEY_OK) { throw HostRefusal(result: result) }
  }
}
