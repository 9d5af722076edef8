import GalleyKit

/// One step of a compiled pattern.
struct RuleStep: Sendable {
  enum Operation: UInt8, Sendable {
    /// Goes over a token that passes the item test `argument`.
    case token
    /// Goes over an annotation that passes the item test `argument`.
    case annotation
    /// Goes over the tokens of the phrase `argument`.
    case phrase
    /// Goes on at `next`, and when that fails at `argument`.
    case split
    /// The capture `argument` begins, ends.
    case begin, end
    /// Goes on when the context `argument` is as wanted.
    case context
    /// The same for contexts of one token: goes on when it passes the item test `argument`; when there
    /// is none that does.
    case peek, peekNot
    case accept
  }

  var operation: Operation
  /// Whether it goes from the end to the beginning, as in `(?<=…)`.
  var isBackward = false
  var next: Int32 = -1
  var argument: Int32 = 0
  /// Number among the steps several others lead to; -1: only one does.
  var join: Int32 = -1
}

/// A compiled pattern.
struct RuleProgram: Sendable {
  var steps: [RuleStep] = []
  /// By step: the number of the part of the pattern it stands for, as `PatternParts` counts; -1: none.
  var parts: [Int32] = []
  var start: Int32 = 0
  var joinCount = 0
  var contexts: [Context] = []
  var captures: [String] = []

  struct Context: Sendable {
    var start: Int32
    var isBehind: Bool
    var isNegative: Bool
    /// Whether its path is kept; it then has no loop.
    var captures: Bool
  }
}

/// A test of one feature, and where to go on when it is passed and when not.
struct FeatureCheck: Sendable {
  enum Operation: UInt8, Sendable {
    case has, isSet
    /// One of the bits `argument` is set in an integer.
    case hasBits
    /// The text with the number `argument`.
    case isText
    case isInList
    case matches
    case equal, less, lessOrEqual, greater, greaterOrEqual
    /// The covered text with the number `argument`: exactly, or in any case.
    case coversExactly, coversFolded
    case coversInList, coversFoldedInList
    case coversMatch
  }

  /// Where a test ends.
  static let pass: Int32 = -1
  static let fail: Int32 = -2

  var operation: Operation
  /// Number of the column; of covered text none.
  var column: Int32 = -1
  var argument: UInt32 = 0
  var number = 0.0
  var onPass: Int32
  var onFail: Int32
}

/// A test of an item, compiled.
struct CompiledItem: Hashable, Sendable {
  /// Number of its type; 0 is the token.
  var type: Int
  /// Number of its first check; or `FeatureCheck.pass`.
  var check: Int32
  /// Numbers of its relations.
  var relations: Range<Int>
}

struct CompiledRelation: Sendable {
  var kind: ItemTest.Relation.Kind
  var isNegative: Bool
  /// The test of the other annotation.
  var other: CompiledItem
}

/// A text that one or several tokens together are.
struct CompiledPhrase: Sendable {
  /// In lower case when it is compared in any case; blanks are single.
  var bytes: [UInt8]
  var isFolded: Bool
}

/// A feature the rules read.
package struct ReadColumn: Hashable, Sendable {
  var type: Int
  var feature: String
  var kind: FeatureKind
}

/// Which tokens and annotations a match cannot be without, and how far from its start they are.
struct RuleAnchor: Sendable {
  enum Atom: Hashable, Sendable {
    /// A token that is this word in any case.
    case word(UInt32)
    /// A token that begins this word and has another right behind it.
    case beginning(UInt32)
    /// A token whose feature has the text with this number.
    case text(column: Int, UInt32)
    case annotation(type: Int)
    /// A token that passes an item test.
    case item(Int)
  }

  var atoms: Set<Atom>
  /// Tokens before it, at least.
  var least: Int
  /// Tokens before it, at most; nil: no limit.
  var most: Int?
  /// How many tokens in a million pass, roughly.
  var cost: Double
}
