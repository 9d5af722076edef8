/// What a pattern can match at most, as far as this module reads it.
///
/// A node describes texts; a pattern matches no text that its node does not describe. Where an
/// element of the pattern has no counterpart here, its node describes more than the element matches.
indirect enum PatternNode: Sendable {
  case character(CharacterSet)
  case sequence([PatternNode])
  case alternation([PatternNode])
  /// As many times as from `least` to `most`; nil is without end.
  case repetition(PatternNode, least: Int, most: Int?)
  case assertion(GapCondition)

  static let empty = PatternNode.sequence([])
  /// Any text, the empty one too: what a back reference may match.
  static let anything = PatternNode.repetition(.character(.all), least: 0, most: nil)
}

/// Characters, exact within ASCII.
struct CharacterSet: Hashable, Sendable {
  enum Others: Hashable, Sendable {
    /// These and no other characters beyond ASCII, each as its UTF-8 bytes.
    case only([[UInt8]])
    /// Any character beyond ASCII, or at least nobody knows which not.
    case any
  }

  /// Exactly the members among the ASCII characters.
  var ascii: SymbolSet
  /// At least the members beyond ASCII.
  var others: Others

  static let all = CharacterSet(ascii: .ascii, others: .any)

  /// The symbols a member may begin or end with.
  var symbols: SymbolSet {
    others == .only([]) ? ascii : ascii.union(.beyondASCII)
  }
}

extension PatternNode {
  enum End {
    case first, last
  }

  /// The symbols that can be the first or the last of a text this node describes, and whether the
  /// text may be empty.
  func symbols(at end: End) -> (set: SymbolSet, canBeEmpty: Bool) {
    switch self {
    case .character(let set):
      return (set.symbols, false)
    case .sequence(let nodes):
      var set = SymbolSet.none
      for node in end == .first ? nodes : nodes.reversed() {
        let symbols = node.symbols(at: end)
        set = set.union(symbols.set)
        if !symbols.canBeEmpty { return (set, false) }
      }
      return (set, true)
    case .alternation(let nodes):
      return nodes.reduce((SymbolSet.none, false)) { sum, node in
        let symbols = node.symbols(at: end)
        return (sum.0.union(symbols.set), sum.1 || symbols.canBeEmpty)
      }
    case .repetition(let node, let least, _):
      let symbols = node.symbols(at: end)
      return (symbols.set, symbols.canBeEmpty || least == 0)
    case .assertion:
      return (.none, true)
    }
  }

  /// The alternatives this node is made of; itself if it is no alternation.
  var alternatives: [PatternNode] {
    switch self {
    case .alternation(let nodes): nodes.flatMap(\.alternatives)
    case .sequence(let nodes) where nodes.count == 1: nodes[0].alternatives
    default: [self]
    }
  }
}
