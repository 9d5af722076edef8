/// A path to a value in a JSON text (RFC 6901): `/text`, `/article/body`, `/parts/0`.
struct JSONPointer: Sendable, Hashable {
  /// One step.
  struct Token: Sendable, Hashable {
    /// UTF-8.
    var key: [UInt8]

    /// The token as the position of an element in a list.
    var index: Int? {
      let text = String(decoding: key, as: UTF8.self)
      return Int(text).flatMap { $0 >= 0 && String($0) == text ? $0 : nil }
    }
  }

  let first: Token
  let rest: [Token]

  /// nil when the text is not a pointer to something inside an object.
  init?(parsing text: String) {
    guard text.utf8.first == UInt8(ascii: "/") else { return nil }
    let tokens = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
      .map { Token(key: Self.unescaped($0.utf8)) }
    guard let first = tokens.first else { return nil }
    self.first = first
    rest = Array(tokens.dropFirst())
  }

  /// Whether it names a field of the outermost object.
  var isTopLevel: Bool { rest.isEmpty }

  /// The value it leads to from the members of an object.
  func value(
    among members: [JSONMember],
    in bytes: UnsafeBufferPointer<UInt8>
  ) throws(JSONProblem) -> JSONSlice? {
    var value = members.first { $0.key.equals(first.key, in: bytes) }?.value
    for token in rest {
      guard let parent = value else { return nil }
      value = try JSONScanner.child(token, of: parent, in: bytes)
    }
    return value
  }

  private static func unescaped(_ token: Substring.UTF8View) -> [UInt8] {
    String(Substring(token))
      .replacing("~1", with: "/").replacing("~0", with: "~").utf8.map { $0 }
  }
}
