import Foundation

/// Canonical decompositions of single scalars: `é` is `e` with an accent (Unicode Standard, section 3.7).
enum CanonicalForms {
  /// Scalars from here on have no decomposition and no case.
  static let end: UInt32 = 0x2_FA20

  /// The syllables of Hangul, whose decomposition is computed (section 3.12).
  static let syllables: Range<UInt32> = 0xAC00..<0xD7A4

  /// All other scalars from U+0080 on that have a decomposition.
  static var composed: some Collection<Unicode.Scalar> { table.keys }

  /// Scalars that may have a decomposition or a case, or combine: all but ideographs and the like.
  private static let candidates: [Unicode.Scalar] = [
    0x80..<0x3400, 0xA640..<0xAC00, 0xF900..<0x2_0000, 0x2_F800..<end,
  ].joined().compactMap(Unicode.Scalar.init)

  /// Scalars that have a case.
  static let cased = candidates.filter(\.properties.changesWhenCaseMapped)

  /// Marks that may combine with scalars before them.
  static let marks = candidates.filter {
    combiningClass($0) > 0 || $0.properties.generalCategory == .nonspacingMark
  }

  /// The decomposition of a scalar, in canonical order; nil when it stands for itself.
  static func decomposition(of scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
    hangul(scalar.value) ?? table[scalar]
  }

  /// The canonical form of scalars that follow each other, the first of which may be a starter.
  static func decomposition(of scalars: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
    var parts = scalars.flatMap { decomposition(of: $0) ?? [$0] }
    // Few marks stand together; an insertion sort keeps those of one class in their order.
    for i in parts.indices.dropFirst() {
      let part = parts[i]
      var place = i
      while place > 0, combiningClass(part) > 0,
        combiningClass(parts[place - 1]) > combiningClass(part)
      {
        parts[place] = parts[place - 1]
        place -= 1
      }
      parts[place] = part
    }
    return parts
  }

  /// How a mark combines: 0 for what marks follow.
  static func combiningClass(_ scalar: Unicode.Scalar) -> UInt8 {
    scalar.properties.canonicalCombiningClass.rawValue
  }

  private static func hangul(_ value: UInt32) -> [Unicode.Scalar]? {
    guard syllables ~= value else { return nil }
    let number = value - syllables.lowerBound
    let parts = [0x1100 + number / 588, 0x1161 + number % 588 / 28, 0x11A7 + number % 28]
    return parts.prefix(number % 28 == 0 ? 2 : 3).compactMap(Unicode.Scalar.init)
  }

  /// Foundation takes one long text apart much faster than thousands of short ones.
  private static let table: [Unicode.Scalar: [Unicode.Scalar]] = {
    var text = String.UnicodeScalarView()
    for scalar in candidates {
      text.append(scalar)
      text.append("\n")
    }
    let decomposed = String(text).decomposedStringWithCanonicalMapping.unicodeScalars
    var table: [Unicode.Scalar: [Unicode.Scalar]] = [:]
    for (scalar, parts) in zip(
      candidates,
      decomposed.split(separator: "\n", omittingEmptySubsequences: false)
    )
    where !parts.elementsEqual(CollectionOfOne(scalar)) {
      table[scalar] = Array(parts)
    }
    return table
  }()
}
