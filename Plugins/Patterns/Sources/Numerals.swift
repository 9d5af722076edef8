import Foundation
import GalleyKit

/// Numbers as news writes them: `1,200`, `−3.5`, `12 500`, `$`-less amounts such as `2.3bn`,
/// `twenty-five`, `a hundred thousand`, `half a million`.
///
/// Digits come in groups of three or in none, with a point before the decimals; words and factors
/// come from a list. Anything else is no number, rather than half of one.
struct Numerals: Sendable {
  /// Longest number that is read, in UTF-8 bytes.
  private static let longest = 64
  /// Below this every whole number is a `Double`.
  private static let exact = 9_007_199_254_740_992.0

  /// Words that stand for a number themselves.
  private var values: [String: Double] = [:]
  /// Words that multiply what is before them.
  private var factors: [String: Double] = [:]

  /// Reads digits only.
  init() {}

  /// Reads a list of words.
  ///
  /// - Parameter bytes: lines `word=number` below `[value]` and `[factor]`; `#` begins a comment.
  /// - Throws: `BadNumeralList` at the first line that is none of these.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(BadNumeralList) {
    var section = ""
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
      let parts = line.split(separator: "=")
      if line == "[value]" || line == "[factor]" {
        section = String(line)
      } else if parts.count == 2, let value = Double(parts[1]), !section.isEmpty {
        if section == "[value]" {
          values[String(parts[0])] = value
        } else {
          factors[String(parts[0])] = value
        }
      } else {
        throw BadNumeralList(line: number + 1)
      }
    }
  }

  /// The number a text stands for; nil when it is none, or no finite one.
  func number(of text: some Collection<UInt8>) -> Double? {
    guard text.count <= Self.longest else { return nil }
    var parts = words(of: text)
    guard !parts.isEmpty else { return nil }
    let sign = parts[0].hasPrefix("-") ? -1.0 : 1.0
    if parts[0].hasPrefix("-") || parts[0].hasPrefix("+") { parts[0].removeFirst() }
    let value = digits(&parts).map { scaled($0, by: parts) } ?? sum(parts)
    return value.flatMap { $0.isFinite ? sign * $0 : nil }
  }

  /// The whole number a text stands for; nil when it is none, or one beyond 64 bits.
  func integer(of text: some Collection<UInt8>) -> Int64? {
    guard let number = number(of: text) else { return nil }
    if number.magnitude < Self.exact { return Int64(exactly: number) }
    return Int64(words(of: text).joined().filter { $0 != "," })
  }

  /// The text in lower case and in ASCII, cut at white space, at hyphens between words, and between
  /// a digit and a letter.
  private func words(of text: some Collection<UInt8>) -> [String] {
    var words: [String] = []
    var word = ""
    func end() {
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar {
      case " ", "\u{A0}", "\u{2009}", "\u{202F}": end()
      case "-" where !words.isEmpty || !word.isEmpty: end()
      case "\u{2212}": word += "-"
      default:
        if scalar.properties.isAlphabetic, word.last?.isNumber == true { end() }
        word += scalar.properties.lowercaseMapping
      }
    }
    end()
    return words
  }

  /// Takes the written number at the beginning, which groups of three digits may follow.
  ///
  /// - Returns: its digits, with a point before the decimals.
  private func digits(_ words: inout [String]) -> String? {
    guard let first = words.first, first.utf8.first.map(Self.isDigit) == true else { return nil }
    var written = first
    var rest = words.dropFirst()
    // 12 500: digits go on after a space, in threes.
    if first.utf8.count <= 3, first.utf8.allSatisfy(Self.isDigit) {
      while !written.contains("."), let next = rest.first, Self.isLastGroup(next) {
        written += next
        rest = rest.dropFirst()
      }
    }
    guard let plain = Self.ungrouped(written), Double(plain) != nil else { return nil }
    words = Array(rest)
    return plain
  }

  /// Powers of ten move the point, so that 16.4 billion is what 16,400,000,000 is.
  private func scaled(_ digits: String, by words: [String]) -> Double? {
    var (exponent, product) = (0, 1.0)
    for word in words {
      guard let factor = factors[word] else { return nil }
      let power = log10(factor)
      if power == power.rounded() { exponent += Int(power) } else { product *= factor }
    }
    return Double("\(digits)e\(exponent)").map { $0 * product }
  }

  /// `two hundred and five thousand`: hundreds multiply what is before them, thousands end a part.
  private func sum(_ words: [String]) -> Double? {
    var (whole, part): (Double, Double?) = (0, nil)
    for (index, word) in words.enumerated() {
      if let factor = factors[word] {
        let product = (part ?? 1) * factor
        if factor < 1000 {
          part = product
        } else {
          whole += product
          part = nil
        }
      } else if let value = values[word] {
        // "half a million": the article adds nothing.
        if word == "a" || word == "an" {
          guard index + 1 < words.count else { return nil }
          if part != nil { continue }
        }
        part = (part ?? 0) + value
      } else if word != "and" || index == 0 || index == words.count - 1 {
        return nil
      }
    }
    return words.isEmpty ? nil : whole + (part ?? 0)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isGroup(_ word: String) -> Bool {
    word.utf8.count == 3 && word.utf8.allSatisfy(isDigit)
  }

  /// Whether it is a group of three, which decimals may follow.
  private static func isLastGroup(_ word: String) -> Bool {
    let parts = word.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard isGroup(String(parts[0])) else { return false }
    return parts.count == 1 || (!parts[1].isEmpty && parts[1].utf8.allSatisfy(isDigit))
  }

  /// Digits without their commas; nil when these do not part threes.
  private static func ungrouped(_ written: String) -> String? {
    let parts = written.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return written }
    guard (1...3).contains(parts[0].utf8.count),
      parts[1..<(parts.count - 1)].allSatisfy({
        isGroup(String($0))
      }), isLastGroup(String(parts[parts.count - 1]))
    else { return nil }
    return parts.joined()
  }
}

/// A list of numerals that cannot be read, with its 1-based line.
struct BadNumeralList: Error {
  let line: Int
}

extension Numerals {
  /// The words of numbers that come along.
  static func loaded(_ setup: borrowing Setup) throws -> Numerals {
    let resource = try setup.resource("Data/numerals.txt")
    do throws(BadNumeralList) {
      return try Numerals(resource.bytes)
    } catch {
      setup.report(
        code: "bad-word-list",
        in: resource,
        line: error.line,
        "no word with its number",
        fix: "mend the file or install the plugin again"
      )
      throw PrepareFailure.reported
    }
  }
}
