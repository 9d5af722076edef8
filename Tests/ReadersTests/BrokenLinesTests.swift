import GalleyKit
import GalleyTesting
import Readers
import Testing

/// What the reader of JSON Lines says about mistakes: code, line, byte and message.
struct BrokenLinesTests {
  static let inputs: [BrokenInput] = [
    BrokenInput("‸hello", "wrong-type", "expected an object, found 'h'"),
    BrokenInput("  ‸[1,2]", "wrong-type", "expected an object, found '['"),
    BrokenInput("‸42", "wrong-type", "expected an object, found '4'"),
    BrokenInput("{‸", "bad-json", "expected a key in double quotes, found the end of the line"),
    BrokenInput("{\"text\":\"a\"‸", "bad-json", comma("member", "the end of the line")),
    BrokenInput("{\"text\":\"a\" ‸\"id\":\"b\"}", "bad-json", comma("member", "'\"'")),
    BrokenInput("{\"text\":\"a\",‸}", "bad-json", "expected a key in double quotes, found '}'"),
    BrokenInput("{‸text:\"a\"}", "bad-json", "expected a key in double quotes, found 't'"),
    BrokenInput("{‸'text':1}", "bad-json", "expected a key in double quotes, found '''"),
    BrokenInput("{\"text\"‸ 1}".replacing("‸ ", with: " ‸"), "bad-json", colon("'1'")),
    BrokenInput("{\"text\":‸}", "bad-json", "expected a value, found '}'"),
    BrokenInput("{\"text\":‸é}", "bad-json", "expected a value, found 'é'"),
    BrokenInput("{\"text\":‸“a”}", "bad-json", "expected a value, found '“'"),
    BrokenInput("{\"text\":‸None}", "bad-json", "expected a value, found 'N'"),
    BrokenInput("{\"text\":‸nul}", "bad-json", "expected a value, found 'n'"),
    BrokenInput("{\"text\":‸\"a}", "bad-json", "a text has no closing quote"),
    BrokenInput("{\"text\":‸\"a\\", "bad-json", "a text has no closing quote"),
    BrokenInput("{\"text\":\"a‸<09>b\"}", "bad-json", "byte 0x09 in a text must be escaped"),
    BrokenInput("{\"text\":\"a‸<00>b\"}", "bad-json", "byte 0x00 in a text must be escaped"),
    BrokenInput("{\"text\":\"‸\\x41\"}", "bad-json", "no escape begins with '\\' and 'x'"),
    BrokenInput("{\"text\":\"‸\\u12G4\"}", "bad-json", "'\\u' needs four hexadecimal digits"),
    BrokenInput("{\"text\":\"a\"} ‸{}", "bad-json", "expected the end after the object, found '{'"),
    BrokenInput("{\"text\":\"a\"}‸,", "bad-json", "expected the end after the object, found ','"),
    BrokenInput("{\"n\":‸01}", "bad-json", zero),
    BrokenInput("{\"n\":‸-007}", "bad-json", zero),
    BrokenInput("{\"n\":1.‸}", "bad-json", "a number needs a digit after '.', found '}'"),
    BrokenInput("{\"n\":-‸}", "bad-json", "a number needs a digit, found '}'"),
    BrokenInput("{\"n\":1e‸x}", "bad-json", "a number needs a digit in its exponent, found 'x'"),
    BrokenInput("{\"n\":‸NaN}", "bad-json", "expected a value, found 'N'"),
    BrokenInput("{\"n\":[1‸}", "bad-json", "expected ',' or ']' after an element, found '}'"),
    BrokenInput("{\"n\":[1,‸]}", "bad-json", "expected a value, found ']'"),
    BrokenInput("{\"a\":1,‸\"a\":2}", "duplicate-key", "key 'a' comes twice"),
    BrokenInput("{\"é\":1,‸\"\\u00e9\":2}", "duplicate-key", "key 'é' comes twice"),
    BrokenInput("{\"m\":{\"a\":1,‸\"a\":2}}", "duplicate-key", "key 'a' comes twice"),
    BrokenInput("{\"text\":\"‸\\ud800\"}", "lone-surrogate", half("\\ud800")),
    BrokenInput("{\"text\":\"‸\\udc00\"}", "lone-surrogate", half("\\udc00")),
    BrokenInput("{\"text\":\"‸\\ud800\\u0041\"}", "lone-surrogate", half("\\ud800")),
    BrokenInput("{\"m\":{\"‸\\uDBFF\":1}}", "lone-surrogate", half("\\uDBFF")),
    BrokenInput(
      "{\"text\":\"‸<FF>\"}",
      "invalid-utf8",
      utf8("FF", "a byte that never occurs in it")
    ),
    BrokenInput("{\"text\":\"caf‸<E9> au lait\"}", "invalid-utf8", utf8("E9", cutShort)),
    BrokenInput("{\"text\":\"‸<C0><AF>\"}", "invalid-utf8", utf8("C0", overlong)),
    BrokenInput("{\"text\":\"‸<ED><A0><80>\"}", "invalid-utf8", utf8("ED", "an encoded surrogate")),
    BrokenInput("‸{\"id\":\"a\"}", "missing-text", "the line has no text"),
    BrokenInput("‸{}", "missing-text", "the line has no text"),
    BrokenInput("{\"text\":‸null}", "wrong-type", "the text must be a text, not null"),
    BrokenInput("{\"text\":‸7}", "wrong-type", "the text must be a text, not a number"),
    BrokenInput("{\"text\":‸[\"a\"]}", "wrong-type", "the text must be a text, not a list"),
    BrokenInput("{\"id\":‸{},\"text\":\"a\"}", "wrong-type", id("an object")),
    BrokenInput("{\"id\":‸true,\"text\":\"a\"}", "wrong-type", id("a flag")),
    BrokenInput("{\"text\":\"a\",\"published\":‸2023}", "wrong-type", published("a number")),
    BrokenInput("{\"text\":\"a\",\"n\":‸1e999}", "number-too-large", large),
    BrokenInput("<FF><FE>".replacing("<FF>", with: "‸<FF>") + "{", "invalid-utf8", never),
  ]

  @Test(arguments: inputs)
  func `reports a broken line and goes on`(input: BrokenInput) throws {
    let good = Array("{\"id\":\"good\",\"text\":\"x\"}\n".utf8)
    let trial = ReaderTrial(try StageTrial(.reader(JSONLinesReader.self)))
    let reachedEnd = trial.read(good + input.bytes + [0x0A] + good)
    #expect(reachedEnd)
    #expect(trial.documents.map(\.text) == ["x", "x"])
    let failure = try #require(trial.failures.first)
    #expect(trial.failures.count == 1)
    #expect(failure.code == input.code)
    #expect(failure.message == input.message)
    #expect(failure.line == 2)
    #expect(failure.byte == good.count + input.byte)
  }

  @Test func `names the document when its id was read`() throws {
    let trial = ReaderTrial(try StageTrial(.reader(JSONLinesReader.self)))
    trial.read(Array("{\"id\":\"a\\u0062c\",\"text\":1}\n{\"id\":12,\"text\":null}".utf8))
    #expect(trial.failures.map(\.id) == ["abc", "12"])
  }

  private static let zero = "a number cannot begin with a zero that another digit follows"
  private static let cutShort = "a character is cut short"
  private static let overlong = "an overlong encoding"
  private static let never = utf8("FF", "a byte that never occurs in it")
  private static let large = "number 1e999 is too large for a double"

  private static func comma(_ what: String, _ found: String) -> String {
    "expected ',' or '}' after a \(what), found \(found)"
  }

  private static func colon(_ found: String) -> String {
    "expected ':' after a key, found \(found)"
  }

  private static func half(_ escape: String) -> String {
    "'\(escape)' is half of a surrogate pair without the other"
  }

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
