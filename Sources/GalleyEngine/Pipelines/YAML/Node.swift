package import GalleyKit

/// A value in a YAML file, with its place.
package struct Node: Sendable {
  package enum Content: Sendable {
    case scalar(Scalar)
    case sequence([Node])
    case mapping([Pair])
  }

  /// A key of a mapping with its value.
  package struct Pair: Sendable {
    package var key: Node
    package var value: Node

    package init(key: Node, value: Node) {
      self.key = key
      self.value = value
    }
  }

  package var content: Content
  package let source: SourceText
  /// The bytes of `source` it is written in; for block collections from the first key or hyphen.
  package let range: Range<Int>
  /// How many nodes it has, itself and repetitions through aliases included.
  package let count: Int

  package init(_ content: Content, in source: SourceText, at range: Range<Int>) {
    self.content = content
    self.source = source
    self.range = range
    count =
      switch content {
      case .scalar: 1
      case .sequence(let items): items.reduce(1) { $0 + $1.count }
      case .mapping(let pairs): pairs.reduce(1) { $0 + $1.key.count + $1.value.count }
      }
  }

  /// Where it is written.
  package var location: SourceLocation { source.location(of: range) }
}

extension Node {
  package var scalar: Scalar? { if case .scalar(let scalar) = content { scalar } else { nil } }
  package var items: [Node]? { if case .sequence(let items) = content { items } else { nil } }
  package var pairs: [Pair]? { if case .mapping(let pairs) = content { pairs } else { nil } }

  /// The text of a scalar as it stands, whatever its type.
  package var text: String? { scalar?.text }

  /// Whether nothing is written, or `null` or `~`.
  package var isNull: Bool { scalar?.value == .value(.null) }

  /// The value of a key, when this is a mapping that has it.
  package subscript(key: String) -> Node? {
    pairs?.first { $0.key.text == key }?.value
  }

  /// The word for its type in messages: `an integer`, `a list`.
  var kindName: String {
    switch content {
    case .sequence: "a list"
    case .mapping: "a map"
    case .scalar(let scalar):
      switch scalar.value {
      case .value(.null): "nothing"
      case .value(.flag): "a flag"
      case .value(.integer): "an integer"
      case .value(.number), .refused: "a number"
      default: "text"
      }
    }
  }

  /// Its type and, for a scalar, what is written: `text 'x'`.
  var described: String {
    guard let scalar, scalar.value != .value(.null) else { return kindName }
    return "\(kindName) '\(scalar.printed.shortened)'"
  }
}

extension String {
  /// At most 60 characters, for quoting in a message.
  var shortened: String { count <= 60 ? self : prefix(57) + "…" }
}

extension Node {
  /// This place with another content.
  func replacing(_ content: Content) -> Node { Node(content, in: source, at: range) }

  /// A value about which something was said already; whoever reads it keeps silent.
  var broken: Node {
    let scalar = scalar ?? Scalar(.plain, "")
    return replacing(.scalar(Scalar(scalar, text: scalar.text, pieces: [], value: .broken)))
  }

  var isBroken: Bool { scalar?.value == .broken }
}
