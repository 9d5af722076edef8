/// What counts as the same when names are looked up in a text.
public struct NameRules: Sendable, Hashable {
  /// Whether any name matches in another case than its own; without one the search is faster.
  public var foldsCase: Bool
  /// Whether runs of white space are all the same, line breaks included.
  public var foldsSpaces: Bool
  /// Whether hyphens count as white space; then runs of that are all the same as well.
  public var foldsHyphens: Bool
  /// Whether letters match without their accents and points.
  public var foldsDiacritics: Bool
  /// Whether a name may be followed by an apostrophe and `s`, which stay outside of the match.
  public var allowsPossessive: Bool

  public init(
    foldsCase: Bool = false,
    foldsSpaces: Bool = true,
    foldsHyphens: Bool = false,
    foldsDiacritics: Bool = false,
    allowsPossessive: Bool = true
  ) {
    self.foldsCase = foldsCase
    self.foldsSpaces = foldsSpaces || foldsHyphens
    self.foldsHyphens = foldsHyphens
    self.foldsDiacritics = foldsDiacritics
    self.allowsPossessive = allowsPossessive
  }
}

/// In which case letters match.
public enum NameCase: UInt8, Sendable {
  /// As the name is written.
  case exact
  /// A small letter of the name also matches its capital; a capital only itself.
  case capitals
  /// In any case, by full case folding.
  case folded
}

/// A place where a name stands.
public struct NameMatch: Sendable, Hashable {
  /// First byte, UTF-8.
  public var start: UInt32
  /// One past the last byte.
  public var end: UInt32
  /// What the name was added as.
  public var entry: UInt32
}
