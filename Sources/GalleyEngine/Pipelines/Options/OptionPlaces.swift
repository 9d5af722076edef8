package import GalleyKit

/// Where the options of one stage are written.
package struct OptionPlaces: Sendable {
  private let root: Node?
  private let options: JSONValue
  private let fallback: SourceLocation

  /// - Parameters:
  ///   - root: what is written under `with:`.
  ///   - options: the stage's complete options, to tell texts from converted values.
  ///   - fallback: the place of what is not written, as defaults are.
  init(root: Node?, options: JSONValue, fallback: SourceLocation) {
    self.root = root
    self.options = options
    self.fallback = fallback
  }

  /// Where a part of an option's value is written.
  ///
  /// What is not written, like a default, stands where the value around it does; after that where
  /// `uses:` does. Of a value that was converted, like a path or a duration, the whole is meant.
  ///
  /// - Parameters:
  ///   - pointer: a JSON pointer (RFC 6901) into the options; empty for all of them.
  ///   - offset: UTF-8 bytes from the start of the value.
  ///   - count: UTF-8 bytes; 0 when the whole value is meant and `offset` is 0, else one place.
  /// - Returns: the author's place.
  package func location(pointer: String, offset: Int = 0, count: Int = 0) -> SourceLocation {
    guard var node = root else { return fallback }
    var value = options
    for step in Self.steps(of: pointer) {
      guard let inner = node.child(step) else { return node.location }
      node = inner
      value = value.child(step) ?? .null
    }
    guard offset > 0 || count > 0, let text = node.text, value == .text(text) else {
      return node.location
    }
    return node.location(of: offset..<offset + count)
  }

  private static func steps(of pointer: String) -> [String] {
    pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
      $0.split(separator: "~1", omittingEmptySubsequences: false).joined(separator: "/")
        .split(separator: "~0", omittingEmptySubsequences: false).joined(separator: "~")
    }
  }
}

extension Node {
  /// The value under a key, or the item with a number.
  fileprivate func child(_ step: String) -> Node? {
    if let items, let number = Int(step), items.indices.contains(number) { return items[number] }
    return self[step]
  }
}

extension JSONValue {
  fileprivate func child(_ step: String) -> JSONValue? {
    if case .list(let items) = self, let number = Int(step), items.indices.contains(number) {
      return items[number]
    }
    return self[step]
  }
}
