import GalleyKit

/// How the bytes of a text file stand for characters.
///
/// A byte order mark of UTF-16 is believed whatever is asked for: such a file is nothing else.
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
  var byte: Int
  var message: String
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
    let start = file.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    switch self {
    case .utf8: return try decodeUTF8(file, from: start, invalid)
    case .latin1: return .converted(SingleByteEncoding.latin1.decode(file))
    case .windows1252: return .converted(try decodeWindows1252(file, invalid))
    case .auto:
      if start > 0 || InvalidUTF8(in: file) == nil {
        return try decodeUTF8(file, from: start, invalid)
      }
      return .converted(try decodeWindows1252(file, invalid))
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
    throw UndecodableBytes(byte: start + problem.range.lowerBound, message: problem.message)
  }

  private func decodeWindows1252(
    _ file: UnsafeBufferPointer<UInt8>,
    _ invalid: InvalidBytes
  ) throws(UndecodableBytes) -> [UInt8] {
    if invalid == .fail, let byte = file.firstIndex(where: SingleByteEncoding.isUndefined) {
      throw UndecodableBytes(
        byte: byte,
        message: "\(hexadecimal(file[byte])) stands for nothing in Windows-1252"
      )
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
    var units = UTF16Units(bytes: file, isBigEndian: isBigEndian)
    while let byte = units.next(into: &text) {
      if invalid == .fail {
        throw UndecodableBytes(
          byte: byte,
          message: "\(hexadecimal(file[byte])) begins half a character in UTF-16"
        )
      }
      appendUTF8(0xFFFD, to: &text)
    }
    return text
  }
}
