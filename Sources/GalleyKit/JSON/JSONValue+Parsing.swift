public import Foundation

extension JSONValue {
  /// Reads one JSON value; nil when the text is not JSON.
  public init?(parsing text: String) {
    guard let value = try? JSONValue(parsing: Data(text.utf8)) else { return nil }
    self = value
  }

  /// Reads one JSON value.
  ///
  /// - Throws: Foundation's error when the bytes are not JSON; its text names the place.
  public init(parsing data: Data) throws {
    self = JSONValue(
      foundation: try JSONSerialization.jsonObject(with: data, options: [.fragmentsAllowed])
    )
  }

  /// A value of `JSONSerialization`; null when it is something else.
  public init(foundation value: Any) {
    switch value {
    case let number as NSNumber: self = JSONValue(number)
    case let text as String: self = .text(text)
    case let elements as [Any]: self = .list(elements.map(JSONValue.init(foundation:)))
    case let members as [String: Any]:
      self = .object(members.mapValues(JSONValue.init(foundation:)))
    default: self = .null
    }
  }

  private init(_ number: NSNumber) {
    // Foundation tells a JSON flag, integer and real apart only by their Objective-C type codes.
    switch UInt8(bitPattern: number.objCType.pointee) {
    case UInt8(ascii: "c"): self = .flag(number.boolValue)
    case UInt8(ascii: "d"): self = .number(Self.double(number))
    default:
      self = Int64(exactly: number).map { .integer($0) } ?? .number(Self.double(number))
    }
  }

  /// The double nearest to a number as it was written.
  ///
  /// Numbers of more than 17 digits come as decimals, whose own conversion is off by several units in
  /// the last place: 0.10000000000000000555 becomes 0.10000000000000005.
  private static func double(_ number: NSNumber) -> Double {
    guard number is NSDecimalNumber else { return number.doubleValue }
    return Double(number.stringValue) ?? number.doubleValue
  }
}
