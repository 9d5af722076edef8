import GalleyKit

/// Lines of the files that diagnostics name, read again from disk.
///
/// Kept out of the diagnostics themselves, because those also come from files of plugins. A file that
/// cannot be read any more has no lines; the diagnostic is then shown without.
struct SourceLines {
  private var files: [String: [Substring]] = [:]

  /// A line, by its 1-based number, of a file or of a `--set` argument.
  mutating func line(_ number: Int, of file: String) -> Substring? {
    let lines = files[file] ?? Self.read(file)
    files[file] = lines
    return lines.indices.contains(number - 1) ? lines[number - 1] : nil
  }

  private static func read(_ file: String) -> [Substring] {
    let argument = "--set "
    if file.hasPrefix(argument) { return lines(String(file.dropFirst(argument.count))) }
    let place = SourceLocation(file: file)
    guard let bytes = try? SourceText.contents(of: file, shownAs: file, at: place) else {
      return []
    }
    // Bytes that are not UTF-8 are shown as U+FFFD: the line may be shown because of them.
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    return lines(String(decoding: bytes.dropFirst(bytes.starts(with: mark) ? 3 : 0), as: UTF8.self))
  }

  private static func lines(_ text: String) -> [Substring] {
    // "\r\n" is one character, so this splits at all three kinds of line ends.
    text.split(omittingEmptySubsequences: false) { ["\n", "\r\n", "\r"].contains($0) }
  }
}
