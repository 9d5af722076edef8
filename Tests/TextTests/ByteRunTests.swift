import GalleyKit
import Testing

@testable import Text

/// What is read many bytes at a time is the same as byte by byte.
struct ByteRunTests {
  private static let signs = Array("aZmBzAé. :;=?!\t\n\r\u{B}\"89@[`{/x\u{85}。“".unicodeScalars)

  private func text(_ letters: Int, _ seed: Int) -> [UInt8] {
    var numbers = SplitMix(state: UInt64(seed))
    var text = ""
    for _ in 0..<50 {
      let isLetter = Int.random(in: 0..<10, using: &numbers) < letters
      let choice = Int.random(in: 0..<(isLetter ? 6 : Self.signs.count), using: &numbers)
      text.unicodeScalars.append(Self.signs[choice])
    }
    return Array(text.utf8)
  }

  @Test(arguments: [0, 5, 8, 9, 10])
  func `runs of letters end and look as their bytes say`(letters: Int) {
    for seed in 0..<40 {
      let bytes = text(letters, seed)
      bytes.withUnsafeBufferPointer { buffer in
        for start in buffer.indices {
          for limit in [
            start, start + 1, start + 8, start + 15, start + 17, start + 33, buffer.count,
          ]
          where limit <= buffer.count {
            let run = LetterRun(in: ByteText(buffer), from: start, to: limit)
            let end = buffer[start..<limit].firstIndex { !isLetter($0) } ?? limit
            #expect(run.end == end)
            if end > start { #expect(run.flags == flags(Array(buffer[start..<end]))) }
          }
        }
      }
    }
  }

  @Test(arguments: [0, 5, 8, 10])
  func `boundaries are found where their bytes stand`(letters: Int) {
    for seed in 0..<40 {
      let bytes = text(letters, seed)
      bytes.withUnsafeBufferPointer { buffer in
        let text = ByteText(buffer)
        for start in buffer.indices {
          for limit in [start, start + 7, start + 8, buffer.count] where limit <= buffer.count {
            let place = (start..<limit).first { text.byteClass($0).contains(.boundary) } ?? limit
            #expect(text.firstBoundary(from: start, to: limit) == place)
          }
        }
      }
    }
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private func flags(_ word: [UInt8]) -> TokenFlags {
    let capitals = word.filter { $0 < 0x61 }.count
    var flags: TokenFlags = .letters
    if word[0] < 0x61 { flags.insert(.capitalised) }
    if capitals == word.count, capitals > 1 { flags.insert(.allCapitals) }
    let first = word[0] < 0x61 ? 1 : 0
    if capitals > first, capitals < word.count { flags.insert(.mixedCase) }
    return flags
  }
}
