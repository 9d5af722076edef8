import GalleyKit

/// Hashes of the parts of speech of one document, by their symbols.
struct TagHashes {
  /// Few are in use at a time: the last ones are looked through.
  private var known: [(upos: Symbol, xpos: Symbol, hash: UInt64)] = []

  /// Forgets all: symbols are those of one document.
  mutating func removeAll() { known.removeAll(keepingCapacity: true) }

  mutating func hash(
    _ upos: Symbol,
    _ xpos: Symbol,
    in document: borrowing Document
  ) -> UInt64 {
    for (place, entry) in known.enumerated() where entry.upos == upos && entry.xpos == xpos {
      // The frequent ones come to stand in front.
      if place > 0 { known.swapAt(place, place - 1) }
      return entry.hash
    }
    let hash = LemmaKey.tag(upos: document.utf8(of: upos), xpos: document.utf8(of: xpos))
    known.append((upos, xpos, hash))
    return hash
  }
}
