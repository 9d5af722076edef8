import Foundation
public import GalleyKit

/// A model as it lies in a file: a header that says what it is, and named sections of bytes.
///
/// ```text
/// 0    "galleym1"
/// 8    bytes of the header, 32 bits, little-endian; 4 bytes of zero
/// 16   header: JSON, kind, how it was made, sections with their bytes
/// …    sections in the order of the header, each at a multiple of 8 bytes
/// ```
/// It is used where it lies, mapped. Everything in it is checked when it is opened; what reads it
/// later need not.
public struct ModelFile: @unchecked Sendable {
  // Unchecked: the bytes are read-only.

  /// What a model says about itself.
  public struct Header: Codable, Sendable, Hashable {
    /// Which code can use it: `tagger/1`.
    public var kind: String
    /// How it was made: command, options, data with their hashes.
    public var made: JSONValue
    var sections: [Section]
  }

  struct Section: Codable, Sendable, Hashable {
    var name: String
    var count: Int
  }

  static let magic = Array("galleym1".utf8)

  public let header: Header
  private let bytes: UnsafeRawBufferPointer
  private let places: [String: Range<Int>]

  /// Opens a model.
  ///
  /// `bytes`: must outlive the model, at an address that is a multiple of 8.
  ///
  /// - Throws: `ModelProblem` when it is none, is of another kind, or is damaged.
  public init(_ bytes: UnsafeRawBufferPointer, kind: String) throws(ModelProblem) {
    self.bytes = bytes
    guard bytes.count >= 16, bytes.prefix(8).elementsEqual(Self.magic) else {
      throw ModelProblem("is not a model")
    }
    let count = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt32.self)))
    guard count <= bytes.count - 16 else { throw ModelProblem("is cut off in its header") }
    let data = Data(UnsafeRawBufferPointer(rebasing: bytes[16..<16 + count]))
    guard let header = try? JSONDecoder().decode(Header.self, from: data) else {
      throw ModelProblem("has a header that cannot be read")
    }
    guard header.kind == kind else {
      throw ModelProblem("is a model of kind '\(header.kind)', not '\(kind)'")
    }
    self.header = header
    var places: [String: Range<Int>] = [:]
    var start = Self.aligned(16 + count)
    for section in header.sections {
      guard section.count >= 0, start <= bytes.count, section.count <= bytes.count - start else {
        throw ModelProblem("is cut off in section '\(section.name)'")
      }
      places[section.name] = start..<start + section.count
      start = Self.aligned(start + section.count)
    }
    self.places = places
  }

  /// The bytes of a section.
  ///
  /// - Throws: `ModelProblem` when there is none.
  public func section(_ name: String) throws(ModelProblem) -> UnsafeRawBufferPointer {
    guard let place = places[name] else { throw ModelProblem("has no section '\(name)'") }
    return UnsafeRawBufferPointer(rebasing: bytes[place])
  }

  /// A section of texts, one per line.
  ///
  /// - Throws: `ModelProblem` when there is none or it is not UTF-8.
  public func lines(_ name: String) throws(ModelProblem) -> [String] {
    let bytes = try section(name)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ModelProblem("has a section '\(name)' that is not UTF-8")
    }
    return text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
  }

  /// The bytes of a file with these sections.
  public static func bytes(
    kind: String,
    made: JSONValue,
    sections: [(name: String, bytes: [UInt8])]
  ) -> [UInt8] {
    let list = sections.map {
      JSONValue.object(["name": .text($0.name), "count": .integer(Int64($0.bytes.count))])
    }
    let header = JSONValue.object(["kind": .text(kind), "made": made, "sections": .list(list)])
    let json = Array(header.json.utf8)
    var bytes = magic
    withUnsafeBytes(of: UInt64(json.count).littleEndian) { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: json)
    for section in sections {
      bytes.append(contentsOf: repeatElement(0, count: aligned(bytes.count) - bytes.count))
      bytes.append(contentsOf: section.bytes)
    }
    return bytes
  }

  private static func aligned(_ offset: Int) -> Int { (offset + 7) & ~7 }
}
