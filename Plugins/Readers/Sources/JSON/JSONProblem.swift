import Foundation
import GalleyKit

/// Why a line is not the JSON a reader asks for.
struct JSONProblem: Error, Hashable {
  enum Kind: String {
    case badJSON = "bad-json"
    case loneSurrogate = "lone-surrogate"
    case tooDeep = "too-deep"
    case invalidUTF8 = "invalid-utf8"
    case missingID = "missing-id"
    case duplicateID = "duplicate-id"
    case missingText = "missing-text"
    case wrongType = "wrong-type"
    case numberTooLarge = "number-too-large"
    case badAnnotation = "bad-annotation"
  }

  var kind: Kind
  /// Offset in the line; nil: somewhere in it.
  var byte: Int?
  var message: String

  init(_ kind: Kind, at byte: Int? = nil, _ message: String) {
    self.kind = kind
    self.byte = byte
    self.message = message
  }

  /// 1-based, in code points; 0 when the place is not known.
  func column(in line: UnsafeBufferPointer<UInt8>) -> Int {
    byte.map { line[..<min($0, line.count)].count { $0 & 0xC0 != 0x80 } + 1 } ?? 0
  }

  /// The message with its place.
  func sentence(in line: UnsafeBufferPointer<UInt8>) -> String {
    byte == nil ? message : "\(message) at column \(column(in: line))"
  }
}

extension JSONProblem {
  /// The problem when `bytes` are not UTF-8, else nil.
  static func invalidUTF8(in bytes: UnsafeBufferPointer<UInt8>) -> JSONProblem? {
    InvalidUTF8(in: bytes).map {
      JSONProblem(.invalidUTF8, at: $0.range.lowerBound, $0.message)
    }
  }

  /// An error of `JSONSerialization`.
  ///
  /// Foundation tells its errors apart by text only; one that is not in the table is still bad JSON.
  init(foundation error: any Error, _ line: UnsafeBufferPointer<UInt8>) {
    let text = (error as NSError).userInfo["NSDebugDescription"] as? String ?? ""
    let known = Self.known.first { text.contains($0.text) }
    self.init(known?.kind ?? .badJSON, at: Self.byte(in: text), known?.message ?? "invalid JSON")
    if text.contains("representable"), let number = text.split(separator: " ").dropFirst().first {
      message = "number \(number) is too large for a double"
      byte = nil
    }
    byte = byte.map { min($0, line.count) }
  }

  private static let known: [(text: String, kind: Kind, message: String)] = [
    ("Unexpected end of file during JSON parse", .badJSON, "the line ends before its JSON does"),
    ("Invalid value", .badJSON, "invalid JSON"),
    ("Unescaped control character", .badJSON, "a control character that is not escaped"),
    ("Invalid escape", .badJSON, "an escape that JSON does not have"),
    ("Invalid hex", .badJSON, "'\\u' without four hexadecimal digits"),
    ("leading zero", .badJSON, "a number that begins with a zero"),
    ("Too many nested", .tooDeep, "lists and objects are nested too deep"),
    ("low-surrogate", .loneSurrogate, "half of a surrogate pair without the other"),
    ("no high character", .loneSurrogate, "half of a surrogate pair without the other"),
    ("not representable", .numberTooLarge, ""),
  ]

  /// `… around character 12.`, `… at 12.`: bytes from 0.
  private static func byte(in text: String) -> Int? {
    text.split { !"0123456789".contains($0) }.last.flatMap { Int($0) }
      .flatMap { text.hasSuffix("\($0).") ? $0 : nil }
  }
}
