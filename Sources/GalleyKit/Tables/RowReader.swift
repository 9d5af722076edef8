import Glibc

/// Cuts bytes into rows and cells (RFC 4180); holds one chunk, or the longest row allowed.
///
/// Rows end with a line feed, a carriage return or both; empty ones are passed over. A quote inside a cell that does not begin
/// with one stands for itself, as spreadsheets write it.
///
/// A row whose quotes are broken is given up, and reading goes on in the line after the one in which
/// the broken cell begins. Nothing is read a third time: what stands between the two quotes has no
/// single quote, so no cell in there opens a quote and leaves it open.
///
/// A class, because it owns the memory its rows point into.
package final class RowReader {
  /// Where in a cell the next byte stands.
  private enum Place {
    case begin, plain, quoted
    /// Behind a quote that ends the cell, unless another follows.
    case behindQuote
  }

  /// Why the scan stopped.
  private enum Stop {
    case rowEnd, strayQuote, tooLong, noMore
  }

  package let signs: TableSigns
  private var source: MarkedBytes
  /// How to have longer rows, for messages.
  private let remedy: String
  private let chunk: Int
  private var memory: UnsafeMutableBufferPointer<UInt8>
  /// Offset of `memory[0]` in the stream.
  private var origin = 0
  /// First byte of the row.
  private var start = 0
  /// First byte not looked at.
  private var at = 0
  /// First byte not read.
  private var end = 0
  private var isAtEnd = false
  /// 1-based line in which `start` stands.
  private var line = 1
  private var place = Place.begin
  private var cells: [Row.Cell] = []
  /// First byte of the cell, counted from `start`.
  private var cell = 0
  private var hasQuotes = false
  /// Whether a line feed that comes next belongs to the line end before it.
  private var followsReturn = false
  /// Whether all up to the next line end is passed over.
  private var skipsLine = false

  /// Reads `chunk` bytes at once; `remedy`: what to do about rows that are too long.
  package init(
    _ source: MarkedBytes,
    _ signs: TableSigns,
    remedy: String,
    chunk: Int = 256 << 10
  ) {
    self.source = source
    self.signs = signs
    self.remedy = remedy
    self.chunk = chunk
    memory = .allocate(capacity: chunk)
  }

  deinit { memory.deallocate() }

  /// Whether a byte order mark said what the bytes are; they come as UTF-8.
  package var isMarked: Bool { source.isUTF16 || source.skipped > 0 }
  package var isUTF16: Bool { source.isUTF16 }

  /// Reads on; call it when `next` has nothing more.
  ///
  /// - Returns: whether there may be rows.
  /// - Throws: `HostRefusal` when the input cannot be read.
  package func fill() throws(HostRefusal) -> Bool {
    if isAtEnd { return start < end }
    makeRoom()
    let rest = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: memory[end...]))
    let count = try source.read(into: rest)
    isAtEnd = count == 0
    end += count
    return start < end || !isAtEnd
  }

  /// The next row that is not empty; nil when more must be read first.
  ///
  /// Of a row of more than `longest` bytes no more is held.
  package func next(longest: Int) -> Row? {
    while passLineEnds() {
      switch scan(longest: longest) {
      case .rowEnd: return take(upTo: at)
      case .strayQuote: return giveUp(strayQuote)
      case .tooLong where place == .quoted: return giveUp(unclosedQuote(within: longest))
      case .tooLong: return giveUp(tooLong(longest))
      case .noMore where !isAtEnd: return nil
      case .noMore where place == .quoted: return giveUp(unclosedQuote(within: nil))
      case .noMore:
        endCell(at)
        return take(upTo: end)
      }
    }
    return nil
  }

  /// Goes to the beginning of a row that is not empty; false when it has not been read.
  private func passLineEnds() -> Bool {
    guard place == .begin, at == start, cells.isEmpty else { return true }
    defer { at = start }
    while start < end {
      if skipsLine {
        start = lineEnd(from: start) ?? end
        if start == end { return false }
        skipsLine = false
      }
      if memory[start] == 0x0A || memory[start] == 0x0D {
        beginLine()
        continue
      }
      followsReturn = false
      if memory[start] != signs.comment { return true }
      skipsLine = true
    }
    return false
  }

  /// Passes over the line end at `start`.
  private func beginLine() {
    let isReturn = memory[start] == 0x0D
    if isReturn || !followsReturn { line += 1 }
    followsReturn = isReturn
    start += 1
  }

  private func scan(longest: Int) -> Stop {
    guard let base = UnsafePointer(memory.baseAddress) else { return .noMore }
    let bound = min(end, start + longest + 1)
    // A line end is none as well: then the row ends there.
    let delimiter = signs.delimiter ?? 0x0A
    let quote = signs.quote
    var i = at
    defer { at = i }
    while i < bound {
      switch place {
      case .begin where base[i] == quote:
        place = .quoted
        i += 1
      case .begin, .plain:
        place = .plain
        while i < bound, base[i] != delimiter, base[i] != 0x0A, base[i] != 0x0D { i += 1 }
        guard i < bound else { continue }
        endCell(i)
        if base[i] == 0x0A || base[i] == 0x0D { return .rowEnd }
        i += 1
        beginCell(i)
      case .quoted:
        let found = memchr(base + i, Int32(quote ?? 0), bound - i)
        guard let found else {
          i = bound
          continue
        }
        i = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
        place = .behindQuote
      case .behindQuote:
        switch base[i] {
        case quote:
          hasQuotes = true
          place = .quoted
        case 0x0A, 0x0D:
          endCell(i)
          return .rowEnd
        case delimiter:
          endCell(i)
          beginCell(i + 1)
        default: return .strayQuote
        }
        i += 1
      }
    }
    return i - start > longest ? .tooLong : .noMore
  }

  private func beginCell(_ first: Int) {
    cell = first - start
    place = .begin
    hasQuotes = false
  }

  private func endCell(_ i: Int) {
    let isQuoted = place == .behindQuote
    cells.append(
      Row.Cell(
        range: isQuoted ? cell + 1..<i - start - 1 : cell..<i - start,
        isQuoted: isQuoted,
        hasQuotes: hasQuotes
      )
    )
  }

  /// The row up to a line end or the end of the stream.
  private func take(upTo lineEnd: Int) -> Row {
    let bytes = UnsafeBufferPointer(rebasing: memory[start..<lineEnd])
    let row = Row(line: line, byte: byte(start), bytes: bytes, cells: cells, problem: nil)
    if cells.contains(where: \.isQuoted) { line += bytes.lineEnds(in: bytes.indices) }
    beginRow(lineEnd)
    return row
  }

  /// A row with a problem; reading goes on in another line.
  private func giveUp(_ problem: RowProblem) -> Row {
    let nothing = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    let row = Row(line: line, byte: byte(start), bytes: nothing, cells: [], problem: problem)
    let isBroken = problem.code != "row-too-long"
    let resumption = isBroken ? start + cell : at
    line += lineEnds(in: start..<resumption)
    beginRow(resumption)
    skipsLine = true
    return row
  }

  private func beginRow(_ first: Int) {
    start = first
    at = first
    cells.removeAll(keepingCapacity: true)
    beginCell(first)
    followsReturn = false
  }

  private func lineEnd(from first: Int) -> Int? {
    memory[first..<end].firstIndex { $0 == 0x0A || $0 == 0x0D }
  }

  private func lineEnds(in range: Range<Int>) -> Int {
    UnsafeBufferPointer(memory).lineEnds(in: range)
  }

  private func byte(_ i: Int) -> Int { isUTF16 ? 0 : source.skipped + origin + i }

  private func makeRoom() {
    if start > 0 {
      let rest = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: memory[start..<end]))
      UnsafeMutableRawBufferPointer(memory).copyMemory(from: rest)
      origin += start
      at -= start
      end -= start
      start = 0
    }
    guard memory.count - end < chunk / 2 else { return }
    let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: memory.count * 2)
    _ = larger.initialize(fromContentsOf: memory[..<end])
    memory.deallocate()
    memory = larger
  }
}

extension RowReader {
  /// The 1-based line in which the cell begins.
  private var cellLine: Int { line + lineEnds(in: start..<start + cell) }

  private var strayQuote: RowProblem {
    RowProblem(
      "stray-quote",
      "cell \(cells.count + 1) goes on behind the quote that ends it",
      fix: "double quotes inside quotes",
      byte: byte(at),
      place: place(at)
    )
  }

  /// `longest`: nil: it is open at the end of the stream.
  private func unclosedQuote(within longest: Int?) -> RowProblem {
    let problem = "the quote before cell \(cells.count + 1), in line \(cellLine), is not closed"
    return RowProblem(
      "unclosed-quote",
      longest.map { "\(problem) within \($0) bytes" } ?? problem,
      fix: longest == nil ? "close it" : "close it, or \(remedy)",
      byte: byte(start + cell),
      place: place(start + cell)
    )
  }

  private func tooLong(_ longest: Int) -> RowProblem {
    RowProblem("row-too-long", "the row is longer than \(longest) bytes", fix: remedy)
  }

  private func place(_ i: Int) -> TextPlace {
    let bytes = UnsafeBufferPointer(rebasing: memory[start..<i])
    return TextPlace(in: bytes, at: bytes.count, firstLine: line)
  }
}
