public import GalleyKit

/// Reads documents from text files: one file, one document.
public struct TextFilesReader: ReaderStage {
  public static let manifest = Manifest(
    "text-files@1",
    "Reads documents from text files, one document per file.",
    endings: ["txt", "text"],
    cost: "low",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "Each file is a document; metadata are joined by the file's name.",
        files: [
          "port-bergen.txt": "Bergen waits for rain.",
          "port-oslo.txt": "The ferry left Oslo at noon.",
          "metadata.jsonl": """
          {"id": "port-oslo.txt", "published": "2023-05-19", "source": "harbour-news"}
          {"id": "port-bergen.txt", "published": "2023-05-20", "source": "weather-desk"}
          """,
        ],
        pipeline: """
          pipeline: text-files/1
          source: {uses: text-files@1, with: {path: "port-*.txt", metadata: metadata.jsonl}}
          export:
            - {uses: jsonl@1, with: {metadata: true}}
          """
      )
    ]
  )

  public struct Options: StageOptions {
    @Setting(
      "File, folder or pattern of files, unless '--input' names them.",
      example: "news/*.txt"
    )
    var path: FilePath? = nil
    @Setting("Encoding of the files; a byte order mark of UTF-8 or UTF-16 is believed first.")
    var encoding = TextEncoding.utf8
    @Setting("What to do with a file that has bytes which are no characters.")
    var invalid = InvalidBytes.fail
    @Setting("JSON Lines with metadata, joined by 'id': the document id or the file name.")
    var metadata: FilePath? = nil

    public init() {}
  }

  /// One open file.
  public struct Cursor {
    let stream: InputStream
  }

  private let encoding: TextEncoding
  private let invalid: InvalidBytes
  private let metadata: FileMetadata

  public init(options: Options, setup: borrowing Setup) throws {
    encoding = options.encoding
    invalid = options.invalid
    metadata = try FileMetadata(options.metadata, setup)
  }

  public func open(_ stream: InputStream, call: borrowing StageCall) throws -> Cursor {
    Cursor(stream: stream)
  }

  public func next(
    _ cursor: inout Cursor,
    into batch: borrowing DocumentBatch,
    call: borrowing StageCall
  ) throws -> Bool {
    let name = cursor.stream.name
    let longest = batch.longestText
    guard let file = try WholeFile(cursor.stream, longest: longest, call: call) else {
      fail(tooLong: name, batch)
      return false
    }
    let text: DecodedText
    do throws(UndecodableBytes) {
      text = try encoding.decode(file.bytes, invalid)
    } catch {
      let line = file.bytes[..<error.byte].count { $0 == 0x0A } + 1
      batch.fail(
        id: name,
        line: line,
        byte: error.byte,
        code: "invalid-text",
        "\(error.message); set 'encoding', or 'invalid: replace'"
      )
      return false
    }
    switch text {
    case .asWritten(let range):
      try add(name, UnsafeBufferPointer(rebasing: file.bytes[range]), to: batch)
    case .converted(let bytes):
      try bytes.withUnsafeBufferPointer { try add(name, $0, to: batch) }
    }
    return false
  }

  private func add(
    _ name: String,
    _ text: UnsafeBufferPointer<UInt8>,
    to batch: borrowing DocumentBatch
  ) throws {
    guard text.count <= batch.longestText else { return fail(tooLong: name, batch) }
    var id = name
    let entries = metadata.entries(for: name)
    try id.withUTF8 { try batch.add(id: $0, utf8: text, metadata: entries) }
  }

  private func fail(tooLong name: String, _ batch: borrowing DocumentBatch) {
    batch.fail(
      id: name,
      code: "text-too-long",
      "the text is longer than \(batch.longestText) bytes; raise 'max_document'"
    )
  }
}
