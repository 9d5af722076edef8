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
      foundation: try JSONSerialization.jsonObject(with: data, options: [.fragmentsAllowed]))
  }

  private init(foundation value: Any) {
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
    case UInt8(ascii: "d"): self = .number(number.doubleValue)
    default:
      self = Int64(exactly: number).map { .integer($0) } ?? .number(number.doubleValue)
    }
  }
}
