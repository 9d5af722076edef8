import GalleyKit

/// The writing systems of `Data/scripts.txt`.
struct ScriptList: Sendable {
  static let file = "Data/scripts.txt"

  struct Script: Sendable {
    /// How many letters of an alphabet one of its signs stands for.
    let weight: Int32
    /// Code points.
    let ranges: [ClosedRange<UInt32>]
  }

  private(set) var scripts: [Script] = []

  /// Reads the list.
  ///
  /// - Throws: `DataFileProblem` at a line of another form.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(DataFileProblem) {
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.hasPrefix("#") && !line.isEmpty {
      guard let script = Self.script(line) else {
        throw DataFileProblem(
          line: index + 1,
          description: "'\(line)' is not a name, a weight and ranges of code points"
        )
      }
      scripts.append(script)
    }
  }

  private static func script(_ line: Substring) -> Script? {
    let fields = line.split(separator: " ")
    guard fields.count > 2, let weight = Int32(fields[1]), weight > 0 else { return nil }
    let ranges = fields.dropFirst(2).map(range)
    guard !ranges.contains(nil) else { return nil }
    return Script(weight: weight, ranges: ranges.compactMap(\.self))
  }

  private static func range(_ field: Substring) -> ClosedRange<UInt32>? {
    let ends = field.split(separator: "-").map { UInt32($0, radix: 16) }
    guard ends.count == 2, let first = ends[0], let last = ends[1], first <= last, last < 0x1_0000
    else { return nil }
    return first...last
  }
}

/// What is wrong in a data file.
struct DataFileProblem: Error {
  /// Counted from 1.
  let line: Int
  let description: String
}
