import GalleyKit

@testable import GalleyPatterns
@testable import Patterns

/// A list read without the stage around it.
struct ListReading {
  let entries: Int
  let names: Int
  /// `3:0 no-name`.
  let problems: [String]

  init(_ content: String, _ file: String, mostNames: Int? = nil) throws {
    try self.init(Array(content.utf8), file, mostNames: mostNames)
  }

  /// Reads names, days and the columns `id` and `kind`.
  init(_ bytes: [UInt8], _ file: String, mostNames: Int? = nil) throws {
    var builder = NameIndexBuilder(NameRules(foldsCase: true))
    if let mostNames { builder.nameLimit = mostNames }
    let rules = NamingRules(letters: .capitals, isPlural: false, minLength: 1, stop: [])
    var entries = EntryCollector(builder: builder, rules: rules)
    var options = GazetteerStage.ListOptions()
    options.file = FilePath(file)
    options.type = "Location"
    if ListFormat(file) != .names { options.valid = ["from", "to"] }
    let kind = FeatureDeclaration("kind", .text, values: ["city", "country"])
    let type = TypeDeclaration("Location", [kind])
    let plan = ListPlan(
      type: 0,
      fillers: [EntryFiller(kind)],
      keptCells: 0,
      priority: 0,
      name: "list"
    )
    var reader = ListReader(options, number: 0, type, plan)
    bytes.withUnsafeBufferPointer { reader.read($0, into: &entries) }
    self.entries = entries.store.count
    names = entries.builder.count
    problems = reader.problems.inFull.map { "\($0.line):\($0.column) \($0.code)" }
  }
}
