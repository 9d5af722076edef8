/// What scalars from U+0080 on are compared as: UTF-8 bytes, when they differ from the scalar's own.
///
/// Letters are decomposed, so that an accented letter is the same as one or as several scalars. Case is
/// folded as the Unicode Standard says, section 3.13, full folding: `ß` is `ss`, `ſ` is `s`.
///
/// Always the same are straight and curled apostrophes, and hyphens that may and may not break.
struct LetterFolding: @unchecked Sendable {
  // Unchecked: the memory is written once, before anybody has the pointers, and never freed.

  /// Which marks are left out.
  enum Marks {
    case none
    /// Accents and points.
    case diacritics
    /// All that combine, whose order may differ.
    case all

    fileprivate func include(_ scalar: Unicode.Scalar) -> Bool {
      switch self {
      case .none: false
      case .diacritics: LetterFolding.isDiacritic(scalar)
      case .all: CanonicalForms.combiningClass(scalar) > 0 || LetterFolding.isDiacritic(scalar)
      }
    }
  }

  /// For each scalar below `CanonicalForms.end` a place in `bytes`: a count, then the bytes; 0 where
  /// the scalar stays as it is.
  let places: UnsafePointer<UInt32>
  let bytes: UnsafePointer<UInt8>

  static func of(foldsCase: Bool, without marks: Marks) -> LetterFolding {
    switch (foldsCase, marks) {
    case (false, .none): written
    case (true, .none): folded
    case (false, .diacritics): bare
    case (true, .diacritics): foldedBare
    case (false, .all): base
    case (true, .all): foldedBase
    }
  }

  private static let written = LetterFolding(foldsCase: false, .none)
  private static let folded = LetterFolding(foldsCase: true, .none)
  private static let bare = LetterFolding(foldsCase: false, .diacritics)
  private static let foldedBare = LetterFolding(foldsCase: true, .diacritics)
  private static let base = LetterFolding(foldsCase: false, .all)
  private static let foldedBase = LetterFolding(foldsCase: true, .all)

  private init(foldsCase: Bool, _ marks: Marks) {
    var places = [UInt32](repeating: 0, count: Int(CanonicalForms.end))
    var bytes: [UInt8] = [0]
    func add(_ scalar: Unicode.Scalar, _ parts: some Collection<Unicode.Scalar>) {
      places[Int(scalar.value)] = UInt32(bytes.count)
      let first = bytes.count
      bytes.append(0)
      for part in parts { bytes += UTF8.encode(part) ?? UTF8.encodedReplacementCharacter }
      bytes[first] = UInt8(bytes.count - first - 1)
    }
    for (scalar, sign) in Self.signs { add(scalar, CollectionOfOne(sign)) }
    let changing = [
      Array(CanonicalForms.composed), foldsCase ? CanonicalForms.cased : [],
      marks == .none ? [] : CanonicalForms.marks,
    ]
    for scalar in changing.joined() where places[Int(scalar.value)] == 0 {
      let parts = Self.map(scalar, foldsCase, marks)
      if !parts.elementsEqual(CollectionOfOne(scalar)) { add(scalar, parts) }
    }
    for scalar in CanonicalForms.syllables.lazy.compactMap(Unicode.Scalar.init) {
      add(scalar, CanonicalForms.decomposition(of: scalar) ?? [scalar])
    }
    self.places = places.immortal
    self.bytes = bytes.immortal
  }

  private static let signs: [(Unicode.Scalar, Unicode.Scalar)] = [
    ("\u{2019}", "'"), ("\u{2010}", "-"), ("\u{2011}", "-"),
  ]

  /// What a scalar is compared as.
  private static func map(
    _ scalar: Unicode.Scalar,
    _ foldsCase: Bool,
    _ marks: Marks
  ) -> [Unicode.Scalar] {
    var parts = CanonicalForms.decomposition(of: scalar) ?? [scalar]
    if foldsCase {
      parts = parts.flatMap { CanonicalForms.decomposition(of: fold($0).unicodeScalars) }
    }
    parts.removeAll(where: marks.include)
    return parts
  }

  /// The full case folding of a scalar.
  private static func fold(_ scalar: Unicode.Scalar) -> String {
    if !scalar.properties.changesWhenCaseMapped { return String(scalar) }
    // The dotless i folds to itself, though its capital is that of the dotted one.
    if scalar == "\u{131}" { return String(scalar) }
    // First the small letter: the capital sharp s has no other capital than itself.
    return scalar.properties.lowercaseMapping.unicodeScalars
      .map(\.properties.uppercaseMapping).joined().unicodeScalars
      .map(\.properties.lowercaseMapping).joined()
  }

  /// Whether a mark is an accent, a Hebrew point or an Arabic vowel sign.
  fileprivate static func isDiacritic(_ scalar: Unicode.Scalar) -> Bool {
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
