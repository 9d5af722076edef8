/// Finds the best labels of a sequence; the memory of one lane.
///
/// The caller adds up what features say about each position. Of the labels of a position only the
/// best few take part in the search for the best sequence (Viterbi's algorithm, 1967): the others
/// are too far behind for transitions to bring them to the front.
public struct SequenceDecoder {
  /// Labels of a position that take part in the search.
  static let mostCandidates = 8
  /// How far a label may be behind the best one to take part.
  static let farthest = Int16(6 * WeightTable.one)

  private let stride: Int
  private let labelCount: Int
  private var scores: [Int16] = []
  private var candidates: [Int32] = []
  private var counts: [Int] = []
  private var best: [Int32] = []
  private var origins: [UInt8] = []
  /// The labels found by `decode`.
  public private(set) var labels: [UInt8] = []

  public init(labelCount: Int) {
    self.labelCount = labelCount
    stride = (labelCount + 15) & ~15
  }

  /// Begins a sequence of `count` positions with scores of 0.
  public mutating func begin(_ count: Int) {
    scores.removeAll(keepingCapacity: true)
    scores.append(contentsOf: repeatElement(0, count: count * stride))
    labels.removeAll(keepingCapacity: true)
    labels.append(contentsOf: repeatElement(0, count: count))
  }

  /// Lends the scores of all positions; those of a position begin at its number times the second
  /// argument.
  @inline(__always)
  public mutating func withScores(_ body: (UnsafeMutablePointer<Int16>, _ stride: Int) -> Void) {
    scores.withUnsafeMutableBufferPointer {
      if let base = $0.baseAddress { body(base, stride) }
    }
  }

  /// Finds the labels.
  public mutating func decode(_ model: SequenceModel) {
    let count = labels.count
    guard count > 0 else { return }
    choose(count)
    search(count, model.transitions)
  }

  /// The candidates of each position, best first, equally good ones by their numbers.
  private mutating func choose(_ count: Int) {
    let most = Self.mostCandidates
    candidates.removeAll(keepingCapacity: true)
    candidates.append(contentsOf: repeatElement(0, count: count * most))
    counts.removeAll(keepingCapacity: true)
    let (labelCount, stride) = (labelCount, stride)
    scores.withUnsafeBufferPointer { scores in
      candidates.withUnsafeMutableBufferPointer { candidates in
        for position in 0..<count {
          let row = position * stride
          var top = scores[row]
          for label in 1..<max(1, labelCount) { top = max(top, scores[row + label]) }
          let first = position * most
          var found = 0
          for label in 0..<labelCount {
            let score = scores[row + label]
            guard score >= top &- Self.farthest else { continue }
            var place = found
            while place > 0, scores[row + Int(candidates[first + place - 1])] < score { place -= 1 }
            guard place < most else { continue }
            if found < most { found += 1 }
            var i = found - 1
            while i > place {
              candidates[first + i] = candidates[first + i - 1]
              i -= 1
            }
            candidates[first + place] = Int32(label)
          }
          counts.append(found)
        }
      }
    }
  }

  private mutating func search(_ count: Int, _ transitions: [Int32]) {
    let most = Self.mostCandidates
    best.removeAll(keepingCapacity: true)
    best.append(contentsOf: repeatElement(0, count: count * most))
    origins.removeAll(keepingCapacity: true)
    origins.append(contentsOf: repeatElement(0, count: count * most))
    for i in 0..<counts[0] { best[i] = Int32(scores[Int(candidates[i])]) }
    for position in 1..<max(1, count) {
      let (row, before) = (position * most, (position - 1) * most)
      for i in 0..<counts[position] {
        let label = Int(candidates[row + i])
        var (top, origin) = (Int32.min, 0)
        for j in 0..<counts[position - 1] {
          let score =
            best[before + j] + transitions[Int(candidates[before + j]) * labelCount + label]
          if score > top { (top, origin) = (score, j) }
        }
        best[row + i] = top + Int32(scores[position * stride + label])
        origins[row + i] = UInt8(origin)
      }
    }
    var choice = 0
    let last = (count - 1) * most
    for i in 1..<max(1, counts[count - 1]) where best[last + i] > best[last + choice] { choice = i }
    for position in Swift.stride(from: count - 1, through: 0, by: -1) {
      labels[position] = UInt8(candidates[position * most + choice])
      choice = Int(origins[position * most + choice])
    }
  }
}
