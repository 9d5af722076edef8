import GalleyABI
import GalleyKit

/// Runs the examples of the rules of one stage: through the stages before it, with what the marks give.
///
/// An example is a text that the stage would work on: its zones and its condition do not count, nor
/// do those of stages before it that have the same condition. Stages that drop documents are left
/// out, since an example is shorter than any document.
struct RuleExampleRun {
  private let prepared: PreparedPipeline
  private let index: Int
  private let lane: TestLane
  private let verdict: ExampleVerdict

  /// - Parameters:
  ///   - prepared: the pipeline.
  ///   - index: of the stage whose rules have the examples.
  init(_ prepared: PreparedPipeline, stage index: Int) {
    self.prepared = prepared
    self.index = index
    let condition = prepared.pipeline.stages[index].condition?.text
    lane = TestLane(
      prepared.testPlan { stage in
        stage.scope.zones = []
        if stage.condition?.text == condition { stage.condition = nil }
      }
    )
    verdict = ExampleVerdict(prepared.pipeline.stages[index], prepared.stages[index])
  }

  func result(of example: RuleExample) -> TestResult {
    TestResult(
      kind: example.isReject ? .reject : .example,
      name: example.ruleName,
      number: example.number,
      stage: prepared.pipeline.stages[index].id,
      location: example.location,
      status: problem(of: example).map { .failed($0) } ?? .passed
    )
  }

  private func problem(of example: RuleExample) -> TestProblem? {
    let kind = example.isReject ? "reject" : "example"
    let document = lane.document(
      "\(kind) \(example.number) of rule '\(example.ruleName)'",
      example.marked.text
    )
    for i in 0..<index where prepared.stages[i].definition.functions.document != nil {
      guard !prepared.stages[i].definition.manifest.drops, lane.lane.wants(document, stage: i)
      else { continue }
      if let failure = failure(lane.lane.process(document, stage: i), i) { return failure }
    }
    for mark in example.marked.marks {
      guard let type = mark.type else { continue }
      let given = AnnotationValue(
        type: type,
        span: mark.span,
        features: mark.features,
        stage: lane.plan.given
      )
      if let feature = document.give(given) {
        return TestProblem("gives '\(type).\(feature)' a value of another kind")
      }
    }
    let (outcome, report) = lane.lane.explain(document, stage: index, rule: example.rule)
    return failure(outcome, index) ?? verdict.problem(of: example, report)
  }

  private func failure(_ outcome: StageOutcome, _ i: Int) -> TestProblem? {
    let id = prepared.stages[i].id
    return switch outcome {
    case .done, .dropped: nil
    case .failed(let report), .cannotGoOn(let report):
      TestProblem("cannot be tried: stage '\(id)' failed", [report.message])
    case .interrupted: TestProblem("cannot be tried: stage '\(id)' was interrupted")
    }
  }
}
