import GalleyKit

/// Numbers, dates, times, and the hyphens and slashes inside of words.
extension TokenPass {
  /// The lengths of groups of digits with one sign between them: `2004-05-06` has 4, 2, 2.
  private struct DigitGroups {
    var count = 0
    var first = 0
    var second = 0
    var end = 0
  }

  /// How far a number is followed, in bytes.
  private static let reach = 40

  private func digitGroups(from start: Int, sign: UInt8) -> DigitGroups? {
    var groups = DigitGroups()
    var offset = start
    while offset < start + Self.reach {
      let first = offset
      while offset < chunkEnd, text.byteClass(offset) == .digit { offset += 1 }
      if offset == first { break }
      groups.count += 1
      if groups.count == 1 { groups.first = offset - first }
      if groups.count == 2 { groups.second = offset - first }
      groups.end = offset
      guard text[offset] == sign, offset + 1 < chunkEnd, text.byteClass(offset + 1) == .digit else {
        break
      }
      offset += 1
    }
    return groups.count > 1 && !isWord(groups.end) ? groups : nil
  }

  /// The number in the digits at `start..<end`, 0 if they are more than four.
  private func value(_ start: Int, _ end: Int) -> Int {
    guard end - start <= 4 else { return 0 }
    return (start..<end).reduce(0) { $0 * 10 + Int(text.bytes[$1] & 0x0F) }
  }

  /// A hyphen stays inside of dates, telephone numbers and codes, and after a prefix.
  func hyphenJoin(start: Int, run: Int, end: Int) -> Int? {
    let next = end + 1
    guard isWord(next) else { return nil }
    if isDigits(run, end) {
      if text.bytes[run - (run > start ? 1 : 0)] == Ascii.hyphen { return digitsEnd(next) }
      guard let groups = digitGroups(from: run, sign: Ascii.hyphen) else { return nil }
      let isTelephone = groups.first == 3 && groups.second == 4
      let isPostcode = groups.first == 5 && groups.second == 4
      return groups.count > 2 || isTelephone || isPostcode ? next : nil
    }
    guard isLetters(run, end) else { return nil }
    let follower = runEnd(from: next)
    guard isLetters(next, follower) else {
      let isDecade = text.byteClass(next) == .digit && end - run > 2
      return isDecade && isPrefix(start: start, run: run, end: end, follower: follower)
        ? next : nil
    }
    if traits(next, follower).contains(.suffix) { return next }
    return isPrefix(start: start, run: run, end: end, follower: follower) ? next : nil
  }

  /// The start of the next group of a number that already has a hyphen.
  private func digitsEnd(_ next: Int) -> Int? {
    let end = runEnd(from: next)
    return isDigits(next, end) ? next : nil
  }

  private func isPrefix(start: Int, run: Int, end: Int, follower: Int) -> Bool {
    guard start == run, traits(run, end).contains(.prefix) else { return false }
    if classes(run, end) == .upper, end - run > 1 { return false }
    let rest = follower - end - 1
    return end - run > 1 ? rest > 1 : rest > 2 && classes(end + 1, follower) == .lower
  }

  /// A slash stays inside of dates, and of short forms such as `w/o`.
  func slashJoin(start: Int, run: Int, end: Int) -> Int? {
    let next = end + 1
    guard isWord(next) else { return nil }
    if isDigits(run, end) {
      if run > start, text.bytes[run - 1] == Ascii.slash { return digitsEnd(next) }
      guard let groups = digitGroups(from: run, sign: Ascii.slash) else { return nil }
      let isTelephone = groups.first == 3 && groups.second == 3 && text[groups.end] == Ascii.hyphen
      if groups.count == 3 || isTelephone { return next }
      return groups.count == 2 && isDate(run, end, groups.end) ? next : nil
    }
    let follower = runEnd(from: next)
    guard isLetters(run, end), isLetters(next, follower), text[follower] != Ascii.slash,
      start == run
    else { return nil }
    let isPair = end - run == 1 && follower - next == 1
    return isPair || traits(start, follower).contains(.common) ? next : nil
  }

  /// Whether `month/day` (or `day/month`) is more likely than a fraction.
  private func isDate(_ start: Int, _ slash: Int, _ end: Int) -> Bool {
    let month = value(start, slash)
    let day = value(slash + 1, end)
    guard (1...12).contains(month), (1...31).contains(day), end - slash <= 3 else { return false }
    return day > 5 || month > day || text.bytes[slash + 1] == UInt8(ascii: "0")
  }

  /// A comma before three digits groups a number.
  func groupJoin(run: Int, end: Int) -> Int? {
    let next = end + 1
    guard isDigits(run, end), end - run <= 3, end + 3 < chunkEnd,
      isDigits(next, next + 3), next + 3 >= chunkEnd || !text.byteClass(next + 3).contains(.digit)
    else { return nil }
    return next
  }

  /// A colon stays between two numbers.
  func timeJoin(run: Int, end: Int) -> Int? {
    let next = end + 1
    guard isDigits(run, end), next < chunkEnd, text.byteClass(next) == .digit else { return nil }
    return next
  }

  /// Emits a word, its unit split off the number: `5pm`, `10:30am`, `35mm`.
  func emitJoined(start: Int, run: Int, end: Int) {
    if start == run {
      let letters = LetterRun(in: text, from: start, to: end)
      if letters.end == end { return emitWord(from: start, to: end, letters.flags) }
    }
    guard text.byteClass(run) == .digit else {
      return append(start, end, looks(start, end))
    }
    var digits = run
    while digits < end, text.byteClass(digits) == .digit { digits += 1 }
    if isMeasure(digits, end) {
      append(start, digits, looks(start, digits))
      append(digits, end, looks(digits, end))
    } else {
      append(start, end, looks(start, end))
    }
  }

  /// Whether a unit, possibly with a raised digit, stands at `start..<end`.
  private func isMeasure(_ start: Int, _ end: Int) -> Bool {
    var letters = end
    if end > start + 1, text.bytes[end - 1] >= 0x80 {
      let last = text.scalarStart(before: end)
      if text.isSuperscript(at: last) { letters = last }
    }
    return isLetters(start, letters) && traits(start, letters).contains(.measure)
  }
}
