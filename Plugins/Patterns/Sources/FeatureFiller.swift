import GalleyKit
import GalleyPatterns

/// How one pattern fills one feature: from a group, with a constant, with the covered text.
struct FeatureFiller: Sendable {
  let name: String
  let kind: FeatureKind
  /// The only texts allowed, when there is such a list.
  let allowed: Set<String>?

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

  init(_ feature: FeatureDeclaration) {
    name = feature.name
    kind = feature.kind
    allowed = feature.values.map(Set.init)
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
    case (.integer, .text(let text)): WrittenNumber.integer(of: text.utf8).map { .integer($0) }
    case (.number, .number(let number)): .number(number)
    case (.number, .integer(let integer)): .number(Double(integer))
    case (.number, .text(let text)): WrittenNumber.double(of: text.utf8).map { .number($0) }
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

/// Numbers as texts write them: `1,200`, `−3.5`, `1 200`.
enum WrittenNumber {
  /// Longest number that is read, in UTF-8 bytes.
  private static let longest = 64

  static func integer(of text: some Collection<UInt8>) -> Int64? {
    plain(text).flatMap { Int64($0) }
  }

  static func double(of text: some Collection<UInt8>) -> Double? {
    guard let value = plain(text).flatMap({ Double($0) }), value.isFinite else { return nil }
    return value
  }

  /// The number in ASCII without thousands separators, or nil if there is something else in it.
  private static func plain(_ text: some Collection<UInt8>) -> String? {
    guard text.count <= longest else { return nil }
    var plain = ""
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "0"..."9", ".", "-", "+": plain.unicodeScalars.append(scalar)
      case "\u{2212}": plain += "-"
      case ",", " ", "\u{A0}", "\u{2009}", "\u{202F}": continue
      default: return nil
      }
    }
    return plain
  }
}
