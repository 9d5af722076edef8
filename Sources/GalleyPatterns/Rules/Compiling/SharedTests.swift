import GalleyKit

/// The tests of tokens whose answer depends on nothing but the token's word and some features: those
/// that compare them with texts.
struct SharedTests: Sendable {
  /// By number of the item.
  private(set) var isShared: [Bool] = []
  /// Numbers of the columns they look at.
  private(set) var columns: [Int] = []
  /// The texts they compare features with.
  private var texts = NumberSet()

  /// - Parameters:
  ///   - items: all tests.
  ///   - checks: all checks, with the symbols of their texts.
  ///   - lists: all lists.
  ///   - kinds: of all columns.
  init(
    _ items: [CompiledItem],
    _ checks: [FeatureCheck],
    _ lists: [NumberSet],
    kinds: [FeatureKind]
  ) {
    for item in items {
      let own = Self.checks(of: item, checks)
      let isShared =
        item.type == 0 && item.relations.isEmpty && own.allSatisfy { Self.isShared($0, kinds) }
      self.isShared.append(isShared)
      guard isShared else { continue }
      for check in own where check.column >= 0 {
        if !columns.contains(Int(check.column)) { columns.append(Int(check.column)) }
        if check.operation == .isText {
          texts.insert(check.argument)
        } else {
          texts.formUnion(lists[Int(check.argument)])
        }
      }
    }
  }

  /// A number for the value of a feature in a row: the same for all that no test tells apart.
  @inline(__always)
  func number(_ column: FeatureColumn?, _ row: Int) -> UInt32 {
    guard let column, column.has(row) else { return .max }
    let text = column.text(row).rawValue
    return texts.contains(text) ? text : .max
  }

  /// The checks a test may come to.
  private static func checks(of item: CompiledItem, _ checks: [FeatureCheck]) -> [FeatureCheck] {
    var numbers = [item.check]
    var next = 0
    while next < numbers.count {
      defer { next += 1 }
      guard numbers[next] >= 0 else { continue }
      let check = checks[Int(numbers[next])]
      for exit in [check.onPass, check.onFail] where !numbers.contains(exit) {
        numbers.append(exit)
      }
    }
    return numbers.filter { $0 >= 0 }.map { checks[Int($0)] }
  }

  private static func isShared(_ check: FeatureCheck, _ kinds: [FeatureKind]) -> Bool {
    switch check.operation {
    case .isText, .isInList: kinds[Int(check.column)] == .text
    case .coversExactly, .coversFolded, .coversInList, .coversFoldedInList: check.column < 0
    case .has, .isSet, .hasBits, .matches, .equal, .less, .lessOrEqual, .greater, .greaterOrEqual,
      .coversMatch:
      false
    }
  }
}
