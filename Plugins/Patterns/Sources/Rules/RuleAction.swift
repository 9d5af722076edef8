import GalleyKit
import GalleyPatterns

/// What a rule does where it matches.
struct RuleAction: Sendable {
  var emissions: [Emission] = []
  var changes: [FeatureChange] = []
  /// Numbers of the captures whose annotations go.
  var removals: [Int] = []

  /// An annotation to make.
  struct Emission: Sendable {
    /// Number of its type among those the stage makes.
    var type: Int
    /// Number of the capture that is its span; nil: the whole match.
    var capture: Int?
    /// How each column of its type is filled, in the order of the columns.
    var values: [ValueSource] = []
  }

  /// A feature to write into captured annotations.
  struct FeatureChange: Sendable {
    var capture: Int
    var feature: FeatureDeclaration
    /// The captured types that have it: number in the rule set, and its column.
    var columns: [Int: Int]
    var value: ValueSource
  }
}

/// Where the value of a feature comes from.
struct ValueSource: Sendable {
  indirect enum Origin: Sendable {
    case none
    case constant(RuleValue)
    /// What a capture holds; nil: the whole match.
    case capture(Int?)
    /// A feature of what a capture holds: columns by number of the type.
    case feature(Int, columns: [Int: Int])
    /// The covered text of a capture.
    case coveredText(Int)
    /// The first of these that gives a value.
    case first([ValueSource])
    /// A value where all these captures took part.
    case when([Int], ValueSource)
    /// Texts joined by blanks, where each has a value.
    case joined([ValueSource])
  }

  var origin: Origin
  var kind: FeatureKind
  var items: FeatureKind?
  /// The only texts allowed, when there is such a list.
  var allowed: Set<String>?
}

/// A type of annotations the rules make, with the features any of them fills.
struct EmittedType: Sendable {
  var name: String
  var features: [FeatureDeclaration]
}
