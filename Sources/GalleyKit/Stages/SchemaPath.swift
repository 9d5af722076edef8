/// A type, or a feature of a type, as manifests and facts name it: `Token` or `Token.upos`.
public struct SchemaPath: Sendable, Hashable {
  public var type: String
  public var feature: String?

  public init(_ type: String, _ feature: String? = nil) {
    self.type = type
    self.feature = feature
  }
}

extension SchemaPath: CustomStringConvertible, ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(parsing: value) }

  /// Reads `Type` or `Type.feature`.
  public init(parsing text: String) {
    let parts = text.split(separator: ".", maxSplits: 1)
    self.init(String(parts.first ?? ""), parts.count > 1 ? String(parts[1]) : nil)
  }

  public var description: String { feature.map { "\(type).\($0)" } ?? type }
}

extension SchemaPath: Comparable {
  public static func < (a: SchemaPath, b: SchemaPath) -> Bool {
    (a.type, a.feature ?? "") < (b.type, b.feature ?? "")
  }
}

extension SchemaPath: Codable {
  public init(from decoder: any Decoder) throws {
    self.init(parsing: try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
