import Foundation
import GalleyKit

/// What a run wrote: a file of the exporter `jsonl@1`, and what `run.json` says about it.
///
/// The file is read by the reader `jsonl@1`, as any other; the list `annotations` of a line comes as
/// metadata and is taken from there, with who made each annotation.
struct RunResults: Sendable {
  /// The file of annotations, or `-`.
  let path: String
  private var unit = OffsetUnit.codepoints
  /// Types that can be there, with their features, when `run.json` is there.
  private(set) var types: [String: [FeatureDeclaration]]?

  /// The key of the list.
  private static let list = "annotations"

  /// - Parameter path: a folder with `run.json`, a file `.jsonl` or `.jsonl.gz`, or `-`.
  /// - Throws: what is wrong with it.
  init(_ path: String) throws(InputProblem) {
    let found = Folder.exists(path) ? try Self.file(in: path) : try Self.file(at: path)
    self.path = found.path
    if let run = found.run, let export = found.export { describe(run, export) }
  }

  /// Whether a folder has the results of a run.
  static func isFolder(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/run.json")
  }

  private typealias Found = (path: String, run: JSONValue?, export: JSONValue?)

  private static func file(at path: String) throws(InputProblem) -> Found {
    if path == "-" { return (path, nil, nil) }
    guard FileManager.default.fileExists(atPath: path) else {
      throw InputProblem(message: "there is no file or folder '\(path)'", fix: "check the path")
    }
    guard InputFile(path: path, name: path).ending == "jsonl" else {
      if isFolder(Folder.absolute("\(path)/..")) {
        throw InputProblem(
          message: "show does not read '\(path)'",
          fix: "it reads the folder of a run, or its annotations.jsonl"
        )
      }
      throw InputProblem(
        message: "'\(path)' is not the result of a run",
        fix: "to annotate it, name a pipeline: --pipeline FILE"
      )
    }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let run = run(in: parts.count > 1 ? parts.dropLast().joined(separator: "/") : ".")
    let export = run.flatMap { exports(of: $0).first { name($0) == parts.last } }
    return (path, run, export)
  }

  private static func file(in folder: String) throws(InputProblem) -> Found {
    guard let run = run(in: folder) else {
      throw InputProblem(
        message: "the folder '\(folder)' has no run.json and is not the result of a run",
        fix: "to annotate its files, name a pipeline: --pipeline FILE"
      )
    }
    for export in exports(of: run) where export["with"]?["text"] != .flag(false) {
      let path = "\(folder)/\(name(export) ?? "")"
      if FileManager.default.fileExists(atPath: path) { return (path, run, export) }
    }
    throw InputProblem(
      message: "the run in '\(folder)' wrote no file with texts and annotations",
      fix: "add the exporter 'jsonl@1' to its pipeline, or name the pipeline: --pipeline FILE"
    )
  }

  private mutating func describe(_ run: JSONValue, _ export: JSONValue) {
    switch export["with"]?["offsets"]?.text {
    case "utf8": unit = .utf8
    case "utf16": unit = .utf16
    default: break
    }
    guard case .object(let declared)? = run["pipeline"]?["types"] else { return }
    var shown = Set(declared.keys)
    if case .list(let written)? = export["with"]?["types"] {
      shown.formIntersection(written.compactMap(\.text))
    }
    types = declared.filter { shown.contains($0.key) }.mapValues { type in
      guard case .list(let features) = type else { return [] }
      return features.compactMap(Self.feature)
    }
  }

  private static func feature(_ json: JSONValue) -> FeatureDeclaration? {
    guard let name = json["name"]?.text,
      let kind = json["kind"]?.text.flatMap(FeatureKind.init(rawValue:))
    else { return nil }
    return FeatureDeclaration(
      name,
      kind,
      of: json["items"]?.text.flatMap(FeatureKind.init(rawValue:))
    )
  }

  private static func run(in folder: String) -> JSONValue? {
    FileManager.default.contents(atPath: "\(folder)/run.json").flatMap {
      try? JSONValue(parsing: $0)
    }
  }

  private static func exports(of run: JSONValue) -> [JSONValue] {
    guard case .list(let exports)? = run["pipeline"]?["export"] else { return [] }
    return exports.filter { $0["uses"]?.text == "jsonl@1" }
  }

  private static func name(_ export: JSONValue) -> String? { export["with"]?["path"]?.text }
}

extension RunResults {
  /// The document with its list of annotations taken out of the metadata.
  ///
  /// - Throws: what is wrong with the list.
  func annotated(_ document: FinishedDocument) throws(BadResult) -> FinishedDocument {
    var document = document
    guard let list = document.metadata.first(where: { $0.key == Self.list })?.value,
      case .list(let items) = list
    else { throw BadResult(reason: "has no list '\(Self.list)'") }
    document.metadata.removeAll { $0.key == Self.list }
    let places = TextPlaces(document.text, unit)
    for (number, item) in items.enumerated() {
      guard let annotation = annotation(item, places) else {
        throw BadResult(
          reason: "annotation \(number + 1) of its list has no type, or no place in the text"
        )
      }
      document.annotations.append(annotation)
    }
    document.annotations.sort { ($0.span, $0.type, $0.id ?? 0) < ($1.span, $1.type, $1.id ?? 0) }
    return document
  }

  private func annotation(
    _ item: JSONValue,
    _ places: TextPlaces
  ) -> FinishedDocument.Annotation? {
    guard let type = item["type"]?.text, case .integer(let start)? = item["start"],
      case .integer(let end)? = item["end"], start <= end, let first = places.byte(at: start),
      let last = places.byte(at: end)
    else { return nil }
    var id: UInt32?
    if case .integer(let number)? = item["id"] { id = UInt32(exactly: number) }
    return FinishedDocument.Annotation(
      type: type,
      span: TextSpan(start: first, end: last),
      features: features(item["features"], of: type),
      id: id,
      by: item["by"]?.text ?? ""
    )
  }
}

extension RunResults {
  /// Features in the order of the schema; those it does not have, in that of their names.
  private func features(
    _ json: JSONValue?,
    of type: String
  ) -> [FinishedDocument.Feature] {
    guard case .object(let members)? = json else { return [] }
    let declared = types?[type] ?? []
    func place(_ name: String) -> Int {
      declared.firstIndex { $0.name == name || $0.ends.contains(name) } ?? declared.count
    }
    return members.sorted { (place($0.key), $0.key) < (place($1.key), $1.key) }.map { name, value in
      // Spans stand in the units of the file, not in bytes; they are shown as they are written.
      let feature = declared.first { $0.name == name && ($0.items ?? $0.kind) != .span }
      return FinishedDocument.Feature(
        name: name,
        value: value,
        kind: feature.map { $0.items ?? $0.kind }
      )
    }
  }
}

extension FeatureDeclaration {
  /// The names under which the ends of a span are written: `cue_start` and `cue_end` of `cue_span`.
  fileprivate var ends: [String] {
    guard kind == .span else { return [] }
    let base = name.hasSuffix("_span") ? String(name.dropLast(5)) : name
    return ["\(base)_start", "\(base)_end"]
  }
}

/// Why a line of results cannot be shown.
struct BadResult: Error {
  let reason: String
}

/// The bytes at which the units of a text begin.
struct TextPlaces {
  /// One for each unit, then the end of the text; no place inside a character.
  private var starts: [UInt32?] = []
  private let isIdentity: Bool
  private let count: Int

  init(_ text: [UInt8], _ unit: OffsetUnit) {
    count = text.count
    isIdentity = text.allSatisfy { $0 < 0x80 }
    guard !isIdentity else { return }
    starts.reserveCapacity(text.count + 1)
    for (i, byte) in text.enumerated() {
      if byte & 0xC0 != 0x80 {
        starts.append(UInt32(i))
        if unit == .utf16, byte >= 0xF0 { starts.append(nil) }
      } else if unit == .utf8 {
        starts.append(nil)
      }
    }
    starts.append(UInt32(text.count))
  }

  /// The byte of an offset; nil when it is outside the text or inside a character.
  func byte(at offset: Int64) -> UInt32? {
    if isIdentity { return (0...Int64(count)).contains(offset) ? UInt32(offset) : nil }
    return starts.indices.contains(Int(offset)) ? starts[Int(offset)] : nil
  }
}
