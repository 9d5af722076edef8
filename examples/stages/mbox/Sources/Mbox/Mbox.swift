import GalleyKit

/// Reads the messages of mbox files, one document each.
///
/// The format is 'mboxrd' as RFC 4155 names it: a message begins at a line `From …`, and such lines
/// inside a message have '>' before them.
struct Mbox: ReaderStage {
  static let manifest = Manifest(
    "mbox@1",
    "Reads the messages of mbox files, one document each.",
    sets: ["author", "published", "title"],
    endings: ["mbox"],
    cost: "high",
    licence: "Apache-2.0"
  )

  struct Options: StageOptions {
    @Setting("File, folder or pattern of files, unless '--input' names them.")
    var path: FilePath? = nil
    @Setting("Whether quoted lines, '> …', are left out.") var dropQuotes = false
  }

  private let options: Options

  init(options: Options, setup: borrowing Setup) throws { self.options = options }

  func open(_ stream: InputStream, call: borrowing StageCall) throws -> MboxCursor {
    MboxCursor(stream)
  }

  func next(
    _ cursor: inout MboxCursor,
    into batch: borrowing DocumentBatch,
    call: borrowing StageCall
  ) throws -> Bool {
    try call.checkStop()
    guard let raw = try cursor.nextMessage(longest: 2 * batch.longestText) else { return false }
    guard let message = message(of: raw, failures: batch) else { return true }
    let text = Array(message.text(dropQuotes: options.dropQuotes).utf8)
    try text.withUnsafeBufferPointer { text in
      try batch.add(
        id: message.id,
        utf8: text,
        metadata: message.metadata,
        line: raw.line,
        byte: raw.byte
      )
    }
    return true
  }

  /// The message, or nil after reporting why it cannot be read; the others are read all the same.
  private func message(of raw: RawMessage, failures batch: borrowing DocumentBatch) -> Message? {
    do throws(MessageProblem) {
      return try Message(raw)
    } catch {
      batch.fail(
        id: Headers(raw).messageID,
        line: raw.line,
        byte: raw.byte,
        code: error.code,
        error.message
      )
      return nil
    }
  }
}
