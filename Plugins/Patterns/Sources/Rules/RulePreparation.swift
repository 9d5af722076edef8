import GalleyKit
import GalleyPatterns

/// Compiles the options of `rules@1`, checks them, and says what they do.
struct RulePreparation {
  struct Phase {
    var name: String
    var conflict: ConflictPolicy
    var skip: [String]
  }

  private(set) var compiler: RuleCompiler
  private(set) var phases: [Phase] = []
  private(set) var hasErrors = false
  var types: [EmittedType] { actionCompiler.types }

  private let options: RulesStage.Options
  private var actionCompiler: ActionCompiler
  /// By number of the compiled rule.
  private var actions: [RuleAction] = []

  /// Reports everything that is wrong with `options`.
  init(_ options: RulesStage.Options, _ setup: borrowing Setup) {
    self.options = options
    let schema = setup.schema
    actionCompiler = ActionCompiler(schema: schema)
    let (lists, listsAreWell) = WordLists.read(options.lists, setup)
    compiler = RuleCompiler(
      schema: schema,
      caseRule: options.case.rule,
      definitions: options.defs,
      lists: lists
    )
    hasErrors = !listsAreWell
    makePhases(setup)
    compileRules(setup, schema: schema)
    for problem in compiler.problems { report(problem, setup) }
    if options.rules.isEmpty {
      setup.report(
        .warning,
        code: "no-rules",
        at: "",
        "the stage has no rules",
        fix: "give 'rules'"
      )
    }
  }

  private mutating func makePhases(_ setup: borrowing Setup) {
    for (number, phase) in options.phases.enumerated() {
      if phases.contains(where: { $0.name == phase.name }) {
        error(
          "double-name",
          "/phases/\(number)/name",
          "two phases are called '\(phase.name)'",
          "rename one of them",
          setup
        )
      }
      phases.append(
        Phase(
          name: phase.name,
          conflict: phase.conflict ?? options.conflict,
          skip: phase.skip ?? options.skip
        )
      )
    }
    if phases.isEmpty {
      phases = [Phase(name: "", conflict: options.conflict, skip: options.skip)]
    }
    for (number, phase) in phases.enumerated() { compiler.addSkips(phase.skip, phase: number) }
  }

  private mutating func compileRules(_ setup: borrowing Setup, schema: [TypeDeclaration]) {
    checkNames(setup)
    var captures: [RuleCaptures] = []
    for (number, rule) in options.rules.enumerated() {
      let source = RuleSource(
        pattern: rule.match,
        phase: phase(of: rule, number, setup),
        bounds: (rule.within ?? options.within).rule
      )
      captures.append(compiler.add(source, number: number))
    }
    compiler.checkUnusedDefinitions()
    for rule in options.rules { actionCompiler.gatherEmitted(rule) }
    for (rule, captures) in zip(options.rules, captures) {
      actionCompiler.gatherChanged(rule, captures)
    }
    var compiled = compiler.rules[...]
    for (number, rule) in options.rules.enumerated() {
      let own = compiled.first?.number == number ? compiled.popFirst() : nil
      let action = actionCompiler.action(of: rule, captures[number], &compiler, setup)
      if own != nil { actions.append(action) }
      let examples = RuleExamples(rule, captures: captures[number].names, own, schema)
      report(actionCompiler.problems, examples.problems, ofRule: number, setup)
    }
  }

  private mutating func report(
    _ problems: [ActionCompiler.Problem],
    _ examples: [RuleExamples.Problem],
    ofRule number: Int,
    _ setup: borrowing Setup
  ) {
    for problem in problems {
      let pointer = "/rules/\(number)\(problem.pointer)"
      error(problem.code, pointer, problem.message, problem.fix, setup)
    }
    for problem in examples {
      if problem.severity == .error { hasErrors = true }
      setup.report(
        problem.severity,
        code: problem.code,
        at: "/rules/\(number)\(problem.pointer)",
        range: problem.range,
        problem.message,
        fix: problem.fix
      )
    }
  }

  private mutating func checkNames(_ setup: borrowing Setup) {
    var names: Set<String> = []
    for (number, rule) in options.rules.enumerated() {
      let place = "/rules/\(number)/name"
      if rule.name.isEmpty {
        error("empty-name", place, "a rule has no name", "name it", setup)
      } else if !names.insert(rule.name).inserted {
        let message = "two rules are called '\(rule.name)'"
        error("double-name", place, message, "rename one of them", setup)
      }
    }
  }

  /// The phase of a rule; the first when what it says is wrong.
  private mutating func phase(
    of rule: RulesStage.RuleOptions,
    _ number: Int,
    _ setup: borrowing Setup
  ) -> Int {
    guard let name = rule.phase else {
      if options.phases.isEmpty { return 0 }
      error(
        "missing-phase",
        "/rules/\(number)/name",
        "rule '\(rule.name)' does not say its phase",
        "give it 'phase: \(phases[0].name)'",
        setup
      )
      return 0
    }
    if let known = phases.firstIndex(where: { $0.name == name }), !options.phases.isEmpty {
      return known
    }
    error(
      "unknown-phase",
      "/rules/\(number)/phase",
      "no phase '\(name)'",
      NearestName.fix(for: name, among: options.phases.map(\.name), called: "there are")
        ?? "add it to 'phases'",
      setup
    )
    return 0
  }

  private mutating func error(
    _ code: String,
    _ pointer: String,
    _ message: String,
    _ fix: String,
    _ setup: borrowing Setup
  ) {
    hasErrors = true
    setup.report(code: code, at: pointer, message, fix: fix)
  }

  private mutating func report(_ problem: RuleProblem, _ setup: borrowing Setup) {
    if problem.severity == .error { hasErrors = true }
    let (pointer, range) = location(of: problem.place)
    setup.report(
      problem.severity,
      code: problem.code,
      at: pointer,
      range: range,
      problem.message,
      fix: problem.fix
    )
  }

  /// Where in the options a part of a pattern stands: a JSON pointer, and UTF-8 bytes of the text there.
  private func location(of place: RuleProblem.Place) -> (pointer: String, range: Range<Int>) {
    switch place {
    case .rule(let number, let range): ("/rules/\(number)/match", range)
    case .definition(let name, let range): ("/defs/\(name)", range)
    case .skip(let phase, let entry, let range):
      options.phases.isEmpty || options.phases[phase].skip == nil
        ? ("/skip/\(entry)", range) : ("/phases/\(phase)/skip/\(entry)", range)
    }
  }
}

extension RulePreparation {
  /// The rules that compiled, with the order in which their phase prefers them.
  func preparedRules(_ setup: borrowing Setup) -> [RulesStage.PreparedRule] {
    var prepared: [RulesStage.PreparedRule] = []
    for (rule, action) in zip(compiler.rules, actions) {
      prepared.append(
        RulesStage.PreparedRule(number: UInt32(rule.number + 1), rank: 0, action: action)
      )
    }
    for phase in phases.indices {
      let looksAtPriority = phases[phase].conflict != .first
      let own = compiler.rules.indices.filter { compiler.rules[$0].phase == phase }
      let ranked = own.sorted {
        let (a, b) = (compiler.rules[$0].number, compiler.rules[$1].number)
        let (first, second) = (options.rules[a].priority, options.rules[b].priority)
        return looksAtPriority && first != second ? first > second : a < b
      }
      for (rank, rule) in ranked.enumerated() { prepared[rule].rank = rank }
    }
    return prepared
  }

  /// Declares what the rules read, make, change and remove.
  func declareFacts(_ setup: borrowing Setup) {
    var emits: [SchemaPath] = []
    for type in types {
      emits.append(SchemaPath(type.name))
      emits += type.features.map { SchemaPath(type.name, $0.name) }
    }
    let firstPhase = firstPhaseOfTypes()
    var reads: [SchemaPath] = []
    var optional: [SchemaPath] = []
    var places: [ReadPlace] = []
    for (path, read) in compiler.reads {
      if let made = firstPhase[path.type], made < read.phase {
        optional.append(path)
      } else {
        reads.append(path)
        if let (pointer, range) = read.place.map(location) {
          places.append(ReadPlace(path, pointer: pointer, range: range))
        }
      }
    }
    for path in actionCompiler.reads where !reads.contains(path) {
      if firstPhase[path.type] == nil { reads.append(path) } else { optional.append(path) }
    }
    setup.declare(
      reads: reads,
      readsOptional: optional,
      emits: emits,
      changes: Array(actionCompiler.changes),
      removes: actionCompiler.removes.map { SchemaPath($0) }
    )
    setup.declare(places: places.sorted { $0.path < $1.path })
    setup.declare(
      rules: options.rules.enumerated().map { number, rule in
        RuleFact(
          rule.name,
          pointer: "/rules/\(number)",
          examples: rule.examples.indices.map { "/rules/\(number)/examples/\($0)" },
          rejects: rule.rejects.indices.map { "/rules/\(number)/rejects/\($0)" }
        )
      }
    )
  }

  /// The first phase that makes each type.
  private func firstPhaseOfTypes() -> [String: Int] {
    var phases: [String: Int] = [:]
    for (rule, action) in zip(compiler.rules, actions) {
      for emission in action.emissions {
        let name = types[emission.type].name
        phases[name] = min(phases[name] ?? .max, rule.phase)
      }
    }
    return phases
  }
}
