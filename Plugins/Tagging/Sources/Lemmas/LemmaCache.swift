import GalleyLearning

/// Dictionary forms of words met before; the memory of one lane.
struct LemmaCache {
  /// More than this are forgotten all at once.
  ///
  /// It changes no result.
  private static let most = 1 << 15

  private struct Entry {
    var key: UInt64 = 0
    var start: Int32 = 0
    /// 0: the slot is free.
    var count: Int32 = 0
  }

  private var slots = [Entry](repeating: Entry(), count: most * 2)
  private var bytes: [UInt8] = []
  private var count = 0

  /// Lends the dictionary form of a word.
  ///
  /// - Parameters:
  ///   - word: not empty.
  ///   - tag: of `LemmaKey.tag`.
  ///   - model: always the same.
  ///   - body: gets the bytes, during the call.
  mutating func withLemma(
    of word: UnsafeBufferPointer<UInt8>,
    tag: UInt64,
    _ model: LemmaModel,
    _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    let key = FeatureHash.of(tag, FeatureHash.of(word))
    var slot = Int(key & UInt64(slots.count - 1))
    while slots[slot].count > 0, slots[slot].key != key { slot = (slot + 1) & (slots.count - 1) }
    if slots[slot].count == 0 {
      if count == Self.most {
        removeAll()
        slot = Int(key & UInt64(slots.count - 1))
      }
      let lemma = model.lemma(of: String(decoding: word, as: UTF8.self), tag: tag).utf8
      slots[slot] = Entry(key: key, start: Int32(bytes.count), count: Int32(lemma.count))
      bytes.append(contentsOf: lemma)
      count += 1
    }
    let entry = slots[slot]
    bytes.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[Int(entry.start)..<Int(entry.start + entry.count)]))
    }
  }

  private mutating func removeAll() {
    for slot in slots.indices { slots[slot] = Entry() }
    bytes.removeAll(keepingCapacity: true)
    count = 0
  }
}
