/// Which stages and exports the user wants to run: `--only`, `--from`, `--until`, `--skip`.
package struct StageSelection: Sendable, Hashable {
  /// Ids of stages or exports; empty for all.
  package var only: [String]
  /// The first stage wanted.
  package var from: String?
  /// The last stage wanted.
  package var until: String?
  /// Ids of stages or exports that must not run.
  package var skip: [String]

  package init(
    only: [String] = [],
    from: String? = nil,
    until: String? = nil,
    skip: [String] = []
  ) {
    self.only = only
    self.from = from
    self.until = until
    self.skip = skip
  }

  /// Whether everything runs.
  var isAll: Bool { self == StageSelection() }
}

/// The stages and exports that run, each with the reason.
package struct SelectionResult: Sendable, Hashable {
  /// A stage that runs.
  package struct Stage: Sendable, Hashable {
    package var id: String
    /// `selected`, or `needed by X: emits Token`; empty when all were asked for.
    package var reason: String
  }

  /// In the order of the pipeline.
  package var stages: [Stage]
  /// Ids in the order of the pipeline.
  package var exports: [String]
}
