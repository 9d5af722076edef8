import Foundation
import TestCommands
import Testing

/// The tutorial, typed in an empty folder with an installed program.
///
/// It builds stages and fetches pandas, so it runs when `GALLEY_INSTALLED` names the installation's
/// prefix: a part of its own of `make test`.
struct TutorialTests {
  private static let prefix = ProcessInfo.processInfo.environment["GALLEY_INSTALLED"]

  @Test(.enabled(if: prefix != nil, "GALLEY_INSTALLED names no installation"))
  func `prints what the page says`() throws {
    let prefix = try #require(Self.prefix)
    var galley = try Galley()
    galley.programFolder = "\(prefix)/bin"
    let (outcome, typed) = try DocumentationPage("docs/tutorial.md").type(in: galley)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.errors == "")
    #expect(!typed.isEmpty)
    for block in typed {
      #expect(block.printed == block.shown, "docs/tutorial.md:\(block.line)")
    }
  }
}
