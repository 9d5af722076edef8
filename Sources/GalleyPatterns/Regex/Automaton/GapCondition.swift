/// What a zero-width assertion asks of the two symbols beside its place.
///
/// It holds if in one of the cases the symbol to the left and the symbol to the right are members.
/// A condition may hold where the assertion does not, never the other way round.
struct GapCondition: Hashable, Sendable {
  struct Case: Hashable, Sendable {
    var left: SymbolSet
    var right: SymbolSet
  }

  private(set) var cases: [Case]

  /// Beyond as many cases a condition is given up for a weaker one.
  private static let mostCases = 8

  static let always = GapCondition(left: .all, right: .all)
  static let never = GapCondition(cases: [])

  init(left: SymbolSet = .all, right: SymbolSet = .all) {
    cases = [Case(left: left, right: right)]
  }

  init(cases: [Case]) {
    self.cases = cases
  }

  var isAlways: Bool {
    self == .always
  }

  /// What may stand to the left where all of `right` is on one side of each case.
  func left(of right: SymbolSet) -> SymbolSet {
    if isAlways { return .all }
    return cases.reduce(.none) { right.isSubset(of: $1.right) ? $0.union($1.left) : $0 }
  }

  /// The condition that both hold, or a weaker one.
  func and(_ other: GapCondition) -> GapCondition {
    if isAlways { return other }
    if other.isAlways { return self }
    var both: [Case] = []
    for one in cases {
      for two in other.cases {
        let left = one.left.intersection(two.left)
        let right = one.right.intersection(two.right)
        let joint = Case(left: left, right: right)
        if !left.isEmpty, !right.isEmpty, !both.contains(joint) { both.append(joint) }
      }
    }
    return both.count > Self.mostCases ? self : GapCondition(cases: both)
  }

  /// The condition that one of the two holds, or a weaker one.
  func or(_ other: GapCondition) -> GapCondition {
    if isAlways || other.isAlways { return .always }
    let either = cases + other.cases.filter { !cases.contains($0) }
    return either.count > Self.mostCases ? .always : GapCondition(cases: either)
  }
}
