import GalleyKit

/// A scalar: what was written and what it says after variables are filled in.
package struct Scalar: Sendable {
  package enum Style: Sendable, Hashable {
    case plain
    case singleQuoted
    case doubleQuoted
    case literal
    case folded
  }

  /// A stretch of `text` and where it comes from.
  struct Piece: Sendable {
    enum Origin: Sendable {
      /// `written` from this byte on.
      case written(Int)
      /// The value of a variable, whose definition is a scalar node.
      case variable(Node)
      /// A value from outside, named `name`, used at these bytes of `written`.
      case environment(name: String, use: Range<Int>)
    }

    /// Bytes of `text`.
    var range: Range<Int>
    var origin: Origin
  }

  package let style: Style
  /// The value as YAML has it.
  package let written: String
  /// The value with variables filled in.
  package let text: String
  /// In order, without gaps; nil stands for one piece that is `written` itself.
  let pieces: [Piece]?
  /// What the text means in YAML's core schema; text when it was quoted or put together.
  package let value: CoreValue

  /// The text with `${env:NAME}` in place of values from the environment.
  let printed: String
  /// Whether a part of the text comes from the environment.
  let hasSecret: Bool

  init(_ style: Style, _ written: String, isText: Bool = false) {
    self.style = style
    self.written = written
    text = written
    printed = written
    hasSecret = false
    pieces = nil
    value = style == .plain && !isText ? CoreValue(plain: written) : .value(.text(written))
  }

  /// The scalar after variables are filled in.
  init(_ original: Scalar, text: String, pieces: [Piece], value: CoreValue) {
    style = original.style
    written = original.written
    self.text = text
    self.pieces = pieces
    self.value = value
    hasSecret = pieces.contains { $0.origin.isSecret }
    // Kept, not worked out when asked for: variables within variables may make that exponential.
    let bytes = Array(text.utf8)
    printed = pieces.map { piece in
      piece.origin.printed ?? String(decoding: bytes[piece.range], as: UTF8.self)
    }.joined()
  }
}

extension Scalar.Piece.Origin {
  /// How the piece is printed; nil for as it stands.
  var printed: String? {
    switch self {
    case .written: nil
    case .variable(let node): node.scalar?.printed
    case .environment(let name, _): "${env:\(name)}"
    }
  }

  fileprivate var isSecret: Bool {
    switch self {
    case .written: false
    case .variable(let node): node.scalar?.hasSecret ?? false
    case .environment: true
    }
  }
}
