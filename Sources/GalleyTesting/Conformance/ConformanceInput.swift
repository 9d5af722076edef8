import GalleyEngine
import GalleyKit

/// A document a stage is checked with.
struct ConformanceInput {
  let name: String
  let text: String
  /// Most annotations of each type the stage reads.
  let annotations: Int
  /// Whether the stage sees it through a view with deletions.
  var isViewed = false

  /// Name of that view.
  static let view = "thinned"

  static let all: [ConformanceInput] = [
    ConformanceInput(name: "empty text", text: "", annotations: 0),
    ConformanceInput(name: "one emoji", text: "👩🏽‍🚀", annotations: 1),
    ConformanceInput(name: "one letter", text: "a", annotations: 1),
    ConformanceInput(name: "white space only", text: " \n\t\u{A0}\u{2003}\r\n", annotations: 0),
    ConformanceInput(
      name: "CRLF",
      text: "First line.\r\nSecond “line”, said he.\r\n\r\nThird\r",
      annotations: 50
    ),
    ConformanceInput(
      name: "right to left",
      text: "قال الوزير: «لن نقبل». אמר השר “לא” at 5 p.m. 😀.",
      annotations: 50
    ),
    ConformanceInput(
      name: "combining marks",
      text: "Cafe\u{301} Zu\u{308}rich n\u{303}\u{304} e\u{301}. Ok!",
      annotations: 50
    ),
    ConformanceInput(name: "no annotations", text: Self.article, annotations: 0),
    ConformanceInput(name: "an article", text: Self.article, annotations: 1000),
    ConformanceInput(
      name: "100,000 annotations",
      text: Self.long(bytes: 700_000),
      annotations: 100_000
    ),
    ConformanceInput(name: "5 MB", text: Self.long(bytes: 5_000_000), annotations: 1000),
    ConformanceInput(
      name: "a view with deletions",
      text: Self.article,
      annotations: 1000,
      isViewed: true
    ),
  ]

  /// The document, with annotations of the types the stage reads.
  func document(for bench: StageBench) -> WorkingDocument {
    let document = bench.makeDocument(id: name, text: text)
    document.setMetadata("published", "2023-11-16")
    if isViewed { Thinning.apply(to: document) }
    guard annotations > 0 else { return document }
    for path in Set((bench.facts.reads + bench.facts.readsOptional).map(\.type)).sorted() {
      let types = bench.types.filter { path == "*" || $0.name == path }
      for type in types { annotate(document, with: type) }
    }
    return document
  }

  /// Annotations over single words, each with a value for every feature.
  private func annotate(_ document: WorkingDocument, with type: TypeDeclaration) {
    var position = 0
    let bytes = Array(text.utf8)
    var made = 0
    while position < bytes.count, made < annotations {
      while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
      var end = position
      while end < bytes.count, bytes[end] > 0x20 { end += 1 }
      guard position < end else { break }
      let span = TextSpan(position..<end)
      document.insert(
        AnnotationValue(type: type.name, span: span, features: features(of: type, span, made))
      )
      made += 1
      position = end
    }
  }

  private func features(
    of type: TypeDeclaration,
    _ span: TextSpan,
    _ number: Int
  ) -> [String: JSONValue] {
    var values: [String: JSONValue] = [:]
    for feature in type.features {
      values[feature.name] =
        switch feature.kind {
        case .text: .text(feature.values?.first ?? "value \(number % 7)")
        case .integer: .integer(Int64(number % 5))
        case .number: .number(Double(number) / 4)
        case .flag: .flag(number % 2 == 0)
        case .span: .list([.integer(Int64(span.start)), .integer(Int64(span.end))])
        case .reference: .integer(1)
        case .list: feature.items == .text ? .list([.text("a"), .text("b")]) : .list([])
        }
    }
    return values
  }

  private static let article = """
    GENEVA (Test Wire) — Minister Ann Lee met Bo Ray on Friday, Oct. 27, 2023, an aide said.

    “We agreed on $2.3 billion,” Lee told reporters. “Nothing else.” The U.S. delegation, which \
    left at 5 p.m., didn't comment on #summit (see https://example.org/a?b=c).

    Related coverage:

    Lee, Ray to meet again in mid-November

    """

  private static func long(bytes: Int) -> String {
    String(repeating: article, count: bytes / article.utf8.count + 1)
  }
}
