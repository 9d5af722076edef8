import Foundation
import GalleyKit
import Testing

@testable import Patterns

/// Random lists of every format, whole and damaged.
///
/// `GALLEY_FUZZ_SECONDS` says for how long (default 2 for each test), `GALLEY_FUZZ_SEED` where to begin.
@Suite struct ListFuzzTests {
  private static let environment = ProcessInfo.processInfo.environment
  private let seconds = environment["GALLEY_FUZZ_SECONDS"].flatMap(Double.init) ?? 2
  private let seed = environment["GALLEY_FUZZ_SEED"].flatMap(UInt64.init) ?? 1

  @Test func `reads a list, or says at which line it cannot`() throws {
    var random = RandomLists(random: SplitMix(state: seed))
    let end = Date().addingTimeInterval(seconds)
    var (tried, read, names) = (0, 0, 0)
    repeat {
      let (name, bytes, damage) = random.next()
      let reading = try ListReading(bytes, name)
      let description = "\(name): \(String(decoding: bytes, as: UTF8.self).debugDescription)"
      let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
      let places = reading.problems.compactMap { Int($0.prefix { $0 != ":" }) }
      #expect(places.allSatisfy { 1...lines ~= $0 }, "\(description) \(reading.problems)")
      if damage == 0 { #expect(reading.problems.isEmpty, "\(description) \(reading.problems)") }
      tried += 1
      if reading.problems.isEmpty {
        read += 1
        names += reading.names
      }
    } while Date() < end
    #expect(read * 5 >= tried && read < tried, "\(read) of \(tried) were read")
    #expect(names > read / 2)
    print("lists: \(tried), of which \(read) were right")
  }

  /// What is looked up where it stands is what Foundation reads.
  @Test func `reads objects of JSON as Foundation does`() throws {
    var random = RandomLists(random: SplitMix(state: seed))
    let end = Date().addingTimeInterval(seconds)
    var (tried, plain) = (0, 0)
    repeat {
      tried += 1
      let line = random.damagedObject()
      guard let text = String(validating: line, as: UTF8.self) else { continue }
      try line.withUnsafeBufferPointer { line in
        guard let object = PlainObject(line) else { return }
        plain += 1
        try compare(object, text)
      }
    } while Date() < end
    #expect(plain * 5 >= tried && plain < tried, "\(plain) of \(tried) were plain")
    print("objects: \(tried), of which \(plain) were plain")
  }

  private func compare(_ object: PlainObject, _ text: String) throws {
    let value = try #require(JSONValue(parsing: text), "\(text.debugDescription)")
    guard case .object(let members) = value else {
      Issue.record("\(text.debugDescription) is no object")
      return
    }
    for key in RandomLists.keys {
      let source = ListColumns.Source(column: key, key: Array(key.utf8), isList: true)
      var (own, expected) = ([UInt8](), [UInt8]())
      object.append(source, to: &own)
      ObjectValues(members: members).append(source, to: &expected)
      #expect(own == expected, "\(key) in \(text.debugDescription)")
    }
  }
}

/// Lists that are right, and lists with a few bytes changed.
struct RandomLists {
  var random: SplitMix

  static let keys = ["name", "aliases", "kind", "codes", "from", "to", "é", ""]
  private static let names = [
    "Oslo", "Bergen", "Łódź", "New York", "a|b", "#1", "東京", "O'Brien", "x",
  ]
  private static let scraps = [
    "\"", "\\", ",", "\t", "\n", "\r", "\0", "{", "}", "[", "]", ":", "null", "1e5", "-0", "07",
    "\\u00e9",
    "\u{FEFF}", " ", "|", "é", "true", "2022-13", "#",
  ]

  /// A list with its file name, and how often it was damaged.
  mutating func next() -> (name: String, bytes: [UInt8], damage: Int) {
    let format = pick(["tsv", "csv", "jsonl", "txt"])
    let end = pick(["\n", "\r\n", "\r"])
    var lines: [String] = []
    if format == "tsv" { lines.append("name\taliases\tkind\tfrom\tto") }
    if format == "csv" { lines.append("name,aliases,kind,from,to") }
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      if chance(6) { lines.append(pick(["", "# Oslo"])) }
      lines.append(line(format))
    }
    var bytes = Array(((chance(4) ? "\u{FEFF}" : "") + lines.joined(separator: end)).utf8)
    if chance(2) { bytes += Array(end.utf8) }
    let damage = pick([0, 0, 1, 2])
    for _ in 0..<damage { spoil(&bytes) }
    return ("a.\(format)", bytes, damage)
  }

  /// An object of JSON, damaged more often than not.
  mutating func damagedObject() -> [UInt8] {
    var bytes = Array(object().utf8)
    for _ in 0..<pick([0, 0, 1, 2]) { spoil(&bytes) }
    return bytes
  }

  private mutating func line(_ format: String) -> String {
    switch format {
    case "txt": return pick(Self.names.filter { !$0.hasPrefix("#") })
    case "jsonl": return object()
    default:
      let cells = [
        pick(Self.names), chance(2) ? pick(Self.names) : "", pick(["", "city", "country"]),
        pick(["", "2020", "2020-02"]), pick(["", "2021-12-31"]),
      ]
      let quoted = cells.enumerated().map { i, cell in
        if format == "csv", i == 0 || chance(4) {
          return "\"\(cell)\(i == 0 && chance(3) ? " \"\"x\"\"" : "")\""
        }
        return cell
      }
      return quoted.joined(separator: format == "csv" ? "," : "\t")
    }
  }

  private mutating func object() -> String {
    var members = ["\"name\": \"\(pick(Self.names))\""]
    if chance(2) {
      members.append("\"aliases\":[\(chance(4) ? "" : "\"x\" , \"\(pick(Self.names))\"")]")
    }
    if chance(3) { members.append("\"kind\" : \(pick(["null", "\"city\"", "\"\""]))") }
    if chance(3) { members.append("\"from\":\(pick(["2020", "\"2020-01\""]))") }
    if chance(4) {
      members.append("\"é\":\(pick(["true", "{}", "-5", "1.50", "\"\\\"\"", "[[\"a\"]]"]))")
    }
    return "\(pick(["", " "])){\(members.joined(separator: pick([",", ", "])))}\(pick(["", "\t"]))"
  }

  private mutating func spoil(_ bytes: inout [UInt8]) {
    let place = Int.random(in: 0...bytes.count, using: &random)
    switch Int.random(in: 0..<3, using: &random) {
    case 0 where place < bytes.count: bytes.remove(at: place)
    case 1 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
    default: bytes.insert(contentsOf: pick(Self.scraps).utf8, at: place)
    }
  }

  private mutating func pick<Element>(_ list: [Element]) -> Element {
    list[Int.random(in: 0..<list.count, using: &random)]
  }

  private mutating func chance(_ oneIn: Int) -> Bool { pick(Array(0..<oneIn)) == 0 }
}
