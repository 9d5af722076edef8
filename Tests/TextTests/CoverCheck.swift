import GalleyKit
import Testing

/// Checks that spans are in order, do not overlap, stand on scalar boundaries, begin and end with ink,
/// and cover all ink from an offset on.
func checkCover(_ spans: [TextSpan], of text: String, from first: Int = 0) {
  let bytes = Array(text.utf8)
  var isCovered = Array(repeating: false, count: bytes.count)
  var end = 0
  for span in spans {
    #expect(Int(span.start) >= end && span.end > span.start && Int(span.end) <= bytes.count)
    end = Int(span.end)
    #expect(bytes[Int(span.start)] & 0xC0 != 0x80)
    #expect(end == bytes.count || bytes[end] & 0xC0 != 0x80)
    for offset in span.range { isCovered[offset] = true }
    let ink = covered(text, span).unicodeScalars
    #expect(ink.first.map(isBlank) == false && ink.last.map(isBlank) == false)
  }
  var offset = 0
  for scalar in text.unicodeScalars {
    if !isBlank(scalar), offset >= first { #expect(isCovered[offset]) }
    offset += UTF8.width(scalar)
  }
}

/// White space, and the two invisible separators that count as such here.
func isBlank(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.isWhitespace || scalar.value == 0x200B || scalar.value == 0xFEFF
}
