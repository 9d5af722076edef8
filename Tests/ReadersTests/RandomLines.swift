/// Makes lines of JSON and text files from a seed, some of them damaged.
struct RandomLines {
  var generator: SplitMix
  /// The generator's state, to begin with the same line again.
  var state: UInt64 { generator.state }

  init(seed: UInt64) { generator = SplitMix(state: seed) }

  /// A line that is not blank, without its end.
  mutating func line() -> [UInt8] {
    var bytes = Array(document().utf8)
    if chance(2) { damage(&bytes) }
    bytes.removeAll { $0 == 0x0A }
    // A line of nothing but blanks is no line for the reader.
    return bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } ? [0x7B] : bytes
  }

  /// A text file in some encoding.
  mutating func file() -> [UInt8] {
    var bytes = Array(text().utf8)
    switch pick(4) {
    case 0: bytes = [0xFF, 0xFE] + text().utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case 1: bytes = [0xFE, 0xFF] + text().utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case 2: bytes = [0xEF, 0xBB, 0xBF] + bytes
    default: break
    }
    if chance(2) { damage(&bytes) }
    return bytes
  }

  private mutating func document() -> String {
    var members = ["\"id\":\(chance(4) ? number() : quoted(text()))"]
    if !chance(20) { members.append("\"text\":\(quoted(text()))") }
    if chance(2) { members.append("\"published\":\(chance(2) ? "null" : "\"2023-05-19\"")") }
    if chance(3) { members.append("\"annotations\":\(value(depth: 3))") }
    for i in 0..<pick(24) { members.append("\"k\(i)\":\(value(depth: 2))") }
    return "{\(members.joined(separator: chance(2) ? "," : " , "))}\(chance(4) ? "\r" : "")"
  }

  private mutating func value(depth: Int) -> String {
    switch pick(depth > 0 ? 7 : 5) {
    case 0: "null"
    case 1: "true"
    case 2: number()
    case 3, 4: quoted(text())
    case 5: "[\((0..<pick(4)).map { _ in value(depth: depth - 1) }.joined(separator: ","))]"
    default:
      "{\((0..<pick(4)).map { "\"\($0)\":\(value(depth: depth - 1))" }.joined(separator: ","))}"
    }
  }

  private mutating func number() -> String {
    let integer = "\(Int64.random(in: -1_000_000...1_000_000, using: &generator))"
    return ["0", "-0.5", "1e3", "12345678901234567890", integer][pick(5)]
  }

  private mutating func text() -> String {
    let pieces = ["word ", "Zürich", "東京", "😀", "\"", "\\", "\n", "\t", "\u{0}", "\u{2028}", "x"]
    return (0..<pick(30)).map { _ in pieces[pick(pieces.count)] }.joined()
  }

  private mutating func quoted(_ text: String) -> String {
    "\"" + text.unicodeScalars.map { escaped($0) }.joined() + "\""
  }

  private mutating func escaped(_ scalar: Unicode.Scalar) -> String {
    let isPlain = scalar.value >= 0x20 && scalar != "\"" && scalar != "\\"
    if isPlain && !chance(8) { return String(scalar) }
    return String(scalar).utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }

  /// Changes, drops or adds bytes at a few places.
  private mutating func damage(_ bytes: inout [UInt8]) {
    let likely = Array("{}[]\",:\\u0deE+-.tfn \r".utf8) + [0x00, 0x80, 0xC3, 0xED, 0xF0, 0xFF]
    for _ in 0...pick(3) where !bytes.isEmpty {
      let place = pick(bytes.count)
      switch pick(4) {
      case 0: bytes.remove(at: place)
      case 1: bytes.insert(likely[pick(likely.count)], at: place)
      case 2: bytes[place] = likely[pick(likely.count)]
      default: bytes.removeSubrange(place...)
      }
    }
  }

  private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &generator) }
  private mutating func chance(_ inverse: Int) -> Bool { pick(inverse) == 0 }
}

/// A generator with a state of one number (Steele, Lea, Flood: Fast Splittable Pseudorandom Number
/// Generators, 2014, doi:10.1145/2660193.2660195, figure 17).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
