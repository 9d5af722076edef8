import Foundation

/// An object read by another parser than Galley's own.
struct JSONObject {
  private let members: [String: Any]

  /// - Throws: Foundation's error when the text is no object.
  init(_ text: String) throws {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    guard let members = value as? [String: Any] else {
      throw CocoaError(.propertyListReadCorrupt)
    }
    self.members = members
  }

  private init(members: [String: Any]) { self.members = members }

  var keys: [String] { members.keys.sorted() }

  /// The object in one fixed form, with some of its members.
  ///
  /// - Throws: Foundation's error when it cannot be written.
  func json(keeping keys: [String]) throws -> String {
    let wanted = members.filter { keys.contains($0.key) }
    let data = try JSONSerialization.data(withJSONObject: wanted, options: .sortedKeys)
    return String(decoding: data, as: UTF8.self)
  }

  func text(_ key: String) -> String? { members[key] as? String }

  func number(_ key: String) -> Int? { (members[key] as? NSNumber)?.intValue }

  /// A number, or the numbers of a list.
  func numbers(_ key: String) -> [Int] {
    (members[key] as? [NSNumber])?.map(\.intValue) ?? number(key).map { [$0] } ?? []
  }

  func texts(_ key: String) -> [String] { members[key] as? [String] ?? [] }

  func object(_ key: String) -> JSONObject? {
    (members[key] as? [String: Any]).map(JSONObject.init(members:))
  }

  func objects(_ key: String) -> [JSONObject] {
    (members[key] as? [[String: Any]] ?? []).map(JSONObject.init(members:))
  }
}
