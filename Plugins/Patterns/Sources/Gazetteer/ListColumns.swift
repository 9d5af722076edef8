import GalleyKit

/// What the columns of a list are for.
struct ListColumns {
  static let most = 1_000

  /// Where a value comes from.
  struct Source {
    var column: String
    /// The column in UTF-8.
    var key: [UInt8]
    /// Number of the column in the table; nil in JSON, where it is a key.
    var index: Int?
    /// Whether there may be several values.
    var isList: Bool
    var filler: EntryFiller?
  }

  /// All columns, in order; nil when every entry names its own.
  let all: [String]?
  /// What is kept of an entry, as the plan of the list numbers it.
  private(set) var kept: [Source] = []
  private(set) var names: [Source] = []
  /// The first and the last day.
  private(set) var days: [Source] = []

  /// Finds what the columns are for, and tells the plan.
  init(
    _ all: [String]?,
    _ options: GazetteerStage.ListOptions,
    _ type: TypeDeclaration,
    _ plan: inout ListPlan
  ) {
    self.all = all
    func has(_ column: String) -> Bool { all?.contains(column) ?? true }
    func source(_ column: String, isList: Bool, _ filler: EntryFiller? = nil) -> Source {
      Source(
        column: column,
        key: Array(column.utf8),
        index: all?.firstIndex(of: column),
        isList: isList,
        filler: filler
      )
    }
    let columns = options.names ?? ["name", "aliases"].filter { $0 == "name" || has($0) }
    names = columns.map { source($0, isList: true) }
    days = options.valid.map { source($0, isList: false) }
    let idColumn = options.id ?? (has("id") ? "id" : nil)
    for (i, feature) in type.features.enumerated() where i < plan.fillers.count {
      let filler = plan.fillers[i]
      let own = feature.name == "id" ? idColumn : has(feature.name) ? feature.name : nil
      guard let column = options.columns[feature.name] ?? own else { continue }
      plan.fillers[i].cell = kept.count
      kept.append(source(column, isList: filler.items != nil, filler))
    }
    if let idColumn {
      plan.id = kept.firstIndex { $0.column == idColumn && !$0.isList } ?? kept.count
      if plan.id == kept.count { kept.append(source(idColumn, isList: false)) }
    }
    plan.keptCells = kept.count
  }

  /// Notes what is wrong with the header, which stands in `line`.
  func check(line: Int, _ problems: inout ListProblems) {
    guard let all else { return }
    if all.count > Self.most {
      return problems.add(
        "too-many-columns",
        line: line,
        "the header has \(all.count) columns, more than \(Self.most)",
        fix: "begin with a line of column names, such as 'name'"
      )
    }
    for (i, name) in all.enumerated() where all[..<i].contains(name) {
      problems.add(
        "double-column",
        line: line,
        "two columns are called '\(name)'",
        fix: "rename one"
      )
    }
    for column in Set((names + days + kept).map(\.column)).sorted() where !all.contains(column) {
      problems.add(
        "missing-column",
        line: line,
        "there is no column '\(column)'",
        fix: NearestName.fix(for: column, among: all, called: "columns") ?? ""
      )
    }
  }
}
