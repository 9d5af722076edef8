public import GalleyKit

/// Writes tokens in CoNLL-U, one per line.
public struct CoNLLUExporter: LinesExporter {
  public static let manifest = Manifest(
    "conllu@1",
    "Writes tokens in CoNLL-U, the format of Universal Dependencies, one word per line.",
    reads: ["Token"],
    readsOptional: [
      "Sentence", "Token.deprel", "Token.feats", "Token.head", "Token.lemma", "Token.mwt",
      "Token.upos", "Token.xpos",
    ],
    cost: "low",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "What no stage has found is an underscore.",
        files: ["ferry.txt": "It didn't leave."],
        pipeline: """
          pipeline: conllu/1
          source: {uses: text-files@1, with: {path: ferry.txt}}
          stages:
            - {uses: sentences@1}
            - {uses: tokens@1}
          export:
            - {uses: conllu@1}
          """
      )
    ]
  )

  public struct Options: StageOptions {
    @Setting("Name of the file.")
    var path = "annotations.conllu"

    public init() {}
  }

  /// Memory of one lane.
  public struct Scratch {
    var bytes: [UInt8] = []
    /// Numbers of rows in their sentence, from 1.
    var numbers: [Int] = []
  }

  private let columns: CoNLLUFeatures

  public init(options: Options, setup: borrowing Setup) throws {
    columns = CoNLLUFeatures(setup)
    setup.declare(outputs: [OutputDeclaration(options.path, .lines)])
  }

  public func makeScratch() -> Scratch { Scratch() }

  public func render(
    _ document: borrowing Document,
    output: Int,
    into bytes: borrowing OutputBytes,
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws {
    let tokens = document.annotations(of: columns.token)
    let sentences = document.annotations(of: columns.sentence)
    var writer = CoNLLUWriter(scratch.bytes)
    writer.begin(document: document.id)
    var next = 0
    var number = 0
    let rows = tokens.rows
    while next < rows.count {
      try call.checkStop()
      let end = Self.end(of: next, rows, tokens, sentences)
      number += 1
      let words = CoNLLUWords(rows: rows, range: next..<end, tokens: tokens, columns: columns)
      writer.write(words, number: number, of: document, numbers: &scratch.numbers)
      next = end
    }
    try bytes.write(writer.bytes)
    scratch.bytes = writer.bytes
  }

  /// Where the sentence ends that begins with a token: before the first token that begins in another
  /// sentence.
  private static func end(
    of first: Int,
    _ rows: AnnotationOrder,
    _ tokens: AnnotationTable,
    _ sentences: AnnotationTable
  ) -> Int {
    let limit = boundary(behind: tokens.start[rows[first]], sentences)
    var end = first + 1
    while end < rows.count, tokens.start[rows[end]] < limit { end += 1 }
    return end
  }

  /// The start of the first sentence behind a place, by bisection.
  private static func boundary(behind place: UInt32, _ sentences: AnnotationTable) -> UInt32 {
    let rows = sentences.rows
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if sentences.start[rows[middle]] <= place { low = middle + 1 } else { high = middle }
    }
    return low < rows.count ? sentences.start[rows[low]] : .max
  }
}

/// The symbols of what is written.
struct CoNLLUFeatures: Sendable {
  let sentence: Symbol
  let token: Symbol
  let lemma: Symbol
  let upos: Symbol
  let xpos: Symbol
  let feats: Symbol
  let head: Symbol
  let deprel: Symbol
  let mwt: Symbol

  init(_ setup: borrowing Setup) {
    sentence = setup.type("Sentence")
    token = setup.type("Token")
    lemma = setup.feature("Token", "lemma")
    upos = setup.feature("Token", "upos")
    xpos = setup.feature("Token", "xpos")
    feats = setup.feature("Token", "feats")
    head = setup.feature("Token", "head")
    deprel = setup.feature("Token", "deprel")
    mwt = setup.feature("Token", "mwt")
  }
}
