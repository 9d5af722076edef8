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
    let accept = emitter.append(RuleStep(operation: .accept), part: -1)
    emitter.program.start = emitter.emit(node, 0, before: accept, isBackward: false)
    emitter.program.captures = captures
    if emitter.isTooLarge { return nil }
    emitter.numberJoins()
    return emitter.program
  }

  private mutating func append(_ step: RuleStep, part: Int) -> Int32 {
    guard program.steps.count < Self.maximumSteps else {
      isTooLarge = true
      return 0
    }
    program.steps.append(step)
    program.parts.append(Int32(part))
    return Int32(program.steps.count - 1)
  }

  /// Appends steps for `node`, whose first part has the number `part`, that go on at step `next`;
  /// returns the first of them.
  private mutating func emit(
    _ node: ResolvedNode,
    _ part: Int,
    before next: Int32,
    isBackward: Bool
  ) -> Int32 {
    guard !isTooLarge else { return 0 }
    switch node {
    case .phrase(let number): return item(.phrase, number, part, next, isBackward)
    case .token(let number): return item(.token, number, part, next, isBackward)
    case .annotation(let number): return item(.annotation, number, part, next, isBackward)
    case .sequence(let nodes):
      let numbered = Array(zip(nodes, Self.firstParts(of: nodes, from: part)))
      return (isBackward ? numbered : numbered.reversed()).reduce(next) { next, one in
        emit(one.0, one.1, before: next, isBackward: isBackward)
      }
    case .choice(let options):
      let parts = Self.firstParts(of: options, from: part)
      let last = options.count - 1
      var first = emit(options[last], parts[last], before: next, isBackward: isBackward)
      for number in (0..<last).reversed() {
        let start = emit(options[number], parts[number], before: next, isBackward: isBackward)
        first = append(RuleStep(operation: .split, next: start, argument: first), part: -1)
      }
      return first
    case .repeated(let node, let least, let most, let isLazy):
      var rest = next
      if let most {
        rest = optional(node, part, times: most - least, isLazy, before: next, isBackward)
      } else {
        rest = loop(node, part, isLazy, before: next, isBackward)
      }
      for _ in 0..<least where !isTooLarge {
        rest = emit(node, part, before: rest, isBackward: isBackward)
      }
      return rest
    case .capture(let number, let node):
      // A path that goes backward comes to the end of a capture first.
      let last = item(isBackward ? .begin : .end, number, -1, next, isBackward)
      let inside = emit(node, part, before: last, isBackward: isBackward)
      return item(isBackward ? .end : .begin, number, -1, inside, isBackward)
    case .context(.token(let number), let isBehind, let isNegative):
      return item(isNegative ? .peekNot : .peek, number, part, next, isBehind)
    case .context(let node, let isBehind, let isNegative):
      let accept = append(RuleStep(operation: .accept), part: -1)
      let start = emit(node, part, before: accept, isBackward: isBehind)
      program.contexts.append(
        RuleProgram.Context(
          start: start,
          isBehind: isBehind,
          isNegative: isNegative,
          captures: node.hasCaptures
        )
      )
      return item(.context, program.contexts.count - 1, part, next, isBackward)
    }
  }

  /// The number of the first part of each node, as they follow each other in the pattern.
  private static func firstParts(of nodes: [ResolvedNode], from part: Int) -> [Int] {
    var next = part
    return nodes.map { node in
      defer { next += node.partCount }
      return next
    }
  }

  private mutating func item(
    _ operation: RuleStep.Operation,
    _ argument: Int,
    _ part: Int,
    _ next: Int32,
    _ isBackward: Bool
  ) -> Int32 {
    append(
      RuleStep(
        operation: operation,
        isBackward: isBackward,
        next: next,
        argument: Int32(argument)
      ),
      part: part
    )
  }

  /// `(node (node …)?)?`.
  private mutating func optional(
    _ node: ResolvedNode,
    _ part: Int,
    times: Int,
    _ isLazy: Bool,
    before next: Int32,
    _ isBackward: Bool
  ) -> Int32 {
    var rest = next
    for _ in 0..<times where !isTooLarge {
      let start = emit(node, part, before: rest, isBackward: isBackward)
      rest = split(start, next, isLazy)
    }
    return rest
  }

  private mutating func loop(
    _ node: ResolvedNode,
    _ part: Int,
    _ isLazy: Bool,
    before next: Int32,
    _ isBackward: Bool
  ) -> Int32 {
    let head = split(-1, next, isLazy)
    let start = emit(node, part, before: head, isBackward: isBackward)
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
      ),
      part: -1
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
