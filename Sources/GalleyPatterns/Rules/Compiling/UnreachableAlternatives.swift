/// Finds alternatives that are never taken because of one before them.
struct UnreachableAlternatives {
  private let phrases: [CompiledPhrase]
  private let items: [CompiledItem]
  /// By type, the number of the item that asks for nothing else.
  private var plainItems: [Int: Int] = [:]

  init(phrases: [CompiledPhrase], items: [CompiledItem]) {
    self.phrases = phrases
    self.items = items
    for (number, item) in items.enumerated() where item.isPlain {
      if plainItems[item.type] == nil { plainItems[item.type] = number }
    }
  }

  /// Numbers of those among `options`, each with the number of the one that hides it.
  ///
  /// An alternative is hidden by one that is the same or asks for less; at the end of a pattern also
  /// by one it begins with, for the first that fits is taken.
  func find(among options: [ResolvedNode], isAtEnd: Bool) -> [(hidden: Int, by: Int)] {
    var known: [[Element]: Int] = [:]
    var found: [(Int, Int)] = []
    for (number, option) in options.enumerated() {
      let elements = elements(of: option)
      let forms = [elements] + looserForms(of: elements)
      if let first = forms.lazy.compactMap({ hides(known, $0, isAtEnd) }).first {
        found.append((number, first))
      } else if known[elements] == nil {
        known[elements] = number
      }
    }
    return found
  }

  /// The alternative that is `elements`, or at the end of a pattern their beginning.
  private func hides(_ known: [[Element]: Int], _ elements: [Element], _ isAtEnd: Bool) -> Int? {
    let shortest = isAtEnd && elements.count < Self.mostElements ? 1 : elements.count
    for count in shortest...elements.count {
      if let first = known[Array(elements[..<count])] { return first }
    }
    return nil
  }

  private static let mostElements = 64

  /// The same with one element or all of them asking for less.
  private func looserForms(of elements: [Element]) -> [[Element]] {
    let loose = elements.map(looser)
    let places = elements.indices.filter { loose[$0] != elements[$0] }
    guard !places.isEmpty, elements.count < Self.mostElements else { return [] }
    return [loose]
      + places.map { place in
        var form = elements
        form[place] = loose[place]
        return form
      }
  }

  /// A part of a sequence; phrases are taken apart at their blanks.
  private enum Element: Hashable {
    case word([UInt8], isFolded: Bool)
    case node(ResolvedNode)
  }

  /// What fits wherever an element does, if the rules speak of it: a word in any case, a token or an
  /// annotation without a test.
  private func looser(_ element: Element) -> Element {
    switch element {
    case .word(let bytes, _):
      return .word(Vocabulary.folded(String(decoding: bytes, as: UTF8.self)), isFolded: true)
    case .node(.token(let number)): return .node(.token(plainItems[0] ?? number))
    case .node(.annotation(let number)):
      return .node(.annotation(plainItems[items[number].type] ?? number))
    case .node: return element
    }
  }

  private func elements(of node: ResolvedNode) -> [Element] {
    switch node {
    case .sequence(let parts): parts.flatMap(elements)
    case .phrase(let number):
      phrases[number].bytes.split(separator: 0x20).map {
        .word(Array($0), isFolded: phrases[number].isFolded)
      }
    default: [.node(node)]
    }
  }
}

extension CompiledItem {
  /// Whether it asks for a type and nothing else.
  fileprivate var isPlain: Bool { check == FeatureCheck.pass && relations.isEmpty }
}
