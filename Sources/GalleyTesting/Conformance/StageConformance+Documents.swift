import GalleyEngine
import GalleyKit

extension StageConformance {
  func documentProblems() throws -> [String] {
    try checkEachInput { bench, documents, lanes in
      bench.process(documents, lanes: lanes)
    } + explainingProblems()
  }

  /// A stage that says what its rules did does nothing else than when it is not asked.
  private func explainingProblems() throws -> [String] {
    guard definition.explainsRules else { return [] }
    let bench = try StageBench(definition, options: options, types: types)
    // What differs shows in a few words as well as in megabytes.
    let inputs = ConformanceInput.all.filter { !$0.isViewed && $0.text.utf8.count < 10_000 }
    return inputs.compactMap { input in
      let processed = input.document(for: bench)
      let explained = input.document(for: bench)
      let alone = bench.process([processed], lanes: 1).first?.failure
      let asked = bench.explain(explained, rule: 1).outcome.failure
      return alone == asked && describe(processed) == describe(explained)
        ? nil : "does something else on \(input.name) when it explains itself"
    }
  }

  func exporterProblems() throws -> [String] {
    guard definition.rendersLines else { return try wholeExporterProblems() }
    return try checkEachInput { bench, documents, lanes in bench.write(documents, lanes: lanes) }
  }

  /// An exporter on one thread: it takes everything, and writes the same again.
  private func wholeExporterProblems() throws -> [String] {
    let records = [
      Record(type: "Entity", id: "a", json: "{\"evidence\":[],\"name\":\"Ann\"}"),
      Record(type: "Entity", id: "b", json: "{}"),
    ]
    let files = try (0..<2).map { _ in
      let bench = try StageBench(definition, options: options, types: types)
      let documents = ConformanceInput.all.filter { !$0.isViewed }.map { $0.document(for: bench) }
      return try bench.export(documents, records: records).files
    }
    return files[0] == files[1] ? [] : ["writes something else when it runs again"]
  }

  func corpusProblems() throws -> [String] {
    var problems = try checkEachInput { bench, documents, lanes in
      bench.write(documents, lanes: lanes)
    }
    let bench = try StageBench(definition, options: options, types: types)
    let inputs = ConformanceInput.all.filter { !$0.isViewed }
    let forward = try bench.reduce(inputs.map { $0.document(for: bench) }, lanes: 1)
    let backward = try bench.reduce(inputs.reversed().map { $0.document(for: bench) }, lanes: 8)
    if forward.records.map(\.json) != backward.records.map(\.json) {
      problems.append("gives other records when the documents come in another order")
    }
    let patched = Dictionary(
      forward.documents.map { ($0.id, describe($0)) },
      uniquingKeysWith: { first, _ in first }
    )
    for document in backward.documents where patched[document.id] != describe(document) {
      problems.append(
        "patches document '\(document.id)' otherwise when the documents come in another order"
      )
    }
    return problems
  }

  /// Runs the stage on every input in 1 and in 8 lanes.
  private func checkEachInput(
    _ run: (StageBench, [WorkingDocument], Int) -> [BenchOutcome]
  ) throws -> [String] {
    let plain = try check(ConformanceInput.all.filter { !$0.isViewed }, view: nil, run)
    let viewed = try check(
      ConformanceInput.all.filter(\.isViewed),
      view: ConformanceInput.view,
      run
    )
    return plain + viewed
  }

  private func check(
    _ inputs: [ConformanceInput],
    view: String?,
    _ run: (StageBench, [WorkingDocument], Int) -> [BenchOutcome]
  ) throws -> [String] {
    let bench = try StageBench(definition, options: options, types: types, view: view)
    let single = inputs.map { $0.document(for: bench) }
    let many = inputs.map { $0.document(for: bench) }
    let before = single.map { byID($0.annotations) }
    let alone = run(bench, single, 1)
    let together = run(bench, many, 8)
    var problems: [String] = []
    for i in inputs.indices where alone.indices.contains(i) {
      let name = inputs[i].name
      if let failure = alone[i].failure { problems.append("fails on \(name): \(failure)") }
      if String(decoding: single[i].utf8, as: UTF8.self) != inputs[i].text {
        problems.append("changes the text on \(name)")
      }
      let after = single[i].annotations
      if alone[i] != together[i] || after != many[i].annotations
        || describeRest(single[i]) != describeRest(many[i])
      {
        problems.append("gives another result in 8 lanes on \(name)")
      }
      problems += spanProblems(after, in: single[i].utf8, name)
      if !keeps(before[i], in: after) {
        problems.append("changes type, span or id of annotations on \(name)")
      }
    }
    return problems
  }

  private func spanProblems(
    _ annotations: [AnnotationValue],
    in text: UnsafeBufferPointer<UInt8>,
    _ name: String
  ) -> [String] {
    func isBoundary(_ offset: UInt32) -> Bool {
      Int(offset) == text.count || Int(offset) < text.count && text[Int(offset)] & 0xC0 != 0x80
    }
    let wrong = annotations.first {
      $0.span.start >= $0.span.end || !isBoundary($0.span.start) || !isBoundary($0.span.end)
    }
    return wrong.map { ["puts a \($0.type) at \($0.span) on \(name)"] } ?? []
  }

  private func byID(_ annotations: [AnnotationValue]) -> [UInt32: AnnotationValue] {
    Dictionary(annotations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func keeps(
    _ before: [UInt32: AnnotationValue],
    in annotations: [AnnotationValue]
  ) -> Bool {
    let after = byID(annotations)
    return before.allSatisfy { id, annotation in
      after[id].map { $0.type == annotation.type && $0.span == annotation.span } ?? false
    }
  }

  private func describe(_ document: WorkingDocument) -> [String] {
    document.annotations.map {
      "\($0.id) \($0.type) \($0.span) \(JSONValue.object($0.features).json) \($0.rule) \($0.isHidden)"
    } + describeRest(document)
  }

  /// Metadata and views.
  private func describeRest(_ document: WorkingDocument) -> [String] {
    document.metadata.map { "\($0.key)=\($0.value.json)" }
      + document.viewTexts.map { "\($0.name): \($0.text)" }
  }
}
