/// A type an option can have.
public protocol SettingValue: Decodable, Sendable {
  static var optionType: OptionType { get }
  /// This value, as a default in a manifest; nil for none.
  var defaultJSON: JSONValue? { get }
}

extension String: SettingValue {
  public static var optionType: OptionType { .text() }
  public var defaultJSON: JSONValue? { .text(self) }
}

extension Int: SettingValue {
  public static var optionType: OptionType { .integer() }
  public var defaultJSON: JSONValue? { .integer(Int64(self)) }
}

extension Double: SettingValue {
  public static var optionType: OptionType { .number() }
  public var defaultJSON: JSONValue? { .number(self) }
}

extension Bool: SettingValue {
  public static var optionType: OptionType { .flag }
  public var defaultJSON: JSONValue? { .flag(self) }
}

extension Optional: SettingValue where Wrapped: SettingValue {
  public static var optionType: OptionType { Wrapped.optionType }
  public var defaultJSON: JSONValue? { flatMap(\.defaultJSON) }
}

extension Array: SettingValue where Element: SettingValue {
  public static var optionType: OptionType { .list(of: Element.optionType) }
  public var defaultJSON: JSONValue? { .list(compactMap(\.defaultJSON)) }
}

extension Dictionary: SettingValue where Key == String, Value: SettingValue {
  public static var optionType: OptionType { .map(of: Value.optionType) }
  public var defaultJSON: JSONValue? { .object(compactMapValues(\.defaultJSON)) }
}

/// A value of any shape; as an option type, a text, integer, number or flag.
extension JSONValue: SettingValue {
  public static var optionType: OptionType { .scalar }
  public var defaultJSON: JSONValue? { self }
}

/// One of a fixed list of texts: an enum with raw texts.
public protocol SettingChoice: SettingValue, CaseIterable, RawRepresentable<String> {}

extension SettingChoice {
  public static var optionType: OptionType { .text(values: allCases.map(\.rawValue)) }
  public var defaultJSON: JSONValue? { .text(rawValue) }
}

/// A record of options of its own: an element of a list, say.
public protocol SettingRecord: StageOptions, SettingValue {}

extension SettingRecord {
  public static var optionType: OptionType { .record(specs) }
  public var defaultJSON: JSONValue? {
    .object(
      Dictionary(
        Self.specs.compactMap { spec in spec.defaultValue.map { (spec.name, $0) } },
        uniquingKeysWith: { _, last in last }
      )
    )
  }
}

/// A file the user names; absolute when the stage gets it.
public struct FilePath: SettingValue, Hashable {
  public var path: String

  public init(_ path: String) { self.path = path }

  public init(from decoder: any Decoder) throws {
    path = try decoder.singleValueContainer().decode(String.self)
  }

  public static var optionType: OptionType { .path }
  public var defaultJSON: JSONValue? { .text(path) }
}

/// A length of time the user writes as `500ms`, `10s` or `2m`.
public struct Milliseconds: SettingValue, Hashable {
  public var count: Int64

  public init(_ count: Int64) { self.count = count }

  public init(from decoder: any Decoder) throws {
    count = try decoder.singleValueContainer().decode(Int64.self)
  }

  public static var optionType: OptionType { .duration }
  public var defaultJSON: JSONValue? { .integer(count) }
}

/// A size the user writes as `64MiB` or `1GB`.
public struct ByteCount: SettingValue, Hashable {
  public var count: Int64

  public init(_ count: Int64) { self.count = count }

  public init(from decoder: any Decoder) throws {
    count = try decoder.singleValueContainer().decode(Int64.self)
  }

  public static var optionType: OptionType { .size }
  public var defaultJSON: JSONValue? { .integer(count) }
}
