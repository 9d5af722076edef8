import GalleyKit

/// Which rules to try where: by the words, features and annotations they cannot be without.
struct AnchorIndex: Sendable {
  /// Rules by number of a word, in any case.
  private(set) var words = RuleLists()
  /// Rules by number of a word that a longer one begins with.
  private(set) var beginnings = RuleLists()
  /// Rules by symbol of a text, for each column that some rule is found by.
  private(set) var texts: [(column: Int, lists: RuleLists)] = []
  /// Rules by number of a type.
  private(set) var types = RuleLists()
  /// Rules by test of one token.
  private(set) var items: [(item: Int, rules: [UInt32])] = []

  /// - Parameters:
  ///   - rules: all rules.
  ///   - own: numbers of those in this index.
  ///   - symbols: of the texts atoms name by number.
  ///   - items: all tests.
  init(_ rules: [CompiledRule], _ own: [Int], _ symbols: [Symbol], items: [CompiledItem]) {
    var byWord: [UInt32: [UInt32]] = [:]
    var byBeginning: [UInt32: [UInt32]] = [:]
    var byText: [Int: [UInt32: [UInt32]]] = [:]
    var byType: [UInt32: [UInt32]] = [:]
    var byItem: [Int: [UInt32]] = [:]
    for number in own {
      let rule = UInt32(number)
      for atom in rules[number].anchor.atoms {
        switch atom {
        case .word(let word): byWord[word, default: []].append(rule)
        case .beginning(let word): byBeginning[word, default: []].append(rule)
        case .text(let column, let text):
          byText[column, default: [:]][symbols[Int(text)].rawValue, default: []].append(rule)
        case .annotation(let type): byType[UInt32(type), default: []].append(rule)
        case .item(let item): byItem[item, default: []].append(rule)
        }
      }
    }
    words = RuleLists(byWord)
    beginnings = RuleLists(byBeginning)
    types = RuleLists(byType)
    texts = byText.sorted { $0.key < $1.key }.map { ($0.key, RuleLists($0.value)) }
    self.items = byItem.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

/// Lists of rules by a small number.
struct RuleLists: Sendable {
  /// Where the list of a number begins in `rules`; the next begins where it ends.
  private var starts: [UInt32] = [0]
  private var rules: [UInt32] = []

  init() {}

  init(_ lists: [UInt32: [UInt32]]) {
    guard let last = lists.keys.max() else { return }
    starts.reserveCapacity(Int(last) + 2)
    for number in 0...last {
      rules += lists[number] ?? []
      starts.append(UInt32(rules.count))
    }
  }

  var isEmpty: Bool { rules.isEmpty }

  @inline(__always)
  func has(_ number: UInt32) -> Bool {
    Int(number) + 1 < starts.count && starts[Int(number)] < starts[Int(number) + 1]
  }

  @inline(__always)
  func forEach(_ number: UInt32, _ body: (UInt32) -> Void) {
    guard Int(number) + 1 < starts.count else { return }
    for place in starts[Int(number)]..<starts[Int(number) + 1] { body(rules[Int(place)]) }
  }
}
