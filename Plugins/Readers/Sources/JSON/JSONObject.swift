import Foundation
import GalleyKit

/// One JSON object, read by Foundation; values are converted when they are asked for.
///
/// Fields that nobody wants, such as long lists of annotations, cost no conversion.
struct JSONObject {
  private let members: [String: Any]

  /// Reads the object that is all of a line.
  ///
  /// - Throws: `JSONProblem` when the line is anything else.
  init(_ line: UnsafeBufferPointer<UInt8>) throws(JSONProblem) {
    if let problem = JSONProblem.invalidUTF8(in: line) { throw problem }
    // Foundation takes zeros among the first bytes for UTF-16 or UTF-32.
    if let zero = line.prefix(4).firstIndex(of: 0) {
      throw JSONProblem(.badJSON, at: zero, "byte 0x00")
    }
    let value: Any
    do {
      value = try JSONSerialization.jsonObject(
        with: Self.data(line),
        options: [.fragmentsAllowed]
      )
    } catch {
      throw JSONProblem(foundation: error, line)
    }
    guard let members = value as? [String: Any] else {
      throw JSONProblem(
        .wrongType,
        "expected an object, not \(JSONValue(foundation: value).noun)"
      )
    }
    self.members = members
  }

  /// The value of a field; nil when there is none.
  subscript(key: String) -> JSONValue? { members[key].map { JSONValue(foundation: $0) } }

  /// The fields, in byte order: the same line must give the same failure in every process.
  var keys: [String] {
    members.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The line, not copied: Foundation is done with it before it is gone.
  private static func data(_ line: UnsafeBufferPointer<UInt8>) -> Data {
    guard let base = line.baseAddress, !line.isEmpty else { return Data() }
    return Data(
      bytesNoCopy: UnsafeMutableRawPointer(mutating: base),
      count: line.count,
      deallocator: .none
    )
  }
}

extension JSONValue {
  /// The kind with its article, as messages name it.
  var noun: String {
    switch self {
    case .null: "null"
    case .flag: "a flag"
    case .integer, .number: "a number"
    case .text: "a text"
    case .list: "a list"
    case .object: "an object"
    }
  }
}
