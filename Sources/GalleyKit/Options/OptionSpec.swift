/// One option of a stage, as its manifest describes it.
public struct OptionSpec: Sendable, Hashable {
  /// snake_case.
  public var name: String
  public var type: OptionType
  /// What the number counts: `bytes`, `characters`, `tokens`.
  public var unit: String?
  /// The value when the user gives none; nil when there is none.
  public var defaultValue: JSONValue?
  public var required: Bool
  /// What it does, in one sentence.
  public var help: String
  public var example: JSONValue?

  public init(
    _ name: String,
    _ type: OptionType,
    unit: String? = nil,
    default defaultValue: JSONValue? = nil,
    required: Bool = false,
    help: String,
    example: JSONValue? = nil
  ) {
    self.name = name
    self.type = type
    self.unit = unit
    self.defaultValue = defaultValue
    self.required = required
    self.help = help
    self.example = example
  }
}

/// The type of an option's value.
public indirect enum OptionType: Sendable, Hashable {
  /// Any text, or one of `values`.
  case text(values: [String]? = nil)
  case integer(minimum: Int64? = nil, maximum: Int64? = nil)
  case number(minimum: Double? = nil, maximum: Double? = nil)
  case flag
  /// Written `500ms`, `10s`, `2m`; the stage gets milliseconds.
  case duration
  /// Written `64MiB`, `1GB`; the stage gets bytes.
  case size
  /// A file or folder, relative to the folder of the file in which it is written; the stage gets an
  /// absolute path.
  case path
  case list(of: OptionType)
  /// Named options of its own.
  case record([OptionSpec])
  /// Names chosen by the user, each with a value.
  case map(of: OptionType)
  /// A text, integer, number or flag.
  case scalar
  /// Anything.
  case any
}

extension OptionType {
  /// The word for it in manifests and help.
  public var name: String {
    switch self {
    case .text: "text"
    case .integer: "integer"
    case .number: "number"
    case .flag: "flag"
    case .duration: "duration"
    case .size: "size"
    case .path: "path"
    case .list: "list"
    case .record: "record"
    case .map: "map"
    case .scalar: "scalar"
    case .any: "any"
    }
  }
}
