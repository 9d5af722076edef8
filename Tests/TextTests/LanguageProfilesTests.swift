import Foundation
import Testing

@testable import Text

/// `Data/languages.txt` is what `Training/languages` gives.
struct LanguageProfilesTests {
  /// To renew the profiles: `GALLEY_RECORD=1 swift test --filter LanguageProfilesTests`.
  @Test func `profiles are those of the texts they are learned from`() throws {
    let file = TestFiles.plugin.appending(path: LanguageFile.path)
    let learned = LanguageFile.text(of: try TestLanguages.learned(), header: TestLanguages.header)
    if ProcessInfo.processInfo.environment["GALLEY_RECORD"] != nil {
      try learned.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == learned)
  }
}

/// The profiles as tests use them.
enum TestLanguages {
  static let header = """
    # How often languages have which sequences of one to four letters; '_' is a word's boundary.
    # Made from Training/languages: GALLEY_RECORD=1 swift test --filter LanguageProfilesTests
    # Origin: texts written for this project. Licence: CC0 1.0.

    """

  static let table: LetterTable = {
    do {
      let bytes = try [UInt8](Data(contentsOf: TestFiles.plugin.appending(path: ScriptList.file)))
      return LetterTable(try bytes.withUnsafeBufferPointer { try ScriptList($0) })
    } catch {
      preconditionFailure("cannot read the scripts: \(error)")
    }
  }()

  static let model: LanguageModel = {
    do {
      let file = TestFiles.plugin.appending(path: LanguageFile.path)
      let bytes = try [UInt8](Data(contentsOf: file))
      return LanguageModel(try bytes.withUnsafeBufferPointer { try LanguageFile.read($0) }, table)
    } catch {
      preconditionFailure("cannot read the profiles: \(error)")
    }
  }()

  /// Profiles of all texts in `Training/languages`.
  static func learned() throws -> [LanguageProfile] {
    let folder = TestFiles.plugin.appending(path: "Training/languages")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted().map { name in
      LanguageProfile(
        code: String(name.dropLast(4)),
        learnedFrom: try String(contentsOf: folder.appending(path: name), encoding: .utf8),
        table
      )
    }
  }
}
