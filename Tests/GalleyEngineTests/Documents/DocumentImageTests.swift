import GalleyKit
import Testing

@testable import GalleyEngine

struct DocumentImageTests {
  private let symbols = SymbolTable()
  private var schema: Schema {
    Schema(
      [
        TypeDeclaration(
          "Word",
          [FeatureDeclaration("lower", .text), FeatureDeclaration("loud", .flag)]
        ),
        TypeDeclaration("Link", [FeatureDeclaration("ends", .list, of: .reference)]),
      ],
      symbols: symbols
    )
  }

  private func sample() -> WorkingDocument {
    let document = WorkingDocument(schema: schema, symbols: symbols)
    document.id = "a/b"
    document.origin = "a/b:7"
    document.number = 12
    var text = "Zürich 😀 ok"
    text.withUTF8 { document.setText($0) }
    document.setMetadata("published", "2023-11-16")
    document.setMetadata("size", ["words": 3])
    document.insert(
      AnnotationValue(type: "Word", span: TextSpan(8..<12), features: ["lower": "x", "loud": true])
    )
    document.insert(AnnotationValue(type: "Word", span: TextSpan(0..<7), features: ["lower": "y"]))
    document.insert(
      AnnotationValue(type: "Link", span: TextSpan(0..<15), features: ["ends": [1, 2]])
    )
    document.addView(
      "v",
      text: Array("Z".utf8),
      runs: [ViewRun(view: TextSpan(0..<1), original: TextSpan(0..<1), isWhole: false)]
    )
    return document
  }

  @Test func `reads back what it wrote`() throws {
    let document = sample()
    var bytes = NativeBuffer<UInt8>()
    DocumentImage.write(document, to: &bytes)
    let copy = WorkingDocument(schema: document.schema, symbols: symbols)
    try DocumentImage.read(UnsafeRawBufferPointer(bytes.elements), into: copy)
    #expect(copy.annotations == document.annotations)
    #expect(copy.id == "a/b" && copy.origin == "a/b:7" && copy.number == 12)
    #expect(copy.metadata.map(\.key) == document.metadata.map(\.key))
    #expect(copy.metadata.map(\.value) == document.metadata.map(\.value))
    #expect(copy.viewTexts.map(\.text) == ["Z"])
    #expect(copy.nextID == document.nextID)
    #expect(copy.row(of: 2, in: 1) == 1)
  }

  @Test func `notices every damaged byte`() {
    var bytes = NativeBuffer<UInt8>()
    DocumentImage.write(sample(), to: &bytes)
    for i in 0..<bytes.count {
      bytes[i] ^= 0x10
      let copy = WorkingDocument(schema: schema, symbols: symbols)
      #expect(throws: RunStop.self) {
        try DocumentImage.read(UnsafeRawBufferPointer(bytes.elements), into: copy)
      }
      bytes[i] ^= 0x10
    }
  }
}
