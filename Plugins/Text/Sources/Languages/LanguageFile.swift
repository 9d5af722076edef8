/// The counts of `Data/languages.txt`.
///
/// A section `[code]` for each language, in it lines `count: sequences`; `_` is a word's boundary.
enum LanguageFile {
  static let path = "Data/languages.txt"

  /// Reads profiles.
  ///
  /// - Throws: `DataFileProblem` at a line of another form.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(DataFileProblem) -> [LanguageProfile] {
    var profiles: [LanguageProfile] = []
    var code: String?
    var counts: [(sequence: LetterSequence, count: Int)] = []
    func end() {
      if let code { profiles.append(LanguageProfile(code: code, counts: counts)) }
      counts = []
    }
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty && line.first != UInt8(ascii: "#") {
      if line.first == UInt8(ascii: "["), line.last == UInt8(ascii: "]") {
        end()
        code = String(decoding: line.dropFirst().dropLast(), as: UTF8.self)
      } else if code == nil || !add(line, to: &counts) {
        throw DataFileProblem(
          line: index + 1,
          description: "not a '[code]', or a count, ':' and sequences of one to four letters"
        )
      }
    }
    end()
    return profiles
  }

  /// Bytes, not characters: a vowel sign that begins a sequence would melt with the blank before it.
  private static func add(
    _ line: Slice<UnsafeBufferPointer<UInt8>>,
    to counts: inout [(sequence: LetterSequence, count: Int)]
  ) -> Bool {
    let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1)
    guard parts.count == 2, let count = Int(String(decoding: parts[0], as: UTF8.self)), count > 0
    else { return false }
    for field in parts[1].split(separator: UInt8(ascii: " ")) {
      guard let sequence = LetterSequence(String(decoding: field, as: UTF8.self)) else {
        return false
      }
      counts.append((sequence, count))
    }
    return true
  }

  /// Writes profiles so that `read` gives them back.
  static func text(of profiles: [LanguageProfile], header: String) -> String {
    var text = header
    for profile in profiles {
      text += "\n[\(profile.code)]\n"
      var last = 0
      var width = 0
      for (sequence, count) in profile.counts {
        let word = sequence.letters.map { letter in
          letter == LetterTable.boundary ? "_" : String(Unicode.Scalar(letter) ?? "_")
        }.joined()
        if count != last || width > 90 {
          text += (last == 0 ? "" : "\n") + "\(count):"
          width = 0
        }
        text += " " + word
        width += word.unicodeScalars.count + 1
        last = count
      }
      text += "\n"
    }
    return text
  }
}
