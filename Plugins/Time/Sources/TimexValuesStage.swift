public import GalleyKit

/// Puts the expressions `timex@1` found on the calendar again, seen from the day of publication as it
/// is known now.
public struct TimexValuesStage: DocumentStage {
  public static let manifest = Manifest(
    "timex-values@1",
    "Puts times on the calendar again when the day of publication has become known.",
    types: [TimexType.declaration, RangeType.declaration],
    reads: ["Timex"]
      + TimexType.paths(["class", "value", "underspecified", "counts_from", "tense"]),
    readsOptional: ["TimeRange"] + RangeType.paths(RangeType.times),
    readsMetadata: ["published", "published_between"],
    changes: TimexType.paths(TimexType.resolved) + RangeType.paths(RangeType.ends),
    cost: "low",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "Seen from the day on which the text was written, not that on which it was published.",
        files: [
          "news.jsonl": """
          {"id": "ferry", "published": "2023-11-15", "written": "2023-10-27", \
          "text": "The ferry sailed again on Thursday, and will sail on Monday."}

          """
        ],
        pipeline: """
          pipeline: values/1
          source: {uses: jsonl@1, with: {path: news.jsonl}}
          stages:
            - {uses: timex@1}
            - {uses: timex-values@1, with: {anchor: written}}
          export:
            - {uses: csv@1, with: {types: [Timex]}}
          """
      )
    ]
  )

  public struct Options: StageOptions {
    @Setting("Name of the metadata with the day a document was published, ISO 8601.")
    var anchor = "published"

    @Setting("How the texts tell; as for timex@1.")
    var style: TimexStage.Style = .news

    public init() {}
  }

  /// The rows that are written, and what is written.
  public struct Scratch {
    var ids: [UInt32] = []
    var columns: [ColumnBuilder]
    /// What each expression came to, by its id.
    var resolved: [UInt32: Resolver.Resolved] = [:]
  }

  private let options: Options
  private let timexes: TimexReader
  private let columns: TimexColumns
  private let ranges: RangeReader

  public init(options: Options, setup: borrowing Setup) throws {
    self.options = options
    timexes = TimexReader(setup)
    columns = TimexColumns(setup)
    ranges = RangeReader(setup)
  }

  public func makeScratch() -> Scratch { Scratch(columns: columns.columns) }

  public func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws {
    scratch.ids.removeAll(keepingCapacity: true)
    for index in scratch.columns.indices { scratch.columns[index].removeAll() }
    scratch.resolved.removeAll(keepingCapacity: true)
    let published = PublicationTime(document, key: options.anchor)
    var resolver = DocumentResolver(published, style: options.style)
    try timexes.forEach(in: document) { timex in
      try call.checkStop()
      let resolved = resolver.resolve(timex.pending, timex.anchor, timex.tense)
      scratch.resolved[timex.id] = resolved
      guard timex.isUnderspecified else { return }
      scratch.ids.append(timex.id)
      columns.append(resolved, to: &scratch.columns, output)
    }
    if !scratch.ids.isEmpty {
      for column in scratch.columns { try output.set(timexes.type, ids: scratch.ids, column) }
    }
    try ranges.resolve(document, scratch.resolved, published, output)
  }
}
