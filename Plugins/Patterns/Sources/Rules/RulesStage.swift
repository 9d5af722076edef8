public import GalleyKit
import GalleyPatterns

/// Makes annotations where patterns over tokens and annotations match.
public struct RulesStage: DocumentStage {
  public static let manifest = Manifest(
    "rules@1",
    "Makes, changes and removes annotations where patterns over tokens and annotations match.",
    configurable: true,
    cost: "medium",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "A title and the capitalised words behind it; the title is a feature.",
        files: ["met.txt": "President Ann Lee met Foreign Minister Bo Ray. The president left."],
        pipeline: #"""
          pipeline: rules/1
          types:
            Titled: {title: text, name: text}
          source: {uses: text-files@1, with: {path: met.txt}}
          stages:
            - {uses: sentences@1}
            - {uses: tokens@1}
            - id: people
              uses: rules@1
              with:
                defs:
                  title: '("President" | "Foreign"? "Minister")'
                rules:
                  - name: titled
                    match: '@title:$title @name:[capitalised]{1,3}'
                    emit: {Titled: {title: '@title', name: '@name'}}
                    examples: ['[President]{title} [Ann Lee]{name} met us.']
                    rejects: ['The President met us.']
          export:
            - {uses: csv@1, with: {types: [Titled]}}
          """#
      )
    ]
  )

  let rules: RuleSet
  let phases: [ConflictPolicy]
  /// By number of the compiled rule.
  let actions: [PreparedRule]
  let types: [EmittedType]
  /// By type, then by feature: the number of its column in the rule set; nil: no rule reads it.
  let columns: [[Int?]]
  /// An empty batch for each type, with its columns; each lane copies them.
  let batches: [AnnotationBatch]
  let numerals: Numerals
  /// What the rules are made of, as their author wrote it.
  let sources: RuleSources

  /// A rule that is ready to act.
  struct PreparedRule: Sendable {
    /// Number among all rules, from 1.
    var number: UInt32
    /// Lower comes first, as the policy of its phase says.
    var rank: Int
    var action: RuleAction
  }

  public init(options: Options, setup: borrowing Setup) throws {
    let preparation = RulePreparation(options, setup)
    guard !preparation.hasErrors else { throw PrepareFailure.reported }
    preparation.declareFacts(setup)
    numerals = try Numerals.loaded(setup)
    sources = RuleSources(options)
    rules = RuleSet(preparation.compiler, setup: setup)
    phases = preparation.phases.map(\.conflict)
    types = preparation.types
    columns = types.map { [rules] type in
      type.features.map { rules.column(of: type.name, $0.name) }
    }
    actions = preparation.preparedRules(setup)
    var batches: [AnnotationBatch] = []
    for type in types {
      let columns = type.features.map {
        ColumnBuilder(setup.feature(type.name, $0.name), $0.kind, of: $0.items)
      }
      batches.append(AnnotationBatch(setup.type(type.name), columns: columns))
    }
    self.batches = batches
  }

  public func makeScratch() -> Scratch { Scratch(rules, batches) }

  public func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws {
    scratch.begin(document)
    for phase in phases.indices {
      try scratch.matcher.match(phase: phase, document, call: call, into: &scratch.matches)
      scratch.resolve(phases[phase], actions)
      try account(of: phase, document, &scratch, call)
      let firstOwn = scratch.pending.count
      var deeds = PhaseDeeds()
      for candidate in scratch.candidates {
        act(scratch.matches[candidate.firstGroup], document, output, &scratch, &deeds)
      }
      apply(deeds, of: phase, from: firstOwn, &scratch)
      scratch.matches.removeAll(keepingCapacity: true)
    }
    try hand(scratch.changes, to: output, &scratch)
    try addPending(to: output, phases: phases.count, &scratch)
  }
}

extension RulesStage {
  /// What one lane reuses from document to document.
  public struct Scratch {
    var matcher: RuleMatcher
    var batches: [AnnotationBatch]
    var matches: [RuleMatch] = []
    var candidates: [Candidate] = []
    /// The annotations made so far.
    var pending: [PendingAnnotation] = []
    /// What becomes of annotations of earlier stages.
    var changes = OutsideChanges()
    /// What is noted of the rules while an example is explained; nil: nothing.
    var account: RuleAccount?

    init(_ rules: RuleSet, _ batches: [AnnotationBatch]) {
      matcher = RuleMatcher(rules)
      self.batches = batches
    }

    mutating func begin(_ document: borrowing Document) {
      matcher.begin(document)
      matches.removeAll(keepingCapacity: true)
      pending.removeAll(keepingCapacity: true)
      changes = OutsideChanges()
    }

    /// Keeps of the matches of a phase those that its policy lets win, in annotation order.
    mutating func resolve(_ policy: ConflictPolicy, _ actions: [PreparedRule]) {
      candidates.removeAll(keepingCapacity: true)
      for (number, match) in matches.enumerated() {
        candidates.append(
          Candidate(span: match.span, pattern: actions[match.rule].rank, firstGroup: number)
        )
      }
      policy.overlap.resolve(&candidates)
    }
  }
}
