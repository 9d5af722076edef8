/// Reads numbers in words by a table of what single words stand for: `two hundred and fifty`.
///
/// Below a hundred words are added, from a hundred on they multiply what is before them; words that the
/// table does not have stand for nothing, and so does `X`, a number nobody said, for all of it.
enum NumberWords {
  /// The number as digits, with `X` for one that is not said; nil when it is none.
  ///
  /// - Parameters:
  ///   - text: digits, perhaps with commas, or words.
  ///   - value: what a word, or all of the text, stands for in the table.
  /// - Returns: digits, perhaps with a point, or what the table says.
  static func digits(of text: String, _ value: (String) -> String?) -> String? {
    if let whole = value(text) { return whole }
    var sum = 0.0
    var part = 0.0
    var isNumber = false
    for word in text.split(whereSeparator: { $0.isWhitespace || $0 == "-" }) {
      guard let number = number(of: word, value) else { continue }
      isNumber = true
      if number >= 1_000 {
        sum += max(part, 1) * number
        part = 0
      } else if number == 100 {
        part = max(part, 1) * number
      } else {
        part += number
      }
    }
    guard isNumber else { return nil }
    let total = sum + part
    guard total < 1e15 else { return "X" }
    return total == total.rounded() ? String(Int(total)) : String(total)
  }

  private static func number(of word: Substring, _ value: (String) -> String?) -> Double? {
    if let fraction = fraction(word) { return fraction }
    let digits = word.filter { $0 != "," }
    if let number = Double(digits), number < 1e12 { return number }
    return value(String(word)).flatMap { Double($0) }
  }

  /// `1/2`.
  private static func fraction(_ word: Substring) -> Double? {
    let parts = word.split(separator: "/").compactMap { Double($0) }
    return parts.count == 2 && parts[1] > 0 ? parts[0] / parts[1] : nil
  }
}
