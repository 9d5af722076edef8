import Foundation

/// Words of a header that are not ASCII: `=?utf-8?Q?Z=C3=BCrich?=` (RFC 2047).
enum EncodedWord {
  /// The header with its encoded words decoded; one in an unknown charset stays as it is.
  static func decode(_ header: String) -> String {
    // White space between two encoded words is there to fold the line and is no part of the text.
    let joined = header.replacing(#/\?=\s+=\?/#, with: "?==?")
    return joined.replacing(#/=\?([^?]+)\?([BbQq])\?([^?]*)\?=/#) { word in
      let bytes = word.2.lowercased() == "b" ? base64(word.3) : quoted(word.3)
      guard let bytes, let charset = Charset(String(word.1)),
        let text = try? charset.decode(bytes)
      else { return String(word.0) }
      return text
    }
  }

  private static func base64(_ text: Substring) -> [UInt8]? {
    Data(base64Encoded: String(text)).map { Array($0) }
  }

  private static func quoted(_ text: Substring) -> [UInt8]? {
    TransferEncoding.unescaped(Array(text.replacing("_", with: " ").utf8)[...])
  }
}
