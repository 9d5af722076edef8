import Foundation
import GalleyKit

/// The entities of HTML: what stands between `&` and `;`.
struct EntityTable: Sendable {
  static let file = "Data/entities.txt"

  /// By name, its bytes packed into a number.
  private var names: [UInt64: UInt32] = [:]
  /// Numbers that stand for another scalar than theirs.
  private var numbers: [UInt32: UInt32] = [:]

  /// Longest name and longest number without its sign, in bytes.
  private static let longest = 8

  /// The line of a table that is wrong, from 1.
  struct Problem: Error {
    let line: Int
    let description: String
  }

  /// Reads a table: sections `[name]` and `[number]` of `key=scalar` between white space.
  ///
  /// - Throws: `Problem` at an unknown section or an entry of another form.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(Problem) {
    var section: Substring = ""
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.hasPrefix("#") {
      if line.hasPrefix("[") {
        section = line
        continue
      }
      for entry in line.split(separator: " ") where !add(entry, in: section) {
        throw Problem(line: index + 1, description: "'\(entry)' is not an entity of '\(section)'")
      }
    }
  }

  private mutating func add(_ entry: Substring, in section: Substring) -> Bool {
    let parts = entry.split(separator: "=")
    guard parts.count == 2, let value = UInt32(parts[1], radix: 16), Unicode.Scalar(value) != nil
    else { return false }
    if section == "[number]", let number = UInt32(parts[0], radix: 16) {
      numbers[number] = value
      return true
    }
    guard section == "[name]", parts[0].utf8.count <= Self.longest else { return false }
    names[parts[0].utf8.reduce(0) { $0 << 8 | UInt64($1) }] = value
    return true
  }

  /// The scalar of the entity whose `&` stands at `offset`, and the offset behind its `;`.
  ///
  /// Feeds escape twice: as long as an entity gives `&`, what follows is read as its rest.
  func decode(_ text: ByteText, at offset: Int) -> (value: UInt32, end: Int)? {
    guard var found = body(text, from: offset + 1) else { return nil }
    while found.value == UInt32(Ascii.ampersand), let next = body(text, from: found.end) {
      found = next
    }
    return found
  }

  /// Whether there is an entity in a text.
  func occurs(in text: ByteText) -> Bool {
    var offset = 0
    while let found = memchr(text.bytes + offset, Int32(Ascii.ampersand), text.count - offset) {
      offset = UnsafeRawPointer(found) - UnsafeRawPointer(text.bytes) + 1
      if body(text, from: offset) != nil { return true }
    }
    return false
  }

  private func body(_ text: ByteText, from start: Int) -> (value: UInt32, end: Int)? {
    if text[start] == Ascii.hash { return number(text, from: start + 1) }
    var key: UInt64 = 0
    var end = start
    while end - start <= Self.longest, Self.isNameByte(text[end]) {
      key = key << 8 | UInt64(text[end])
      end += 1
    }
    guard end > start, end - start <= Self.longest, text[end] == Ascii.semicolon,
      let value = names[key]
    else { return nil }
    return (value, end + 1)
  }

  private func number(_ text: ByteText, from start: Int) -> (value: UInt32, end: Int)? {
    let isHexadecimal = text[start] | 0x20 == UInt8(ascii: "x")
    let first = isHexadecimal ? start + 1 : start
    var value: UInt32 = 0
    var end = first
    while end - first < Self.longest,
      let digit = Self.digit(text[end]), isHexadecimal || digit < 10
    {
      value = value * (isHexadecimal ? 16 : 10) + digit
      end += 1
    }
    guard end > first, text[end] == Ascii.semicolon else { return nil }
    guard let scalar = Unicode.Scalar(numbers[value] ?? value), !Self.isControl(scalar.value) else {
      return nil
    }
    return (scalar.value, end + 1)
  }

  /// Control signs are no text, and a decoded U+0000 would end it for some programs.
  private static func isControl(_ value: UInt32) -> Bool {
    (value < 0x20 && !(value >= 0x09 && value <= 0x0D)) || (value >= 0x7F && value < 0xA0)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x37)
    case 0x61...0x66: UInt32(byte - 0x57)
    default: nil
    }
  }
}

extension EntityTable {
  /// The table in the plugin's data folder.
  ///
  /// - Throws: `PrepareFailure.reported` after reporting what is wrong.
  init(setup: borrowing Setup) throws {
    let resource = try setup.resource(Self.file)
    do {
      try self.init(resource.bytes)
    } catch {
      setup.report(
        code: "bad-entity-table",
        in: resource,
        line: error.line,
        error.description,
        fix: "mend the file or install the plugin again"
      )
      throw PrepareFailure.reported
    }
  }
}
