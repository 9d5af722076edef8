import GalleyKit

/// The lines of one message, without the line `From …` before it.
struct RawMessage {
  /// Of the line `From …`, 1-based.
  let line: Int
  /// Where that line begins in the file.
  let byte: Int
  /// Without their line ends; '>' before a quoted `From ` is gone.
  var lines: [[UInt8]] = []
  /// Whether there were more bytes than the host allows; the lines are incomplete then.
  var isTooLong = false
}

/// A place between two messages of an mbox file.
struct MboxCursor {
  private static let chunk = 65_536
  private static let separator = Array("From ".utf8)

  private let stream: InputStream
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  /// Of the next line to read.
  private var line = 1
  private var byte = 0
  /// The message whose line `From …` has been read.
  private var begun: RawMessage?

  init(_ stream: InputStream) { self.stream = stream }

  /// The next message; nil at the end.
  ///
  /// Of a message of more than `longest` bytes, headers included, the rest is passed over.
  mutating func nextMessage(longest: Int) throws -> RawMessage? {
    var size = 0
    while true {
      let place = (line: line, byte: byte)
      guard let next = try nextLine() else { break }
      if next.starts(with: Self.separator) {
        let finished = begun
        begun = RawMessage(line: place.line, byte: place.byte)
        if let finished { return finished }
        continue
      }
      size += next.count + 1
      if size > longest {
        begun?.isTooLong = true
      } else {
        begun?.lines.append(Self.unquoted(next))
      }
    }
    defer { begun = nil }
    return begun
  }

  private static func unquoted(_ line: [UInt8]) -> [UInt8] {
    guard line.first == UInt8(ascii: ">") else { return line }
    let content = line.drop { $0 == UInt8(ascii: ">") }
    return content.starts(with: separator) ? Array(line.dropFirst()) : line
  }

  /// The next line without its end; nil when there is none.
  private mutating func nextLine() throws -> [UInt8]? {
    var searched = position
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) { return take(until: end, skip: 1) }
      searched = buffer.count
      if isAtEnd { break }
      searched -= try fill()
    }
    return position < buffer.count ? take(until: buffer.count, skip: 0) : nil
  }

  private mutating func take(until end: Int, skip: Int) -> [UInt8] {
    var content = buffer[position..<end]
    byte += content.count + skip
    line += 1
    position = end + skip
    if content.last == 0x0D { content.removeLast() }
    return Array(content)
  }

  /// Reads on.
  ///
  /// - Returns: by how many bytes what is in the buffer moved down.
  private mutating func fill() throws -> Int {
    let moved = position
    buffer.removeFirst(position)
    position = 0
    var bytes = [UInt8](repeating: 0, count: Self.chunk)
    let count = try bytes.withUnsafeMutableBytes { try stream.read(into: $0) }
    isAtEnd = count == 0
    buffer.append(contentsOf: bytes[..<count])
    return moved
  }
}
