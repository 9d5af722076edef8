import GalleyKit
import GalleyPatterns

/// How one pattern fills one feature: from a group, with a constant, with the covered text.
struct FeatureFiller: Sendable {
  let name: String
  let kind: FeatureKind
  /// The only texts allowed, when there is such a list.
  let allowed: Set<String>?
  /// Reads numbers.
  let numerals: Numerals

  /// The group whose text is the value; where it took no part the constant is.
  var group: RegexGroupName?
  var constant: Constant?
  /// Whether the value is the text of the annotation itself.
  var coversSpan = false

  /// A value that is the same on every annotation.
  enum Constant: Equatable, Sendable {
    case text(String)
    case integer(Int64)
    case number(Double)
    case flag(Bool)
  }

  init(_ feature: FeatureDeclaration, _ numerals: Numerals) {
    name = feature.name
    kind = feature.kind
    allowed = feature.values.map(Set.init)
    self.numerals = numerals
  }

  /// Whether a group can fill a feature of this kind.
  var canBeRead: Bool {
    switch kind {
    case .text, .integer, .number, .flag, .span: true
    case .reference, .list: false
    }
  }

  /// What a constant of this feature has to be, for a message.
  var expectation: String {
    if let allowed { return "one of \(allowed.sorted().map { "'\($0)'" }.joined(separator: ", "))" }
    return switch kind {
    case .text: "a text"
    case .integer: "an integer"
    case .number: "a number"
    case .flag: "true or false"
    case .span, .reference, .list: "a \(kind.rawValue) cannot be written here"
    }
  }

  /// The constant `value` means for this kind, or nil if it means none.
  ///
  /// Pattern files have texts only, which are read as the kind says.
  func constant(from value: JSONValue) -> Constant? {
    switch (kind, value) {
    case (.text, .text(let text)):
      allowed?.contains(text) == false ? nil : .text(text)
    case (.integer, .integer(let integer)): .integer(integer)
    case (.integer, .text(let text)):
      (Int64(text) ?? numerals.integer(of: text.utf8)).map { .integer($0) }
    case (.number, .number(let number)): .number(number)
    case (.number, .integer(let integer)): .number(Double(integer))
    case (.number, .text(let text)): numerals.number(of: text.utf8).map { .number($0) }
    case (.flag, .flag(let flag)): .flag(flag)
    case (.flag, .text(let text)): Bool(text).map { .flag($0) }
    default: nil
    }
  }

  /// Whether the host would accept this text as a value.
  func allows(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    allowed?.contains(String(decoding: text, as: UTF8.self)) ?? true
  }
}
