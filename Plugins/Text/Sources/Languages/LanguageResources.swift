import GalleyKit

/// Makes the model of the shipped profiles and the user's.
enum LanguageResources {
  /// Reads the data files, learns from the user's texts, and checks that there are all `languages`.
  ///
  /// - Throws: `PrepareFailure.reported` after reporting everything that is wrong.
  static func model(
    _ files: [FilePath],
    languages: [String],
    setup: borrowing Setup
  ) throws -> LanguageModel {
    let table = try LetterTable(
      read(ScriptList.file, setup) { bytes throws(DataFileProblem) in try ScriptList(bytes) }
    )
    var profiles = try read(LanguageFile.path, setup) { bytes throws(DataFileProblem) in
      try LanguageFile.read(bytes)
    }
    var hasProblems = false
    for (index, file) in files.enumerated() {
      let profile = learn(file, table, option: "/profiles/\(index)", setup)
      hasProblems = hasProblems || profile.counts.isEmpty
      profiles.removeAll { $0.code == profile.code }
      profiles.append(profile)
    }
    let codes = profiles.map(\.code)
    for (index, code) in languages.enumerated() where !codes.contains(code) {
      hasProblems = true
      setup.report(
        code: "unknown-language",
        at: "/languages/\(index)",
        "no profile of language '\(code)'",
        fix: NearestName.fix(for: code, among: codes, called: "there are") ?? ""
      )
    }
    if hasProblems { throw PrepareFailure.reported }
    return LanguageModel(profiles, table)
  }

  private static func read<Content>(
    _ file: String,
    _ setup: borrowing Setup,
    _ parse: (UnsafeBufferPointer<UInt8>) throws(DataFileProblem) -> Content
  ) throws -> Content {
    let resource = try setup.resource(file)
    do throws(DataFileProblem) {
      return try parse(resource.bytes)
    } catch {
      setup.report(
        code: "bad-data-file",
        in: resource,
        line: error.line,
        error.description,
        fix: "mend the file or install the plugin again"
      )
      throw PrepareFailure.reported
    }
  }

  /// The profile of a user's text; without counts when nothing was learned, which is reported.
  private static func learn(
    _ file: FilePath,
    _ table: LetterTable,
    option pointer: String,
    _ setup: borrowing Setup
  ) -> LanguageProfile {
    let name = file.path.split(separator: "/").last ?? ""
    let code = String(name.prefix { $0 != "." })
    guard let resource = try? setup.resource(file.path, option: pointer) else {
      return LanguageProfile(code: code, counts: [])
    }
    let text = String(decoding: resource.bytes, as: UTF8.self)
    let profile = LanguageProfile(code: code, learnedFrom: text, table)
    if profile.counts.isEmpty {
      setup.report(
        code: "bad-profile",
        at: pointer,
        "nothing can be learned from '\(file.path)'",
        fix: "write text of the language into it"
      )
    }
    return profile
  }
}
