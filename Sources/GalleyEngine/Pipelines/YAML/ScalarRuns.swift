/// Collects a scalar's value together with the bytes it comes from.
struct ScalarRuns {
  private(set) var value: [UInt8] = []
  private(set) var runs: [ScalarMap.Run] = []
  /// The offset after the last byte that counts.
  var end = 0

  /// Takes bytes over as they stand.
  mutating func copy(_ bytes: ArraySlice<UInt8>) {
    guard !bytes.isEmpty else { return }
    let from = value.count
    value += bytes
    end = bytes.endIndex
    if let last = runs.indices.last, runs[last].isExact,
      runs[last].source.upperBound == bytes.startIndex
    {
      runs[last].value = runs[last].value.lowerBound..<value.count
      runs[last].source = runs[last].source.lowerBound..<bytes.endIndex
    } else {
      runs.append(
        ScalarMap.Run(
          value: from..<value.count,
          source: bytes.startIndex..<bytes.endIndex,
          isExact: true
        )
      )
    }
  }

  /// Takes other bytes for those written in `source`.
  mutating func put(_ bytes: [UInt8], for source: Range<Int>) {
    guard !bytes.isEmpty else { return }
    runs.append(
      ScalarMap.Run(value: value.count..<value.count + bytes.count, source: source, isExact: false)
    )
    value += bytes
    end = source.upperBound
  }
}

/// A line break as YAML 1.1 has it.
struct YAMLBreak {
  /// Bytes in the source.
  var source: Range<Int>
  /// What it becomes: `\n`, or itself for U+2028 and U+2029.
  var value: [UInt8]

  var isFolded: Bool { value == [0x0A] }

  /// The break at an offset, if there is one.
  init?(in bytes: [UInt8], at offset: Int, before end: Int) {
    func byte(_ distance: Int) -> UInt8? {
      offset + distance < end ? bytes[offset + distance] : nil
    }
    switch (byte(0), byte(1), byte(2)) {
    case (0x0D, 0x0A, _): self.init(offset, 2, [0x0A])
    case (0x0D, _, _), (0x0A, _, _): self.init(offset, 1, [0x0A])
    case (0xC2, 0x85, _): self.init(offset, 2, [0x0A])
    case (0xE2, 0x80, 0xA8): self.init(offset, 3, [0xE2, 0x80, 0xA8])
    case (0xE2, 0x80, 0xA9): self.init(offset, 3, [0xE2, 0x80, 0xA9])
    default: return nil
    }
  }

  private init(_ offset: Int, _ count: Int, _ value: [UInt8]) {
    source = offset..<offset + count
    self.value = value
  }
}
