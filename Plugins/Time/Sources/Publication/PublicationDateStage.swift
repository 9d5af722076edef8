public import GalleyKit
import GalleyPatterns

/// Finds when a document was published that does not say so in its metadata.
public struct PublicationDateStage: DocumentStage {
  public static let manifest = Manifest(
    "publication-date@1",
    "Finds when a document was published, from its dateline, address and name, or from the times it tells of.",
    types: [
      TimexType.declaration,
      TypeDeclaration("Zone"),
      DateClueType.declaration,
    ],
    reads: ["Timex"]
      + TimexType.paths(["class", "value", "underspecified", "counts_from", "tense"]),
    readsOptional: ["Zone", "Zone.kind"],
    readsMetadata: [PublicationKeys.day],
    emits: DateClueType.paths,
    sets: PublicationKeys.all,
    imports: Self.imports,
    cost: "medium",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "A weekday beside a day tells the year; what is still to come tells the rest.",
        files: [
          "ferry.txt": """
          The harbour board met on Friday, 27 October, and agreed to close the old pier. It has \
          stood since 2021. The last ferry leaves on Nov. 2.

          """
        ],
        pipeline: """
          pipeline: date/1
          source: {uses: text-files@1, with: {path: ferry.txt}}
          stages:
            - {uses: timex@1}
            - {uses: publication-date@1}
          export:
            - {uses: jsonl@1, with: {metadata: true, types: [DateClue]}}
          """
      )
    ]
  )

  static let imports = [
    "Data/{language}/words.yaml", "Data/publication.yaml", "Data/{language}/publication/clues.yaml",
  ]

  public typealias Options = PublicationOptions

  /// What one lane reuses from document to document.
  public struct Scratch {
    let matcher: RegexSetMatcher
    var batch: AnnotationBatch
  }

  private let options: Options
  private let finder: ClueFinder
  private let evidence: DateClueType

  public init(options: Options, setup: borrowing Setup) throws {
    self.options = options
    finder = try ClueFinder(options, setup)
    evidence = DateClueType(setup)
  }

  public func makeScratch() -> Scratch {
    Scratch(matcher: finder.makeMatcher(), batch: evidence.batch)
  }

  public func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws {
    if let day = document.published, CivilDate(prefixOf: day) != nil { return }
    let clues = try finder.clues(of: document, scratch.matcher, call)
    guard let finding = PublicationFinding(clues, options) else { return }
    for (key, value) in finding.metadata { try output.setMetadata(key, value) }
    try evidence.write(clues, finding.estimate, &scratch.batch, output)
  }
}
