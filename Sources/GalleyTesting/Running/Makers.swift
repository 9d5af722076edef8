import GalleyEngine
import GalleyKit

/// The stages that made the annotations of test documents, by number.
struct Makers {
  private(set) var stages: [(id: String, rules: [String])] = []

  init() {}

  /// `given`, the stage under test, and all that the documents name.
  init(_ documents: [TestDocument], _ bench: StageBench) {
    stages = [
      (id: "given", rules: []),
      (id: bench.definition.manifest.stage.name, rules: bench.facts.rules.map(\.name)),
    ]
    for annotation in documents.flatMap(\.annotations) { add(annotation) }
    bench.setMakers(Array(stages.dropFirst(2)))
  }

  func number(of stage: String) -> UInt32 {
    UInt32(stages.firstIndex { $0.id == stage } ?? 0)
  }

  /// 0: none.
  func number(of rule: String?, in stage: String) -> UInt32 {
    let rules = stages[Int(number(of: stage))].rules
    return rule.flatMap { rules.firstIndex(of: $0) }.map { UInt32($0 + 1) } ?? 0
  }

  func stage(_ number: UInt32) -> String {
    stages.indices.contains(Int(number)) ? stages[Int(number)].id : ""
  }

  func rule(_ number: UInt32, of stage: UInt32) -> String? {
    guard number > 0, stages.indices.contains(Int(stage)) else { return nil }
    return stages[Int(stage)].rules[Int(number) - 1]
  }

  private mutating func add(_ annotation: TestAnnotation) {
    let known = stages.firstIndex { $0.id == annotation.stage } ?? stages.count
    if known == stages.count { stages.append((id: annotation.stage, rules: [])) }
    guard known != 1, let rule = annotation.rule, !stages[known].rules.contains(rule) else {
      return
    }
    stages[known].rules.append(rule)
  }
}

extension TestDocument {
  func working(_ bench: StageBench, _ makers: Makers) -> WorkingDocument {
    let document = bench.makeDocument(id: id, text: text)
    for (key, value) in metadata { document.setMetadata(key, value) }
    for annotation in annotations {
      let id = document.insert(
        AnnotationValue(
          type: annotation.type,
          span: annotation.span,
          features: annotation.features,
          stage: makers.number(of: annotation.stage),
          rule: makers.number(of: annotation.rule, in: annotation.stage)
        )
      )
      precondition(id != nil, "type '\(annotation.type)' is not declared")
    }
    return document
  }

  init(_ document: WorkingDocument, _ makers: Makers) {
    self.init(
      String(decoding: document.utf8, as: UTF8.self),
      id: document.id,
      metadata: Dictionary(document.metadata.map { ($0.key, $0.value) }) { first, _ in first },
      annotations: document.annotations.map { TestAnnotation($0, makers) }
    )
    for name in document.layerNames {
      layers[name] = document.annotations(inLayer: name)?.map {
        TestAnnotation($0, makers)
      }
    }
  }
}

extension TestAnnotation {
  fileprivate init(_ value: AnnotationValue, _ makers: Makers) {
    self.init(
      value.type,
      value.span,
      value.features,
      stage: makers.stage(value.stage),
      rule: makers.rule(value.rule, of: value.stage),
      id: value.id,
      isHidden: value.isHidden
    )
  }
}
