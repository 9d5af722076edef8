import Testing

@testable import Mbox

struct MessageTests {
  private func message(_ text: String) throws(MessageProblem) -> Message {
    var raw = RawMessage(line: 1, byte: 0)
    raw.lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0.utf8) }
    return try Message(raw)
  }

  @Test
  func `reads headers over several lines`() throws {
    let message = try message("Subject: Talks\n  in Geneva\nMessage-ID: <7@example.org>\n\nHello")
    #expect(message.id == "7@example.org")
    #expect(message.metadata.map(\.value) == ["Talks in Geneva"])
    #expect(message.text(dropQuotes: false) == "Hello\n")
  }

  @Test
  func `decodes quoted-printable and base64`() throws {
    let type = "Content-Type: text/plain; charset=\"UTF-8\"\nContent-Transfer-Encoding: "
    let quoted = try message(type + "quoted-printable\n\nZ=C3=BCrich =\nhosts")
    #expect(quoted.text(dropQuotes: false) == "Zürich hosts\n")
    let base64 = try message(type + "base64\n\nWsO8cmljaA==")
    #expect(base64.text(dropQuotes: false) == "Zürich\n")
  }

  @Test
  func `leaves out quoted lines when asked to`() throws {
    #expect(try message("\n> Is it so?\nYes.").text(dropQuotes: true) == "Yes.\n")
  }

  @Test(arguments: [
    ("Content-Type: multipart/mixed; boundary=x", "not-plain-text"),
    ("Content-Type: text/plain; charset=koi8-r", "unknown-charset"),
    ("Content-Transfer-Encoding: uuencode", "unknown-encoding"),
  ])
  func `says what it cannot read`(header: String, code: String) {
    #expect(throws: MessageProblem.self) { try message("\(header)\n\nHello") }
    do { _ = try message("\(header)\n\nHello") } catch { #expect(error.code == code) }
  }

  @Test(arguments: [
    ("Mon, 1 May 2023 09:30:00 +0200", "2023-05-01T09:30:00+02:00"),
    ("12 Dec 2022 18:05 -0500 (EST)", "2022-12-12T18:05:00-05:00"),
  ])
  func `writes dates as ISO 8601`(date: String, expected: String) {
    #expect(MessageDate.iso8601(date) == expected)
  }

  @Test
  func `takes no date from other texts`() {
    #expect(MessageDate.iso8601("yesterday") == nil)
  }

  @Test(arguments: [
    ("=?utf-8?Q?Z=C3=BCrich_?= =?utf-8?B?aG9zdHM=?=", "Zürich hosts"),
    ("=?koi8-r?Q?=F2?=", "=?koi8-r?Q?=F2?="),
    ("plain", "plain"),
  ])
  func `decodes words of headers`(header: String, expected: String) {
    #expect(EncodedWord.decode(header) == expected)
  }
}
