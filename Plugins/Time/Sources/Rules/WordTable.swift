import GalleyKit
import GalleyPatterns

/// What the words of one table stand for: `jan` is `01`.
struct WordTable: Sendable {
  /// A word as it is written: in any case, and with one blank wherever there is white space.
  private let values: [String: String]
  private let patterns: [(regex: CompiledRegex, value: String)]
  /// All entries as one alternation, longer ones first.
  let alternation: String
  /// What its words stand for, each once, in order.
  let distinctValues: [String]

  /// - Parameter entries: texts, or regular expressions, with their values.
  /// - Throws: `WordProblem` at the first entry that does not compile.
  init(_ entries: [String: JSONValue]) throws(WordProblem) {
    var values: [String: String] = [:]
    var patterns: [(regex: CompiledRegex, value: String)] = []
    let sorted = entries.sorted { ($1.key.utf8.count, $0.key) < ($0.key.utf8.count, $1.key) }
    for (key, value) in sorted {
      let value = Self.text(of: value)
      guard key.contains(where: { #"\.?*+[](){}|^$"#.contains($0) }) else {
        values[Self.folded(key)] = value
        continue
      }
      do throws(RegexError) {
        let regex = try CompiledRegex(
          #"\A(?:"# + MatchText.spaced(key) + #")\z"#,
          options: .caseless
        )
        patterns.append((regex, value))
      } catch {
        throw WordProblem(key: key, message: error.message)
      }
    }
    self.values = values
    self.patterns = patterns
    distinctValues = Set(values.values).union(patterns.map(\.value)).sorted()
    alternation = sorted.map { MatchText.spaced($0.key) }.joined(separator: "|")
  }

  /// Without case, as PCRE2 takes it: `ſ` is an `s`, `ẞ` an `ß`.
  private static func folded(_ text: String) -> String {
    text.lowercased().uppercased().lowercased()
  }

  private static func text(of value: JSONValue) -> String { value.text ?? value.json }

  /// What `text`, as it stands in a document, stands for; nil when it is not in the table.
  func value(of text: String, _ matcher: RegexMatcher) -> String? {
    let plain = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if let value = values[Self.folded(plain)] { return value }
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { bytes in
      patterns.first { entry in
        var scan = matcher.scan(bytes, for: entry.regex)
        return (try? scan.next()) != nil
      }?.value
    }
  }
}

/// Why a table cannot be used.
struct WordProblem: Error {
  var key: String
  var message: String
}
