/// Writes bytes into memory that has room for them, one piece after the other.
///
/// Many short pieces are what outputs consist of: an array would check its room and its owner before
/// each of them.
public struct ByteCursor {
  @usableFromInline var next: UnsafeMutablePointer<UInt8>

  @usableFromInline
  init(_ next: UnsafeMutablePointer<UInt8>) { self.next = next }

  /// Bytes to make room for with each integer: 19 digits and a sign, and what is written beyond them.
  public static let decimalRoom = 28

  @inlinable
  public mutating func put(_ byte: UInt8) {
    next.pointee = byte
    next += 1
  }

  @inlinable
  public mutating func put(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { put($0) }
  }

  @inlinable
  public mutating func put(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return }
    next.update(from: base, count: bytes.count)
    next += bytes.count
  }

  /// Writes an integer in decimal.
  public mutating func put(decimal integer: Int64) {
    if integer < 0 { put(UInt8(ascii: "-")) }
    put(magnitude: integer.magnitude)
  }

  /// Writes an integer in decimal.
  public mutating func put(decimal integer: UInt32) {
    put(magnitude: UInt64(integer))
  }

  private mutating func put(magnitude: UInt64) {
    if magnitude < 100_000_000 {
      let digits = Self.eightDigits(of: magnitude)
      let zeros = min(7, digits.trailingZeroBitCount / 8)
      let text = (digits | 0x3030_3030_3030_3030) >> UInt64(zeros * 8)
      UnsafeMutableRawPointer(next).storeBytes(of: text.littleEndian, as: UInt64.self)
      next += 8 - zeros
    } else {
      put(magnitude: magnitude / 100_000_000)
      let digits = Self.eightDigits(of: magnitude % 100_000_000) | 0x3030_3030_3030_3030
      UnsafeMutableRawPointer(next).storeBytes(of: digits.littleEndian, as: UInt64.self)
      next += 8
    }
  }

  /// The digits of a number below 10⁸, the first in the lowest byte.
  ///
  /// Halves the number three times: two numbers below 10⁴, four below 10², eight below 10, each in its
  /// part of one word. The factors divide by 100 and by 10, exactly in these ranges.
  private static func eightDigits(of number: UInt64) -> UInt64 {
    let halves = number / 10_000 | (number % 10_000) << 32
    let hundreds = (halves &* 10_486) >> 20 & 0x7F_0000_007F
    let pairs = hundreds | (halves &- hundreds &* 100) << 16
    let tens = (pairs &* 103) >> 10 & 0x000F_000F_000F_000F
    return tens | (pairs &- tens &* 10) << 8
  }
}

extension [UInt8] {
  /// Appends what `write` puts, which is at most `room` bytes.
  @inlinable
  public mutating func append(upTo room: Int, _ write: (inout ByteCursor) -> Void) {
    append(addingCapacity: room) { output in
      output.withUnsafeMutableBufferPointer { memory, count in
        guard let base = memory.baseAddress else { return }
        var cursor = ByteCursor(base)
        write(&cursor)
        count = cursor.next - base
        precondition(count <= room, "wrote \(count) bytes into \(room)")
      }
    }
  }
}
