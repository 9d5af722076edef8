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
    var members: [JSONMember] = []
    var keys = JSONKeys()
    do throws(JSONProblem) {
      try JSONScanner.members(of: line, keys: &keys, into: &members)
      try FileMetadataIndex.append(members, of: line, to: &builder)
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
  private var members: [JSONMember] = []
  private var keys = JSONKeys()

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
            column: Self.column(of: error.byte, in: line),
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
    if let problem = JSONProblem.invalidUTF8(in: line) { throw problem }
    try JSONScanner.members(of: line, keys: &keys, into: &members)
    let id = try Self.id(members, line)
    var checked = MetadataBuilder()
    try Self.append(members, of: line, to: &checked)
    guard places[id] == nil else {
      throw JSONProblem(.duplicateKey, at: 0, "id '\(id)' has a line already")
    }
    places[id] = place
  }

  /// Appends everything but the id.
  static func append(
    _ members: [JSONMember],
    of line: UnsafeBufferPointer<UInt8>,
    to builder: inout MetadataBuilder
  ) throws(JSONProblem) {
    var scratch: [UInt8] = []
    for member in members {
      var key: [UInt8] = []
      member.key.decode(from: line, into: &key)
      let name = String(decoding: key, as: UTF8.self)
      if name == "id" || name == "published" && member.value.kind == .null { continue }
      if name == "published", member.value.kind != .text {
        throw JSONProblem(
          .wrongType,
          at: member.value.range.lowerBound,
          "the day of publication must be a text or null, not \(member.value.noun)"
        )
      }
      try builder.append(key, member.value, in: line, scratch: &scratch)
    }
  }

  private static func id(
    _ members: [JSONMember],
    _ line: UnsafeBufferPointer<UInt8>
  ) throws(JSONProblem) -> String {
    guard let id = members.first(where: { $0.key.equals(Array("id".utf8), in: line) })?.value
    else { throw JSONProblem(.missingID, at: 0, "the line has no id") }
    guard id.kind == .text || id.kind == .number else {
      throw JSONProblem(
        .wrongType,
        at: id.range.lowerBound,
        "the id must be a text or a number, not \(id.noun)"
      )
    }
    var bytes: [UInt8] = []
    id.decode(from: line, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// 1-based, in code points.
  private static func column(of byte: Int, in line: UnsafeBufferPointer<UInt8>) -> Int {
    line[..<byte].count { $0 & 0xC0 != 0x80 } + 1
  }
}
