/// A set of symbols: the 256 bytes and the edge, which stands before and behind every text.
struct SymbolSet: Hashable, Sendable {
  /// One bit per byte, byte 0 lowest.
  private(set) var bytes: SIMD4<UInt64>
  private(set) var hasEdge: Bool

  /// The number of the edge among the symbols; bytes are their own numbers.
  static let edge = 256
  /// How many symbols there are.
  static let symbolCount = 257

  static let none = SymbolSet(bytes: .zero, hasEdge: false)
  static let all = SymbolSet(bytes: ~.zero, hasEdge: true)
  static let edgeOnly = SymbolSet(bytes: .zero, hasEdge: true)
  static let ascii = SymbolSet(bytes: [~0, ~0, 0, 0], hasEdge: false)
  /// Every byte of characters beyond ASCII.
  static let beyondASCII = SymbolSet(bytes: [0, 0, ~0, ~0], hasEdge: false)
  /// The bytes 0x80 to 0xBF, which continue a character.
  static let continuation = SymbolSet(bytes: [0, 0, ~0, 0], hasEdge: false)
  /// The bytes 0xC0 to 0xFF, which begin a character beyond ASCII.
  static let lead = SymbolSet(bytes: [0, 0, 0, ~0], hasEdge: false)

  private init(bytes: SIMD4<UInt64>, hasEdge: Bool) {
    self.bytes = bytes
    self.hasEdge = hasEdge
  }

  init(_ members: some Sequence<UInt8>) {
    self = .none
    for byte in members { insert(byte) }
  }

  mutating func insert(_ byte: UInt8) {
    bytes[Int(byte >> 6)] |= 1 << UInt64(byte & 63)
  }

  /// Whether the symbol of this number, 0 to 256, is a member.
  func contains(_ symbol: Int) -> Bool {
    if symbol == Self.edge { return hasEdge }
    return bytes[symbol >> 6] >> UInt64(symbol & 63) & 1 != 0
  }

  var isEmpty: Bool {
    bytes == .zero && !hasEdge
  }

  func union(_ other: SymbolSet) -> SymbolSet {
    SymbolSet(bytes: bytes | other.bytes, hasEdge: hasEdge || other.hasEdge)
  }

  func intersection(_ other: SymbolSet) -> SymbolSet {
    SymbolSet(bytes: bytes & other.bytes, hasEdge: hasEdge && other.hasEdge)
  }

  var complement: SymbolSet {
    SymbolSet(bytes: ~bytes, hasEdge: !hasEdge)
  }

  func isSubset(of other: SymbolSet) -> Bool {
    intersection(other) == self
  }
}
