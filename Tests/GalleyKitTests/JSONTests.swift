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
}
