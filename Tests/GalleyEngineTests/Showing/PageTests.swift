import Foundation
import GalleyKit
import TestCommands
import Testing

@testable import GalleyEngine

/// Whole pages, for the terminal and the browser.
///
/// To renew what is expected: `GALLEY_RECORD=1 swift test --filter PageTests`.
struct PageTests {
  /// Two documents with everything a page has to deal with.
  private static var documents: [FinishedDocument] {
    var first = FinishedDocument.sample(
      """
      Harbour master Ann Lee said on Monday that 3.5 percent of the ships at the old pier of
      Bergen — “all of them small” — had left.\tTab, 東京港 and 👩‍💻 Zoe\u{308} too.

      No more.

      """,
      [
        ("TitledName", "Harbour master Ann Lee"), ("Person", "Ann Lee"), ("Date", "Monday"),
        ("Percent", "3.5 percent"), ("Share", "percent of the ships"),
        ("Place", "the old pier of\nBergen"), ("Quoted", "“all of them small”"),
        ("Place", "東京港"), ("Person", "Zoe\u{308}"), ("Sentence", "No more."), ("Gap", ""),
      ],
      id: "harbour/monday.txt"
    )
    first.metadata = [("published", "2024-03-04"), ("title", "Ships leave Bergen")]
    for i in first.annotations.indices where first.annotations[i].type == "Percent" {
      first.annotations[i].features = [.init(name: "value", value: 3.5, kind: .number)]
    }
    for i in first.annotations.indices where first.annotations[i].type == "TitledName" {
      first.annotations[i].features = [
        .init(name: "title", value: "Harbour master", kind: .text),
        .init(name: "who", value: 2, kind: .reference),
        .init(name: "name_span", value: [15, 22], kind: .span),
      ]
    }
    var second = FinishedDocument.sample(
      "</script><script>alert('x')</script> & \u{1B}[31m\u{202E} שלום & <b>bold</b>",
      [("Person", "<b>bold</b>"), ("Odd", "\u{1B}[31m\u{202E}")],
      id: "<img src=x onerror=\"alert(1)\">\u{202E}"
    )
    second.metadata = [("title", "\"'><script>alert(2)</script>")]
    second.annotations[1].features = [
      .init(name: "note", value: "</script><!--\u{202E}", kind: .text)
    ]
    second.annotations[1].by = "stage/</script>"
    second.failures = [
      RunFailure(
        document: second.id,
        origin: "x",
        stage: "names",
        code: "time-is-up",
        message: "took <longer> than 10 ms"
      )
    ]
    return [first, second]
  }

  /// Puts the documents on a page and gives what was written.
  private func written(
    _ make: (OutputFile, ShownTypes) throws(RunStop) -> any DocumentPage,
    _ choice: ShownTypes.Choice
  ) throws -> String {
    let folder = try TemporaryFolder()
    let out = try OutputFile(path: folder.file("page"))
    var page = try make(out, ShownTypes(choice))
    for document in Self.documents { try page.add(document) }
    _ = try page.finish()
    try out.finish()
    try out.publish()
    return try String(contentsOfFile: folder.file("page"), encoding: .utf8)
  }

  @Test(arguments: [
    ("plain-80.txt", 80, false), ("plain-40.txt", 40, false), ("colour-60.txt", 60, true),
  ])
  func `a page for the terminal`(name: String, width: Int, usesColor: Bool) throws {
    let actual = try written(
      { out, types in
        TextPage(out, types: types, width: width, usesColor: usesColor, listsFeatures: width == 80)
      },
      width == 40 ? .all : .usual
    )
    #expect(try actual == GoldenFile(name).expected(recording: actual))
  }

  @Test func `a page for the browser`() throws {
    let actual = try written(
      { out, types throws(RunStop) in try HTMLPage(out, types: types) },
      .all
    )
    #expect(try actual == GoldenFile("page.html").expected(recording: actual))
    #expect(actual.matches(of: /<script/).count == 2, "the page's own")
    #expect(actual.matches(of: /<\/script>/).count == 2)
    #expect(!actual.contains("<img") && !actual.contains("<b>") && !actual.contains("\u{1B}"))
    #expect(!actual.contains("\u{202E}"))
    #expect(
      !actual.contains("http:") && !actual.contains("https:") && !actual.contains("innerHTML")
    )
  }
}
