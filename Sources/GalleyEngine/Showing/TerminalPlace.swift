import Glibc

/// Standard output as a place to read: how wide it is, whether it has colours.
struct TerminalPlace {
  private let isTerminal: Bool
  private let environment: [String: String]

  /// - Parameters:
  ///   - isTerminal: whether somebody reads it on a screen.
  ///   - environment: `COLUMNS`, `NO_COLOR` (no-color.org) and `TERM`.
  init(isTerminal: Bool, environment: [String: String]) {
    self.isTerminal = isTerminal
    self.environment = environment
  }

  /// Columns; 80 in files and pipes.
  var width: Int {
    guard isTerminal else { return 80 }
    let named = environment["COLUMNS"].flatMap { Int($0) }
    return max(ShowRequest.narrowest, named ?? Self.columns ?? 80)
  }

  func usesColor(_ coloring: ShowRequest.Coloring) -> Bool {
    switch coloring {
    case .always: true
    case .never: false
    case .auto: DiagnosticText(isTerminal: isTerminal, environment: environment).usesColor
    }
  }

  /// What the terminal says.
  private static var columns: Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
