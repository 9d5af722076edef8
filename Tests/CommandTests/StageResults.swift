import TestCommands

/// What one stage contributed to a run: its annotations, and its features of those of others.
struct StageResults {
  /// One line per annotation; where it refers to others, their types and places.
  let lines: [String]

  /// - Parameters:
  ///   - stage: A step of a plan, with its `id` and what it `emits`.
  ///   - folder: Where the run put its results.
  ///   - galley: Whose folder that is in.
  /// - Throws: When the results cannot be read.
  init(of stage: JSONObject, in folder: String, _ galley: Galley) throws {
    let emits = stage.texts("emits")
    let run = try JSONObject(galley.text("\(folder)/run.json"))
    let types = run.object("pipeline")?.object("types")
    lines = try galley.lines("\(folder)/annotations.jsonl").flatMap { document in
      let annotations = document.objects("annotations")
      let places = Dictionary(
        uniqueKeysWithValues: try annotations.compactMap { annotation in
          try annotation.number("id").map { ($0, try annotation.json(keeping: Self.place)) }
        }
      )
      return try annotations.compactMap { annotation -> String? in
        let type = annotation.text("type") ?? ""
        let maker = annotation.text("by")?.split(separator: "/").first.map(String.init)
        let prefix = "\(type)."
        let features = emits.filter { $0.hasPrefix(prefix) }.map { $0.dropFirst(prefix.count) }
        let isOwn = emits.contains(type) ? maker == stage.text("id") : !features.isEmpty
        guard isOwn else { return nil }
        let references = (types?.objects(type) ?? [])
          .filter { [$0.text("kind"), $0.text("items")].contains("reference") }
          .compactMap { $0.text("name") }
        let values = annotation.object("features")
        let plain = features.map(String.init).filter { !references.contains($0) }
        let targets = references.flatMap { values?.numbers($0) ?? [] }
          .map { places[$0] ?? "nothing has the id \($0)" }
        return """
          \(document.text("id") ?? "") \(try annotation.json(keeping: Self.place)) \
          \(try values?.json(keeping: plain) ?? "") \(targets)
          """
      }
    }
  }

  private static let place = ["type", "start", "end", "by"]
}
