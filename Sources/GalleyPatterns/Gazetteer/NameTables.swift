/// The tables that rules stand for.
struct NameTables: @unchecked Sendable {
  // Unchecked: the pointers are to memory that is neither written nor freed.

  let foldsCase: Bool
  private let foldsSpaces: Bool
  private let foldsHyphens: Bool
  /// Kinds of single bytes; 8 for those that begin a longer character.
  let bytes: UnsafePointer<UInt8>
  private let scalars: UnsafePointer<UInt8>
  /// What letters are hashed as: without marks, which are compared only where a name may be.
  let folding: LetterFolding
  /// What letters are compared as where case counts.
  let exact: LetterFolding
  /// What letters are compared as where case does not count.
  let folded: LetterFolding

  init(_ rules: NameRules) {
    foldsCase = rules.foldsCase
    foldsSpaces = rules.foldsSpaces
    foldsHyphens = rules.foldsHyphens
    let marks: LetterFolding.Marks = rules.foldsDiacritics ? .diacritics : .none
    exact = LetterFolding.of(foldsCase: false, without: marks)
    folded = rules.foldsCase ? LetterFolding.of(foldsCase: true, without: marks) : exact
    folding = LetterFolding.of(foldsCase: rules.foldsCase, without: .all)
    scalars = CharacterKind.table
    bytes = Self.bytes(rules)
  }

  /// What a scalar is under these rules.
  @inline(__always)
  func kind(of scalar: UInt32) -> UInt8 {
    if scalar < 0x80 { return bytes[Int(scalar)] }
    guard scalar < CharacterKind.tableEnd else { return CharacterKind.kind(beyondTable: scalar) }
    let kind = scalars[Int(scalar)]
    if kind == CharacterKind.space, !foldsSpaces { return CharacterKind.sign }
    if foldsHyphens, 0x2010...0x2013 ~= scalar { return CharacterKind.space }
    return kind
  }

  static func endsLine(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Between what a sign joins: 1 letters, 2 digits, 3 both, 0 none.
  static func joiners(_ scalar: UInt32) -> UInt8 {
    switch scalar {
    case 0x27, 0x2019, 0x2E: 3
    case 0xB7, 0x387: 1
    case 0x2C, 0x3B, 0x37E: 2
    default: 0
    }
  }

  private static func bytes(_ rules: NameRules) -> UnsafePointer<UInt8> {
    switch (rules.foldsSpaces, rules.foldsHyphens) {
    case (false, _): plainBytes
    case (true, false): spacedBytes
    case (true, true): hyphenBytes
    }
  }

  private nonisolated(unsafe) static let plainBytes = bytes { _ in CharacterKind.sign }
  private nonisolated(unsafe) static let spacedBytes = bytes {
    $0 == 0x2D ? CharacterKind.sign : CharacterKind.space
  }
  private nonisolated(unsafe) static let hyphenBytes = bytes { _ in CharacterKind.space }

  /// `gap`: the kind of white space and the hyphen.
  private static func bytes(_ gap: (UInt8) -> UInt8) -> UnsafePointer<UInt8> {
    (UInt8.min...UInt8.max).map { byte in
      if byte >= 0x80 { return 8 }
      let kind = CharacterKind.table[Int(byte)]
      return kind == CharacterKind.space || byte == 0x2D ? gap(byte) : kind
    }.immortal
  }
}

extension LetterFolding {
  /// What a scalar from U+0080 on is compared as; nil for itself.
  @inline(__always)
  func bytes(for scalar: UInt32) -> UnsafeBufferPointer<UInt8>? {
    guard scalar < CanonicalForms.end else { return nil }
    let place = Int(places[Int(scalar)])
    if place == 0 { return nil }
    return UnsafeBufferPointer(start: bytes + place + 1, count: Int(bytes[place]))
  }
}
