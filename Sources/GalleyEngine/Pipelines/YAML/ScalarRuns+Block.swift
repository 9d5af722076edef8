extension ScalarRuns {
  /// A literal (`|`) or folded (`>`) block.
  ///
  /// The indentation depends on the block around it, which is not known here. The indentation of the
  /// first line that has text is nearly always the one; otherwise the others are tried until
  /// the value comes out.
  static func block(
    _ bytes: [UInt8],
    _ range: Range<Int>,
    folds: Bool,
    wanted: [UInt8]
  ) -> ScalarRuns? {
    guard let header = BlockHeader(bytes, range) else { return nil }
    let first = BlockScan.firstIndentation(bytes, header.end..<range.upperBound)
    let deepest = BlockScan.deepestIndentation(bytes, header.end..<range.upperBound)
    for indentation in [first] + (1...max(1, deepest)) {
      let scan = BlockScan(
        bytes,
        header.end..<range.upperBound,
        indentation: indentation,
        folds: folds,
        chomping: header.chomping
      )
      let runs = scan.runs()
      if runs.value == wanted { return runs }
    }
    return nil
  }
}

/// What stands on the line of `|` or `>`.
private struct BlockHeader {
  enum Chomping {
    case strip
    case clip
    case keep
  }

  var chomping = Chomping.clip
  /// The offset of the first line of the block.
  var end: Int

  init?(_ bytes: [UInt8], _ range: Range<Int>) {
    end = range.lowerBound + 1
    var isIndicator = true
    while end < range.upperBound {
      if let found = YAMLBreak(in: bytes, at: end, before: range.upperBound) {
        end = found.source.upperBound
        return
      }
      switch bytes[end] {
      case 0x2D where isIndicator: chomping = .strip
      case 0x2B where isIndicator: chomping = .keep
      case 0x20, 0x09, 0x23: isIndicator = false
      default: break
      }
      end += 1
    }
  }
}

/// Reads the lines of a block in the order libyaml does.
private struct BlockScan {
  private let bytes: [UInt8]
  private let range: Range<Int>
  private let indentation: Int
  private let folds: Bool
  private let chomping: BlockHeader.Chomping

  init(
    _ bytes: [UInt8],
    _ range: Range<Int>,
    indentation: Int,
    folds: Bool,
    chomping: BlockHeader.Chomping
  ) {
    self.bytes = bytes
    self.range = range
    self.indentation = indentation
    self.folds = folds
    self.chomping = chomping
  }

  func runs() -> ScalarRuns {
    var runs = ScalarRuns()
    var at = range.lowerBound
    var lineBreak: YAMLBreak?
    var wasIndented = false
    var emptyLines = skipEmptyLines(&at)
    while column(at) == indentation, at < range.upperBound {
      let isIndented = bytes[at].isBlank
      if let found = lineBreak, folds, found.isFolded, !wasIndented, !isIndented {
        if emptyLines.isEmpty { runs.put([0x20], for: found.source) }
      } else if let found = lineBreak {
        runs.put(found.value, for: found.source)
      }
      for found in emptyLines { runs.put(found.value, for: found.source) }
      wasIndented = isIndented
      let start = at
      while at < range.upperBound, YAMLBreak(in: bytes, at: at, before: range.upperBound) == nil {
        at += 1
      }
      runs.copy(bytes[start..<at])
      lineBreak = YAMLBreak(in: bytes, at: at, before: range.upperBound)
      at = lineBreak?.source.upperBound ?? at
      emptyLines = skipEmptyLines(&at)
    }
    if chomping != .strip, let lineBreak { runs.put(lineBreak.value, for: lineBreak.source) }
    if chomping == .keep {
      for found in emptyLines { runs.put(found.value, for: found.source) }
    }
    return runs
  }

  /// Goes over indentation and lines without text.
  private func skipEmptyLines(_ at: inout Int) -> [YAMLBreak] {
    var found: [YAMLBreak] = []
    while true {
      while column(at) < indentation, at < range.upperBound, bytes[at] == 0x20 { at += 1 }
      guard let next = YAMLBreak(in: bytes, at: at, before: range.upperBound) else { return found }
      found.append(next)
      at = next.source.upperBound
    }
  }

  /// Bytes between the start of the line and a place; only asked within the indentation.
  private func column(_ at: Int) -> Int {
    var start = at
    while start > range.lowerBound, at - start <= indentation, bytes[start - 1] == 0x20 {
      start -= 1
    }
    return at - start
  }

  /// The spaces before the first text.
  static func firstIndentation(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    indentations(bytes, range).first { !$0.isEmptyLine }?.spaces ?? 0
  }

  /// The most spaces before any line, at most a thousand.
  static func deepestIndentation(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    min(1000, indentations(bytes, range).map(\.spaces).max() ?? 0)
  }

  /// The spaces each line begins with; every break of YAML 1.1 ends a line, U+2028 too.
  private static func indentations(
    _ bytes: [UInt8],
    _ range: Range<Int>
  ) -> [(spaces: Int, isEmptyLine: Bool)] {
    var found: [(spaces: Int, isEmptyLine: Bool)] = []
    var at = range.lowerBound
    while at < range.upperBound {
      let start = at
      while at < range.upperBound, bytes[at] == 0x20 { at += 1 }
      let spaces = at - start
      var next = YAMLBreak(in: bytes, at: at, before: range.upperBound)
      found.append((spaces, next != nil))
      while next == nil, at < range.upperBound {
        at += 1
        next = YAMLBreak(in: bytes, at: at, before: range.upperBound)
      }
      at = next?.source.upperBound ?? at
    }
    return found
  }
}
