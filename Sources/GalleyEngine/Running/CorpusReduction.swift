import Foundation
import GalleyABI
import GalleyKit

/// The second half of a corpus stage: contributions in, records and patches out, on one thread.
final class CorpusReduction {
  private let stage: RunningStage
  private let spool: Spool
  private let plan: RunPlan
  private let stop: StopFlag
  private let progress: RunProgress?
  private let call = CallHost()
  private var records: [Record] = []
  private var problem: RunStop?
  private var strings: StringPool
  private var recordIDs = Set<String>()
  /// What the stage rereads, and what evidence is looked up in: the first stays as it is while the
  /// stage makes records.
  private let shown: LoadedDocument
  private let looked: LoadedDocument
  private let showing = DocumentShowing()
  private let texts = TextArena()
  private var folder: String?

  init(
    _ stage: RunningStage,
    _ spool: Spool,
    _ plan: RunPlan,
    _ stop: StopFlag,
    _ progress: RunProgress? = nil
  ) {
    self.stage = stage
    self.spool = spool
    self.plan = plan
    self.stop = stop
    self.progress = progress
    strings = StringPool(first: UInt32(plan.symbols.count))
    shown = LoadedDocument(spool, plan)
    looked = LoadedDocument(spool, plan)
    spool.patcher = "corpus stage '\(stage.id)' of plugin '\(stage.prepared.definition.plugin)'"
    spool.patchedView = stage.scope.view
  }

  deinit {
    if let folder { try? FileManager.default.removeItem(atPath: folder) }
  }

  /// Hands over all contributions, sorted by the bytes of the document ids, and takes the result.
  ///
  /// - Returns: the records; none when the run was interrupted.
  /// - Throws: `RunStop` when the stage fails: a conclusion from part of a corpus would be wrong.
  func reduce() throws(RunStop) -> [Record] {
    guard let functions = stage.prepared.definition.functions.corpus?.pointee else { return [] }
    let context = stage.prepared.definition.functions.context
    var state: UnsafeMutableRawPointer?
    try check(functions.begin?(context, stage.prepared.shared, &state) ?? 0, "begin")
    defer { functions.end?(context, state) }
    let order = spool.entries.indices.sorted {
      spool.entries[$0].id.utf8.lexicographicallyPrecedes(spool.entries[$1].id.utf8)
    }
    for number in order {
      guard !isInterrupted else { return [] }
      try check(add(spool.entries[number], functions, state), "add a document")
      progress?.add(documents: 1, bytes: 0, failures: 0, dropped: 0)
    }
    let result = call.lend(stop: stop.pointer, deadline: 0, seed: 0) { call in
      lendRecords { functions.finish?(context, state, call, $0) ?? 0 }
    }
    try check(result, "finish")
    return isInterrupted ? [] : records
  }

  private var isInterrupted: Bool { stop.reason == .interrupted }

  private func add(
    _ entry: Spool.Entry,
    _ functions: galley_corpus_stage,
    _ state: UnsafeMutableRawPointer?
  ) throws(RunStop) -> galley_result {
    let contribution = try spool.read(entry.contribution)
    return call.lend(stop: stop.pointer, deadline: 0, seed: ContentHash.number(of: entry.id)) {
      call in
      entry.id.withGalleyText { id in
        (entry.published ?? "").withGalleyText { published in
          contribution.withUnsafeBufferPointer { bytes in
            functions.add?(
              stage.prepared.definition.functions.context,
              state,
              call,
              id,
              published,
              galley_text(bytes)
            ) ?? 0
          }
        }
      }
    }
  }

  private func check(_ result: galley_result, _ what: String) throws(RunStop) {
    if let problem { throw problem }
    if result == galley_result(GALLEY_OK) { return }
    if result == galley_result(GALLEY_STOPPED), isInterrupted { return }
    throw RunStop(
      "corpus stage '\(stage.id)' could not \(what): \(call.reason?.message ?? "it gave no reason")"
    )
  }

  // MARK: What the stage hands over

  private func lendRecords(
    _ body: (UnsafePointer<galley_records>) -> galley_result
  ) -> galley_result {
    var out = galley_records()
    out.size = UInt32(MemoryLayout<galley_records>.size)
    out.context = Unmanaged.passUnretained(self).toOpaque()
    out.record = {
      CorpusReduction.at($0).record(String($1), String($2), UnsafeBufferPointer($3))
    }
    out.patch_metadata = { CorpusReduction.at($0).patch(String($1), metadata: $2) }
    out.patch_feature = { CorpusReduction.at($0).patch(String($1), $2, $3, $4) }
    out.text = { CorpusReduction.at($0).number(of: $1) }
    out.reread = { CorpusReduction.at($0).reread(String($1), $2) }
    out.temporary_folder = { CorpusReduction.at($0).temporaryFolder() }
    return body(&out)
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> CorpusReduction {
    guard let context else { preconditionFailure("a stage passes back the context it got") }
    return Unmanaged<CorpusReduction>.fromOpaque(context).takeUnretainedValue()
  }

  private func refuse(_ message: String) -> galley_result {
    if problem == nil {
      problem = RunStop(
        "corpus stage '\(stage.id)' of plugin '\(stage.prepared.definition.plugin)' \(message)"
      )
    }
    return galley_result(GALLEY_FAILED)
  }

  private func record(
    _ type: String,
    _ id: String,
    _ json: UnsafeBufferPointer<UInt8>
  ) -> galley_result {
    guard stage.prepared.facts.records.contains(type) else {
      return refuse("made a record of type '\(type)', which it does not declare under 'records'")
    }
    guard recordIDs.insert("\(type)\u{0}\(id)").inserted else {
      return refuse("made two records '\(id)' of type '\(type)'")
    }
    guard case .object(var fields)? = try? JSONValue(parsing: Data(buffer: json)) else {
      return refuse("made a record '\(id)' whose fields are not a JSON object")
    }
    do throws(RunStop) {
      if case .list(let evidence)? = fields["evidence"] {
        fields["evidence"] = .list(try withCoveredText(evidence, id))
      }
    } catch {
      return refuse(error.message)
    }
    records.append(Record(type: type, id: id, json: JSONValue.object(fields).json))
    return galley_result(GALLEY_OK)
  }

  private func withCoveredText(
    _ evidence: [JSONValue],
    _ id: String
  ) throws(RunStop) -> [JSONValue] {
    var filled: [JSONValue] = []
    for piece in evidence {
      guard case .object(var members) = piece, let document = members["document"]?.text,
        case .integer(let start)? = members["start"], case .integer(let end)? = members["end"],
        start >= 0, start < end, let number = spool.number(of: document)
      else { throw RunStop("made a record '\(id)' with evidence that names no document and span") }
      let evidence = try looked.load(number)
      let span = TextSpan(start: UInt32(clamping: start), end: UInt32(clamping: end))
      guard let place = evidence.original(of: span, inView: stage.scope.view) else {
        throw RunStop("made a record '\(id)' with evidence at \(span) outside '\(document)'")
      }
      members["start"] = .integer(Int64(place.start))
      members["end"] = .integer(Int64(place.end))
      members["text"] = .text(String(decoding: evidence.utf8[place.range], as: UTF8.self))
      filled.append(.object(members))
    }
    return filled
  }

  private func patch(
    _ document: String,
    metadata: UnsafePointer<galley_metadata>?
  ) -> galley_result {
    guard let number = spool.number(of: document), let metadata = metadata?.pointee else {
      return refuse("patched document '\(document)', which is not in the run")
    }
    let key = String(metadata.key)
    guard stage.access.sets.contains(key) else {
      return refuse("patched the metadata key '\(key)', which it does not declare under 'sets'")
    }
    if let problem = StageDelta.problem(with: metadata) {
      return refuse("patched the metadata key '\(key)' with \(problem)")
    }
    shown.forget(number)
    spool.patch(number, .metadata(key: key, value: JSONValue(metadata)))
    return galley_result(GALLEY_OK)
  }

  private func patch(
    _ document: String,
    _ type: UInt32,
    _ id: UInt32,
    _ value: UnsafePointer<galley_feature>?
  ) -> galley_result {
    guard let number = spool.number(of: document), let value = value?.pointee else {
      return refuse("patched document '\(document)', which is not in the run")
    }
    guard let slot = plan.schema.slot(of: type),
      let column = plan.schema.column(of: value.name, in: slot),
      stage.access.writes.contains(.init(slot: slot, column: column))
    else { return refuse("patched a feature that it does not emit or change") }
    let declaration = plan.schema.types[slot].columns[column].declaration
    guard value.size >= MemoryLayout<galley_feature>.size else {
      return refuse("gave \(value.size) as the size of galley_feature")
    }
    guard value.kind == declaration.kind.abi,
      declaration.kind != .list || value.item_kind == declaration.items?.abi
    else { return refuse("patched '\(declaration.name)' with a value of another kind") }
    guard value.values != nil, value.items != nil || value.item_count == 0 else {
      return refuse("patched '\(declaration.name)' with NULL instead of a value")
    }
    let copy = ColumnCopy(declaration.kind, declaration.items)
    copy.column = column
    copy.copy(value, rows: 1)
    if let problem = problem(with: copy, plan.schema.types[slot].columns[column]) {
      return refuse("patched '\(declaration.name)' with \(problem)")
    }
    var texts: [UInt32: String] = [:]
    for text in copy.textNumbers where text >= strings.first {
      texts[text] = String(decoding: strings[text], as: UTF8.self)
    }
    shown.forget(number)
    spool.patch(number, .feature(slot: slot, id: id, copy, texts: texts))
    return galley_result(GALLEY_OK)
  }

  /// What is wrong with a value, as far as it can be told without the document.
  private func problem(with value: ColumnCopy, _ entry: Schema.ColumnEntry) -> String? {
    guard value.has(0) else { return nil }
    if value.hasListBeyondItems(0) { return "a list beyond its items" }
    for text in value.textNumbers {
      guard Int(text) < Int(strings.first) + strings.count else {
        return "text number \(text), which does not exist"
      }
      guard entry.allowed.isEmpty || entry.allowed.contains(text) else {
        return "a text that is not among its allowed values"
      }
    }
    return value.numbers.allSatisfy(\.isFinite) ? nil : "a number that is not finite"
  }

  private func number(of text: galley_text) -> UInt32 {
    guard StageDelta.problem(with: text) == nil else { return .max }
    let text = UnsafeBufferPointer(text)
    let hash = StringPool.hash(text)
    return plan.symbols.find(text, hash: hash) ?? strings.intern(text, hash: hash) ?? .max
  }

  private func reread(
    _ document: String,
    _ found: UnsafeMutablePointer<UnsafePointer<galley_document>?>?
  ) -> galley_result {
    guard let number = spool.number(of: document) else {
      return refuse("asked for document '\(document)', which is not in the run")
    }
    let document: WorkingDocument
    do throws(RunStop) {
      document = try shown.load(number)
    } catch {
      return refuse(error.message)
    }
    found?.pointee = showing.show(
      document,
      scope: stage.scope,
      access: stage.access,
      origins: plan.origins
    )
    return galley_result(GALLEY_OK)
  }

  private func temporaryFolder() -> galley_text {
    if folder == nil {
      let path = FileManager.default.temporaryDirectory.path + "/galley-\(UUID().uuidString)"
      do {
        try FileManager.default.createDirectory(
          atPath: path,
          withIntermediateDirectories: true
        )
        folder = path
      } catch {
        _ = refuse("could not get a temporary folder: \(error.localizedDescription)")
      }
    }
    return texts.keep(folder ?? "")
  }
}

/// The document of a spool that was asked for last.
private final class LoadedDocument {
  private let spool: Spool
  private let document: WorkingDocument
  private var number: Int?

  init(_ spool: Spool, _ plan: RunPlan) {
    self.spool = spool
    document = WorkingDocument(schema: plan.schema, symbols: plan.symbols)
  }

  func load(_ wanted: Int) throws(RunStop) -> WorkingDocument {
    guard number != wanted else { return document }
    number = nil
    document.reset()
    try spool.load(wanted, into: document)
    number = wanted
    return document
  }

  /// A patched document is read again when it is asked for again; until then it stays as it is.
  func forget(_ patched: Int) {
    if number == patched { number = nil }
  }
}
