import GalleyKit
import Glibc

/// Why a text could not become a source.
struct SourceProblem: Error {
  var diagnostic: Diagnostic
}

extension SourceText {
  /// The largest pipeline file, in bytes.
  static let maximumSize = 8 << 20

  /// Reads a pipeline file.
  ///
  /// - Parameters:
  ///   - path: Where the file is.
  ///   - name: What diagnostics call it.
  ///   - place: Where the user named the file; nil when it was on the command line.
  /// - Returns: The text, a byte order mark removed.
  /// - Throws: One diagnostic for a file that is missing, a folder, unreadable, larger than 8 MiB,
  ///   not UTF-8 or has control characters.
  static func read(
    path: String,
    shownAs name: String,
    namedAt place: SourceLocation?
  ) throws(SourceProblem) -> SourceText {
    let bytes = try contents(of: path, shownAs: name, at: place ?? SourceLocation(file: name))
    return try checked(name: name, folder: Paths.folder(of: Paths.absolute(path)), bytes: bytes)
  }

  /// Makes a source of bytes that need not be UTF-8.
  static func checked(
    name: String,
    folder: String,
    bytes: [UInt8]
  ) throws(SourceProblem) -> SourceText {
    var bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    if let bad = firstInvalidByte(in: bytes) {
      let before = SourceText(name: name, folder: folder, bytes: Array(bytes[..<bad]))
      let hex = String(bytes[bad], radix: 16, uppercase: true)
      throw SourceProblem(
        diagnostic: Diagnostic(
          code: "not-utf8",
          at: before.location(of: bad..<bad + 1),
          "the file is not UTF-8: byte 0x\(hex.count < 2 ? "0" + hex : hex) does not belong here",
          fix: "save the file as UTF-8"
        )
      )
    }
    let source = SourceText(name: name, folder: folder, bytes: bytes)
    try source.refuseControlCharacters()
    return source
  }

  private static func firstInvalidByte(in bytes: [UInt8]) -> Int? {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  /// YAML allows tab, line feed and carriage return, and no other control character.
  private func refuseControlCharacters() throws(SourceProblem) {
    // Scalars are decoded only from the first suspicious byte on: files are read often and have none.
    guard var offset = bytes.firstIndex(where: \.mayBeginControl) else { return }
    for scalar in String(decoding: bytes[offset...], as: UTF8.self).unicodeScalars {
      let width = UTF8.width(scalar)
      defer { offset += width }
      guard !scalar.isAllowedInYAML else { continue }
      let hex = String(scalar.value, radix: 16, uppercase: true)
      let number = String(repeating: "0", count: max(0, 4 - hex.count)) + hex
      throw SourceProblem(
        diagnostic: Diagnostic(
          code: "control-character",
          at: location(of: offset..<offset + width),
          "character U+\(number) is not allowed in YAML",
          fix: #"write it as "\u\#(number)" in double quotes"#
        )
      )
    }
  }

  /// The bytes of a file that is ordinary and not too large.
  static func contents(
    of path: String,
    shownAs name: String,
    at place: SourceLocation
  ) throws(SourceProblem) -> [UInt8] {
    func problem(_ code: String, _ message: String, fix: String? = nil) -> SourceProblem {
      SourceProblem(diagnostic: Diagnostic(code: code, at: place, message, fix: fix))
    }
    func unreadable() -> SourceProblem {
      if errno == ENOENT {
        let fix =
          SDKLocation().installed(name).map { "the installed one is \($0)" }
          ?? Paths.nearest(to: path).map { "did you mean '\($0)'?" }
        return problem("missing-file", "no file '\(name)'", fix: fix)
      }
      return problem(
        "unreadable-file",
        "cannot read '\(name)': \(String(cString: strerror(errno)))"
      )
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw unreadable() }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable() }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR:
      throw problem("folder", "'\(name)' is a folder", fix: "name a pipeline file in it")
    default: throw problem("unreadable-file", "'\(name)' is not an ordinary file")
    }
    guard status.st_size <= maximumSize else {
      throw problem(
        "file-too-large",
        "'\(name)' has \(status.st_size) bytes; at most 8 MiB are read"
      )
    }
    guard let bytes = readAll(descriptor, expecting: Int(status.st_size)) else {
      throw unreadable()
    }
    return bytes
  }

  /// Everything a file has, up to the limit even if it grows meanwhile; nil after an error.
  private static func readAll(_ descriptor: CInt, expecting size: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: size)
    var filled = 0
    while filled < size {
      let got = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress.map { $0 + filled }, size - filled)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { return nil }
      if got == 0 { break }
      filled += got
    }
    return Array(bytes[..<filled])
  }
}

extension UInt8 {
  /// Whether a control character or a noncharacter may begin with this byte in UTF-8.
  fileprivate var mayBeginControl: Bool {
    self < 0x20 && self != 0x09 && !isLineBreak || self == 0x7F || self == 0xC2 || self == 0xEF
  }
}

extension Unicode.Scalar {
  fileprivate var isAllowedInYAML: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D, 0x85: true
    case 0..<0x20, 0x7F..<0xA0, 0xFEFF, 0xFFFE, 0xFFFF: false
    default: true
    }
  }
}
