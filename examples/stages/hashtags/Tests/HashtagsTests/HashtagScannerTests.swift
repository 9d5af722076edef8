import Testing

@testable import Hashtags

struct HashtagScannerTests {
  private func hashtags(in text: String, shortest: Int = 2) -> [String] {
    Array(text.utf8).withUnsafeBufferPointer { text in
      HashtagScanner.spans(in: text, shortest: shortest).map {
        String(decoding: text[$0.range], as: UTF8.self)
      }
    }
  }

  @Test(arguments: [
    ("Join #Climate and #COP28.", ["#Climate", "#COP28"]),
    ("(#été) #日本 #snake_case", ["#été", "#日本", "#snake_case"]),
    ("#one#two ends after the first", ["#one"]),
  ])
  func `finds hashtags`(text: String, expected: [String]) {
    #expect(hashtags(in: text) == expected)
  }

  @Test(arguments: ["Room #1", "C# and F#", "page.html#top", "&#8212;", "##", "#", "#x", ""])
  func `leaves other uses of the sign alone`(text: String) {
    #expect(hashtags(in: text).isEmpty)
  }

  @Test
  func `takes words of one character when asked to`() {
    #expect(hashtags(in: "#x", shortest: 1) == ["#x"])
  }
}
