/// A rule of a stage: its name, where its author wrote it, and the texts that show what it does.
public struct RuleFact: Sendable, Hashable {
  public var name: String
  /// JSON pointer into the options.
  public var pointer: String?
  /// 1-based line, when the option at `pointer` names the file in which the rule is written.
  public var line: Int?
  /// JSON pointers to texts with marks in which the rule must match.
  public var examples: [String]
  /// JSON pointers to texts with marks in which it must not.
  public var rejects: [String]

  public init(
    _ name: String,
    pointer: String? = nil,
    line: Int? = nil,
    examples: [String] = [],
    rejects: [String] = []
  ) {
    self.name = name
    self.pointer = pointer
    self.line = line
    self.examples = examples
    self.rejects = rejects
  }
}

extension RuleFact: Codable {
  enum CodingKeys: String, CodingKey {
    case name, pointer, line, examples, rejects
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try container.decode(String.self, forKey: .name),
      pointer: try container.decodeIfPresent(String.self, forKey: .pointer),
      line: try container.decodeIfPresent(Int.self, forKey: .line),
      examples: try container.decodeIfPresent([String].self, forKey: .examples) ?? [],
      rejects: try container.decodeIfPresent([String].self, forKey: .rejects) ?? []
    )
  }
}
