/// An option of a stage: its default, what it means, and what it may be.
///
/// ```swift
/// struct Options: StageOptions {
///   @Setting("Shortest acronym.", unit: "characters", in: 2...20) var minimum = 2
///   @Setting("Lists to look up.", required: true) var lists: [ListOptions] = []
/// }
/// ```
/// The option's name is the property's in snake_case. The host checks values against the range,
/// fills in defaults and reports mistakes at the author's line before the stage sees them.
@propertyWrapper
public struct Setting<Value: SettingValue>: Sendable {
  public var wrappedValue: Value
  /// Everything but the name; empty in decoded options.
  let description: OptionSpec?

  /// An option with its help.
  ///
  /// When it is `required` the user must give a value, and the property's own is never used. `allowed`
  /// lists the only texts allowed; `example` is for the docs.
  public init(
    wrappedValue: Value,
    _ help: String,
    unit: String? = nil,
    required: Bool = false,
    allowed: [String]? = nil,
    example: JSONValue? = nil
  ) {
    self.init(
      wrappedValue,
      help,
      allowed.map { .text(values: $0) } ?? Value.optionType,
      unit,
      required,
      example
    )
  }

  private init(
    _ value: Value,
    _ help: String,
    _ type: OptionType,
    _ unit: String?,
    _ required: Bool,
    _ example: JSONValue?
  ) {
    wrappedValue = value
    description = OptionSpec(
      "",
      type,
      unit: unit,
      default: required ? nil : value.defaultJSON,
      required: required,
      help: help,
      example: example
    )
  }
}

extension Setting where Value == Int {
  /// An integer in a closed range.
  public init(
    wrappedValue: Value,
    _ help: String,
    unit: String? = nil,
    in range: ClosedRange<Int>,
    example: JSONValue? = nil
  ) {
    let type = OptionType.integer(
      minimum: Int64(range.lowerBound),
      maximum: Int64(range.upperBound)
    )
    self.init(wrappedValue, help, type, unit, false, example)
  }
}

extension Setting where Value == Double {
  /// A number in a closed range.
  public init(
    wrappedValue: Value,
    _ help: String,
    unit: String? = nil,
    in range: ClosedRange<Double>,
    example: JSONValue? = nil
  ) {
    let type = OptionType.number(minimum: range.lowerBound, maximum: range.upperBound)
    self.init(wrappedValue, help, type, unit, false, example)
  }
}

extension Setting: Decodable {
  public init(from decoder: any Decoder) throws {
    // Asked of the container, a map keeps its keys as the user wrote them.
    wrappedValue = try decoder.singleValueContainer().decode(Value.self)
    description = nil
  }
}

extension KeyedDecodingContainer {
  /// An option without a value may be missing or null.
  public func decode<Value>(
    _ type: Setting<Value?>.Type,
    forKey key: Key
  ) throws -> Setting<Value?> where Value: SettingValue {
    try decodeIfPresent(type, forKey: key) ?? Setting(wrappedValue: nil, "")
  }
}

/// A stage's options, each a `@Setting`.
public protocol StageOptions: Decodable, Sendable {
  /// The defaults.
  init()
}

extension StageOptions {
  /// The options as manifests describe them, in the order they are declared.
  public static var specs: [OptionSpec] {
    Mirror(reflecting: Self()).children.compactMap { child in
      guard let setting = child.value as? any DescribedSetting, var spec = setting.spec,
        let label = child.label
      else { return nil }
      spec.name = snakeCase(label.drop { $0 == "_" })
      return spec
    }
  }

  private static func snakeCase(_ name: some StringProtocol) -> String {
    name.reduce(into: "") { result, character in
      if character.isUppercase { result += "_" }
      result += character.lowercased()
    }
  }
}

/// Options of a stage that has none.
public struct NoOptions: StageOptions {
  public init() {}
}

private protocol DescribedSetting {
  var spec: OptionSpec? { get }
}

extension Setting: DescribedSetting {
  fileprivate var spec: OptionSpec? { description }
}
