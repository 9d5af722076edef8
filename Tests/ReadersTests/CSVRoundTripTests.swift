import Foundation
import GalleyKit
import GalleyTesting
import Readers
import TestCommands
import Testing

/// Random tables are read as they were meant, and as Python reads them.
struct CSVRoundTripTests {
  private let run: StageRun

  init() throws { run = try StageRun(.reader(CSVReader.self), options: ["text": ["c0"]]) }

  /// The cells of a table whose columns are `c0`, `c1` and so on.
  private func cells(_ table: String, columns: Int, pieces: Int = .max) throws -> [[String]] {
    let reading = try run.read([TestFile(Array(table.utf8))], pieces: pieces)
    #expect(reading.failures.isEmpty)
    return reading.documents.map { document in
      [document.text] + (1..<max(1, columns)).map { document.metadata["c\($0)"]?.text ?? "" }
    }
  }

  private func header(_ rows: [[String]]) -> String {
    rows[0].indices.map { "c\($0)" }.joined(separator: ",") + "\n"
  }

  @Test func `reads back what was written`() throws {
    var tables = RandomTables(seed: 1)
    for _ in 0..<400 {
      let rows = tables.rows()
      let table = header(rows) + tables.written(rows)
      let pieces = Int.random(in: 1...50, using: &tables.generator)
      #expect(try cells(table, columns: rows[0].count, pieces: pieces) == rows, "\(table)")
    }
  }

  @Test func `reads the same as Python`() throws {
    let folder = try TemporaryFolder()
    var tables = RandomTables(seed: 2)
    var written: [String] = []
    for i in 0..<300 {
      let rows = tables.rows()
      written.append(header(rows) + tables.written(rows))
      try folder.write(written[i], to: "\(i).csv")
    }
    let script = """
      import csv, json
      tables = [[row for row in csv.reader(open(f'{i}.csv', newline='', encoding='utf-8')) if row]
                for i in range(\(written.count))]
      print(json.dumps(tables))
      """
    let outcome = try Command("python3", ["-c", script], in: folder.path).run()
    try #require(outcome.status == 0, "\(outcome.errors)")
    let expected = try JSONDecoder().decode([[[String]]].self, from: Data(outcome.output.utf8))
    for (table, rows) in zip(written, expected) {
      #expect(try cells(table, columns: rows[0].count) == Array(rows.dropFirst()), "\(table)")
    }
  }
}
