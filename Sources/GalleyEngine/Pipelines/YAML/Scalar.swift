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

  init(_ style: Style, _ written: String, isText: Bool = false) {
    self.style = style
    self.written = written
    text = written
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
  }

  /// The text with `${env:NAME}` in place of values from the environment.
  var printed: String {
    guard let pieces else { return text }
    let bytes = Array(text.utf8)
    var result = ""
    for piece in pieces {
      switch piece.origin {
      case .written: result += String(decoding: bytes[piece.range], as: UTF8.self)
      case .variable(let node): result += node.scalar?.printed ?? ""
      case .environment(let name, _): result += "${env:\(name)}"
      }
    }
    return result
  }

  /// Whether a part of the text comes from the environment.
  var hasSecret: Bool {
    pieces?.contains { piece in
      switch piece.origin {
      case .written: false
      case .variable(let node): node.scalar?.hasSecret ?? false
      case .environment: true
      }
    } ?? false
  }
}
