import GalleyPatterns

/// A rule of class `range`: what stands between two times, or before them, when they are a range.
struct RangeConnector: Sendable {
  enum Kind: String, Sendable, CaseIterable {
    /// Between both: Nov. 15 *to* 17.
    case joins
    /// Between neighbours: June *and* July.
    case lists
    /// Between neighbours of a list but the last: Friday*,* Saturday and Sunday.
    case separates
    /// Before two that are listed: *between* 2001 and 2003.
    case opens
  }

  /// Among all rules, from 1.
  var number: UInt32
  var kind: Kind
  /// Matches all of what stands between two times, or the end of what stands before them.
  var regex: CompiledRegex

  /// - Parameters:
  ///   - pattern: what stands there, but for white space.
  ///   - kind: where it stands.
  /// - Returns: the regular expression for `regex`.
  static func whole(_ pattern: String, _ kind: Kind) -> String {
    let blank = #"[\s\x{A0}]*+"#
    return (kind == .opens ? "" : #"\A"# + blank) + pattern + blank + #"\z"#
  }
}
