package import GalleyKit

/// Prints diagnostics for editors.
package enum DiagnosticJSON {
  /// A list of objects: `file`, `line`, `column`, `endColumn`, `severity`, `code`, `message`, `fix`.
  ///
  /// Lines and columns are 1-based, columns in code points, the end exclusive. What is not known is
  /// left out.
  package static func render(_ diagnostics: [Diagnostic]) -> String {
    var writer = JSONWriter()
    write(diagnostics, to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// Writes the list as one JSON value.
  package static func write(_ diagnostics: [Diagnostic], to writer: inout JSONWriter) {
    writer.beginList()
    for diagnostic in diagnostics {
      writer.beginObject()
      if let location = diagnostic.location { write(location, to: &writer) }
      writer.key("severity")
      writer.value(diagnostic.severity.rawValue)
      writer.key("code")
      writer.value(diagnostic.code)
      writer.key("message")
      writer.value(diagnostic.message)
      if let fix = diagnostic.fix {
        writer.key("fix")
        writer.value(fix)
      }
      writer.endObject()
    }
    writer.endList()
  }

  /// Writes a place as members of the object that is open.
  static func write(_ location: SourceLocation, to writer: inout JSONWriter) {
    writer.key("file")
    writer.value(location.file)
    guard location.line > 0 else { return }
    writer.key("line")
    writer.value(location.line)
    guard location.column > 0 else { return }
    writer.key("column")
    writer.value(location.column)
    writer.key("endColumn")
    writer.value(location.column + location.length)
  }
}
