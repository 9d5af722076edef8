/// A stage's description of itself: the one source of loading, defaults, lint, help and docs.
///
/// In plugins written in C it is JSON text with the keys named in `CodingKeys`.
public struct Manifest: Sendable, Hashable {
  public var stage: StageName
  public var scope: StageScope
  /// What the stage does, in one sentence.
  public var summary: String
  public var options: [OptionSpec]
  /// Types the stage declares.
  public var types: [TypeDeclaration]
  /// What it reads, emits, changes, removes and sets, before options are known.
  public var facts: StageFacts
  /// Whether it may take documents out of the run.
  public var drops: Bool
  /// Whether what it emits follows from its options alone, so that `prepare` must say.
  public var configurable: Bool
  /// Files of the plugin's data folder it uses.
  public var resources: [String]
  /// YAML files of the plugin's data folder with options that stand before those of the user, as if
  /// imported; `{language}` in a name is the text of the option `language`, `Data/{language}/*.yaml` all
  /// such files of that folder.
  public var imports: [String]
  /// Endings of the files a reader takes, without the dot: `jsonl`.
  public var endings: [String]
  /// A rough measure: `low` (over 100 MB/s), `medium` (over 10 MB/s), `high`.
  public var cost: String?
  public var licence: String?
  /// Small runs that show what it does.
  public var examples: [StageExample]

  /// Describes a stage; the SDK fills in `scope` from the protocol it conforms to, and `options` from
  /// its `Options`.
  public init(
    _ stage: StageName,
    scope: StageScope = .document,
    _ summary: String,
    options: [OptionSpec] = [],
    types: [TypeDeclaration] = [],
    reads: [SchemaPath] = [],
    readsOptional: [SchemaPath] = [],
    readsMetadata: [String] = [],
    emits: [SchemaPath] = [],
    changes: [SchemaPath] = [],
    removes: [SchemaPath] = [],
    sets: [String] = [],
    views: [String] = [],
    records: [String] = [],
    drops: Bool = false,
    configurable: Bool = false,
    resources: [String] = [],
    imports: [String] = [],
    endings: [String] = [],
    cost: String? = nil,
    licence: String? = nil,
    examples: [StageExample] = []
  ) {
    self.stage = stage
    self.scope = scope
    self.summary = summary
    self.options = options
    self.types = types
    self.facts = StageFacts(
      reads: reads,
      readsOptional: readsOptional,
      readsMetadata: readsMetadata,
      emits: emits,
      changes: changes,
      removes: removes,
      sets: sets,
      views: views,
      records: records
    )
    self.drops = drops
    self.configurable = configurable
    self.resources = resources
    self.imports = imports
    self.endings = endings
    self.cost = cost
    self.licence = licence
    self.examples = examples
  }
}

/// What a stage works on.
public enum StageScope: String, Sendable, Hashable, Codable, CaseIterable {
  case document
  case corpus
  case reader
  case exporter
  /// Makes models; never part of a pipeline.
  case trainer
}

extension Manifest: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case stage, scope, summary, options, types, drops, configurable, resources, imports
    case endings, cost, licence, examples
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    stage = try container.decode(StageName.self, forKey: .stage)
    scope = try container.decode(StageScope.self, forKey: .scope)
    summary = try container.decode(String.self, forKey: .summary)
    options = try container.decodeIfPresent([OptionSpec].self, forKey: .options) ?? []
    types = try container.decodeIfPresent([TypeDeclaration].self, forKey: .types) ?? []
    drops = try container.decodeIfPresent(Bool.self, forKey: .drops) ?? false
    configurable = try container.decodeIfPresent(Bool.self, forKey: .configurable) ?? false
    resources = try container.decodeIfPresent([String].self, forKey: .resources) ?? []
    imports = try container.decodeIfPresent([String].self, forKey: .imports) ?? []
    endings = try container.decodeIfPresent([String].self, forKey: .endings) ?? []
    cost = try container.decodeIfPresent(String.self, forKey: .cost)
    licence = try container.decodeIfPresent(String.self, forKey: .licence)
    examples = try container.decodeIfPresent([StageExample].self, forKey: .examples) ?? []
    facts = try StageFacts(from: decoder)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(stage, forKey: .stage)
    try container.encode(scope, forKey: .scope)
    try container.encode(summary, forKey: .summary)
    try container.encode(options, forKey: .options)
    try container.encode(types, forKey: .types)
    try container.encode(drops, forKey: .drops)
    try container.encode(configurable, forKey: .configurable)
    try container.encode(resources, forKey: .resources)
    if !imports.isEmpty { try container.encode(imports, forKey: .imports) }
    try container.encode(endings, forKey: .endings)
    try container.encodeIfPresent(cost, forKey: .cost)
    try container.encodeIfPresent(licence, forKey: .licence)
    if !examples.isEmpty { try container.encode(examples, forKey: .examples) }
    try facts.encode(to: encoder)
  }
}

extension Manifest {
  /// The keys a manifest may have in JSON.
  public static var keys: Set<String> {
    Set(CodingKeys.allCases.map(\.rawValue)).union(StageFacts.CodingKeys.allCases.map(\.rawValue))
  }
}
