import GalleyKit
import Testing

struct JSONTests {
  @Test(arguments: [
    "null", "true", "0", "-7", "9007199254740993", "1.5", "\"a\\\"b\\\\c\\n\"", "[1,[],{}]",
    "{\"a\":1,\"b\":[true,false,null]}", "\"\\u2028é😀\"",
  ])
  func `reads what it writes`(json: String) {
    #expect(JSONValue(parsing: json)?.json == json)
  }

  @Test func `keeps flags, integers and numbers apart`() {
    let value = JSONValue(parsing: "[true, 1, 1.0, 1e3]")
    #expect(value == .list([.flag(true), .integer(1), .number(1), .number(1000)]))
  }

  @Test(arguments: [Int64.min, -1, 0, 9, 10, 99, 100, 1_000_000, Int64.max])
  func `writes integers of every length`(integer: Int64) {
    #expect(JSONValue.integer(integer).json == "\(integer)")
  }

  @Test func `writes integers of any digits`() {
    var powers: [Int64] = []
    var power: Int64 = 1
    while power < Int64.max / 10 {
      powers.append(power)
      power *= 10
    }
    for power in powers {
      for integer in [power - 1, power, power + 1, 2 * power + 3, 9 * (power / 9), power / 7 * 5] {
        #expect(JSONValue.integer(integer).json == "\(integer)")
        #expect(JSONValue.integer(-integer).json == "\(-integer)")
      }
    }
  }

  @Test func `writes parts of objects that were made before`() {
    var writer = JSONWriter()
    writer.beginList()
    for integer: UInt32 in [0, 4_294_967_295] {
      writer.begin(upTo: 6 + ByteCursor.decimalRoom, isOpen: true) { cursor in
        cursor.put(Array("{\"a\":".utf8))
        cursor.put(decimal: integer)
        cursor.put(Array(",".utf8))
      }
      writer.member(JSONKey("b"), -1)
      writer.member(JSONKey("c"), 2)
      writer.end(Array("}".utf8))
    }
    writer.endList()
    #expect(
      String(decoding: writer.bytes, as: UTF8.self)
        == #"[{"a":0,"b":-1,"c":2},{"a":4294967295,"b":-1,"c":2}]"#
    )
  }

  @Test(arguments: ["\"", "\\", "\n", "\u{1}", "\u{7F}", "\u{2028}", "é", "“", "😀"])
  func `escapes a character wherever it stands`(character: String) {
    for before in 0..<20 {
      let text =
        String(repeating: "a", count: before) + character + String(repeating: "b", count: 9)
      #expect(JSONValue(parsing: JSONValue.text(text).json) == .text(text))
    }
  }

  @Test func `writes keys that were escaped before`() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key(JSONKey("a\"b"))
    writer.value(UInt32.max)
    writer.key(JSONKey("c"))
    writer.raw(Array("[1]".utf8))
    writer.endObject()
    #expect(String(decoding: writer.bytes, as: UTF8.self) == #"{"a\"b":4294967295,"c":[1]}"#)
  }
}
