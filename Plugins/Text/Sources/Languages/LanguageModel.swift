import Foundation

/// The weights of letter sequences in all languages that are written alike, ready to be added up.
///
/// Naive Bayes over sequences of one to four letters, word boundaries included, with additive
/// smoothing: what a sequence adds to a language is the logarithm of how much likelier it is there
/// than a sequence the language has never shown, `log(1 + count / smoothing)`, counts being brought
/// to texts of equal length. So what no profile has adds nothing, and scores need no constant.
struct LanguageModel: Sendable {
  /// Languages of one script.
  struct Group: Sendable {
    /// Indices of `codes`.
    var languages: Range<Int>
    /// Where its scores begin, and how many there are, a multiple of eight.
    var scores: Range<Int>
  }

  /// Weights are logarithms times this.
  static let scale = 256.0
  private static let smoothing = 0.5
  /// Letters of a profile that counts are brought to.
  private static let size = 4_000.0

  let table: LetterTable
  /// Sorted by script, then by code.
  let codes: [String]
  /// By script; nil where no profile is written so.
  let groups: [Group?]
  let scoreCount: Int

  /// Open addressing: packed sequences, 0 for none.
  private let keys: [UInt64]
  /// Where in `weights` the row of the sequence begins; as long as its group has scores.
  private let rows: [Int32]
  private let weights: [Int16]
  private let shift: UInt64

  init(_ profiles: [LanguageProfile], _ table: LetterTable) {
    self.table = table
    let byScript = Dictionary(grouping: profiles) { Self.script(of: $0, table) }
    var codes: [String] = []
    var groups = [Group?](repeating: nil, count: table.weights.count)
    var scoreCount = 0
    var index: [UInt64: Int32] = [:]
    var weights: [Int16] = []
    for script in byScript.keys.sorted() {
      let members = (byScript[script] ?? []).sorted { $0.code < $1.code }
      let width = (members.count + 7) & ~7
      groups[Int(script)] = Group(
        languages: codes.count..<codes.count + members.count,
        scores: scoreCount..<scoreCount + width
      )
      for (number, profile) in members.enumerated() {
        let share = Self.size / Double(max(profile.size, 1)) / Self.smoothing
        for (sequence, count) in profile.counts {
          let row = index[sequence.packed] ?? Int32(weights.count)
          if Int(row) == weights.count {
            index[sequence.packed] = row
            weights.append(contentsOf: repeatElement(0, count: width))
          }
          let weight = log(1 + Double(count) * share) * Self.scale
          weights[Int(row) + number] = Int16(min(weight.rounded(), 32_767))
        }
      }
      codes += members.map(\.code)
      scoreCount += width
    }
    self.codes = codes
    self.groups = groups
    self.scoreCount = scoreCount
    self.weights = weights
    let bits = max(4, Int.bitWidth - (index.count * 2).leadingZeroBitCount)
    var keys = [UInt64](repeating: 0, count: 1 << bits)
    var rows = [Int32](repeating: 0, count: 1 << bits)
    shift = UInt64(64 - bits)
    for (key, row) in index {
      var slot = Self.slot(of: key, shift)
      while keys[slot] != 0 { slot = (slot + 1) & (keys.count - 1) }
      keys[slot] = key
      rows[slot] = row
    }
    self.keys = keys
    self.rows = rows
  }

  /// The script most letters of a profile are of.
  private static func script(of profile: LanguageProfile, _ table: LetterTable) -> UInt8 {
    var letters: [UInt8: Int] = [:]
    for (sequence, count) in profile.counts where sequence.packed <= 0xFFFF {
      let script = table.scripts[Int(sequence.packed)]
      letters[script, default: 0] += count * Int(table.weights[Int(script)])
    }
    return letters.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
  }

  @inline(__always)
  private static func slot(of key: UInt64, _ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift)
  }

  /// Adds the weights of a word's sequences to the scores of its group.
  ///
  /// `letters` begins and ends with a boundary; at `scores` are as many as the group has.
  func add(
    _ letters: UnsafeBufferPointer<UInt16>,
    to scores: UnsafeMutableRawPointer,
    count: Int
  ) {
    keys.withUnsafeBufferPointer { keys in
      rows.withUnsafeBufferPointer { rows in
        weights.withUnsafeBytes { weights in
          LetterSequence.forEach(in: letters) { key in
            var slot = Self.slot(of: key, shift)
            while keys[slot] != key {
              if keys[slot] == 0 { return }
              slot = (slot + 1) & (keys.count - 1)
            }
            let row = 2 * Int(rows[slot])
            for i in stride(from: 0, to: count, by: 8) {
              let weight = weights.loadUnaligned(
                fromByteOffset: row + 2 * i,
                as: SIMD8<Int16>.self
              )
              let sum = scores.loadUnaligned(fromByteOffset: 4 * i, as: SIMD8<Int32>.self)
              scores.storeBytes(
                of: sum &+ SIMD8<Int32>(truncatingIfNeeded: weight),
                toByteOffset: 4 * i,
                as: SIMD8<Int32>.self
              )
            }
          }
        }
      }
    }
  }
}
