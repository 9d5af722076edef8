import GalleyKit

extension RegexStage {
  /// Reads and compiles all patterns and declares what they make.
  ///
  /// - Throws: `PrepareFailure.reported` when there are problems.
  static func compile(_ options: Options, _ setup: borrowing Setup) throws -> PatternCompiler {
    var resources: [Resource] = []
    var sources = options.patterns.enumerated().map { PatternSource($0.element, number: $0.offset) }
    var problems: [PatternProblem] = []
    for (number, file) in options.files.enumerated() {
      let resource = try setup.resource(file.path, option: "/files/\(number)")
      resources.append(resource)
      let read = PatternFile(resource.bytes, number: number)
      sources += read.patterns
      problems += read.problems
    }
    let compiler = PatternCompiler(
      sources,
      schema: setup.schema,
      keepsText: options.keepText,
      numerals: try Numerals.loaded(setup)
    )
    problems += compiler.problems
    guard problems.isEmpty else {
      for problem in problems { problem.report(to: setup, resources) }
      throw PrepareFailure.reported
    }
    if compiler.patterns.isEmpty {
      setup.report(
        .warning,
        code: "no-patterns",
        at: "",
        "the stage has no patterns",
        fix: "give 'patterns' or 'files'"
      )
    }
    declare(compiler, resources, setup)
    return compiler
  }

  private static func declare(
    _ compiler: PatternCompiler,
    _ resources: [Resource],
    _ setup: borrowing Setup
  ) {
    var emits: [SchemaPath] = []
    for type in compiler.types {
      emits.append(SchemaPath(type.name))
      emits += type.features.map { SchemaPath(type.name, $0.name) }
    }
    setup.declare(emits: emits)
    setup.declare(
      rules: compiler.patterns.map { pattern in
        switch pattern.origin {
        case .option(let number): RuleFact(pattern.name, pointer: "/patterns/\(number)")
        case .file(let number, let line):
          RuleFact(pattern.name, pointer: "/files/\(number)", line: line)
        }
      }
    )
  }
}

extension PatternSource {
  /// The pattern of this number, from 0, in the option `patterns`.
  fileprivate init(_ options: RegexStage.PatternOptions, number: Int) {
    self.init(
      name: options.name,
      type: options.type,
      text: PatternText(options.pattern),
      flags: options.flags,
      group: options.group,
      features: options.features,
      origin: .option(number)
    )
  }
}

extension PatternProblem {
  fileprivate func report(to setup: borrowing Setup, _ resources: [Resource]) {
    switch place {
    case .option(let number, let key, let range):
      setup.report(
        code: code,
        at: "/patterns/\(number)/\(key.rawValue)",
        range: range,
        message,
        fix: fix
      )
    case .file(let number, let line, let column):
      setup.report(
        code: code,
        in: resources[number],
        line: line,
        column: column,
        message,
        fix: fix
      )
    }
  }
}
