/// Turns a resolved pattern into steps.
///
/// Thompson's construction (Regular Expression Search Algorithm, Communications of the ACM 11,
/// 1968), from the end to the beginning; counted repeats are written out.
struct RuleEmitter {
  /// More steps are refused: a pattern of this size belongs into a list.
  static let maximumSteps = 50_000

  private(set) var program = RuleProgram()
  private var isTooLarge = false

  /// nil: it has more than `maximumSteps`.
  static func program(of node: ResolvedNode, captures: [String]) -> RuleProgram? {
    var emitter = RuleEmitter()
    let accept = emitter.append(RuleStep(operation: .accept))
    emitter.program.start = emitter.emit(node, before: accept, isBackward: false)
    emitter.program.captures = captures
    if emitter.isTooLarge { return nil }
    emitter.numberJoins()
    return emitter.program
  }

  private mutating func append(_ step: RuleStep) -> Int32 {
    guard program.steps.count < Self.maximumSteps else {
      isTooLarge = true
      return 0
    }
    program.steps.append(step)
    return Int32(program.steps.count - 1)
  }

  /// Appends steps for `node` that go on at step `next`; returns the first of them.
  private mutating func emit(
    _ node: ResolvedNode,
    before next: Int32,
    isBackward: Bool
  ) -> Int32 {
    guard !isTooLarge else { return 0 }
    switch node {
    case .phrase(let number): return item(.phrase, number, next, isBackward)
    case .token(let number): return item(.token, number, next, isBackward)
    case .annotation(let number): return item(.annotation, number, next, isBackward)
    case .sequence(let parts):
      return (isBackward ? parts : parts.reversed()).reduce(next) { next, part in
        emit(part, before: next, isBackward: isBackward)
      }
    case .choice(let options):
      var first = emit(options[options.count - 1], before: next, isBackward: isBackward)
      for option in options.dropLast().reversed() {
        let start = emit(option, before: next, isBackward: isBackward)
        first = append(RuleStep(operation: .split, next: start, argument: first))
      }
      return first
    case .repeated(let node, let least, let most, let isLazy):
      var rest = next
      if let most {
        rest = optional(node, times: most - least, isLazy, before: next, isBackward)
      } else {
        rest = loop(node, isLazy, before: next, isBackward)
      }
      for _ in 0..<least where !isTooLarge {
        rest = emit(node, before: rest, isBackward: isBackward)
      }
      return rest
    case .capture(let number, let node):
      // A path that goes backward comes to the end of a capture first.
      let last = item(isBackward ? .begin : .end, number, next, isBackward)
      let inside = emit(node, before: last, isBackward: isBackward)
      return item(isBackward ? .end : .begin, number, inside, isBackward)
    case .context(let node, let isBehind, let isNegative):
      let accept = append(RuleStep(operation: .accept))
      let start = emit(node, before: accept, isBackward: isBehind)
      program.contexts.append(
        RuleProgram.Context(
          start: start,
          isBehind: isBehind,
          isNegative: isNegative,
          captures: node.hasCaptures
        )
      )
      return item(.context, program.contexts.count - 1, next, isBackward)
    }
  }

  private mutating func item(
    _ operation: RuleStep.Operation,
    _ argument: Int,
    _ next: Int32,
    _ isBackward: Bool
  ) -> Int32 {
    append(
      RuleStep(
        operation: operation,
        isBackward: isBackward,
        next: next,
        argument: Int32(argument)
      )
    )
  }

  /// `(node (node …)?)?`.
  private mutating func optional(
    _ node: ResolvedNode,
    times: Int,
    _ isLazy: Bool,
    before next: Int32,
    _ isBackward: Bool
  ) -> Int32 {
    var rest = next
    for _ in 0..<times where !isTooLarge {
      let start = emit(node, before: rest, isBackward: isBackward)
      rest = split(start, next, isLazy)
    }
    return rest
  }

  private mutating func loop(
    _ node: ResolvedNode,
    _ isLazy: Bool,
    before next: Int32,
    _ isBackward: Bool
  ) -> Int32 {
    let head = split(-1, next, isLazy)
    let start = emit(node, before: head, isBackward: isBackward)
    guard !isTooLarge else { return 0 }
    if isLazy {
      program.steps[Int(head)].argument = start
    } else {
      program.steps[Int(head)].next = start
    }
    return head
  }

  /// Goes into `inside` or on to `next`; what is preferred comes first.
  private mutating func split(_ inside: Int32, _ next: Int32, _ isLazy: Bool) -> Int32 {
    append(
      RuleStep(
        operation: .split,
        next: isLazy ? next : inside,
        argument: isLazy ? inside : next
      )
    )
  }

  /// Numbers the steps that several others lead to: only there can paths meet again.
  private mutating func numberJoins() {
    var arrivals = [Int32](repeating: 0, count: program.steps.count)
    for step in program.steps {
      if step.next >= 0 { arrivals[Int(step.next)] += 1 }
      if step.operation == .split { arrivals[Int(step.argument)] += 1 }
    }
    for number in program.steps.indices where arrivals[number] > 1 {
      program.steps[number].join = Int32(program.joinCount)
      program.joinCount += 1
    }
  }
}
