import Foundation
import GalleyABI
import GalleyKit

/// The results of a run: one file per output, the list of failures, and that of dropped documents.
///
/// Written by one thread at a time, in input order.
final class RunOutputs {
  let slots: [OutputSlot]
  private let plan: RunPlan
  private let folder: String?
  private var files: [OutputFile?] = []
  private var wholes: [WholeOutput] = []
  private let failures: OutputFile?
  /// nil: no stage drops documents, or there is no folder.
  private let dropped: OutputFile?
  private let writer: Lane

  /// Makes the files, all under partial names.
  ///
  /// `folder`: where they lie; nil: the first output goes to standard output, the others nowhere.
  /// `writer`: the lane exporters of wholes run in.
  ///
  /// - Throws: `RunStop` when a file or folder cannot be made.
  init(_ plan: RunPlan, folder: String?, writer: Lane) throws(RunStop) {
    self.plan = plan
    self.folder = folder
    self.writer = writer
    slots = Self.slots(plan)
    failures = try folder.map { path throws(RunStop) in
      try Folder.make(path)
      return try OutputFile(path: "\(path)/failures.jsonl")
    }
    let drops = plan.stages.contains { $0.prepared.definition.manifest.drops }
    dropped =
      try drops
      ? folder.map { path throws(RunStop) in
        try OutputFile(path: "\(path)/dropped.jsonl")
      } : nil
    let first = plan.exporters.first { !plan.stages[$0].prepared.facts.outputs.isEmpty }
    for slot in slots {
      let isFirst = slot.stage == first && slot.number == 0
      try files.append(Self.file(plan, slot, folder, isFirst: isFirst))
    }
    for stage in plan.exporters where plan.stages[stage].prepared.definition.isWholeExporter {
      try wholes.append(
        WholeOutput(plan.stages[stage], index: stage, folder: folder, isFirst: stage == first)
      )
    }
    for (i, slot) in slots.enumerated() {
      try files[i]?.write(frame(slot) { $0.header })
    }
  }

  var needsDocuments: Bool { !wholes.isEmpty }

  /// Path and size of everything written.
  var written: [RunReport.Output] {
    let lines = files.compactMap { $0 } + wholes.flatMap(\.files) + [dropped].compactMap { $0 }
    return lines.map { RunReport.Output(path: $0.path, bytes: $0.byteCount) }
  }

  /// Writes a document, and adds to its failures those of exporters of wholes.
  func write(_ finished: inout DocumentWork.Finished) throws(RunStop) {
    for (file, bytes) in zip(files, finished.rendered) {
      try file?.write(bytes)
    }
    if let document = finished.document, finished.isExported {
      for whole in wholes {
        if let failure = try whole.add(document, writer) { finished.failures.append(failure) }
      }
    }
    if let dropped = finished.dropped { try write(dropped) }
    for failure in finished.failures { try write(failure) }
  }

  func write(_ failure: RunFailure) throws(RunStop) {
    var json = JSONWriter()
    json.beginObject()
    json.key("document")
    json.value(failure.document)
    json.key("origin")
    json.value(failure.origin)
    json.key("stage")
    json.value(failure.stage)
    json.key("code")
    json.value(failure.code)
    json.key("message")
    json.value(failure.message)
    if let byte = failure.byte {
      json.key("byte")
      json.value(byte)
    }
    json.endObject()
    json.newline()
    try failures?.write(json.bytes)
  }

  private func write(_ dropped: DroppedDocument) throws(RunStop) {
    var json = JSONWriter()
    json.beginObject()
    json.key("document")
    json.value(dropped.document)
    json.key("origin")
    json.value(dropped.origin)
    json.key("stage")
    json.value(dropped.stage)
    json.key("reason")
    json.value(dropped.reason)
    json.endObject()
    json.newline()
    try self.dropped?.write(json.bytes)
  }

  func write(_ records: [Record]) throws(RunStop) {
    for record in records {
      for whole in wholes { try whole.add(record) }
    }
  }

  /// Writes what stands after the documents and gives all files their names.
  func publish() throws(RunStop) {
    for (i, slot) in slots.enumerated() { try files[i]?.write(frame(slot) { $0.footer }) }
    for whole in wholes { try whole.finish() }
    for file in all { try file.finish() }
    removeEarlierResults(besides: all.compactMap(\.path))
    for file in all { try file.publish() }
  }

  /// Takes away what was begun; results of an earlier run stay.
  func discard() {
    for file in all { file.discard() }
  }

  private var all: [OutputFile] {
    files.compactMap { $0 } + wholes.flatMap(\.files) + [failures, dropped].compactMap { $0 }
  }

  /// Removes what an earlier run wrote here and this one does not: it would look like its result.
  private func removeEarlierResults(besides kept: [String]) {
    guard let folder, let report = FileManager.default.contents(atPath: "\(folder)/run.json"),
      case .list(let outputs)? = (try? JSONValue(parsing: report))?["outputs"]
    else { return }
    for path in outputs.compactMap({ $0["path"]?.text })
    where path.hasPrefix("\(folder)/") && !kept.contains(path) {
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  private func frame(
    _ slot: OutputSlot,
    _ pick: (galley_exporter_stage) -> (
      @convention(c) (
        UnsafeMutableRawPointer?, UnsafeRawPointer?, UInt32, UnsafePointer<galley_bytes_out>?
      ) -> galley_result
    )?
  ) throws(RunStop) -> [UInt8] {
    let stage = plan.stages[slot.stage].prepared
    guard let exporter = stage.definition.functions.exporter?.pointee, let function = pick(exporter)
    else { return [] }
    let sink = ByteSink()
    let result = sink.lend {
      function(stage.definition.functions.context, stage.shared, slot.number, $0)
    }
    guard result == 0 else {
      let name = stage.facts.outputs[Int(slot.number)].name
      throw RunStop("exporter '\(stage.id)' could not begin or end '\(name)'")
    }
    return sink.take()
  }

  private static func slots(_ plan: RunPlan) -> [OutputSlot] {
    plan.exporters.flatMap { stage in
      plan.stages[stage].prepared.facts.outputs.enumerated()
        .filter { $0.element.kind == .lines }
        .map { OutputSlot(stage: stage, number: UInt32($0.offset)) }
    }
  }

  private static func file(
    _ plan: RunPlan,
    _ slot: OutputSlot,
    _ folder: String?,
    isFirst: Bool
  ) throws(RunStop) -> OutputFile? {
    guard let folder else { return isFirst ? try OutputFile(path: nil) : nil }
    let name = plan.stages[slot.stage].prepared.facts.outputs[Int(slot.number)].name
    return try OutputFile(path: place(name, in: folder))
  }

  /// Where an output lies; its folder is made.
  static func place(_ name: String, in folder: String) throws(RunStop) -> String {
    let path = "\(folder)/\(name)"
    try Folder.make(
      path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        .joined(separator: "/")
    )
    return path
  }
}
