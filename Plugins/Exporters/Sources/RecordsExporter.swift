public import GalleyKit

/// Writes what corpus stages concluded as JSON Lines, one record per line.
public struct RecordsExporter: WholeExporter {
  public static let manifest = Manifest(
    "records@1",
    "Writes one line of JSON per record, the conclusions of corpus stages.",
    configurable: true,
    cost: "low",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "Records come from corpus stages; a pipeline without one has none to write.",
        files: ["bo.txt": "Bo met Zoë."],
        pipeline: """
          pipeline: records/1
          source: {uses: text-files@1, with: {path: bo.txt}}
          stages:
            - {uses: sentences@1}
          export:
            - {uses: records@1}
          """
      )
    ]
  )

  public struct Options: StageOptions {
    @Setting("Name of the file.")
    var path = "records.jsonl"
    @Setting("Types of records to write; all, when not given.", example: ["Entity"])
    var types: [String]? = nil

    public init() {}
  }

  /// Where the lines go, with those that have not been handed over.
  public struct State {
    let outputs: Outputs
    var writer = JSONWriter()
  }

  /// Lines are handed over when there are this many bytes of them.
  private static let chunk = 64 << 10

  private let types: Set<String>?

  public init(options: Options, setup: borrowing Setup) throws {
    types = options.types.map { Set($0) }
    setup.declare(outputs: [OutputDeclaration(options.path, .whole)])
  }

  public func begin(_ outputs: Outputs) throws -> State { State(outputs: outputs) }

  public func add(_ record: Record, to state: inout State, call: borrowing StageCall) throws {
    guard types?.contains(record.type) ?? true else { return }
    state.writer.beginObject()
    state.writer.key("type")
    state.writer.value(record.type)
    state.writer.key("id")
    state.writer.value(record.id)
    try writeFields(of: record, to: &state.writer)
    state.writer.endObject()
    state.writer.newline()
    if state.writer.bytes.count > Self.chunk { try handOver(&state) }
  }

  public func finish(_ state: inout State, call: borrowing StageCall) throws {
    try handOver(&state)
  }

  private func writeFields(of record: Record, to writer: inout JSONWriter) throws {
    guard case .object(let fields) = JSONValue(parsing: record.json) else {
      throw Self.failure(record, "the fields are not an object")
    }
    for (key, value) in fields.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      if key == "type" || key == "id" {
        throw Self.failure(record, "field '\(key)' stands where its \(key) is written")
      }
      writer.key(key)
      writer.value(value)
    }
  }

  private func handOver(_ state: inout State) throws {
    try state.outputs.write(state.writer.bytes, to: 0)
    state.writer.removeAll()
  }

  private static func failure(_ record: Record, _ reason: String) -> StageFailure {
    StageFailure(
      code: "bad-record",
      "record '\(record.id)' of type '\(record.type)': \(reason)",
      isFatal: true
    )
  }
}
