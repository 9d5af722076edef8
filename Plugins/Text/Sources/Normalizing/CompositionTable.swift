import Foundation

/// Which scalars a Unicode form changes, and which may merge with the scalar before them.
///
/// Text parts into *segments*, each one scalar that does not attach and the attaching ones behind
/// it; each segment is normalised by itself. The table is asked of the library that normalises, all
/// scalars in one text with line breaks between them, so that the two cannot disagree.
struct CompositionTable {
  /// By scalar, below `limit`; only `.changes` and `.attaches`.
  let traits: [ScalarTraits]

  /// Above it only the ideographs of `compatibilityIdeographs` change and nothing attaches.
  static let limit = 0x20000
  static let compatibilityIdeographs: ClosedRange<UInt32> = 0x2F800...0x2FA1F

  static let nfc = CompositionTable(.nfc)
  static let nfkc = CompositionTable(.nfkc)

  /// Ideographs and private use, to which nothing happens: a third of all scalars.
  private static let untouched: [ClosedRange<UInt32>] = [
    0x3400...0x4DBF, 0x4E00...0x9FFF, 0xE000...0xF8FF, 0x17000...0x18CFF,
  ]

  private init(_ form: UnicodeForm) {
    var traits = Array(repeating: ScalarTraits(), count: Self.limit)
    var trailing: Set<Unicode.Scalar> = []
    var firsts: [(scalar: Unicode.Scalar, first: Unicode.Scalar)] = []
    for block in Self.blocks {
      let text = block.reduce(into: "") { $0 += "\($1)\n" }
      let decomposed = form.decomposed(text)
      let canonical = form == .nfkc ? text.decomposedStringWithCanonicalMapping : decomposed
      let composed = Self.lines(decomposed.precomposedStringWithCanonicalMapping)
      for line in Self.lines(canonical) where line.count > 1 {
        trailing.formUnion(line.dropFirst())
      }
      let parts = Self.lines(decomposed)
      for (i, scalar) in block.enumerated() {
        if !composed[i].elementsEqual([scalar]) { traits[Int(scalar.value)].insert(.changes) }
        if let first = parts[i].first { firsts.append((scalar, first)) }
      }
    }
    for (scalar, first) in firsts
    where first.properties.canonicalCombiningClass != .notReordered || trailing.contains(first) {
      traits[Int(scalar.value)].insert(.attaches)
    }
    self.traits = traits
  }

  /// The scalars to ask about, in short blocks: the library moves all text behind what it changes.
  private static var blocks: [[Unicode.Scalar]] {
    stride(from: 0x80, to: UInt32(limit), by: 128).compactMap { start in
      guard !untouched.contains(where: { $0.contains(start) }) else { return nil }
      return (start..<start + 128).compactMap(Unicode.Scalar.init)
    }
  }

  private static func lines(_ text: String) -> [Substring.UnicodeScalarView] {
    text.unicodeScalars.split(separator: "\n")
  }
}
