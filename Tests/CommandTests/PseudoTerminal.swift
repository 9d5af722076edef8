import Foundation
import Glibc
import TestCommands

/// A terminal for a command's standard error, and what would be seen on its screen.
final class PseudoTerminal {
  private let master: Int32
  private let process = Process()
  private var columns: Int
  /// Everything that was written to the terminal.
  private(set) var written = ""
  private(set) var screen: TerminalScreen

  /// Starts a command of `galley` on a terminal.
  ///
  /// - Parameters:
  ///   - arguments: the command and its flags.
  ///   - galley: the program in its folder.
  ///   - columns: of the terminal.
  ///   - output: takes standard output; nil: it goes to the terminal, too.
  /// - Throws: Foundation's error when the program cannot be started.
  init(_ arguments: [String], _ galley: Galley, columns: Int, output: FileHandle?) throws {
    self.columns = columns
    screen = TerminalScreen(columns: columns)
    var size = winsize(ws_row: 24, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    var (master, slave) = (Int32(-1), Int32(-1))
    guard openpty(&master, &slave, nil, nil, &size) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
    self.master = master
    let terminal = FileHandle(fileDescriptor: slave, closeOnDealloc: true)
    process.executableURL = URL(fileURLWithPath: Galley.program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: galley.folder.path)
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["TERM": "xterm"].merging(galley.environment, uniquingKeysWith: { $1 }),
      uniquingKeysWith: { $1 }
    )
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output ?? terminal
    process.standardError = terminal
    try process.run()
    // When the command has ended nobody holds the terminal, and reading from it ends.
    try terminal.close()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    close(master)
  }

  /// Takes what is written until the screen fits, or the command has ended.
  ///
  /// - Returns: whether it fits.
  @discardableResult
  func wait(until fits: (TerminalScreen) -> Bool) -> Bool {
    while !fits(screen) {
      guard takeSome() else { return fits(screen) }
    }
    return true
  }

  /// Waits for the end of the command and gives its status.
  func status() -> Int32 {
    while takeSome() {}
    process.waitUntilExit()
    return process.terminationStatus
  }

  func interrupt() { kill(process.processIdentifier, SIGINT) }

  /// Makes the terminal narrower or wider; lines that do not fit any more are broken, as most
  /// terminals do.
  func resize(to columns: Int) {
    self.columns = columns
    screen.resize(to: columns)
    var size = winsize(ws_row: 24, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// What a command has not written after a minute it will never write; nobody should wait for it.
  private func takeSome() -> Bool {
    var wanted = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&wanted, 1, 60_000) > 0 else {
      kill(process.processIdentifier, SIGKILL)
      return false
    }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(master, &buffer, buffer.count)
    guard count > 0 else { return false }
    let text = String(decoding: buffer[..<count], as: UTF8.self)
    written += text
    screen.show(text)
    return true
  }
}

/// What a terminal shows: as much of one as the bar needs.
struct TerminalScreen {
  /// Lines as written, each as long as it is; broken into rows by `rows`.
  private(set) var lines: [[Character]] = [[]]
  private var columns: Int
  private var line = 0
  private var column = 0
  /// Sequences it does not know.
  private(set) var unknown: [String] = []
  /// The begin of a sequence whose end was not read yet.
  private var cut = ""

  init(columns: Int) { self.columns = columns }

  /// The rows, broken where the terminal ends, without blanks at their ends.
  var rows: [String] {
    lines.flatMap { line in
      stride(from: 0, to: max(1, line.count), by: columns).map { begin in
        let row = String(line[begin..<min(line.count, begin + columns)])
        return row.replacing(#/ +$/#, with: "")
      }
    }
  }

  mutating func resize(to columns: Int) { self.columns = columns }

  mutating func show(_ text: String) {
    var rest = (cut + text).unicodeScalars[...]
    cut = ""
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\r": column = 0
      case "\n":
        line += 1
        if line == lines.count { lines.append([]) }
      case "\u{1B}":
        guard let end = rest.firstIndex(where: { $0.properties.isAlphabetic }) else {
          cut = "\u{1B}\(rest)"
          return
        }
        control(String(rest[...end]))
        rest = rest[rest.index(after: end)...]
      default: put(Character(scalar))
      }
    }
  }

  private mutating func control(_ sequence: String) {
    switch sequence {
    case "[J":
      lines[line].removeSubrange(min(column, lines[line].count)...)
      lines.removeSubrange((line + 1)...)
    case _ where sequence.hasSuffix("m"): break
    default: unknown.append(sequence)
    }
  }

  private mutating func put(_ character: Character) {
    while lines[line].count <= column { lines[line].append(" ") }
    lines[line][column] = character
    column += 1
  }
}
