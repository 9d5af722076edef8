/// What the rules of a stage did to one document, and how far the rule got that is being tested.
///
/// Offsets are UTF-8 bytes of the text shown.
public struct RuleReport: Sendable, Hashable, Codable {
  /// A place where a rule fits.
  public struct Match: Sendable, Hashable, Codable {
    /// Number of the rule, from 1.
    public var rule: Int
    public var start: UInt32
    public var end: UInt32
    /// Whether it was preferred to the matches that overlap it.
    public var isKept: Bool
    public var captures: [Capture]

    public init(rule: Int, span: TextSpan, isKept: Bool, captures: [Capture]) {
      self.rule = rule
      start = span.start
      end = span.end
      self.isKept = isKept
      self.captures = captures
    }

    enum CodingKeys: String, CodingKey {
      case rule, start, end, captures
      case isKept = "kept"
    }
  }

  /// What a match captured under a name.
  public struct Capture: Sendable, Hashable, Codable {
    public var name: String
    /// Each token or annotation as `[start, end]`.
    public var items: [[UInt32]]

    public init(name: String, items: [TextSpan]) {
      self.name = name
      self.items = items.map { [$0.start, $0.end] }
    }
  }

  /// Where the attempt ended that came closest to a match.
  public struct BreakOff: Sendable, Hashable, Codable {
    /// Where it began.
    public var start: UInt32
    /// Where what fitted ends; the same as `start` when nothing did.
    public var end: UInt32
    /// Parts of the pattern of which one had to come next.
    public var expected: [Part]

    public init(start: UInt32, end: UInt32, expected: [Part]) {
      self.start = start
      self.end = end
      self.expected = expected
    }
  }

  /// A part of a pattern: bytes of the text at a JSON pointer into the options.
  public struct Part: Sendable, Hashable, Codable {
    public var pointer: String
    public var offset: Int
    public var count: Int

    public init(pointer: String, bytes: Range<Int>) {
      self.pointer = pointer
      offset = bytes.lowerBound
      count = bytes.count
    }
  }

  /// In the order of the text.
  public var matches: [Match]
  /// nil when the rule matched, or there was nothing to try.
  public var brokeOff: BreakOff?

  public init(matches: [Match] = [], brokeOff: BreakOff? = nil) {
    self.matches = matches
    self.brokeOff = brokeOff
  }

  enum CodingKeys: String, CodingKey {
    case matches
    case brokeOff = "broke_off"
  }
}
