import Foundation
import GalleyKit
import Testing

@testable import GalleyEngine

/// Annotations that readers load.
struct LayerTests {
  private func read(_ stage: PluginStage) throws -> [StageBench.ReadItem] {
    let entry = PluginEntry("layers", version: "1", stage)
    let library = try PluginLibrary(
      #require(entry.info(for: nil)),
      path: "test",
      resourceFolder: ""
    )
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).x")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data().write(to: file)
    return try StageBench(library.stages[0]).read([InputFile(path: file.path(), name: "a.x")])
  }

  @Test func `keeps each layer by itself, with ids from 1`() throws {
    let items = try read(.reader(LayerReader<TwoLayers>.self))
    #expect(items.count == 2)
    guard case .document(let document) = items[0], case .document(let second) = items[1] else {
      Issue.record("both documents should be read")
      return
    }
    #expect(document.layerNames == ["gold", "other"])
    let gold = try #require(document.annotations(inLayer: "gold"))
    #expect(gold.map(\.span.range) == [0..<2, 3..<4])
    #expect(gold.map(\.id) == [1, 2])
    #expect(gold.map { $0.features["next"] } == [2, nil])
    #expect(document.annotations(inLayer: "other")?.map(\.id) == [1])
    #expect(document.annotations.isEmpty)
    #expect(document.nextID == 1)
    #expect(second.layerNames == [])
  }

  @Test func `keeps layers in the document image`() throws {
    guard case .document(let document) = try read(.reader(LayerReader<TwoLayers>.self))[0] else {
      Issue.record("the document should be read")
      return
    }
    var bytes = NativeBuffer<UInt8>()
    DocumentImage.write(document, to: &bytes)
    let copy = WorkingDocument(schema: document.schema, symbols: document.symbols)
    try DocumentImage.read(UnsafeRawBufferPointer(bytes.elements), into: copy)
    #expect(copy.annotations(inLayer: "gold") == document.annotations(inLayer: "gold"))
    #expect(copy.layerNames == document.layerNames)
  }

  @Test(
    arguments: [
      (
        .reader(LayerReader<SystemLayer>.self), "to the layer 'system', which is that of the stages"
      ),
      (
        .reader(LayerReader<CutCharacter>.self),
        "added a Word at 1..<2, which cuts a character in two"
      ),
      (
        .reader(LayerReader<DanglingReference>.self),
        "set 'Word.next' to annotation 9, which does not exist"
      ),
      (
        .reader(LayerReader<WrongKind>.self),
        "set 'Word.next', whose values are reference, to values"
      ),
      (.reader(LayerReader<UnknownType>.self), "added annotations of type number"),
    ] as [(PluginStage, String)]
  )
  func `fails a document whose layer does not fit`(stage: PluginStage, message: String) throws {
    let items = try read(stage)
    #expect(items.count == 2)
    guard case .failure(let failure) = items[0], case .document(let second) = items[1] else {
      Issue.record("the first should fail, the second be read")
      return
    }
    #expect(failure.document == "é a")
    #expect(failure.code == "contract-breach")
    #expect(failure.message.hasPrefix("plugin 'layers': the reader "))
    #expect(failure.message.contains(message), "\(failure.message)")
    #expect(second.id == "b")
  }
}
