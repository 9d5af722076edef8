import GalleyKit
import GalleyTesting
import Readers
import Testing

/// What the reader of JSON Lines says about mistakes: code, line, byte and message.
struct BrokenLinesTests {
  static let inputs: [BrokenInput] = [
    BrokenInput("‸hello", "bad-json", invalid),
    BrokenInput("  [1,2]", "wrong-type", "expected an object, not a list"),
    BrokenInput("42", "wrong-type", "expected an object, not a number"),
    BrokenInput("{", "bad-json", cut),
    BrokenInput("{\"text\":\"a\"", "bad-json", cut),
    BrokenInput("{\"text\":\"a}", "bad-json", cut),
    BrokenInput("{\"text\":\"a\\", "bad-json", cut),
    BrokenInput("{\"text\":\"a\" ‸\"id\":\"b\"}", "bad-json", invalid),
    BrokenInput("{‸text:\"a\"}", "bad-json", invalid),
    BrokenInput("{‸'text':1}", "bad-json", invalid),
    BrokenInput("{\"text\" ‸1}", "bad-json", invalid),
    BrokenInput("{\"text\":‸}", "bad-json", invalid),
    BrokenInput("{\"é\":‸é}", "bad-json", invalid),
    BrokenInput("{\"text\":‸“a”}", "bad-json", invalid),
    BrokenInput("{\"text\":‸None}", "bad-json", invalid),
    BrokenInput("{\"text\":\"a‸<09>b\"}", "bad-json", control),
    BrokenInput("{\"text\":\"a‸<00>b\"}", "bad-json", control),
    BrokenInput("{‸<00>\"<00>a", "bad-json", "byte 0x00"),
    BrokenInput("{\"text\":\"‸\\x41\"}", "bad-json", "an escape that JSON does not have"),
    BrokenInput("{\"text\":\"\\u‸12G4\"}", "bad-json", "'\\u' without four hexadecimal digits"),
    BrokenInput("{\"text\":\"a\"} ‸{}", "bad-json", invalid),
    BrokenInput("{\"text\":\"a\"}‸,", "bad-json", invalid),
    BrokenInput("{\"n\":0‸1}", "bad-json", "a number that begins with a zero"),
    BrokenInput("{\"n\":-0‸07}", "bad-json", "a number that begins with a zero"),
    BrokenInput("{\"n\":1.‸}", "bad-json", invalid),
    BrokenInput("{\"n\":-‸}", "bad-json", invalid),
    BrokenInput("{\"n\":1e‸x}", "bad-json", invalid),
    BrokenInput("{\"n\":‸NaN}", "bad-json", invalid),
    BrokenInput("{\"n\":[1‸}", "bad-json", invalid),
    BrokenInput("{\"text\":\"\\ud800\"}", "lone-surrogate", half),
    BrokenInput("{\"text\":\"\\udc00\"}", "lone-surrogate", half),
    BrokenInput("{\"text\":\"\\ud800\\u0041\"}", "lone-surrogate", half),
    BrokenInput("{\"m\":{\"\\uDBFF\":1}}", "lone-surrogate", half),
    BrokenInput("{\"text\":\"‸<FF>\"}", "invalid-utf8", never),
    BrokenInput("{\"text\":\"caf‸<E9> au lait\"}", "invalid-utf8", utf8("E9", cutShort)),
    BrokenInput("{\"text\":\"‸<C0><AF>\"}", "invalid-utf8", utf8("C0", overlong)),
    BrokenInput("{\"text\":\"‸<ED><A0><80>\"}", "invalid-utf8", utf8("ED", "an encoded surrogate")),
    BrokenInput("‸<FF><FE>{", "invalid-utf8", never),
    BrokenInput("{\"id\":\"a\"}", "missing-text", "the line has no text"),
    BrokenInput("{}", "missing-text", "the line has no text"),
    BrokenInput("{\"text\":null}", "wrong-type", "the text must be a text, not null"),
    BrokenInput("{\"text\":7}", "wrong-type", "the text must be a text, not a number"),
    BrokenInput("{\"text\":[\"a\"]}", "wrong-type", "the text must be a text, not a list"),
    BrokenInput("{\"id\":{},\"text\":\"a\"}", "wrong-type", id("an object")),
    BrokenInput("{\"id\":true,\"text\":\"a\"}", "wrong-type", id("a flag")),
    BrokenInput("{\"text\":\"a\",\"published\":2023}", "wrong-type", published("a number")),
    BrokenInput("{\"text\":\"a\",\"n\":1e999}", "number-too-large", large),
  ]

  @Test(arguments: inputs)
  func `reports a broken line and goes on`(input: BrokenInput) throws {
    let before = Array("{\"id\":\"before\",\"text\":\"x\"}\n".utf8)
    let after = Array("\n{\"id\":\"after\",\"text\":\"x\"}\n".utf8)
    let reading = try StageRun(.reader(JSONLinesReader.self))
      .read([TestFile(before + input.bytes + after)])
    #expect(reading.documents.map(\.id) == ["before", "after"])
    let failure = try #require(reading.failures.first)
    #expect(reading.failures.count == 1)
    #expect(failure.code == input.code)
    let place = input.column > 0 ? " at column \(input.column)" : ""
    #expect(failure.message == input.message + place)
    #expect(failure.line == 2)
    #expect(failure.byte == before.count + input.byte)
  }

  @Test func `names the document when its id was read`() throws {
    let lines = "{\"id\":\"a\\u0062c\",\"text\":1}\n{\"id\":12,\"text\":null}"
    let reading = try StageRun(.reader(JSONLinesReader.self)).read(lines)
    #expect(reading.failures.map(\.document) == ["abc", "12"])
  }

  @Test func `names the byte of a document with an id that is there already`() throws {
    let lines = "\u{FEFF}{\"id\":1,\"text\":\"\"}\r\n\n{\"id\":\"1\",\"text\":\"é\"}"
    let reading = try StageRun(.reader(JSONLinesReader.self)).read(lines)
    let message = "an earlier document has the same id"
    #expect(
      reading.failures == [
        TestFailure(document: "1", line: 3, byte: 24, code: "duplicate-id", message: message)
      ]
    )
  }

  private static let invalid = "invalid JSON"
  private static let cut = "the line ends before its JSON does"
  private static let control = "a control character that is not escaped"
  private static let half = "half of a surrogate pair without the other"
  private static let cutShort = "a character is cut short"
  private static let overlong = "an overlong encoding"
  private static let never = utf8("FF", "a byte that never occurs in it")
  private static let large = "number 1e999 is too large for a double"

  private static func utf8(_ byte: String, _ reason: String) -> String {
    "byte 0x\(byte) is not UTF-8 (\(reason))"
  }

  private static func id(_ found: String) -> String {
    "the id must be a text or a number, not \(found)"
  }

  private static func published(_ found: String) -> String {
    "the day of publication must be a text or null, not \(found)"
  }
}
