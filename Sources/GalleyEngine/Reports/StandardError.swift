import Glibc

/// Standard error, where everything goes that is not a result.
package enum StandardError {
  package static func write(_ text: String) {
    var text = text
    text.withUTF8 { bytes in _ = Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
  }

  package static func say(_ line: String) { write(line + "\n") }

  package static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
