import Foundation
import GalleyKit
import Glibc

/// Documents between two passes over a corpus, as images in a file without a name.
///
/// Written by one thread at a time, then read. In memory are only an id, a date and places for each
/// document.
final class Spool {
  struct Entry {
    let id: String
    let published: String?
    let image: Range<Int>
    let contribution: Range<Int>
    var patches: [Patch] = []
  }

  /// What a corpus stage changes in a document.
  enum Patch {
    case metadata(key: String, value: JSONValue)
    case feature(slot: Int, id: UInt32, ColumnCopy, texts: [UInt32: String])
  }

  private(set) var entries: [Entry] = []
  /// Who patches the documents, for messages, and the view its spans lie in; nil: the text.
  var patcher = ""
  var patchedView: String?
  private var numberByID: [String: Int] = [:]
  private let descriptor: Int32
  private let path: String
  private var size = 0
  private var buffer = NativeBuffer<UInt8>()
  private let schema: Schema
  private let symbols: SymbolTable

  /// - Throws: `RunStop` when there is no room for temporary files.
  init(schema: Schema, symbols: SymbolTable) throws(RunStop) {
    self.schema = schema
    self.symbols = symbols
    path = FileManager.default.temporaryDirectory.path
    var template = Array("\(path)/galley-spool-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw RunStop("cannot write temporary files in '\(path)': \(FileError(errno).reason)")
    }
    unlink(template)
  }

  deinit { close(descriptor) }

  /// Adds a document with what the corpus stage collected from it.
  func append(_ document: WorkingDocument, _ contribution: [UInt8]) throws(RunStop) {
    buffer.removeAll()
    DocumentImage.write(document, to: &buffer)
    let image = size..<size + buffer.count
    contribution.withUnsafeBufferPointer { buffer.append($0.baseAddress, count: $0.count) }
    let entry = Entry(
      id: document.id,
      published: document.metadata("published")?.text,
      image: image,
      contribution: image.upperBound..<size + buffer.count
    )
    try write()
    numberByID[document.id] = entries.count
    entries.append(entry)
  }

  /// The position of a document in input order.
  func number(of id: String) -> Int? { numberByID[id] }

  func patch(_ number: Int, _ patch: Patch) { entries[number].patches.append(patch) }

  /// Reads bytes back.
  func read(_ range: Range<Int>) throws(RunStop) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    var done = 0
    while done < range.count {
      let got = bytes.withUnsafeMutableBytes { raw in
        pread(
          descriptor,
          raw.baseAddress.map { $0 + done },
          range.count - done,
          off_t(range.lowerBound + done)
        )
      }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { throw RunStop("cannot read temporary files in '\(path)'") }
      done += got
    }
    return bytes
  }

  /// Reads a document back, with its patches.
  ///
  /// - Throws: `RunStop` when it cannot be read, or a patch names what the document does not have.
  func load(_ number: Int, into document: WorkingDocument) throws(RunStop) {
    let bytes = try read(entries[number].image)
    let problem: RunStop? = bytes.withUnsafeBytes { raw in
      do throws(RunStop) {
        try DocumentImage.read(raw, into: document)
        return nil
      } catch {
        return error
      }
    }
    if let problem { throw problem }
    for patch in entries[number].patches {
      switch patch {
      case .metadata(let key, let value): document.setMetadata(key, value)
      case .feature(let slot, let id, let copy, let texts):
        try apply(copy, texts, to: document, slot, id)
      }
    }
  }

  private func apply(
    _ value: ColumnCopy,
    _ texts: [UInt32: String],
    to document: WorkingDocument,
    _ slot: Int,
    _ id: UInt32
  ) throws(RunStop) {
    let type = document.schema.types[slot]
    let label = "\(type.declaration.name).\(type.columns[value.column].declaration.name)"
    func refusal(_ what: String) -> RunStop {
      RunStop("\(patcher) patched '\(label)' of annotation \(id) in '\(document.id)', \(what)")
    }
    guard let row = document.row(of: id, in: slot) else { throw refusal("which does not exist") }
    let table = document.tables[slot]
    let feature = table.features[value.column]
    feature.pad(to: table.count)
    guard value.has(0) else { return feature.clear(row) }
    let column = value.renumbered { number in
      texts[number].flatMap { text in
        var text = text
        return text.withUTF8 { document.number(of: $0) }
      } ?? number
    }
    if let missing = column.references.first(where: { !document.hasAnnotation($0) }) {
      throw refusal("with a reference to annotation \(missing), which does not exist")
    }
    guard column.replaceSpans({ document.original(of: $0, inView: patchedView) }) else {
      throw refusal("with a span outside the text or inside a character")
    }
    feature.write(column.shown, row: 0, to: row)
  }

  private func write() throws(RunStop) {
    var done = 0
    while done < buffer.count {
      let written = Glibc.write(descriptor, buffer.base + done, buffer.count - done)
      if written < 0, errno == EINTR { continue }
      guard written > 0 else {
        throw RunStop("cannot write temporary files in '\(path)': \(FileError(errno).reason)")
      }
      done += written
    }
    size += buffer.count
  }
}

/// The documents of a spool, in input order.
final class SpoolSource: DocumentSource {
  private let spool: Spool
  private let pool: DocumentPool
  private var number = 0

  init(_ spool: Spool, pool: DocumentPool) {
    self.spool = spool
    self.pool = pool
  }

  func next() throws(RunStop) -> SourceItem? {
    guard number < spool.entries.count else { return nil }
    let document = pool.take()
    try spool.load(number, into: document)
    number += 1
    return .document(document)
  }
}
