import Foundation
public import GalleyKit
import GalleyPatterns

/// Finds when documents were published that one alone does not tell, from others of the corpus.
public struct PublicationDatesStage: CorpusStage {
  public static let manifest = Manifest(
    "publication-dates@1",
    "Finds when documents were published from others of the corpus that tell of the same days.",
    types: [
      TimexType.declaration,
      TypeDeclaration("Zone"),
      TypeDeclaration("Sentence"),
      TypeDeclaration(
        "DatedDocument",
        [
          FeatureDeclaration("published", .text, help: "The day, when it is known."),
          FeatureDeclaration("published_between", .text, help: "The interval it lies in."),
          FeatureDeclaration("confidence", .number, help: "How sure that is, 0 to 1."),
          FeatureDeclaration("reason", .text, help: "Why."),
          FeatureDeclaration("documents", .list, of: .text, help: "The others that tell."),
        ],
        help: "A document whose day of publication others tell."
      ),
    ],
    reads: ["Timex"]
      + TimexType.paths(["class", "value", "underspecified", "counts_from", "tense"]),
    readsOptional: ["Zone", "Zone.kind", "Sentence"],
    readsMetadata: [PublicationKeys.day, PublicationKeys.source, PublicationKeys.confidence],
    sets: PublicationKeys.all,
    records: ["DatedDocument"],
    imports: PublicationDateStage.imports,
    cost: "medium",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "The second text names the year of the storm; so the first was published in that year.",
        files: [
          "news-1.txt": """
          The storm tore the ferry Aurora from her moorings in Vardo on Friday, 3 November. Nobody \
          was hurt, the harbour master said.

          """,
          "news-2.txt": """
          VARDO, Nov. 20, 2023 (Harbor Wire) — The ferry Aurora will be mended, the harbour master \
          of Vardo said. The storm tore the Aurora from her moorings in Vardo on 3 November 2023.

          """,
        ],
        pipeline: """
          pipeline: together/1
          source: {uses: text-files@1, with: {path: "news-?.txt"}}
          stages:
            - {uses: zones@1}
            - {uses: sentences@1}
            - {uses: timex@1}
            - {uses: publication-date@1}
            - {uses: publication-dates@1}
          export:
            - {uses: records@1}
          """
      )
    ]
  )

  public typealias Options = PublicationOptions

  /// What one lane reuses from document to document.
  public struct Scratch {
    let matcher: RegexSetMatcher
  }

  /// What is known of all documents.
  public struct State {
    var dating: CorpusDating
  }

  /// Days that come from these may be doubted.
  private static let doubtful: Set<String> = [
    Clue.Source.text.rawValue, Clue.Source.copyright.rawValue, Clue.Source.corpus.rawValue,
  ]
  /// From which confidence on a document may date others.
  private static let confident = 0.6

  private let options: Options
  private let finder: ClueFinder
  private let collector: DatesCollector

  public init(options: Options, setup: borrowing Setup) throws {
    self.options = options
    finder = try ClueFinder(options, setup)
    collector = DatesCollector(common: options.commonWords, setup)
  }

  public func makeScratch() -> Scratch { Scratch(matcher: finder.makeMatcher()) }

  public func collect(
    _ document: borrowing Document,
    into contribution: inout [UInt8],
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws {
    let day = document.published.flatMap { CivilDate(prefixOf: $0) }?.dayNumber
    let source = document.metadata(PublicationKeys.source)?.text ?? ""
    let isOpen = day == nil || Self.doubtful.contains(source)
    let isSure = !isOpen || Self.confidence(of: document) >= Self.confident
    let words = collector.words(of: document)
    let dates = DocumentDates(
      day: isSure ? day : nil,
      clues: isOpen ? try finder.clues(of: document, scratch.matcher, call) : nil,
      events: collector.events(of: document),
      names: words.names,
      words: words.others
    )
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    contribution = Array(try encoder.encode(dates))
  }

  private static func confidence(of document: borrowing Document) -> Double {
    switch document.metadata(PublicationKeys.confidence) {
    case .number(let number)?: number
    case .integer(let integer)?: Double(integer)
    default: 0
    }
  }

  public func makeState() throws -> State { State(dating: CorpusDating(options)) }

  public func add(
    _ contribution: UnsafeBufferPointer<UInt8>,
    of document: DocumentKey,
    to state: inout State,
    call: borrowing StageCall
  ) throws {
    // Of a document that 'when' leaves out there is none.
    guard !contribution.isEmpty else { return }
    let dates = try JSONDecoder().decode(DocumentDates.self, from: Data(buffer: contribution))
    state.dating.add(dates, of: document.id)
  }

  public func finish(
    _ state: inout State,
    into records: borrowing Records,
    call: borrowing StageCall
  ) throws {
    try state.dating.run { try call.checkStop() }
    for (id, dates, dated) in state.dating.datedDocuments {
      for (key, value) in dated.finding.metadata {
        try records.patchMetadata(of: id, key, value)
      }
      if dated.finding.interval == nil {
        try records.patchMetadata(of: id, PublicationKeys.interval, .null)
      }
      try records.record("DatedDocument", id: id, record(of: id, dated, dates, state.dating))
    }
  }

  private func record(
    of id: String,
    _ dated: CorpusDating.Dated,
    _ dates: DocumentDates,
    _ dating: CorpusDating
  ) -> JSONValue {
    let finding = dated.finding
    var places: [JSONValue] = []
    for link in dated.links {
      let pair = [
        (id, dates.events[link.event].span),
        (link.other, dating.event(link.otherEvent, of: link.other).span),
      ]
      for (document, span) in pair {
        let place: JSONValue = [
          "document": .text(document), "start": .integer(Int64(span.start)),
          "end": .integer(Int64(span.end)),
        ]
        if !places.contains(place) { places.append(place) }
      }
    }
    var fields: [String: JSONValue] = [
      "confidence": .number(finding.confidence),
      "reason": .text(finding.reason),
      "documents": .list(Set(dated.links.map(\.other)).sorted().map { .text($0) }),
      "evidence": .list(places),
    ]
    fields["published"] = finding.day.map { .text(CalendarValue($0).text) }
    fields["published_between"] = finding.interval.map { .text(($0.first...$0.last).text) }
    return .object(fields)
  }
}
