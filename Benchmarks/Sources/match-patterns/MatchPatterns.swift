import Foundation
import GalleyKit
import GalleyPatterns

/// GalleyPatterns alone: all matches of a set of patterns in each text, without stage and host.
///
/// `match-patterns PATTERNS TEXTS` prints one JSON object: matches, megabytes, CPU seconds of
/// matching. PATTERNS has lines NAME, tab, pattern; TEXTS are UTF-8, each ended by a zero byte.
@main
enum MatchPatterns {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else {
      FileHandle.standardError.write(Data("usage: match-patterns PATTERNS TEXTS\n".utf8))
      exit(2)
    }
    let regexes = try patterns(in: String(contentsOfFile: arguments[1], encoding: .utf8))
      .map { try CompiledRegex($0) }
    let texts = try Data(contentsOf: URL(fileURLWithPath: arguments[2]))

    let begin = processSeconds()
    let matches = try texts.withUnsafeBytes { bytes in
      try count(of: regexes, in: bytes.bindMemory(to: UInt8.self))
    }
    let seconds = processSeconds() - begin

    var writer = JSONWriter()
    writer.beginObject()
    writer.key("found")
    writer.value(matches)
    writer.key("megabytes")
    writer.value(Double(texts.count) / 1e6)
    writer.key("cpu_seconds")
    writer.value(seconds)
    writer.endObject()
    print(String(decoding: writer.bytes, as: UTF8.self))
  }

  private static func patterns(in table: String) -> [String] {
    table.split(separator: "\n").compactMap { line in
      line.split(separator: "\t", maxSplits: 1).last.map(String.init)
    }
  }

  private static func count(
    of regexes: [CompiledRegex],
    in texts: UnsafeBufferPointer<UInt8>
  ) throws -> Int {
    let matcher = RegexSetMatcher(RegexSet(regexes))
    var matches = 0
    var start = 0
    while let end = texts[start...].firstIndex(of: 0) {
      let text = UnsafeBufferPointer(rebasing: texts[start..<end])
      try matcher.forEachMatch(in: text) { _, _ in matches += 1 }
      start = end + 1
    }
    return matches
  }

  /// The CPU time of this process, all threads, in seconds.
  private static func processSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
