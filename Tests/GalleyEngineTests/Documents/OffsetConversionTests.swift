import GalleyKit
import Testing

@testable import GalleyEngine

struct OffsetConversionTests {
  @Test(arguments: [
    "", "plain", "ü", "日本語 text", "a😀b👩🏽‍🚀c", "e\u{301}\r\n«x»",
    String(repeating: "ab😀é", count: 40), String(repeating: "😀", count: 1200) + "abc",
  ])
  func `counts as Swift's own views do`(text: String) {
    let boundaries = text.unicodeScalars.indices.map {
      text.utf8.distance(from: text.startIndex, to: $0)
    }
    let ends = [0, boundaries.count / 3, boundaries.count - 1].filter { $0 >= 0 }
    let far = ends.filter(boundaries.indices.contains).map { boundaries[$0] }
    for order in [boundaries, boundaries.reversed(), boundaries.shuffled(), far] {
      var codepoints = order.map(UInt32.init)
      var utf16 = codepoints
      var copy = text
      var conversion = OffsetConversion()
      copy.withUTF8 { bytes in
        codepoints.withUnsafeMutableBufferPointer {
          conversion.convert($0, in: bytes, to: .codepoints)
        }
        utf16.withUnsafeMutableBufferPointer {
          conversion.convert($0, in: bytes, to: .utf16)
        }
      }
      let places = order.map { text.utf8.index(text.startIndex, offsetBy: $0) }
      let scalars = places.map {
        UInt32(text.unicodeScalars.distance(from: text.startIndex, to: $0))
      }
      let units = places.map { UInt32(text.utf16.distance(from: text.startIndex, to: $0)) }
      #expect(codepoints == scalars)
      #expect(utf16 == units)
    }
  }
}
