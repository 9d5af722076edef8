/// Remembers which short texts match which regular expressions.
///
/// An answer depends on the text alone, so it is kept from document to document; a full memory is
/// begun anew.
struct VerdictCache {
  /// A question: whether a text matches the regular expression of this number.
  struct Question {
    fileprivate let regex: UInt32
    fileprivate let text: UnsafeBufferPointer<UInt8>
    fileprivate let hash: UInt64

    /// nil: the text is too long to be remembered.
    init?(_ regex: UInt32, _ text: UnsafeBufferPointer<UInt8>) {
      guard text.count <= VerdictCache.longestText else { return nil }
      var hash = NameHash()
      for byte in text { hash.append(byte) }
      self.regex = regex
      self.text = text
      self.hash = NameHash.mixed(hash.word, UInt64(regex) << 8 | UInt64(text.count))
    }
  }

  private struct Answer {
    var hash: UInt64
    var regex: UInt32
    var isMatch: Bool
    var count: UInt8
    /// Where the text begins in `bytes`.
    var start: UInt32
  }

  /// In UTF-8 bytes.
  private static let longestText = 64
  private static let mostAnswers = 1 << 15

  private var answers: [Answer] = []
  private var bytes: [UInt8] = []
  /// Numbers of answers from 1 by hash, 0 for free; a power of two.
  private var slots = [UInt32](repeating: 0, count: 256)

  func answer(_ question: Question) -> Bool? {
    let number = slots[slot(of: question)]
    return number == 0 ? nil : answers[Int(number) - 1].isMatch
  }

  /// Remembers the answer to a question that has none.
  mutating func remember(_ question: Question, _ isMatch: Bool) {
    if answers.count * 2 >= slots.count { makeRoom() }
    answers.append(
      Answer(
        hash: question.hash,
        regex: question.regex,
        isMatch: isMatch,
        count: UInt8(question.text.count),
        start: UInt32(bytes.count)
      )
    )
    bytes += question.text
    slots[slot(of: question)] = UInt32(answers.count)
  }

  /// Where the answer stands, or else may stand.
  private func slot(of question: Question) -> Int {
    var slot = Int(truncatingIfNeeded: question.hash) & (slots.count - 1)
    while slots[slot] != 0, !isAnswer(answers[Int(slots[slot]) - 1], to: question) {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private func isAnswer(_ answer: Answer, to question: Question) -> Bool {
    guard answer.hash == question.hash, answer.regex == question.regex,
      Int(answer.count) == question.text.count
    else { return false }
    let start = Int(answer.start)
    return question.text.elementsEqual(bytes[start..<start + question.text.count])
  }

  private mutating func makeRoom() {
    if answers.count >= Self.mostAnswers {
      answers.removeAll(keepingCapacity: true)
      bytes.removeAll(keepingCapacity: true)
      for index in slots.indices { slots[index] = 0 }
      return
    }
    slots = [UInt32](repeating: 0, count: slots.count * 4)
    for (number, answer) in answers.enumerated() {
      var slot = Int(truncatingIfNeeded: answer.hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }
}
