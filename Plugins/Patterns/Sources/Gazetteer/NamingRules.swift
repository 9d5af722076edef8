import GalleyPatterns

/// What names of all lists have in common.
struct NamingRules {
  var letters: CaseRule
  var isPlural: Bool
  /// In characters.
  var minLength: Int
  var stop: Set<[UInt8]>

  /// Adds a name, unless it is left out, and its plural.
  ///
  /// - Returns: why it cannot be looked up; nil when it can, or is left out.
  func add(
    _ name: UnsafeBufferPointer<UInt8>,
    _ letters: CaseRule,
    entry: UInt32,
    to builder: inout NameIndexBuilder
  ) -> NameProblem? {
    let length = name.count { $0 & 0xC0 != 0x80 }
    if length < minLength { return nil }
    if !stop.isEmpty, stop.contains(Array(name)) { return nil }
    if let problem = builder.add(name, letters.rule(for: name), entry: entry) { return problem }
    guard isPlural else { return nil }
    for plural in Self.plurals(of: name) {
      let problem = plural.withUnsafeBufferPointer {
        builder.add($0, letters.rule(for: name), entry: entry)
      }
      if let problem { return problem }
    }
    return nil
  }

  /// English plurals: `Kennedys` and `Kennedies`, `boxes`, `NGOs`.
  private static func plurals(of name: UnsafeBufferPointer<UInt8>) -> [[UInt8]] {
    let small = name.suffix(2).map { $0 | 0x20 }
    guard let last = small.last, (0x61...0x7A).contains(last) || last >= 0x80 else { return [] }
    let name = Array(name)
    let hisses = "sxz".utf8.contains(last) || small == Array("ch".utf8) || small == Array("sh".utf8)
    if hisses { return [name + "es".utf8] }
    let isAfterVowel = small.count == 2 && "aeiou".utf8.contains(small[0])
    let plain = name + "s".utf8
    return last == UInt8(ascii: "y") && !isAfterVowel
      ? [plain, name.dropLast() + "ies".utf8] : [plain]
  }
}
