extension OptionSpec: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case name, unit, `default`, required, help, example
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try container.decode(String.self, forKey: .name),
      try OptionType(from: decoder),
      unit: try container.decodeIfPresent(String.self, forKey: .unit),
      default: try container.decodeIfPresent(JSONValue.self, forKey: .default),
      required: try container.decodeIfPresent(Bool.self, forKey: .required) ?? false,
      help: try container.decodeIfPresent(String.self, forKey: .help) ?? "",
      example: try container.decodeIfPresent(JSONValue.self, forKey: .example)
    )
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .name)
    try type.encode(to: encoder)
    try container.encodeIfPresent(unit, forKey: .unit)
    try container.encodeIfPresent(defaultValue, forKey: .default)
    if required { try container.encode(true, forKey: .required) }
    try container.encode(help, forKey: .help)
    try container.encodeIfPresent(example, forKey: .example)
  }
}

/// In JSON the type's own keys stand beside those of the option: `{"name": "size", "type": "integer",
/// "minimum": 1, "help": "…"}`.
extension OptionType: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case type, values, minimum, maximum, items, fields
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func value<Value: Decodable>(_ key: CodingKeys) throws -> Value? {
      try container.decodeIfPresent(Value.self, forKey: key)
    }
    let name = try container.decode(String.self, forKey: .type)
    self =
      switch name {
      case "text": .text(values: try value(.values))
      case "integer": .integer(minimum: try value(.minimum), maximum: try value(.maximum))
      case "number": .number(minimum: try value(.minimum), maximum: try value(.maximum))
      case "flag": .flag
      case "duration": .duration
      case "size": .size
      case "path": .path
      case "list": .list(of: try container.decode(OptionType.self, forKey: .items))
      case "record": .record(try container.decode([OptionSpec].self, forKey: .fields))
      case "map": .map(of: try container.decode(OptionType.self, forKey: .items))
      case "scalar": .scalar
      case "any": .any
      default:
        throw DecodingError.dataCorruptedError(
          forKey: .type,
          in: container,
          debugDescription: "unknown option type '\(name)'"
        )
      }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .type)
    switch self {
    case .text(let values): try container.encodeIfPresent(values, forKey: .values)
    case .integer(let minimum, let maximum):
      try container.encodeIfPresent(minimum, forKey: .minimum)
      try container.encodeIfPresent(maximum, forKey: .maximum)
    case .number(let minimum, let maximum):
      try container.encodeIfPresent(minimum, forKey: .minimum)
      try container.encodeIfPresent(maximum, forKey: .maximum)
    case .list(let items), .map(let items): try container.encode(items, forKey: .items)
    case .record(let fields): try container.encode(fields, forKey: .fields)
    case .flag, .duration, .size, .path, .scalar, .any: break
    }
  }
}
