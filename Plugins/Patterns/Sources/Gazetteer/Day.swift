/// Days as lists and documents write them: `2022`, `2022-10`, `2022-10-25`, with or without a time.
enum Day {
  /// The first and the last day a date stands for, as numbers that grow with time; nil for no date.
  static func range(of date: UnsafeBufferPointer<UInt8>) -> ClosedRange<Int32>? {
    let day = date.prefix { $0 != UInt8(ascii: "T") && $0 != UInt8(ascii: " ") }
    let parts = day.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let widths = [4, 2, 2]
    guard (1...3).contains(parts.count), zip(parts, widths).allSatisfy({ $0.count == $1 }) else {
      return nil
    }
    let numbers = parts.map { number($0) }
    guard let year = numbers[0] else { return nil }
    guard numbers.count > 1 else { return year * 10_000...year * 10_000 + 1_231 }
    guard let month = numbers[1], (1...12).contains(month) else { return nil }
    let first = year * 10_000 + month * 100
    guard numbers.count > 2 else { return first...first + 31 }
    guard let day = numbers[2], (1...31).contains(day) else { return nil }
    return first + day...first + day
  }

  private static func number(_ digits: some Collection<UInt8>) -> Int32? {
    digits.reduce(Int32?.some(0)) { number, digit in
      guard let number, (0x30...0x39).contains(digit) else { return nil }
      return number * 10 + Int32(digit - 0x30)
    }
  }
}
