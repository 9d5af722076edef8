import GalleyKit

/// Documents for a browser: one file, with everything it needs inside.
struct HTMLPage: DocumentPage {
  private struct Templates {
    let page, document, type, rule, contents, link: HTMLTemplate

    init() throws(RunStop) {
      page = try HTMLTemplate("page.html")
      document = try HTMLTemplate("document.html")
      type = try HTMLTemplate("type.html")
      rule = try HTMLTemplate("rule.css")
      contents = try HTMLTemplate("contents.html")
      link = try HTMLTemplate("link.html")
    }
  }

  private let out: OutputFile
  private let templates: Templates
  private var types: ShownTypes
  private var documents = ""
  private var links = ""
  private var count = 0
  private var data = JSONWriter()

  /// - Parameters:
  ///   - out: where the page goes.
  ///   - types: what is shown.
  /// - Throws: `RunStop` when a template is missing.
  init(_ out: OutputFile, types: ShownTypes) throws(RunStop) {
    self.out = out
    self.types = types
    templates = try Templates()
    data.beginList()
  }

  mutating func add(_ document: FinishedDocument) throws(RunStop) {
    let annotations = types.take(document)
    let html = AnnotatedHTML(document, annotations, number: types.number)
    documents += templates.document.filled([
      "number": "\(count)", "id": HTMLText.escaped(document.id),
      "title": HTMLText.escaped(document.text(ofMetadata: "title") ?? ""),
      "published": HTMLText.escaped(document.text(ofMetadata: "published") ?? ""),
      "failures": document.failures.map {
        HTMLText.escaped("failed: \($0.stage): \($0.message)")
      }.joined(separator: "<br>"),
      "rows": "\(html.rowCount)", "text": html.text,
    ])
    links += templates.link.filled(["number": "\(count)", "id": HTMLText.escaped(document.id)])
    write(annotations, of: document)
    count += 1
  }

  mutating func finish() throws(RunStop) -> ShownTypes {
    data.endList()
    let page = templates.page.filled([
      "version": GalleyVersion.current, "title": "Annotations", "summary": summary,
      "rules": types.order.indices.map(rule).joined(), "types": legend,
      "contents": count > 1 ? templates.contents.filled(["links": links]) : "",
      "documents": documents, "data": HTMLText.script(script),
    ])
    try out.write(Array(page.utf8))
    return types
  }

  private var summary: String {
    let found = types.counts.values.reduce(0, +)
    let left = types.leftOut.map { ", not shown: \($0)" } ?? ""
    return HTMLText.escaped("documents: \(count), annotations: \(found)\(left)")
  }

  /// The numbers of types are those of their first appearance; the legend has them by name.
  private var legend: String {
    types.order.sorted().map { type in
      templates.type.filled([
        "number": "\(types.number(of: type))", "type": HTMLText.escaped(type),
        "count": "\(types.counts[type] ?? 0)",
      ])
    }.joined()
  }

  private func rule(_ number: Int) -> String {
    // Steps of the golden angle, 137.5°: neighbours differ, and no hue comes twice.
    let hue = (200 + Int((Double(number) * 137.508).rounded())) % 360
    return templates.rule.filled(["number": "\(number)", "hue": "\(hue)"])
  }

  private var script: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("types")
    writer.value(.list(types.order.map { .text($0) }))
    writer.key("documents")
    writer.raw(data.bytes)
    writer.endObject()
    return writer.bytes
  }

  private mutating func write(
    _ annotations: [FinishedDocument.Annotation],
    of document: FinishedDocument
  ) {
    data.beginList()
    for (annotation, place) in zip(annotations, document.codePoints(of: annotations)) {
      data.beginObject()
      data.key("type")
      data.value(types.number(of: annotation.type))
      data.key("place")
      data.value("\(place.start)–\(place.end)")
      if let id = annotation.id {
        data.key("id")
        data.value(id)
      }
      data.key("by")
      data.value(VisibleText.escaped(annotation.by))
      data.key("features")
      data.beginList()
      for feature in annotation.features {
        data.value(.list([.text(feature.name), .text(feature.text(in: document))]))
      }
      data.endList()
      data.endObject()
    }
    data.endList()
  }
}
