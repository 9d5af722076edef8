/// A part of a pattern over tokens and annotations, as its author wrote it.
package struct RuleNode: Sendable {
  package indirect enum Kind: Sendable {
    /// Tokens that together are this text; blanks stand for any white space.
    case words(String)
    case item(ItemTest)
    case sequence([RuleNode])
    case choice([RuleNode])
    /// `most` nil: without limit.
    case repeated(RuleNode, least: Int, most: Int?, isLazy: Bool)
    case capture(String, RuleNode)
    case context(RuleNode, isBehind: Bool, isNegative: Bool)
    /// A pattern that has a name: `$title`.
    case definition(String)
  }

  package var kind: Kind
  /// UTF-8 bytes of the pattern it is written in.
  package var range: Range<Int>

  package init(_ kind: Kind, _ range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}

/// A word of a pattern with its place.
package struct RuleName: Sendable {
  package var text: String
  /// UTF-8 bytes of the pattern.
  package var range: Range<Int>
}

/// A test of one token, or of one annotation.
package struct ItemTest: Sendable {
  /// The annotation type; nil: a token.
  package var type: RuleName?
  /// nil: any.
  package var test: FeatureTest?
  package var relations: [Relation] = []

  /// Where the item stands to annotations of another type.
  package struct Relation: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
      case within, contains, overlaps, starts, ends
    }

    package var kind: Kind
    package var isNegative: Bool
    package var type: RuleName
    package var test: FeatureTest?
  }
}

/// A condition on the features of an item.
package indirect enum FeatureTest: Sendable {
  case all([FeatureTest])
  case any([FeatureTest])
  case not(FeatureTest)
  /// A flag is set, or a feature has a value.
  case has(RuleName)
  case compare(RuleName, Comparison, Operand, Range<Int>)

  package enum Comparison: String, Sendable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case matches = "~"
    case matchesNot = "!~"
    case isIn = "in"
  }

  /// What a feature is compared with.
  package enum Operand: Sendable {
    case text(String)
    case regex(String, isCaseless: Bool)
    case list([String])
    /// A list that has a name: `$verbs`.
    case namedList(String)
  }
}

extension ItemTest {
  /// The same text for tests that say the same, wherever they are written.
  var canonical: String {
    let own = "\(type?.text ?? "Token")[\(test?.canonical ?? "")]"
    return relations.reduce(own) { text, relation in
      let word = (relation.isNegative ? "not " : "") + relation.kind.rawValue
      return "\(text) \(word) \(relation.type.text)[\(relation.test?.canonical ?? "")]"
    }
  }
}

extension FeatureTest {
  fileprivate var canonical: String {
    switch self {
    case .all(let parts): "(\(parts.map(\.canonical).joined(separator: "&")))"
    case .any(let parts): "(\(parts.map(\.canonical).joined(separator: "|")))"
    case .not(let inner): "!\(inner.canonical)"
    case .has(let name): name.text
    case .compare(let name, let comparison, let operand, _):
      "\(name.text)\(comparison.rawValue)\(operand.canonical)"
    }
  }
}

extension FeatureTest.Operand {
  fileprivate var canonical: String {
    switch self {
    case .text(let text): text.debugDescription
    case .regex(let pattern, let isCaseless): "/\(pattern)/\(isCaseless)"
    case .list(let values): values.debugDescription
    case .namedList(let name): "$\(name)"
    }
  }
}

/// Why a pattern cannot be read.
package struct RuleSyntaxError: Error, Sendable, Equatable {
  package var message: String
  package var fix: String
  /// UTF-8 bytes of the pattern; empty at its end.
  package var range: Range<Int>

  package init(_ message: String, at range: Range<Int>, fix: String) {
    self.message = message
    self.range = range
    self.fix = fix
  }
}
