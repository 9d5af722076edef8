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

  /// Whether stages are asked for, and not only left out.
  var isPositive: Bool { !only.isEmpty || from != nil || until != nil }
}

/// The stages and exports that run and those that do not, each with the reason.
package struct SelectionResult: Sendable, Hashable {
  /// A stage that runs.
  package struct Stage: Sendable, Hashable {
    package var id: String
    /// `selected`, or `needed by X: emits Token`; empty when all were asked for.
    package var reason: String
  }

  /// A stage or export that does not run.
  package struct LeftOut: Sendable, Hashable {
    package var id: String
    package var reason: Reason
  }

  package enum Reason: Sendable, Hashable {
    case skipped
    case beforeFrom
    case afterUntil
    case notNeeded
    /// An export, while others are asked for.
    case notNamed
    /// An export, and what nothing that runs does for it: `emits Token`.
    case starved(String)
  }

  /// What was asked for.
  package var asked = StageSelection()
  /// In the order of the pipeline.
  package var stages: [Stage] = []
  /// Ids in the order of the pipeline.
  package var exports: [String] = []
  /// In the order of the pipeline.
  package var leftOut: [LeftOut] = []
}

extension SelectionResult.Reason {
  /// In words, for one stage or several.
  package func words(for count: Int = 1) -> String {
    switch self {
    case .skipped: "left out by --skip"
    case .beforeFrom: "before --from"
    case .afterUntil: "after --until"
    case .notNeeded: "nothing selected needs \(count == 1 ? "it" : "them")"
    case .notNamed: "not named by --only"
    case .starved(let effect): "no stage that runs \(effect)"
    }
  }
}
