import GalleyKit
import GalleyPatterns

/// Turns tables, patterns and rules as written into rules ready to run, and reports what is wrong.
struct RuleCompiler {
  private(set) var rules: [TimeRule] = []
  private(set) var connectors: [RangeConnector] = []
  private(set) var hasErrors = false

  private let options: TimexStage.Options
  private var tables: [String: WordTable] = [:]
  /// Patterns that were told not to compile.
  private var blamed: Set<String> = []

  init(_ options: TimexStage.Options, _ setup: borrowing Setup) {
    self.options = options
    readTables(setup)
    checkPatterns(setup)
    var names: Set<String> = []
    for (number, rule) in options.rules.enumerated() {
      if rule.name.isEmpty || !names.insert(rule.name).inserted {
        let message =
          rule.name.isEmpty ? "a rule has no name" : "two rules are called '\(rule.name)'"
        report("double-name", "/rules/\(number)/name", message, "give it a name of its own", setup)
      }
      compile(rule, number, setup)
    }
    rank()
  }

  private mutating func readTables(_ setup: borrowing Setup) {
    for (name, entries) in options.words.sorted(by: { $0.key < $1.key }) {
      do throws(WordProblem) {
        tables[name] = try WordTable(entries)
      } catch {
        report(
          "bad-word",
          "/words/\(name)/\(Self.escaped(error.key))",
          "'\(error.key)' does not compile: \(error.message)",
          "write a key as a regular expression, '\\' before signs that stand for themselves",
          setup
        )
      }
    }
  }

  /// A key as a part of a JSON pointer.
  private static func escaped(_ key: String) -> String {
    key.split(separator: "~", omittingEmptySubsequences: false).joined(separator: "~0")
      .split(separator: "/", omittingEmptySubsequences: false).joined(separator: "~1")
  }

  private mutating func checkPatterns(_ setup: borrowing Setup) {
    for name in options.patterns.keys.sorted() where options.words[name] != nil {
      report(
        "double-name",
        "/patterns/\(name)",
        "'\(name)' is a table of 'words' as well",
        "rename one of them",
        setup
      )
    }
  }

  private mutating func compile(
    _ rule: TimexStage.RuleOptions,
    _ number: Int,
    _ setup: borrowing Setup
  ) {
    let pointer = "/rules/\(number)"
    var match = MatchText(tables: tables, patterns: options.patterns)
    var pattern = match.expand(rule.match)
    if rule.class == .range {
      guard let kind = connectorKind(of: rule, number, setup) else { return }
      pattern = RangeConnector.whole(pattern, kind)
    }
    let known = Array(options.words.keys) + Array(options.patterns.keys)
    for name in match.unknown where options.words[name] == nil {
      let isPattern = options.patterns[name] != nil
      report(
        "unknown-name",
        "\(pointer)/match",
        isPattern
          ? "pattern '\(name)' holds itself" : "'{\(name)}' is neither a table nor a pattern",
        isPattern
          ? "take it out of itself"
          : NearestName.of(name, among: known).map { "did you mean '{\($0)}'?" }
            ?? "add it to 'words' or 'patterns'",
        setup
      )
    }
    guard match.unknown.isEmpty else { return }
    let regex: CompiledRegex
    do throws(RegexError) {
      regex = try CompiledRegex(pattern, options: .caseless)
    } catch {
      if blamePatterns(in: match.groups.map(\.source), setup) { return }
      report(
        "bad-pattern",
        "\(pointer)/match",
        "rule '\(rule.name)' does not compile: \(error.message)",
        "it became '\(pattern.prefix(400))'",
        setup
      )
      return
    }
    if rule.class == .range, let kind = RangeConnector.Kind(rawValue: rule.value) {
      connectors.append(RangeConnector(number: UInt32(number + 1), kind: kind, regex: regex))
      return
    }
    let template = {
      (text: String, key: String, compiler: inout RuleCompiler, setup: borrowing Setup) in
      compiler.template(text, at: "\(pointer)/\(key)", match.groups, regex, setup)
    }
    rules.append(
      TimeRule(
        number: UInt32(number + 1),
        rank: 0,
        kind: rule.class,
        anchor: rule.anchor,
        regex: regex,
        direction: rule.class == .cue ? direction(of: rule, number, setup) : nil,
        value: template(rule.class == .cue ? "" : rule.value, "value", &self, setup),
        mod: template(rule.mod, "mod", &self, setup),
        quant: template(rule.quant, "quant", &self, setup),
        freq: template(rule.freq, "freq", &self, setup)
      )
    )
    rules[rules.count - 1].usedGroups = rules[rules.count - 1].groupsInUse()
    checkValue(of: rule, pointer, setup)
  }

  /// Says so when a rule just compiled has no value, or one that is none of TIMEX3.
  private mutating func checkValue(
    of rule: TimexStage.RuleOptions,
    _ pointer: String,
    _ setup: borrowing Setup
  ) {
    guard let compiled = rules.last, ![.none, .cue].contains(rule.class) else { return }
    if rule.value.isEmpty {
      report(
        "no-value",
        "\(pointer)/name",
        "rule '\(rule.name)' has no value",
        "give it 'value:', or 'class: none' if it is no time",
        setup
      )
      return
    }
    var check = ValueCheck(compiled.value)
    if let text = check.unreadable() {
      let shown = text == rule.value ? "" : ", for example '\(text)',"
      report(
        "bad-value",
        "\(pointer)/value",
        "'\(rule.value)'\(shown) is no value of time",
        "write it as '2023-11-16', 'XXXX-11-16', '@week-1', 'T14:30', 'P3D' or 'PAST_REF'",
        setup
      )
    }
    if case .text(let mod)? = compiled.mod.pieces.first, compiled.mod.pieces.count == 1,
      !Self.modifiers.contains(mod)
    {
      report(
        "bad-modifier",
        "\(pointer)/mod",
        "'\(mod)' is no modifier",
        NearestName.fix(for: mod, among: Self.modifiers, called: "there are") ?? "leave it out",
        setup
      )
    }
  }

  /// Those of TIMEX3.
  private static let modifiers = [
    "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS",
    "EQUAL_OR_MORE", "START", "MID", "END", "APPROX",
  ]

  /// Says so of each of these patterns that does not compile by itself; whether there is one.
  private mutating func blamePatterns(in names: [String], _ setup: borrowing Setup) -> Bool {
    var isBlamed = false
    for name in names {
      guard let pattern = options.patterns[name] else { continue }
      var match = MatchText(tables: tables, patterns: options.patterns)
      do throws(RegexError) {
        _ = try CompiledRegex(match.expand(pattern), options: .caseless)
      } catch {
        isBlamed = true
        guard blamed.insert(name).inserted else { continue }
        report(
          "bad-pattern",
          "/patterns/\(name)",
          "pattern '\(name)' does not compile: \(error.message)",
          "write '\\' before a sign that stands for itself",
          setup
        )
      }
    }
    return isBlamed
  }

  private mutating func direction(
    of rule: TimexStage.RuleOptions,
    _ number: Int,
    _ setup: borrowing Setup
  ) -> Direction? {
    if let direction = Direction(rawValue: rule.value) { return direction }
    if rule.value == "none" { return nil }
    report(
      "bad-value",
      "/rules/\(number)/value",
      "'\(rule.value)' is no direction",
      "a cue says 'past', 'future', 'possible' or 'none'",
      setup
    )
    return nil
  }

  private mutating func connectorKind(
    of rule: TimexStage.RuleOptions,
    _ number: Int,
    _ setup: borrowing Setup
  ) -> RangeConnector.Kind? {
    if let kind = RangeConnector.Kind(rawValue: rule.value) { return kind }
    report(
      "bad-value",
      "/rules/\(number)/value",
      "'\(rule.value)' does not make a range",
      "write 'joins', 'lists' or 'separates' for what stands between two times, 'opens' for what is before them",
      setup
    )
    return nil
  }

  private mutating func template(
    _ text: String,
    at pointer: String,
    _ groups: [(name: String, source: String)],
    _ regex: CompiledRegex,
    _ setup: borrowing Setup
  ) -> RuleTemplate {
    let written = ValueTemplate(text)
    if !written.isClosed {
      report("open-brace", pointer, "a '{' in '\(text)' is not closed", "add '}'", setup)
    }
    for name in written.names where !groups.contains(where: { $0.name == name }) {
      report(
        "unknown-group",
        pointer,
        "the rule matches no '{\(name)}'",
        NearestName.fix(for: name, among: groups.map(\.name), called: "it matches")
          ?? "put it into 'match'",
        setup
      )
    }
    for name in written.tables where tables[name] == nil {
      report(
        "unknown-table",
        pointer,
        "there is no table '\(name)'",
        NearestName.fix(for: name, among: Array(tables.keys), called: "there are")
          ?? "add it to 'words'",
        setup
      )
    }
    return RuleTemplate(
      pieces: written.pieces.map { piece in
        switch piece {
        case .text(let text): .text(text)
        case .group(let name, let filters, let otherwise):
          .group(group(name, filters, otherwise, groups, regex))
        }
      }
    )
  }

  private func group(
    _ name: String,
    _ filters: [ValueTemplate.Filter],
    _ otherwise: String,
    _ groups: [(name: String, source: String)],
    _ regex: CompiledRegex
  ) -> RuleTemplate.Group {
    let own = groups.indices.filter { groups[$0].name == name }
    var group = RuleTemplate.Group(
      numbers: own.compactMap { regex.number(ofGroup: MatchText.groupName($0 + 1)) },
      table: own.first.flatMap { tables[groups[$0].source] },
      otherwise: otherwise
    )
    for filter in filters {
      switch filter {
      case .digits(let count): group.digits = count
      case .number(let table): group.numerals = tables[table]
      }
    }
    return group
  }

  /// Numbers the rules in the order in which they win: by priority, then as they are listed.
  private mutating func rank() {
    let order = rules.indices.sorted {
      (-options.rules[Int(rules[$0].number) - 1].priority, $0)
        < (-options.rules[Int(rules[$1].number) - 1].priority, $1)
    }
    for (rank, index) in order.enumerated() { rules[index].rank = rank }
  }

  private mutating func report(
    _ code: String,
    _ pointer: String,
    _ message: String,
    _ fix: String,
    _ setup: borrowing Setup
  ) {
    hasErrors = true
    setup.report(code: code, at: pointer, message, fix: fix)
  }
}
