/// Is told where the paths of a search end.
///
/// A search is generic over it, so that one that nobody watches does nothing for it.
protocol PathWatcher {
  /// A path could not go over a step at a position.
  mutating func pathEnded(before step: Int, at position: Int)
}

/// Watches nothing: every search but those that explain why a rule does not match.
struct NoWatcher: PathWatcher {
  @inline(__always)
  mutating func pathEnded(before step: Int, at position: Int) {}
}

/// Remembers the attempt that came closest to a match.
///
/// That is the one which lacks the fewest parts of the pattern; of several the one that has gone over
/// most tokens, then the first.
struct NearestAttempt: PathWatcher {
  /// Position at which the attempt that is watched begins.
  var start = 0
  /// The attempt so far: where it began and ended, and the steps it could not take there.
  private(set) var best: (start: Int, end: Int, steps: [Int])?
  private var least = Int.max
  /// By step: how many more steps over tokens and annotations there are to the end, at least.
  private let lacking: [Int]

  init(_ program: RuleProgram) {
    var lacking = [Int](repeating: .max, count: program.steps.count)
    // Steps stand behind those they lead to; only a repeat leads back into what it repeats, and the
    // way out is shorter.
    for (number, step) in program.steps.enumerated() {
      func after(_ next: Int32) -> Int { next >= 0 ? lacking[Int(next)] : .max }
      switch step.operation {
      case .accept: lacking[number] = 0
      case .split: lacking[number] = min(after(step.next), after(step.argument))
      case .begin, .end: lacking[number] = after(step.next)
      case .token, .annotation, .phrase, .context, .peek, .peekNot:
        let rest = after(step.next)
        lacking[number] = rest == .max ? rest : rest + 1
      }
    }
    self.lacking = lacking
  }

  mutating func pathEnded(before step: Int, at position: Int) {
    let lack = lacking[step]
    if let best, lack == least, start == best.start, position == best.end {
      if !best.steps.contains(step) { self.best?.steps.append(step) }
      return
    }
    let isNearer =
      best.map { (lack, $0.end - $0.start) < (least, position - start) } ?? true
    guard isNearer else { return }
    least = lack
    best = (start, position, [step])
  }
}
