public import GalleyKit

/// Marks base noun phrases and verb groups, by the rules of a language.
public struct ChunksStage: DocumentStage {
  public struct Options: StageOptions {
    @Setting("Language whose rules to use.", allowed: ["en"])
    var language = "en"

    @Setting("More phases; those of the language come first.")
    var phases: [RulesStage.PhaseOptions] = []

    @Setting("More rules, each with its phase; those of the language come first.")
    var rules: [RulesStage.RuleOptions] = []

    @Setting("More patterns by name, or others instead of those of the language.")
    var defs: [String: String] = [:]

    @Setting(
      "More words in the lists of the language, and more lists by name, for rules.",
      example: ["links": ["words": ["vie"]]]
    )
    var lists: [String: RulesStage.ListOptions] = [:]

    public init() {}

    fileprivate var rulesOptions: RulesStage.Options {
      var options = RulesStage.Options()
      options.phases = phases
      options.rules = rules
      options.defs = defs
      options.lists = lists
      options.conflict = .all
      options.case = .any
      return options
    }
  }

  private let stage: RulesStage

  public init(options: Options, setup: borrowing Setup) throws {
    stage = try RulesStage(options: options.rulesOptions, setup: setup)
  }

  public func makeScratch() -> RulesStage.Scratch { stage.makeScratch() }

  public func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout RulesStage.Scratch,
    call: borrowing StageCall
  ) throws {
    try stage.process(document, into: output, scratch: &scratch, call: call)
  }
}

extension ChunksStage: ExplainingStage {
  public func explain(
    _ document: borrowing Document,
    rule: Int,
    into output: borrowing Annotations,
    scratch: inout RulesStage.Scratch,
    call: borrowing StageCall
  ) throws -> RuleReport {
    try stage.explain(document, rule: rule, into: output, scratch: &scratch, call: call)
  }
}
