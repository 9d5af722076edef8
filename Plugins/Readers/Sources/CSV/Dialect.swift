import GalleyKit

/// What the options say about the form of tables.
struct Dialect: Sendable {
  /// nil: by the ending of the file.
  private let delimiter: UInt8?
  private let quote: UInt8?

  /// - Throws: `PrepareFailure.reported` when an option is no sign that can be used.
  init(_ options: CSVReader.Options, _ setup: borrowing Setup) throws {
    var problems = 0
    func sign(_ text: String, _ word: String, _ byte: UInt8?, _ option: String) -> UInt8? {
      if text == word { return byte }
      if let sign = text.utf8.first, text.utf8.count == 1, sign < 0x80, sign != 0x0A, sign != 0x0D {
        return sign
      }
      setup.report(
        code: "bad-sign",
        at: "/\(option)",
        "'\(text)' is not one character of ASCII",
        fix: "write one, or '\(word)'"
      )
      problems += 1
      return nil
    }
    delimiter = options.delimiter.flatMap { sign($0, "tab", 0x09, "delimiter") }
    quote = sign(options.quote, "none", nil, "quote")
    if let quote, quote == delimiter ?? UInt8(ascii: ",") {
      setup.report(
        code: "bad-sign",
        at: "/quote",
        "the quote is the delimiter",
        fix: "write another character, or 'none'"
      )
      problems += 1
    }
    if problems > 0 { throw PrepareFailure.reported }
  }

  /// The signs in a file of this name.
  func signs(in name: String) -> TableSigns {
    let plain = name.lowercased().hasSuffix(".gz") ? name.dropLast(3) : name[...]
    let usual = plain.lowercased().hasSuffix(".tsv") ? 0x09 : UInt8(ascii: ",")
    return TableSigns(delimiter: delimiter ?? usual, quote: quote)
  }
}
