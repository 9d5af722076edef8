/// The headers of a message.
struct Headers {
  /// By name in lower case; of several headers of one name the first.
  private var values: [String: String] = [:]

  /// The headers of a message: its lines up to the first empty one.
  init(_ message: RawMessage) {
    var name = ""
    for line in message.lines.prefix(while: { !$0.isEmpty }) {
      let text = String(decoding: line, as: UTF8.self)
      if let first = text.first, first == " " || first == "\t" {
        values[name]? += " " + text.drop { $0 == " " || $0 == "\t" }
      } else if let colon = text.firstIndex(of: ":") {
        name = text[..<colon].lowercased()
        let value = text[text.index(after: colon)...].drop { $0 == " " }
        // A second header of the name starts nothing; its continuation lines must not go anywhere.
        if values[name] == nil { values[name] = String(value) } else { name = "" }
      }
    }
  }

  /// The value of a header, by its name in lower case.
  subscript(name: String) -> String? { values[name] }

  /// The message id without its angle brackets.
  var messageID: String? { values["message-id"].map { $0[...].trimming("<> ") } }

  /// A parameter of a header: `charset` of `text/plain; charset="utf-8"`.
  func parameter(_ parameter: String, of name: String) -> String? {
    guard let value = values[name] else { return nil }
    for part in value.split(separator: ";").dropFirst() {
      let sides = part.split(separator: "=", maxSplits: 1).map { $0.trimming(" \t\"") }
      if sides.count == 2, sides[0].lowercased() == parameter { return sides[1] }
    }
    return nil
  }
}

extension Substring {
  fileprivate func trimming(_ characters: String) -> String {
    var rest = self
    while let first = rest.first, characters.contains(first) { rest.removeFirst() }
    while let last = rest.last, characters.contains(last) { rest.removeLast() }
    return String(rest)
  }
}
