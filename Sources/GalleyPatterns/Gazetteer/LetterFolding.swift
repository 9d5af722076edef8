import Foundation

/// What scalars from U+0080 on are compared as: UTF-8 bytes, when they differ from the scalar's own.
///
/// Case is folded as the Unicode Standard says, section 3.13, full folding: `ß` is `ss`, `ſ` is `s`, the
/// Kelvin sign is `k`. Diacritics go by canonical decomposition without its accents and points.
///
/// Always the same are straight and curled apostrophes, and hyphens that may and may not break.
struct LetterFolding: @unchecked Sendable {
  // Unchecked: the memory is written once, before anybody has the pointers, and never freed.

  /// For each scalar below `CharacterKind.tableEnd` a place in `bytes`: a count, then the bytes; 0 where
  /// the scalar stays as it is.
  let places: UnsafePointer<UInt16>
  let bytes: UnsafePointer<UInt8>

  static func of(foldsCase: Bool, foldsDiacritics: Bool) -> LetterFolding {
    switch (foldsCase, foldsDiacritics) {
    case (false, false): none
    case (true, false): caseOnly
    case (false, true): diacriticsOnly
    case (true, true): both
    }
  }

  private static let none = LetterFolding { String($0) }
  private static let caseOnly = LetterFolding { folded($0) }
  private static let diacriticsOnly = LetterFolding { bare(String($0)) }
  private static let both = LetterFolding { bare(folded($0)) }

  private init(_ mapping: (Unicode.Scalar) -> String) {
    var places = [UInt16](repeating: 0, count: Int(CharacterKind.tableEnd))
    var bytes: [UInt8] = [0]
    for value in 0x80..<CharacterKind.tableEnd {
      guard let scalar = Unicode.Scalar(value), Self.mayChange(scalar) else { continue }
      let mapped = Self.sign(scalar) ?? mapping(scalar)
      if mapped.unicodeScalars.elementsEqual(CollectionOfOne(scalar)) { continue }
      places[Int(value)] = UInt16(bytes.count)
      bytes.append(UInt8(mapped.utf8.count))
      bytes += mapped.utf8
    }
    self.places = places.immortal
    self.bytes = bytes.immortal
  }

  private static func sign(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "\u{2019}": "'"
    case "\u{2010}", "\u{2011}": "-"
    default: nil
    }
  }

  private static func mayChange(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.changesWhenCaseMapped || isDiacritic(scalar) || sign(scalar) != nil
      || (0xC0..<0x2000).contains(scalar.value) && scalar.properties.isAlphabetic
  }

  /// The full case folding of a scalar.
  static func folded(_ scalar: Unicode.Scalar) -> String {
    // The dotless i folds to itself, though its capital is that of the dotted one.
    if scalar == "\u{131}" { return String(scalar) }
    // First the small letter: the capital sharp s has no other capital than itself.
    return scalar.properties.lowercaseMapping.unicodeScalars
      .map(\.properties.uppercaseMapping).joined().unicodeScalars
      .map(\.properties.lowercaseMapping).joined()
  }

  /// A text without accents and points.
  static func bare(_ text: String) -> String {
    let parts = text.decomposedStringWithCanonicalMapping.unicodeScalars
    guard parts.contains(where: isDiacritic) else { return text }
    var bare = ""
    for part in parts where !isDiacritic(part) { bare.unicodeScalars.append(part) }
    return bare
  }

  /// Whether a mark is an accent, a Hebrew point or an Arabic vowel sign.
  static func isDiacritic(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x300...0x36F, 0x591...0x5BD, 0x5BF, 0x5C1...0x5C2, 0x5C4...0x5C5, 0x5C7, 0x64B...0x65F,
      0x670, 0x1DC0...0x1DFF:
      true
    default: false
    }
  }
}

extension Array where Element: BitwiseCopyable {
  /// A copy that is never freed.
  var immortal: UnsafePointer<Element> {
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: Swift.max(count, 1))
    _ = memory.initialize(from: self)
    return UnsafePointer(memory.baseAddress.unsafelyUnwrapped)
  }
}
