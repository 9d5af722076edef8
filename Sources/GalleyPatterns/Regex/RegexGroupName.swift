internal import CPCRE2

/// A name given to groups of a pattern.
public struct RegexGroupName: Equatable, Sendable {
  public let name: String
  /// The groups of this name, ascending; more than one only after `(?J)`.
  public let numbers: [Int]

  public init(name: String, numbers: [Int]) {
    self.name = name
    self.numbers = numbers
  }
}

extension RegexGroupName {
  /// The names of the compiled pattern `code`, ordered by their first number.
  static func all(of code: OpaquePointer) -> [RegexGroupName] {
    var count: UInt32 = 0
    var entrySize: UInt32 = 0
    var table: UnsafePointer<UInt8>?
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &entrySize)
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
    guard let table else { return [] }

    var numbers: [String: Set<Int>] = [:]
    for index in 0..<Int(count) {
      let entry = table + index * Int(entrySize)
      numbers[name(in: entry), default: []].insert(number(in: entry))
    }
    // No tie: PCRE2 refuses two names for one number.
    return numbers.map { RegexGroupName(name: $0.key, numbers: $0.value.sorted()) }
      .sorted { $0.numbers[0] < $1.numbers[0] }
  }

  // An entry is the number, high byte first, then the name, then a zero (pcre2api, NAMETABLE).
  private static func number(in entry: UnsafePointer<UInt8>) -> Int {
    Int(entry[0]) << 8 | Int(entry[1])
  }

  private static func name(in entry: UnsafePointer<UInt8>) -> String {
    String(cString: entry + 2)
  }
}
