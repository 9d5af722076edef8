import GalleyKit

/// Where in a line the parts of a document stand.
struct DocumentFields: Sendable {
  let id: JSONPointer
  let text: JSONPointer
  let published: JSONPointer
  let title: JSONPointer
  /// Keys of the outermost object that are not metadata as they stand.
  private let taken: Set<String>

  init(_ options: JSONLinesReader.Options, _ setup: borrowing Setup) throws {
    let id = Self.pointer(options.id, "/id", setup)
    let text = Self.pointer(options.text, "/text", setup)
    let published = Self.pointer(options.published, "/published", setup)
    let title = Self.pointer(options.title, "/title", setup)
    guard let id, let text, let published, let title else { throw PrepareFailure.reported }
    self.id = id
    self.text = text
    self.published = published
    self.title = title
    // The metadata 'published' and 'title' come from the pointers only: a field of this name that no
    // pointer leads to would be mistaken for them.
    taken = Set(
      [id, text, published, title].filter(\.isTopLevel).map(\.first) + ["published", "title"]
        + options.ignore + (options.annotations == nil ? [] : ["annotations"])
    )
  }

  func isMetadata(_ key: String) -> Bool { !taken.contains(key) }

  private static func pointer(
    _ text: String,
    _ option: String,
    _ setup: borrowing Setup
  ) -> JSONPointer? {
    if let pointer = JSONPointer(parsing: text) { return pointer }
    setup.report(
      code: "bad-pointer",
      at: option,
      "'\(text)' is not a JSON pointer to a field",
      fix: text.isEmpty ? "begin it with '/'" : "write '/\(text)'"
    )
    return nil
  }
}
