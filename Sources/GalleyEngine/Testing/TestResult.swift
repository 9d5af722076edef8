import GalleyKit

/// How one example, reject or test of a pipeline went.
struct TestResult: Sendable {
  enum Kind: String, Sendable {
    case example, reject, test
  }

  enum Status: Sendable, Equatable {
    case passed
    case failed(TestProblem)
    /// The expected file was written; whether it was there before.
    case blessed(path: String, isNew: Bool)
  }

  var kind: Kind
  /// Of the rule, or of the test.
  var name: String
  /// Of several examples of a rule, which one: from 1.
  var number = 1
  /// The stage whose rule it is.
  var stage: String?
  /// Where it is written.
  var location: SourceLocation
  var status: Status

  /// What it is, in words.
  var title: String {
    kind == .test ? "test '\(name)'" : "\(kind.rawValue) \(number) of rule '\(name)'"
  }

  var problem: TestProblem? { if case .failed(let problem) = status { problem } else { nil } }
}

/// Why an example or a test fails.
struct TestProblem: Sendable, Equatable {
  /// Goes on a sentence that begins with what failed.
  var message: String
  /// What is shown below it.
  var lines: [String] = []

  init(_ message: String, _ lines: [String] = []) {
    self.message = message
    self.lines = lines
  }
}

/// How the examples and tests of one pipeline went.
struct PipelineTestResults: Sendable {
  /// The pipeline's file, as the user typed it.
  var file: String
  /// `name/major`.
  var pipeline: String
  var results: [TestResult] = []
  /// Rules that have neither examples nor rejects, as `stage/rule`.
  var untested: [String] = []

  var failed: Int { results.count { $0.problem != nil } }
}
