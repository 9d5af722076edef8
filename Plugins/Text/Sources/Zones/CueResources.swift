import GalleyKit

/// The cues that come along and the user's.
enum CueResources {
  private static let languages = ["de", "en", "es", "fr", "it", "nl", "pt"]

  static let files = languages.map(file(of:))

  static func file(of language: String) -> String { "Data/zones-\(language).txt" }

  /// Reads the data files and the user's files, each named after its language.
  ///
  /// - Throws: `PrepareFailure.reported` after reporting everything that is wrong.
  static func tables(_ files: [FilePath], setup: borrowing Setup) throws -> [String: CueTable] {
    var tables: [String: CueTable] = [:]
    var hasProblems = false
    for language in languages {
      let resource = try setup.resource(file(of: language))
      tables[language] = read(resource, "install the plugin again", setup)
      if tables[language] == nil { hasProblems = true }
    }
    for (index, file) in files.enumerated() {
      let name = file.path.split(separator: "/").last ?? ""
      let code = String(name.prefix { $0 != "." }).lowercased()
      guard let resource = try? setup.resource(file.path, option: "/cues/\(index)"),
        let table = read(
          resource,
          "write it like 'Data/zones-en.txt' of the plugin",
          setup
        )
      else {
        hasProblems = true
        continue
      }
      tables[code] = table
    }
    if hasProblems { throw PrepareFailure.reported }
    return tables
  }

  private static func read(
    _ resource: Resource,
    _ fix: String,
    _ setup: borrowing Setup
  ) -> CueTable? {
    do throws(DataFileProblem) {
      return CueTable(try CueFile(resource.bytes).phrases)
    } catch {
      setup.report(
        code: "bad-cues",
        in: resource,
        line: error.line,
        error.description,
        fix: fix
      )
      return nil
    }
  }
}
