import GalleyKit

/// A path to a value in a JSON object (RFC 6901): `/text`, `/article/body`, `/parts/0`.
struct JSONPointer: Sendable, Hashable {
  /// The key in the outermost object.
  let first: String
  private let rest: [String]

  /// nil when the text is not a pointer to something inside an object.
  init?(parsing text: String) {
    guard text.utf8.first == UInt8(ascii: "/") else { return nil }
    var keys = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
      .map { String($0.replacing("~1", with: "/").replacing("~0", with: "~")) }
    first = keys.removeFirst()
    rest = keys
  }

  /// Whether it names a field of the outermost object.
  var isTopLevel: Bool { rest.isEmpty }

  /// The value it leads to.
  func value(in object: JSONObject) -> JSONValue? {
    var value = object[first]
    for key in rest {
      switch value {
      case .object(let members): value = members[key]
      case .list(let elements): value = Self.index(key, of: elements).map { elements[$0] }
      default: return nil
      }
    }
    return value
  }

  private static func index(_ key: String, of elements: [JSONValue]) -> Int? {
    guard let index = Int(key), String(index) == key else { return nil }
    return elements.indices.contains(index) ? index : nil
  }
}
