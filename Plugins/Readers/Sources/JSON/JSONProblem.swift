/// Why a text is not the JSON a reader asks for, at one byte.
struct JSONProblem: Error, Hashable {
  enum Kind: String {
    case badJSON = "bad-json"
    case duplicateKey = "duplicate-key"
    case loneSurrogate = "lone-surrogate"
    case tooDeep = "too-deep"
    case invalidUTF8 = "invalid-utf8"
    case missingID = "missing-id"
    case missingText = "missing-text"
    case wrongType = "wrong-type"
    case numberTooLarge = "number-too-large"
  }

  var kind: Kind
  /// Offset in the text that was read.
  var byte: Int
  var message: String

  init(_ kind: Kind, at byte: Int, _ message: String) {
    self.kind = kind
    self.byte = byte
    self.message = message
  }
}

extension JSONProblem {
  /// The problem when `bytes` are not UTF-8, else nil.
  static func invalidUTF8(in bytes: UnsafeBufferPointer<UInt8>) -> JSONProblem? {
    InvalidUTF8(in: bytes).map {
      JSONProblem(.invalidUTF8, at: $0.range.lowerBound, $0.message)
    }
  }
}
