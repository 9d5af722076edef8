package import GalleyKit

/// Prints diagnostics for people: one line each, on a terminal with the line of the source.
package struct DiagnosticText: Sendable {
  /// Whether the line of the source and carets follow.
  package var showsSource: Bool
  package var usesColor: Bool

  package init(showsSource: Bool, usesColor: Bool) {
    self.showsSource = showsSource
    self.usesColor = usesColor
  }

  /// As fits a stream: plain in files and pipes; no colour with `NO_COLOR` or `TERM=dumb`.
  package init(isTerminal: Bool, environment: [String: String]) {
    let refusesColor =
      !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
    self.init(showsSource: isTerminal, usesColor: isTerminal && !refusesColor)
  }

  /// All diagnostics, in the order given, each ending with a line feed.
  package func render(_ diagnostics: [Diagnostic]) -> String {
    var lines = SourceLines()
    return diagnostics.map { render($0, &lines) }.joined()
  }

  private func render(_ diagnostic: Diagnostic, _ lines: inout SourceLines) -> String {
    let place = diagnostic.location.map { "\($0.description.oneLine): " } ?? ""
    let severity = colored("\(diagnostic.severity.rawValue):", diagnostic.severity.color)
    let fix = diagnostic.fix.map { "; \($0.oneLine)" } ?? ""
    let head = "\(colored(place, "1"))\(severity) \(diagnostic.message.oneLine)\(fix)\n"
    guard showsSource, let location = diagnostic.location, location.column > 0,
      let line = lines.line(location.line, of: location.file)
    else { return head }
    let excerpt = SourceExcerpt(of: line, column: location.column, length: location.length)
    let number = String(location.line)
    let margin = String(repeating: " ", count: number.count)
    let carets = String(repeating: "^", count: excerpt.width)
    return head + " \(number) | \(excerpt.line)\n"
      + " \(margin) | \(String(repeating: " ", count: excerpt.indentation))"
      + "\(colored(carets, diagnostic.severity.color))\n"
  }

  private func colored(_ text: String, _ code: String) -> String {
    usesColor && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

extension Diagnostic.Severity {
  fileprivate var color: String {
    switch self {
    case .error: "31"
    case .warning: "33"
    }
  }
}

extension String {
  /// Without control characters, which could move a terminal's cursor.
  fileprivate var oneLine: String {
    guard unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      return self
    }
    return unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.properties.generalCategory == .control: text += "\u{FFFD}"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
