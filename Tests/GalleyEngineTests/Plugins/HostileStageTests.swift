import GalleyKit
import TestCommands
import Testing

@testable import GalleyEngine

/// A document stage that breaks the contract fails its document, with one sentence, and nothing of
/// it stays on the document.
struct HostileStageTests {
  struct Deed: CustomTestStringConvertible, Sendable {
    /// A C function of `hostile_stage.c`.
    let name: String
    /// What follows the name of the stage.
    let sentence: String

    init(_ name: String, _ sentence: String) {
      self.name = name
      self.sentence = sentence
    }

    var testDescription: String { name }
  }

  @Test(
    arguments: Self.spans + Self.declarations + Self.values + Self.ids + Self.nulls + Self.views
  )
  func `a breach of the contract fails the document`(deed: Deed) throws {
    let hostile = try HostileStage(deed: deed.name)
    guard case .failed(let failure) = hostile.run() else {
      Issue.record("the document did not fail")
      return
    }
    #expect(failure.message == deed.sentence)
    #expect(failure.code == "contract-breach")
    #expect(hostile.annotationCount == 0)
    #expect(hostile.document.metadata.isEmpty)
    #expect(hostile.document.views.isEmpty)
    #expect(hostile.document.strings.count == 0)
  }

  @Test(arguments: Self.results)
  func `a result without sense fails the document`(deed: Deed) throws {
    guard case .failed(let failure) = try HostileStage(deed: deed.name).run() else {
      Issue.record("the document did not fail")
      return
    }
    #expect(failure.message == deed.sentence)
  }

  @Test
  func `a stage that cannot go on need not say why`() throws {
    guard case .cannotGoOn(let failure) = try HostileStage(deed: "fatal_without_reason").run()
    else {
      Issue.record("the run went on")
      return
    }
    #expect(failure.message == "failed and gave no reason, which is a fault of the plugin")
  }

  @Test
  func `what is sound is taken`() throws {
    let hostile = try HostileStage(deed: "good_mark")
    guard case .done = hostile.run() else {
      Issue.record("the document failed")
      return
    }
    #expect(hostile.annotationCount == 1)
  }

  @Test
  func `options that a stage refuses are diagnostics`() throws {
    #expect {
      try HostileStage(deed: "unheard_of")
    } throws: { error in
      (error as? HostileStage.Unprepared)?.problems.map(\.description) == [
        "error: there is no such deed; see hostile_stage.c"
      ]
    }
  }
}
