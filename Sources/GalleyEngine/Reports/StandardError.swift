import Glibc
import Synchronization

/// Standard error, where everything goes that is not a result.
package enum StandardError {
  /// The line that stays below everything else, where the cursor waits at its begin; nil: none.
  private static let footer = Mutex<String?>(nil)

  /// Writes text that ends with a line feed, above the footer when there is one.
  package static func write(_ text: String) {
    footer.withLock { put($0.map { "\r\u{1B}[J\(text)\(drawn($0))" } ?? text) }
  }

  package static func say(_ line: String) { write(line + "\n") }

  package static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Columns of the terminal; 80 when it does not say.
  static var columns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Shows another footer, or none.
  static func setFooter(_ line: String?) {
    footer.withLock { shown in
      guard line != shown else { return }
      put(line.map(drawn) ?? "\r\u{1B}[J")
      shown = line
    }
  }

  /// Back at the begin of the line, the cursor is above all that a narrower terminal makes of it, so
  /// that erasing from there leaves nothing.
  private static func drawn(_ footer: String) -> String { "\r\(footer)\u{1B}[J\r" }

  private static func put(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)[...]
      while !rest.isEmpty {
        let count = Glibc.write(
          STDERR_FILENO,
          UnsafeRawBufferPointer(rebasing: rest).baseAddress,
          rest.count
        )
        if count < 0, errno == EINTR { continue }
        // Nobody is left to be told.
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
      }
    }
  }
}
