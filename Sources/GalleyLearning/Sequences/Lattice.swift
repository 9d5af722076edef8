/// The labels of a sequence that take part in learning, with their probabilities.
struct Lattice {
  /// Labels of a position beside the right one.
  private static let most = 8

  private struct Position {
    /// Where its candidates begin.
    let first: Int
    let count: Int
    /// Which candidate is right.
    let right: Int
    /// The highest score.
    let top: Float
  }

  private var positions: [Position] = []
  /// Of all candidates.
  private var labels: [Int] = []
  private var scores: [Float] = []
  /// eˢ⁻ᵗ with the highest score t of the position.
  private var weights: [Float] = []
  /// Sum over the sequences up to here and from here on, normalised per position.
  private var forward: [Float] = []
  private var backward: [Float] = []
  /// Probabilities of candidates.
  private var marginals: [Float] = []
  /// eˢ of the transitions between the candidates of two positions.
  private var steps: [Float] = []
  private var stepStarts: [Int] = []
  /// Positions whose most probable label is not the right one.
  private(set) var wrong = 0

  mutating func removeAll() {
    positions.removeAll(keepingCapacity: true)
    labels.removeAll(keepingCapacity: true)
    scores.removeAll(keepingCapacity: true)
    weights.removeAll(keepingCapacity: true)
    steps.removeAll(keepingCapacity: true)
    stepStarts.removeAll(keepingCapacity: true)
    wrong = 0
  }

  /// Adds a position with the scores of its `count` labels.
  mutating func append(_ all: UnsafePointer<Float>, count: Int, right: UInt8) {
    let first = labels.count
    for label in 0..<count {
      var place = labels.count
      while place > first, all[labels[place - 1]] < all[label] { place -= 1 }
      guard place - first < Self.most else { continue }
      labels.insert(label, at: place)
      if labels.count - first > Self.most { labels.removeLast() }
    }
    let top = all[labels[first]]
    var place = labels[first...].firstIndex(of: Int(right))
    if place == nil {
      place = labels.count
      labels.append(Int(right))
    }
    for label in labels[first...] {
      scores.append(all[label])
      weights.append(exponential(all[label] - top))
    }
    positions.append(
      Position(
        first: first,
        count: labels.count - first,
        right: (place ?? first) - first,
        top: top
      )
    )
  }

  /// Computes the probabilities (forward–backward).
  mutating func compute(_ transitions: UnsafePointer<Float>, _ labelCount: Int) {
    forward = weights
    backward = Array(repeating: 1, count: weights.count)
    marginals = weights
    computeSteps(transitions, labelCount)
    for (i, position) in positions.enumerated() {
      if i > 0 {
        let before = positions[i - 1]
        for k in 0..<position.count {
          var sum: Float = 0
          for q in 0..<before.count { sum += forward[before.first + q] * step(i, q, k) }
          forward[position.first + k] = sum * weights[position.first + k]
        }
      }
      Self.normalise(&forward, position.first, position.count)
    }
    for (i, position) in positions.enumerated().dropLast().reversed() {
      let next = positions[i + 1]
      for q in 0..<position.count {
        var sum: Float = 0
        for k in 0..<next.count {
          sum += backward[next.first + k] * weights[next.first + k] * step(i + 1, q, k)
        }
        backward[position.first + q] = sum
      }
      Self.normalise(&backward, position.first, position.count)
    }
    for position in positions { conclude(position) }
  }

  /// Tells how far each transition to position `i` is from what is right.
  func forTransitions(to i: Int, _ body: (_ from: Int, _ to: Int, _ gradient: Float) -> Void) {
    let (before, position) = (positions[i - 1], positions[i])
    var total: Float = 0
    for q in 0..<before.count {
      for k in 0..<position.count { total += together(i, q, k) }
    }
    for q in 0..<before.count {
      for k in 0..<position.count {
        let isRight = q == before.right && k == position.right
        body(
          labels[before.first + q],
          labels[position.first + k],
          together(i, q, k) / total - (isRight ? 1 : 0)
        )
      }
    }
  }

  /// Tells how far the probability of each label of position `i` is from what is right.
  func forLabels(of i: Int, _ body: (_ label: Int, _ gradient: Float) -> Void) {
    let position = positions[i]
    for k in 0..<position.count {
      body(
        labels[position.first + k],
        marginals[position.first + k] - (k == position.right ? 1 : 0)
      )
    }
  }

  private mutating func computeSteps(_ transitions: UnsafePointer<Float>, _ labelCount: Int) {
    stepStarts.append(0)
    for i in 1..<max(1, positions.count) {
      let (before, position) = (positions[i - 1], positions[i])
      stepStarts.append(steps.count)
      for q in 0..<before.count {
        let row = transitions + labels[before.first + q] * labelCount
        for k in 0..<position.count {
          steps.append(exponential(row[labels[position.first + k]]))
        }
      }
    }
  }

  private func step(_ i: Int, _ q: Int, _ k: Int) -> Float {
    steps[stepStarts[i] + q * positions[i].count + k]
  }

  private func together(_ i: Int, _ q: Int, _ k: Int) -> Float {
    let place = positions[i].first + k
    return forward[positions[i - 1].first + q] * step(i, q, k) * weights[place] * backward[place]
  }

  private mutating func conclude(_ position: Position) {
    let range = position.first..<position.first + position.count
    for place in range { marginals[place] = forward[place] * backward[place] }
    Self.normalise(&marginals, position.first, position.count)
    let right = position.first + position.right
    if range.contains(where: { marginals[$0] > marginals[right] }) { wrong += 1 }
  }

  private static func normalise(_ values: inout [Float], _ first: Int, _ count: Int) {
    var sum: Float = 0
    for place in first..<first + count { sum += values[place] }
    guard sum > 0 else { return }
    for place in first..<first + count { values[place] /= sum }
  }
}
