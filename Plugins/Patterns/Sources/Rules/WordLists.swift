import GalleyKit

/// Reads the lists of `rules@1`.
enum WordLists {
  /// Entries of one list, at most.
  static let mostEntries = 1_000_000

  /// The lists by name, and whether all of them could be read; what could not is reported.
  static func read(
    _ options: [String: RulesStage.ListOptions],
    _ setup: borrowing Setup
  ) -> (lists: [String: [String]], areWell: Bool) {
    var lists: [String: [String]] = [:]
    var areWell = true
    for (name, list) in options.sorted(by: { $0.key < $1.key }) {
      var words = list.words
      if let file = list.file {
        guard let own = read(file, at: "/lists/\(name)/file", setup) else {
          areWell = false
          lists[name] = words
          continue
        }
        words += own
      }
      lists[name] = words
      if words.isEmpty {
        setup.report(
          .warning,
          code: "empty-list",
          at: "/lists/\(name)",
          "list '\(name)' is empty",
          fix: "give it 'words' or a 'file'"
        )
      }
    }
    return (lists, areWell)
  }

  private static func read(
    _ file: FilePath,
    at pointer: String,
    _ setup: borrowing Setup
  ) -> [String]? {
    guard let resource = try? setup.resource(file.path, option: pointer) else { return nil }
    var words: [String] = []
    var line = 0
    for bytes in resource.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      guard let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) else {
        setup.report(
          code: "not-utf8",
          in: resource,
          line: line,
          "the line is not UTF-8 text",
          fix: "save the file as UTF-8"
        )
        return nil
      }
      let word = text.trimmingWhiteSpace
      if word.isEmpty || word.hasPrefix("#") { continue }
      words.append(word)
      if words.count > mostEntries {
        setup.report(
          code: "large-list",
          in: resource,
          line: line,
          "the list has more than \(mostEntries) entries",
          fix: "find them with gazetteer@1 and test its annotations"
        )
        return nil
      }
    }
    return words
  }
}

extension String {
  fileprivate var trimmingWhiteSpace: String {
    let start = drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
