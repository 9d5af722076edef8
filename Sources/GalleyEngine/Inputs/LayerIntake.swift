import GalleyABI
import GalleyKit

/// Takes the annotations a reader gives a document in its layers.
///
/// They are checked as those of a stage that may add everything, and go into a layer when the
/// document is complete. Ids count from 1 in each layer, in the order in which rows were added.
final class LayerIntake {
  /// One call of `galley_batch_out.annotations`.
  struct Rows {
    let type: UInt32
    let count: UInt32
    let start: UnsafePointer<UInt32>?
    let end: UnsafePointer<UInt32>?
    let features: UnsafePointer<galley_feature>?
    let featureCount: UInt32

    init(
      _ type: UInt32,
      _ count: UInt32,
      _ start: UnsafePointer<UInt32>?,
      _ end: UnsafePointer<UInt32>?,
      _ features: UnsafePointer<galley_feature>?,
      _ featureCount: UInt32
    ) {
      self.type = type
      self.count = count
      self.start = start
      self.end = end
      self.features = features
      self.featureCount = featureCount
    }
  }

  private var document: WorkingDocument?
  private var stage: RunningStage?
  /// Reused from document to document, one for each layer of the document.
  private var deltas: [StageDelta] = []
  private var names: [String] = []
  private var breach: StageBreach?
  private let showing = DocumentShowing()
  private let origins = OriginTable([])

  func begin(_ document: WorkingDocument, _ reader: PreparedStage) {
    self.document = document
    names.removeAll(keepingCapacity: true)
    breach = nil
    if stage?.prepared !== reader { stage = Self.stage(reader, document.schema) }
  }

  func add(_ rows: Rows, to layer: galley_text) -> galley_result {
    guard breach == nil, let delta = delta(of: layer) else { return galley_result(GALLEY_FAILED) }
    return delta.add(
      rows.type,
      rows.count,
      rows.start,
      rows.end,
      nil,
      nil,
      rows.features,
      rows.featureCount,
      nil
    )
  }

  /// Makes what was added the layers of the document.
  ///
  /// - Returns: what the contract does not allow; then there are none.
  func finish() -> StageBreach? {
    guard let document else { return nil }
    self.document = nil
    let used = deltas.prefix(names.count)
    for delta in used { delta.close() }
    if let breach = breach ?? used.compactMap(\.breach).first { return breach }
    for (name, delta) in zip(names, used) {
      delta.commit(to: document, stage: 0)
      document.moveAnnotations(toLayer: name)
    }
    return nil
  }

  private func delta(of layer: galley_text) -> StageDelta? {
    guard let document, let stage else { return nil }
    if UTF8Check.firstInvalid(in: UnsafeBufferPointer(layer)) != nil {
      return refuse("named a layer with a text that is not UTF-8")
    }
    let name = String(layer)
    guard !name.isEmpty else { return refuse("named a layer with an empty text") }
    guard name != AnnotationLayer.system else {
      return refuse("added annotations to the layer '\(name)', which is that of the stages")
    }
    if let i = names.firstIndex(of: name) { return deltas[i] }
    if deltas.count == names.count { deltas.append(StageDelta()) }
    names.append(name)
    _ = showing.show(document, scope: .everything, access: stage.access, origins: origins)
    deltas[names.count - 1].begin(stage, showing, document: document)
    return deltas[names.count - 1]
  }

  private func refuse(_ message: String) -> StageDelta? {
    breach = StageBreach(message: message)
    return nil
  }

  /// The reader as a stage that may add every type with every feature.
  private static func stage(_ reader: PreparedStage, _ schema: Schema) -> RunningStage {
    let emits = schema.types.map(\.declaration).flatMap { type in
      [SchemaPath(type.name)] + type.features.map { SchemaPath(type.name, $0.name) }
    }
    return RunningStage(
      prepared: reader,
      number: 0,
      access: StageAccess(StageFacts(emits: emits), drops: false, schema: schema),
      scope: .everything,
      condition: nil,
      onError: .deadLetter,
      timeLimit: nil
    )
  }
}
