/// What normalisation has to know about a scalar, as a set; empty for one that is simply copied.
struct ScalarTraits: OptionSet, Sendable {
  let rawValue: UInt8

  /// Its Unicode form is another scalar, or several.
  static let changes = ScalarTraits(rawValue: 1 << 0)
  /// Its Unicode form may merge or change places with what stands before it.
  static let attaches = ScalarTraits(rawValue: 1 << 1)
  /// White space.
  static let white = ScalarTraits(rawValue: 1 << 2)
  /// A sign that another one is written for.
  static let replaced = ScalarTraits(rawValue: 1 << 3)
  /// Removed wherever it stands.
  static let removed = ScalarTraits(rawValue: 1 << 4)
  /// A joiner, removed where it joins nothing.
  static let joiner = ScalarTraits(rawValue: 1 << 5)
}
