import GalleyKit

/// Writes texts anew under given rules, and keeps account of what stands for what.
struct Normalizer: Sendable {
  let rules: NormalizingRules
  let table: ScalarTable
  let scanner: CalmScanner
  /// Nil when entities stay.
  let entities: EntityTable?
  private let lexicon: Lexicon

  /// The views of one text: the one wanted, and one laid over it.
  struct Scratch {
    fileprivate(set) var view = ViewText()
    fileprivate var upper = ViewText()
  }

  /// How often entities are decoded that come out of decoded text, `&am&shy;p;`.
  private static let rounds = 4

  /// - Parameters:
  ///   - rules: what to change.
  ///   - entities: not used when the rules keep entities.
  ///   - lexicon: used only by the rule `auto` of `unwrap`.
  init(_ rules: NormalizingRules, entities: EntityTable?, lexicon: Lexicon) {
    self.rules = rules
    self.lexicon = lexicon
    self.entities = rules.decodesEntities ? entities : nil
    table = ScalarTable(rules)
    scanner = CalmScanner(rules, table: table)
  }

  /// Makes the view of a text; it is `scratch.view` afterwards.
  ///
  /// `text` is valid UTF-8 of at most 2 GiB. `checkStop` is called about every 64 KiB; what it
  /// throws ends the work.
  func normalise(
    _ text: UnsafeBufferPointer<UInt8>,
    _ scratch: inout Scratch,
    checkStop: () throws -> Void
  ) rethrows {
    try readCharacters(text, into: &scratch.view, checkStop: checkStop)
    for _ in 0..<Self.rounds where hasEntities(scratch.view) {
      try scratch.view.bytes.withUnsafeBufferPointer {
        try readCharacters($0, into: &scratch.upper, checkStop: checkStop)
      }
      layUpper(&scratch)
    }
    if rules.unwrap != .never { try unwrap(&scratch, checkStop: checkStop) }
  }

  private func readCharacters(
    _ text: UnsafeBufferPointer<UInt8>,
    into view: inout ViewText,
    checkStop: () throws -> Void
  ) rethrows {
    // The pass owns the memory of the view while it writes.
    var memory = ViewText()
    swap(&memory, &view)
    memory.removeAll()
    var pass = CharacterPass(ByteText(text), self, into: memory)
    memory = ViewText()
    try pass.run(checkStop: checkStop)
    swap(&view, &pass.view)
  }

  private func hasEntities(_ view: ViewText) -> Bool {
    guard let entities else { return false }
    return view.bytes.withUnsafeBufferPointer { entities.occurs(in: ByteText($0)) }
  }

  private func unwrap(_ scratch: inout Scratch, checkStop: () throws -> Void) rethrows {
    let upper: ViewText? = try scratch.view.bytes.withUnsafeBufferPointer {
      var pass = UnwrapPass(ByteText($0), rules.unwrap, lexicon: lexicon)
      guard pass.hasWork else { return nil }
      try pass.run(checkStop: checkStop)
      return pass.view
    }
    guard let upper else { return }
    scratch.upper = upper
    layUpper(&scratch)
  }

  /// Makes the upper view, which lies over the lower one, the view of the text.
  private func layUpper(_ scratch: inout Scratch) {
    scratch.upper.lay(over: scratch.view)
    swap(&scratch.upper, &scratch.view)
  }
}
