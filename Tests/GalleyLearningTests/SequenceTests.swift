import Testing

@testable import GalleyLearning

struct SequenceTests {
  /// Sequences in which a label follows from a feature or, where that says nothing, from the label
  /// before: 0 after 1, 1 after 2, 2 after 0.
  private func cycles() -> SequenceExamples {
    var examples = SequenceExamples()
    for start in 0..<30 {
      for i in 0..<7 {
        let label = UInt8((start - i % 3 + 3) % 3)
        let told = i == 0 ? UInt64(label) + 1 : 9
        examples.append([FeatureHash.of(1, told), FeatureHash.of(2, 0)], label: label)
      }
      examples.endSequence()
    }
    return examples
  }

  private func train(_ examples: SequenceExamples, seed: UInt64 = 1, passes: Int = 10)
    -> SequenceModel.Sections
  {
    var options = SequenceTrainer.Options()
    options.seed = seed
    options.smallestWeight = 0
    let trainer = SequenceTrainer(examples, labelCount: 3, options: options)
    for _ in 0..<passes { _ = trainer.pass { true } }
    return trainer.model()
  }

  @Test func `learns what features and labels before say`() throws {
    let sections = train(cycles())
    try sections.weights.withUnsafeBytes { weights in
      try sections.transitions.withUnsafeBytes { transitions in
        let model = try SequenceModel(weights: weights, transitions: transitions, labelCount: 3)
        var decoder = SequenceDecoder(labelCount: 3)
        for start in 0..<3 {
          decoder.begin(7)
          decoder.withScores { scores, stride in
            for i in 0..<7 {
              let told = i == 0 ? UInt64(start) + 1 : 9
              model.add([FeatureHash.of(1, told), FeatureHash.of(2, 0)], to: scores + i * stride)
            }
          }
          decoder.decode(model)
          #expect(decoder.labels == (0..<7).map { UInt8((start - $0 % 3 + 3) % 3) })
        }
      }
    }
  }

  @Test func `the same examples and seed give the same bytes, another seed others`() {
    let examples = cycles()
    #expect(train(examples, passes: 1) == train(examples, passes: 1))
    #expect(train(examples, passes: 1) != train(examples, seed: 2, passes: 1))
  }

  @Test func `a pass ends when it is told to`() {
    let examples = cycles()
    let trainer = SequenceTrainer(examples, labelCount: 3, options: SequenceTrainer.Options())
    var left = 2
    let wrong = trainer.pass {
      left -= 1
      return left >= 0
    }
    #expect(wrong <= 14)
    #expect(trainer.pass { true } > 0)
  }

  @Test func `features of few positions are left out`() {
    var examples = SequenceExamples()
    for i in 0..<20 {
      examples.append([FeatureHash.of(1, UInt64(i))], label: UInt8(i % 2))
      examples.endSequence()
    }
    var options = SequenceTrainer.Options()
    options.smallestWeight = 0
    let trainer = SequenceTrainer(examples, labelCount: 2, options: options)
    _ = trainer.pass { true }
    options.minimumCount = 1
    let complete = SequenceTrainer(examples, labelCount: 2, options: options)
    _ = complete.pass { true }
    #expect(trainer.model().weights.count < complete.model().weights.count)
  }

  @Test func `finds the same labels as looking at all sequences`() throws {
    var numbers = SeededNumbers(seed: 7)
    for _ in 0..<200 {
      let (labels, count) = (Int(numbers.next() % 4) + 1, Int(numbers.next() % 5) + 1)
      let transitions = (0..<labels * labels).map { _ in
        UInt8(bitPattern: Int8(Int(numbers.next() % 40) - 20))
      }
      let scores = (0..<count * labels).map { _ in Int16(numbers.next() % 60) }
      let weights = WeightTable.bytes([], labels: labels)
      try weights.withUnsafeBytes { weights in
        try transitions.withUnsafeBytes { bytes in
          let model = try SequenceModel(weights: weights, transitions: bytes, labelCount: labels)
          var decoder = SequenceDecoder(labelCount: labels)
          decoder.begin(count)
          decoder.withScores { sums, stride in
            for i in 0..<count {
              for label in 0..<labels { sums[i * stride + label] = scores[i * labels + label] }
            }
          }
          decoder.decode(model)
          let found = decoder.labels.map(Int.init)
          let best = best(scores, transitions, labels, count)
          #expect(total(found, scores, transitions, labels) == best)
        }
      }
    }
  }

  private func total(_ path: [Int], _ scores: [Int16], _ transitions: [UInt8], _ labels: Int)
    -> Int32
  {
    var sum: Int32 = 0
    for (i, label) in path.enumerated() {
      sum += Int32(scores[i * labels + label])
      if i > 0 { sum += Int32(Int8(bitPattern: transitions[path[i - 1] * labels + label])) }
    }
    return sum
  }

  /// The highest score of all sequences.
  private func best(_ scores: [Int16], _ transitions: [UInt8], _ labels: Int, _ count: Int) -> Int32
  {
    var paths: [[Int]] = [[]]
    for _ in 0..<count { paths = paths.flatMap { path in (0..<labels).map { path + [$0] } } }
    return paths.map { total($0, scores, transitions, labels) }.max() ?? 0
  }

  @Test func `a decoder is used again for longer and shorter sequences`() throws {
    let sections = train(cycles())
    try sections.weights.withUnsafeBytes { weights in
      try sections.transitions.withUnsafeBytes { transitions in
        let model = try SequenceModel(weights: weights, transitions: transitions, labelCount: 3)
        var decoder = SequenceDecoder(labelCount: 3)
        for count in [5, 0, 1, 9, 2] {
          decoder.begin(count)
          decoder.decode(model)
          #expect(decoder.labels.count == count)
        }
      }
    }
  }
}
