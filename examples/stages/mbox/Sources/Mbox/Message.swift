import Foundation
import GalleyKit

/// A message whose headers and body have been decoded.
struct Message {
  private let headers: Headers
  private let body: String

  /// - Throws: `MessageProblem` when the body is in a form that this reader does not know.
  init(_ raw: RawMessage) throws(MessageProblem) {
    guard !raw.isTooLong else {
      throw MessageProblem("too-long", "the message is longer than 'max_document' allows")
    }
    headers = Headers(raw)
    let encoding = try TransferEncoding(headers["content-transfer-encoding"])
    let charset = try Charset(headers)
    let bytes = try encoding.decode(raw.lines.drop { !$0.isEmpty }.dropFirst())
    body = try charset.decode(bytes)
  }

  var id: String? { headers.messageID }

  /// Sorted by key.
  var metadata: [(key: String, value: JSONValue)] {
    let author = headers["from"].map(EncodedWord.decode)
    let title = headers["subject"].map(EncodedWord.decode)
    let published = headers["date"].flatMap(MessageDate.iso8601)
    return [("author", author), ("published", published), ("title", title)]
      .compactMap { key, text in text.map { (key, .text($0)) } }
  }

  /// The body, without empty lines at its end.
  func text(dropQuotes: Bool) -> String {
    var lines = body.split(separator: "\n", omittingEmptySubsequences: false)
    if dropQuotes { lines.removeAll { $0.hasPrefix(">") } }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n") + (lines.isEmpty ? "" : "\n")
  }
}

/// Why a message cannot be read.
struct MessageProblem: Error {
  /// kebab-case.
  let code: String
  let message: String

  init(_ code: String, _ message: String) {
    self.code = code
    self.message = message
  }
}
