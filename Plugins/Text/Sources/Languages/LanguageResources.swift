import GalleyKit

/// Makes the model of the shipped profiles and the user's.
enum LanguageResources {
  /// Reads the data files and learns from the user's texts.
  ///
  /// - Throws: `PrepareFailure.reported` after reporting what is wrong.
  static func model(
    _ files: [FilePath],
    setup: borrowing Setup
  ) throws -> LanguageModel {
    let table = try LetterTable(
      read(ScriptList.file, setup) { bytes throws(DataFileProblem) in try ScriptList(bytes) }
    )
    var profiles = try read(LanguageFile.path, setup) { bytes throws(DataFileProblem) in
      try LanguageFile.read(bytes)
    }
    for (index, file) in files.enumerated() {
      let profile = try learn(file, table, option: "/profiles/\(index)", setup)
      profiles.removeAll { $0.code == profile.code }
      profiles.append(profile)
    }
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

  private static func learn(
    _ file: FilePath,
    _ table: LetterTable,
    option pointer: String,
    _ setup: borrowing Setup
  ) throws -> LanguageProfile {
    let resource = try setup.resource(file.path, option: pointer)
    let name = file.path.split(separator: "/").last ?? ""
    let profile = LanguageProfile(
      code: String(name.prefix { $0 != "." }),
      learnedFrom: String(decoding: resource.bytes, as: UTF8.self),
      table
    )
    if profile.counts.isEmpty || profile.code.isEmpty {
      setup.report(
        code: "bad-profile",
        at: pointer,
        "nothing can be learned from '\(file.path)'",
        fix: "write text of the language into a file with its code as name, such as 'et.txt'"
      )
      throw PrepareFailure.reported
    }
    return profile
  }
}
