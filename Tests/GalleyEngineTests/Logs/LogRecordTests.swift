import Foundation
import Logging
import Testing

@testable import GalleyEngine

struct LogRecordTests {
  @Test
  func `a failure is one line and says nothing to the terminal`() {
    let failure = RunFailure(
      document: "\u{1B}[31ma\nb\u{202E}",
      origin: "ids.jsonl:6",
      stage: "jsonl",
      code: "duplicate-id",
      message: "an earlier document has the same id"
    )
    #expect(
      LogRecord(
        level: .warning,
        label: "failure",
        message: failure.message,
        metadata: failure.metadata
      ).text
        == #"failed: \u{1B}[31ma\u{A}b\u{202E} (ids.jsonl:6): jsonl: an earlier document has the"#
        + " same id"
    )
  }

  static let spoken: [(label: String, level: Logger.Level, about: Logger.Metadata, line: String)] =
    [
      ("run", .info, [:], "info: it begins"),
      ("run", .notice, [:], "it begins"),
      ("run", .error, ["stage": "news"], "error: news: it begins"),
      ("plugin Text", .warning, [:], "warning: plugin 'Text': it begins"),
      ("document", .debug, ["document": "d1", "bytes": "12"], "debug: d1: it begins"),
      ("failure", .warning, ["document": "", "origin": "a.txt"], "failed: a.txt: it begins"),
    ]

  @Test(arguments: spoken)
  func `text tells who speaks of what`(
    label: String,
    level: Logger.Level,
    metadata: Logger.Metadata,
    line: String
  ) {
    let record = LogRecord(level: level, label: label, message: "it begins", metadata: metadata)
    #expect(record.text == line)
  }

  @Test func `JSON has its keys in a fixed order and the four levels`() {
    let record = LogRecord(
      level: .notice,
      label: "plugin Text",
      message: "a\u{1B}[31m\n\"b\"",
      metadata: [
        "zone": .stringConvertible(1.5), "stage": "news", "bytes": .stringConvertible(3),
        "document": "d1", "more": .array(["x", .dictionary(["y": "z"])]),
      ]
    )
    #expect(
      record.json(at: Date(timeIntervalSince1970: 0.25))
        == #"{"level":"info","time":"1970-01-01T00:00:00.250Z","label":"plugin Text","stage":"news","#
        + #""document":"d1","message":"a\u001b[31m\n\"b\"","bytes":3,"more":["x",{"y":"z"}],"zone":1.5}"#
    )
  }
}
