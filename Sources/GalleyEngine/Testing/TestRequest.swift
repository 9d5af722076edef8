/// What a user asks to be tested.
package struct TestRequest: Sendable {
  package enum Format: String, Sendable, CaseIterable {
    case text
    case json
  }

  package enum Detail: Sendable {
    /// Failures alone.
    case quiet
    case usual
    /// What passes, too.
    case verbose
  }

  /// Ids of stages whose examples are run, and nothing else; empty: those of all, and the tests.
  package var only: [String] = []
  /// A part of the names of rules and tests to take, in any case; nil: all.
  package var filter: String?
  /// Whether expected files are written anew.
  package var blesses = false
  package var detail = Detail.usual
  package var format = Format.text

  package init() {}

  func takes(_ name: String) -> Bool {
    filter.map { name.lowercased().contains($0.lowercased()) } ?? true
  }
}
