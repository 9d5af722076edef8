import GalleyKit

/// Metadata of text files, from a JSON Lines file with one object per document.
///
/// Only places are kept, not values: the file is mapped as long as the stage lives, and a line is
/// taken apart again when its document comes.
struct FileMetadata: Sendable {
  private let resource: Resource?
  /// Bytes of the line for an id.
  private let places: [String: Range<Int>]

  /// - Throws: `PrepareFailure.reported` when the file or a line of it is bad.
  init(_ path: FilePath?, _ setup: borrowing Setup) throws {
    guard let path else {
      resource = nil
      places = [:]
      return
    }
    let resource = try setup.resource(path.path, option: "/metadata")
    var index = FileMetadataIndex()
    index.read(resource, setup)
    if index.hasProblems { throw PrepareFailure.reported }
    self.resource = resource
    places = index.places
  }

  /// The metadata of a document: the line whose id is its own, else the one with its file name.
  func entries(for name: String) -> MetadataBuilder {
    var builder = MetadataBuilder()
    let fileName = name.split(separator: "/").last.map(String.init) ?? name
    guard let resource, let place = places[name] ?? places[fileName] else { return builder }
    let line = UnsafeBufferPointer(rebasing: resource.bytes[place])
    do throws(JSONProblem) {
      try FileMetadataIndex.append(JSONObject(line), to: &builder)
    } catch {
      preconditionFailure("\(resource.path) changed since it was checked: \(error.message)")
    }
    return builder
  }
}

/// Finds and checks the lines of a metadata file.
struct FileMetadataIndex {
  private(set) var places: [String: Range<Int>] = [:]
  private(set) var hasProblems = false

  mutating func read(_ resource: Resource, _ setup: borrowing Setup) {
    var start = resource.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var number = 0
    while start < resource.bytes.count {
      number += 1
      let end = resource.bytes[start...].firstIndex(of: 0x0A) ?? resource.bytes.count
      let line = UnsafeBufferPointer(rebasing: resource.bytes[start..<end])
      if !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
        do throws(JSONProblem) {
          try read(line, at: start..<end)
        } catch {
          hasProblems = true
          setup.report(
            code: error.kind.rawValue,
            in: resource,
            line: number,
            column: error.column(in: line),
            error.message
          )
        }
      }
      start = end + 1
    }
  }

  private mutating func read(
    _ line: UnsafeBufferPointer<UInt8>,
    at place: Range<Int>
  ) throws(JSONProblem) {
    let object = try JSONObject(line)
    let id = try LineDocument.id(object["id"])
    guard !id.isEmpty else { throw JSONProblem(.missingID, "the line has no id") }
    var checked = MetadataBuilder()
    try Self.append(object, to: &checked)
    guard places[id] == nil else {
      throw JSONProblem(.duplicateID, "id '\(id)' has a line already")
    }
    places[id] = place
  }

  /// Appends everything but the id.
  static func append(
    _ object: JSONObject,
    to builder: inout MetadataBuilder
  ) throws(JSONProblem) {
    if let day = try LineDocument.published(object["published"]) {
      builder.append("published", .text(day))
    }
    for key in object.keys where key != "id" && key != "published" {
      if let value = object[key] { builder.append(key, value) }
    }
  }
}
