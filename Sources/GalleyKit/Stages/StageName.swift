/// The name of a stage with its major version: `sentences@1`.
///
/// The name is a kebab-case noun. The major changes when an option goes or changes its meaning, or a
/// type or feature changes.
public struct StageName: Sendable, Hashable {
  public var name: String
  public var major: Int

  public init(_ name: String, major: Int) {
    self.name = name
    self.major = major
  }

  /// Reads `name@major`; nil when it is not of that form.
  public init?(parsing text: String) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, let major = Int(parts[1]), major > 0, String(major) == parts[1],
      Self.isKebabCase(parts[0])
    else { return nil }
    self.init(String(parts[0]), major: major)
  }

  /// Whether a text is letters and digits in lower case, in groups joined by single hyphens.
  public static func isKebabCase(_ text: some StringProtocol) -> Bool {
    guard let first = text.utf8.first, (0x61...0x7A).contains(first), text.last != "-",
      !text.contains("--")
    else { return false }
    return text.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
    }
  }
}

extension StageName: CustomStringConvertible, ExpressibleByStringLiteral {
  /// A literal in a manifest: `"tokens@1"`.
  public init(stringLiteral value: String) {
    guard let name = StageName(parsing: value) else {
      preconditionFailure("'\(value)' is not a stage name of the form name@major")
    }
    self = name
  }

  public var description: String { "\(name)@\(major)" }
}

extension StageName: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let name = StageName(parsing: text) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription:
          "'\(text)' is not a stage name; write a kebab-case name and its major: 'name@1'"
      )
    }
    self = name
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
