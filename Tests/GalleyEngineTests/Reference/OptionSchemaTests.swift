import GalleyKit
import Testing

@testable import GalleyEngine

/// The schema of each type of option.
struct OptionSchemaTests {
  /// A text that has a variable in it.
  private static func variable(_ expected: String) -> String {
    #""pattern":"\\$\\{","patternErrorMessage":"expected \#(expected), or a variable: ${name}""#
  }

  @Test(arguments: [
    (OptionType.text(), #"{"type":"string"}"#),
    (
      .text(values: ["a", "b"]),
      #"{"anyOf":[{"enum":["a","b"]},{\#(variable("one of a list of texts")),"type":"string"}]}"#
    ),
    (.integer(), #"{\#(variable("an integer")),"type":["integer","string"]}"#),
    (
      .integer(minimum: 1, maximum: 20),
      #"{"maximum":20,"minimum":1,\#(variable("an integer")),"type":["integer","string"]}"#
    ),
    (
      .number(minimum: 0.5),
      #"{"minimum":0.5,\#(variable("a number")),"type":["number","string"]}"#
    ),
    (.flag, #"{\#(variable("a flag (true or false)")),"type":["boolean","string"]}"#),
    (.path, #"{"minLength":1,"type":"string"}"#),
    (.scalar, #"{"type":["string","number","boolean"]}"#),
    (.any, "{}"),
    (.list(of: .text()), #"{"items":{"type":"string"},"type":"array"}"#),
    (.map(of: .any), #"{"additionalProperties":{},"type":"object"}"#),
    (
      .record([OptionSpec("name", .text(), required: true, help: "Its name.")]),
      #"{"additionalProperties":false,"properties":{"name":{"description":"Its name.","#
        + #""type":"string"}},"required":["name"],"type":"object"}"#
    ),
  ])
  func `each type`(type: OptionType, schema: String) {
    #expect(JSONValue.object(OptionSchema.value(type, isOptional: false)).json == schema)
  }

  @Test(arguments: [
    (OptionType.text(), #"{"type":["string","null"]}"#),
    (.list(of: .path), #"{"items":{"minLength":1,"type":"string"},"type":["array","null"]}"#),
    (
      .text(values: ["a"]),
      #"{"anyOf":[{"enum":["a"]},{\#(variable("one of a list of texts")),"type":"string"},"#
        + #"{"type":"null"}]}"#
    ),
  ])
  func `what may be left out may be null`(type: OptionType, schema: String) {
    #expect(JSONValue.object(OptionSchema.value(type, isOptional: true)).json == schema)
  }

  @Test(arguments: [
    (OptionType.duration, JSONValue.integer(90_000), "90s"), (.duration, 120_000, "2m"),
    (.duration, 7_200_000, "2h"), (.duration, 1, "1ms"), (.duration, 0, "0ms"),
    (.size, 65_536, "64KiB"), (.size, 1000, "1000B"), (.size, 2_147_483_648, "2GiB"),
  ])
  func `a default with a unit is shown as one writes it`(
    type: OptionType,
    value: JSONValue,
    written: String
  ) {
    let spec = OptionSpec("a", type, default: value, help: "A.")
    #expect(spec.writtenDefault == .text(written))
    let count = type == .size ? Quantity.bytes(written) : Quantity.milliseconds(written)
    #expect(count.map { .integer($0) } == value)
  }

  @Test func `indented text is the same value`() {
    let value = JSONValue.object(PipelineSchema.sampleValue)
    #expect(JSONValue(parsing: value.indented) == value)
    #expect(value.indented.split(separator: "\n").count > 10)
    #expect(JSONValue.list([1, 2]).indented == "[1,2]")
  }
}

extension PipelineSchema {
  /// Long enough for several lines, with texts that need escapes.
  fileprivate static let sampleValue: [String: JSONValue] = [
    "options": .list((0..<20).map { ["name": .text("\"\($0)\"\n"), "empty": .object([:])] }),
    "none": .list([]), "text": .text(String(repeating: "é", count: 100)),
  ]
}
