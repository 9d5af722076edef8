import Foundation
import GalleyKit

@testable import Text

/// What the tests of zones have in common.
enum Zoning {
  static let languages = ["de", "en", "es", "fr", "it", "nl", "pt"]

  static let finder = ZoneFinder(
    lexicon: TestFiles.lexicon,
    cues: Dictionary(uniqueKeysWithValues: languages.map { ($0, cues(of: $0)) }),
    language: "en"
  )

  private static func cues(of language: String) -> CueTable {
    do {
      let file = TestFiles.plugin.appending(path: CueResources.file(of: language))
      return try [UInt8](Data(contentsOf: file))
        .withUnsafeBufferPointer { CueTable(try CueFile($0).phrases) }
    } catch {
      preconditionFailure("cannot read the cues: \(error)")
    }
  }

  /// The zones of a text.
  static func zones(_ text: String, language: String? = nil) -> [FoundZone] {
    var list = ZoneList()
    Array(text.utf8).withUnsafeBufferPointer {
      finder.find(in: $0, language: language, into: &list) {}
    }
    return list.zones
  }

  /// The zones of a text, one per line: the kind, place and day of a dateline, the covered text.
  static func listing(_ text: String, language: String? = nil) -> [String] {
    zones(text, language: language).map { zone in
      let lines = covered(text, zone.span).split(whereSeparator: \.isNewline)
      let parts = [zone.place, zone.date].compactMap(\.self).map { "{\(covered(text, $0))}" }
      return
        ([zone.kind.name] + (zone.kind == .dateline ? parts : []) + [lines.joined(separator: "⏎")])
        .joined(separator: " ")
    }
  }
}
