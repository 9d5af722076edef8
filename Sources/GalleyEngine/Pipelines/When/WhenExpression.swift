package import GalleyKit

/// A condition on a document's metadata: `lang == 'en' and (words > 50 or exists(title))`.
///
/// A comparison holds only between values of one kind: texts by their bytes, numbers by value, flags
/// by `==` and `!=`. With a missing key, or a value of another kind, every comparison is false, `!=`
/// too.
package struct WhenExpression: Sendable {
  /// As written, variables filled in, values from the environment masked.
  package let text: String
  /// The metadata keys it looks at, in byte order.
  package let keys: [String]
  let root: Term

  indirect enum Term: Sendable {
    case comparison(key: String, Comparison, JSONValue)
    case membership(key: String, [JSONValue])
    case match(key: String, WhenPattern)
    case exists(key: String)
    case and(Term, Term)
    case or(Term, Term)
    case not(Term)
  }

  enum Comparison: String, Sendable, CaseIterable {
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
  }

  init(_ root: Term, text: String) {
    self.root = root
    self.text = text
    keys = root.keys.sorted()
  }

  /// Whether a document with this metadata is meant.
  package func holds(for metadata: [String: JSONValue]) -> Bool {
    root.holds { metadata[$0] }
  }

  /// Whether a document is meant whose metadata `lookup` gives by key.
  package func holds(lookup: (String) -> JSONValue?) -> Bool {
    root.holds(lookup)
  }
}

extension WhenExpression.Term {
  fileprivate var keys: Set<String> {
    switch self {
    case .comparison(let key, _, _), .membership(let key, _), .match(let key, _), .exists(let key):
      [key]
    case .and(let a, let b), .or(let a, let b): a.keys.union(b.keys)
    case .not(let term): term.keys
    }
  }

  fileprivate func holds(_ lookup: (String) -> JSONValue?) -> Bool {
    switch self {
    case .comparison(let key, let comparison, let value):
      lookup(key).map { comparison.holds($0, value) } ?? false
    case .membership(let key, let values):
      lookup(key).map { found in
        values.contains { WhenExpression.Comparison.equal.holds(found, $0) }
      } ?? false
    case .match(let key, let pattern): lookup(key)?.text.map(pattern.isFound) ?? false
    case .exists(let key): lookup(key).map { $0 != .null } ?? false
    case .and(let a, let b): a.holds(lookup) && b.holds(lookup)
    case .or(let a, let b): a.holds(lookup) || b.holds(lookup)
    case .not(let term): !term.holds(lookup)
    }
  }
}

extension WhenExpression.Comparison {
  func holds(_ found: JSONValue, _ wanted: JSONValue) -> Bool {
    switch (found, wanted) {
    case (.text(let a), .text(let b)):
      holds(
        Order(Array(a.utf8).lexicographicallyPrecedes(Array(b.utf8)), a.utf8.elementsEqual(b.utf8))
      )
    case (.flag(let a), .flag(let b)):
      switch self {
      case .equal: a == b
      case .notEqual: a != b
      default: false
      }
    case (.integer(let a), .integer(let b)): holds(Order(a < b, a == b))
    default:
      if let a = found.double, let b = wanted.double { holds(Order(a < b, a == b)) } else { false }
    }
  }

  private enum Order {
    case before, same, after

    init(_ isBefore: Bool, _ isSame: Bool) {
      self = isSame ? .same : isBefore ? .before : .after
    }
  }

  private func holds(_ order: Order) -> Bool {
    switch self {
    case .equal: order == .same
    case .notEqual: order != .same
    case .less: order == .before
    case .lessOrEqual: order != .after
    case .greater: order == .after
    case .greaterOrEqual: order != .before
    }
  }
}

extension JSONValue {
  /// The value of an integer or a number.
  fileprivate var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }
}
