/// The traits of all scalars under given rules.
///
/// Plain memory: it is read for every scalar above U+007F.
final class ScalarTable: @unchecked Sendable {
  // Sendable: written only by `init`, before anyone else can hold the object.
  private let table: UnsafeMutablePointer<ScalarTraits>
  private let changesIdeographs: Bool

  init(_ rules: NormalizingRules) {
    table = .allocate(capacity: CompositionTable.limit)
    changesIdeographs = rules.unicode != .none
    switch rules.unicode {
    case .none: table.initialize(repeating: [], count: CompositionTable.limit)
    case .nfc: Self.copy(CompositionTable.nfc, to: table)
    case .nfkc: Self.copy(CompositionTable.nfkc, to: table)
    }
    if rules.handlesWhiteSpace { insert(.white, WhiteSpace.scalars) }
    if rules.quotes != .keep { insert(.replaced, PlainSign.quotes) }
    if rules.dashes != .keep { insert(.replaced, PlainSign.dashes) }
    if rules.removesInvisible {
      insert(.removed, InvisibleSign.removed)
      insert(.joiner, InvisibleSign.joiners)
    }
  }

  deinit { table.deallocate() }

  func traits(of value: UInt32) -> ScalarTraits {
    if value < CompositionTable.limit { return table[Int(value)] }
    let changes = changesIdeographs && CompositionTable.compatibilityIdeographs.contains(value)
    return changes ? .changes : []
  }

  private static func copy(
    _ composition: CompositionTable,
    to table: UnsafeMutablePointer<ScalarTraits>
  ) {
    composition.traits.withUnsafeBufferPointer {
      if let base = $0.baseAddress { table.initialize(from: base, count: $0.count) }
    }
  }

  private func insert(_ traits: ScalarTraits, _ ranges: [ClosedRange<UInt32>]) {
    for value in ranges.joined() { table[Int(value)].insert(traits) }
  }
}
