import GalleyKit
import Glibc

/// One lane that takes texts through stages of a prepared pipeline, one at a time.
final class TestLane {
  let plan: RunPlan
  let lane: Lane
  private let watchdog: Watchdog

  init(_ plan: RunPlan) {
    self.plan = plan
    lane = Lane(number: 0, stages: plan.stages, origins: plan.origins)
    watchdog = Watchdog([(lane.stop, lane.current)]) { stage, document in
      StandardError.say(
        "error: stage '\(stage)' did not stop on '\(document)' after its time was up"
      )
      Glibc._exit(3)
    }
  }

  /// A document with a text and metadata.
  func document(_ id: String, _ text: String, _ metadata: [String: JSONValue] = [:])
    -> WorkingDocument
  {
    let document = WorkingDocument(schema: plan.schema, symbols: plan.symbols)
    document.id = id
    document.origin = id
    var text = text
    text.withUTF8 { document.setText($0) }
    for (key, value) in metadata { document.setMetadata(key, value) }
    return document
  }
}
