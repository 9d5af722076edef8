/// An annotation type or record type with its features.
public struct TypeDeclaration: Sendable, Hashable, Codable {
  /// Singular, UpperCamelCase: `Person`.
  public var name: String
  /// In the order exporters write them.
  public var features: [FeatureDeclaration]
  /// What the type marks, in one sentence.
  public var help: String?

  public init(_ name: String, _ features: [FeatureDeclaration] = [], help: String? = nil) {
    self.name = name
    self.features = features
    self.help = help
  }
}

/// A named, typed value that annotations of one type may have.
public struct FeatureDeclaration: Sendable, Hashable, Codable {
  /// snake_case.
  public var name: String
  public var kind: FeatureKind
  /// Kind of the items, when `kind` is `list`.
  public var items: FeatureKind?
  /// The only texts allowed, when there is such a list.
  public var values: [String]?
  public var help: String?

  public init(
    _ name: String,
    _ kind: FeatureKind,
    of items: FeatureKind? = nil,
    values: [String]? = nil,
    help: String? = nil
  ) {
    self.name = name
    self.kind = kind
    self.items = items
    self.values = values
    self.help = help
  }
}

/// What kind of value a feature has.
public enum FeatureKind: String, Sendable, Hashable, Codable, CaseIterable {
  case text
  /// 64 bits, signed.
  case integer
  /// A finite double.
  case number
  case flag
  /// Half-open UTF-8 byte offsets.
  case span
  /// An annotation of the same document.
  case reference
  case list
}
