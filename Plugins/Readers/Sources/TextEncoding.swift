import GalleyKit

/// How the bytes of a text file stand for characters.
///
/// A byte order mark is believed whatever is asked for: no text begins with its bytes otherwise.
enum TextEncoding: String, SettingChoice {
  case utf8 = "utf-8"
  case latin1 = "latin-1"
  case windows1252 = "windows-1252"
  /// UTF-8 when the file is, else Windows-1252.
  case auto
}

/// What to do with bytes that do not stand for characters.
enum InvalidBytes: String, SettingChoice {
  case fail
  /// U+FFFD in their place.
  case replace
}

/// Bytes that do not stand for a character.
struct UndecodableBytes: Error, Hashable {
  /// Offset of the first.
  var byte: Int
  private var value: UInt8
  private var problem: String

  /// Says of the byte that it `is not UTF-8`, for one.
  init(in bytes: UnsafeBufferPointer<UInt8>, at byte: Int, _ problem: String) {
    self.byte = byte
    value = bytes[byte]
    self.problem = problem
  }

  var message: String { message(place: "at offset \(byte)") }

  func message(place: String) -> String { "\(hexadecimal(value)) \(place) \(problem)" }
}

/// The text of a file.
enum DecodedText {
  /// Bytes of the file as they stand.
  case asWritten(Range<Int>)
  case converted([UInt8])
}

extension TextEncoding {
  /// Turns a whole file into UTF-8 without a byte order mark.
  func decode(
    _ file: UnsafeBufferPointer<UInt8>,
    _ invalid: InvalidBytes
  ) throws(UndecodableBytes) -> DecodedText {
    if file.starts(with: [0xFF, 0xFE]) {
      return .converted(try decodeUTF16(file, isBigEndian: false, invalid))
    }
    if file.starts(with: [0xFE, 0xFF]) {
      return .converted(try decodeUTF16(file, isBigEndian: true, invalid))
    }
    if file.starts(with: [0xEF, 0xBB, 0xBF]) { return try decodeUTF8(file, from: 3, invalid) }
    return try decode(unmarked: file, invalid)
  }

  /// Turns bytes into UTF-8, whatever they begin with.
  func decode(
    unmarked bytes: UnsafeBufferPointer<UInt8>,
    _ invalid: InvalidBytes
  ) throws(UndecodableBytes) -> DecodedText {
    switch self {
    case .utf8: return try decodeUTF8(bytes, from: 0, invalid)
    case .latin1: return .converted(SingleByteEncoding.latin1.decode(bytes))
    case .windows1252: return .converted(try decodeWindows1252(bytes, invalid))
    case .auto:
      if InvalidUTF8(in: bytes) == nil { return .asWritten(0..<bytes.count) }
      return .converted(try decodeWindows1252(bytes, invalid))
    }
  }

  private func decodeUTF8(
    _ file: UnsafeBufferPointer<UInt8>,
    from start: Int,
    _ invalid: InvalidBytes
  ) throws(UndecodableBytes) -> DecodedText {
    let bytes = UnsafeBufferPointer(rebasing: file[start...])
    guard let problem = InvalidUTF8(in: bytes) else { return .asWritten(start..<file.count) }
    if invalid == .replace { return .converted(Array(String(decoding: bytes, as: UTF8.self).utf8)) }
    throw UndecodableBytes(in: file, at: start + problem.range.lowerBound, problem.problem)
  }

  private func decodeWindows1252(
    _ file: UnsafeBufferPointer<UInt8>,
    _ invalid: InvalidBytes
  ) throws(UndecodableBytes) -> [UInt8] {
    if invalid == .fail, let byte = file.firstIndex(where: SingleByteEncoding.isUndefined) {
      throw UndecodableBytes(in: file, at: byte, "stands for nothing in Windows-1252")
    }
    return SingleByteEncoding.windows1252.decode(file)
  }

  private func decodeUTF16(
    _ file: UnsafeBufferPointer<UInt8>,
    isBigEndian: Bool,
    _ invalid: InvalidBytes
  ) throws(UndecodableBytes) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(file.count)
    var units = UTF16Units(bytes: file, isBigEndian: isBigEndian, from: 2)
    while let byte = units.next(into: &text) {
      if invalid == .fail {
        throw UndecodableBytes(in: file, at: byte, "begins half a character in UTF-16")
      }
      appendUTF8(0xFFFD, to: &text)
    }
    return text
  }
}
