import Foundation
import Testing

@testable import Text

/// The zones of whole articles, each of another form.
struct ZoneArticlesTests {
  private static let folder = TestFiles.tests.appending(path: "Fixtures/articles")

  private static func text(_ name: String) throws -> String {
    try String(
      decoding: Data(contentsOf: folder.appending(path: "\(name).txt")),
      as: UTF8.self
    )
  }

  /// To renew the listings: `GALLEY_RECORD=1 swift test --filter ZoneArticlesTests`.
  @Test(arguments: [
    ("ferry", "en"), ("release", "en"), ("wrapped", "en"), ("blog", "en"), ("interview", "en"),
    ("crlf", "en"), ("plain", "xx"),
  ])
  func `marks the zones of an article`(name: String, language: String) throws {
    let listing = try Zoning.listing(Self.text(name), language: language)
      .map { $0 + "\n" }.joined()
    let golden = Self.folder.appending(path: "\(name).zones.txt")
    if ProcessInfo.processInfo.environment["GALLEY_RECORD"] != nil {
      try listing.write(to: golden, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: golden, encoding: .utf8) == listing)
  }

  @Test func `line ends of any kind give the same zones`() throws {
    for name in ["ferry", "release", "blog"] {
      let text = try Self.text(name)
      let expected = Zoning.listing(text)
      #expect(Zoning.listing(text.replacing("\n", with: "\r\n")) == expected)
      #expect(Zoning.listing(text.replacing("\n", with: "\u{2028}")) == expected)
    }
  }
}
