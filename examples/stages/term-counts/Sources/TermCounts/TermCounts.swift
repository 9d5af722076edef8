import Foundation
import GalleyKit

/// Counts terms over all documents, and writes back to each document what the count says about it.
///
/// A term is a token of letters in lower case. Three things come out: records of type `Term`, the
/// feature `Token.document_frequency`, and the metadata key `top_terms`.
struct TermCounts: CorpusStage {
  static let manifest = Manifest(
    "term-counts@1",
    "Counts terms over all documents and names the terms that stand out in each.",
    types: [
      TypeDeclaration(
        "Term",
        [
          FeatureDeclaration("count", .integer, help: "Tokens in all documents."),
          FeatureDeclaration("documents", .integer, help: "Documents that have it."),
        ],
        help: "A word in lower case that several documents use."
      ),
      TypeDeclaration(
        "Token",
        [
          FeatureDeclaration(
            "document_frequency",
            .integer,
            help: "Documents that have the token's term."
          )
        ]
      ),
    ],
    reads: ["Token"],
    emits: ["Token.document_frequency"],
    sets: ["top_terms"],
    records: ["Term"],
    cost: "medium",
    licence: "Apache-2.0"
  )

  struct Options: StageOptions {
    @Setting("Terms in fewer documents get no record.", unit: "documents", in: 1...1_000_000)
    var fewestDocuments = 2
    @Setting("Length of 'top_terms'.", unit: "terms", in: 1...100) var top = 3
    @Setting("Shortest term.", unit: "bytes", in: 1...100) var shortest = 4
  }

  private let options: Options
  private let token: Symbol
  private let frequency: Symbol

  init(options: Options, setup: borrowing Setup) throws {
    self.options = options
    token = setup.type("Token")
    frequency = setup.feature("Token", "document_frequency")
  }

  /// The terms of one document, as JSON: the bytes between `collect` and `add` are the stage's own.
  func collect(
    _ document: borrowing Document,
    into contribution: inout [UInt8],
    scratch: inout NoScratch,
    call: borrowing StageCall
  ) throws {
    let tokens = document.annotations(of: token)
    var terms: [String: TermUse] = [:]
    for row in tokens.rows {
      try call.checkStop()
      let term = document.coveredText(of: tokens.span(row)).lowercased()
      guard term.utf8.count >= options.shortest, term.unicodeScalars.allSatisfy(\.isLetter)
      else { continue }
      terms[term, default: TermUse(term, first: tokens.span(row))].tokens.append(tokens.id[row])
    }
    let sorted = terms.values.sorted { $0.term < $1.term }
    // Without sorted keys their order differs from call to call, and a contribution must not.
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    contribution = Array(try encoder.encode(sorted))
  }

  func makeState() throws -> TermIndex { TermIndex() }

  func add(
    _ contribution: UnsafeBufferPointer<UInt8>,
    of document: DocumentKey,
    to state: inout TermIndex,
    call: borrowing StageCall
  ) throws {
    let uses = try JSONDecoder().decode([TermUse].self, from: Data(buffer: contribution))
    state.add(uses, of: document.id)
  }

  func finish(
    _ state: inout TermIndex,
    into records: borrowing Records,
    call: borrowing StageCall
  ) throws {
    for (term, total) in state.totals.sorted(by: { $0.key < $1.key })
    where total.documents >= options.fewestDocuments {
      try call.checkStop()
      try records.record("Term", id: term, record(of: total))
    }
    for document in state.documents {
      try call.checkStop()
      try patch(document, state, records)
    }
  }

  private func record(of total: TermIndex.Total) -> JSONValue {
    let evidence = total.evidence.map { place -> JSONValue in
      [
        "document": .text(place.document), "start": .integer(Int64(place.span.start)),
        "end": .integer(Int64(place.span.end)),
      ]
    }
    return [
      "count": .integer(Int64(total.count)), "documents": .integer(Int64(total.documents)),
      "evidence": .list(evidence),
    ]
  }

  private func patch(
    _ document: TermIndex.Entry,
    _ index: TermIndex,
    _ records: borrowing Records
  ) throws {
    for use in document.uses {
      let documents = Int64(index.totals[use.term]?.documents ?? 0)
      for id in use.tokens {
        try records.patchFeature(
          of: document.id,
          token,
          annotation: id,
          FeatureValue(frequency, .integer(documents))
        )
      }
    }
    let top = index.topTerms(of: document, limit: options.top)
    try records.patchMetadata(of: document.id, "top_terms", .list(top.map { .text($0) }))
  }
}

extension Unicode.Scalar {
  fileprivate var isLetter: Bool { properties.isAlphabetic }
}
