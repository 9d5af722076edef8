import Foundation
import GalleyKit
import Testing

@testable import Text

/// Texts of pieces that zones go by, of letters of all kinds, and of bytes without sense.
///
/// `GALLEY_FUZZ_SECONDS` says for how long (default 2), `GALLEY_FUZZ_SEED` where to begin.
struct ZoneFuzzTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let seconds = environment["GALLEY_FUZZ_SECONDS"].flatMap(Double.init) ?? 2
  private static let seed = environment["GALLEY_FUZZ_SEED"].flatMap(Int.init) ?? 1

  private static func text(_ number: Int) -> String {
    var generator = SplitMix(state: UInt64(truncatingIfNeeded: number))
    switch number % 4 {
    case 0:
      var random = RandomText(seed: number)
      return random.next() + random.next()
    case 1:
      let bytes = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
        UInt8.random(in: .min ... .max, using: &generator)
      }
      return String(decoding: bytes, as: UTF8.self)
    default:
      return ZoneInvariantsTests.text(seed: number)
    }
  }

  @Test func `any text has zones that cover it`() {
    let end = Date().addingTimeInterval(Self.seconds)
    var number = Self.seed
    var list = ZoneList()
    repeat {
      let text = Self.text(number)
      let language = (Zoning.languages + ["xx"])[number % (Zoning.languages.count + 1)]
      Array(text.utf8).withUnsafeBufferPointer {
        Zoning.finder.find(in: $0, language: language, into: &list) {}
      }
      checkCover(list.zones.map(\.span), of: text)
      number += 1
    } while Date() < end
    #expect(number > Self.seed + 100)
  }
}
