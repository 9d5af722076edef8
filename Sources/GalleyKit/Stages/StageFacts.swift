/// What a stage does to a document: in a manifest in general, after `prepare` with its options.
///
/// `Type` stands for rows of a type, `Type.feature` for a column.
public struct StageFacts: Sendable, Hashable {
  /// Needed: without a stage before it that emits these, the stage cannot work.
  public var reads: [SchemaPath]
  /// Used when there.
  public var readsOptional: [SchemaPath]
  /// Metadata keys it looks at.
  public var readsMetadata: [String]
  public var emits: [SchemaPath]
  /// Features of existing annotations it overwrites.
  public var changes: [SchemaPath]
  /// Types whose annotations it hides.
  public var removes: [SchemaPath]
  /// Metadata keys it sets.
  public var sets: [String]
  /// Views it adds.
  public var views: [String]
  /// Record types a corpus stage makes.
  public var records: [String]
  /// Files an exporter writes, numbered from 0.
  public var outputs: [OutputDeclaration]
  /// Rules or patterns, numbered from 1 in annotations.
  public var rules: [RuleFact]
  /// Where in the options it is written that something is read, for what is missing there.
  public var places: [ReadPlace]

  public init(
    reads: [SchemaPath] = [],
    readsOptional: [SchemaPath] = [],
    readsMetadata: [String] = [],
    emits: [SchemaPath] = [],
    changes: [SchemaPath] = [],
    removes: [SchemaPath] = [],
    sets: [String] = [],
    views: [String] = [],
    records: [String] = [],
    outputs: [OutputDeclaration] = [],
    rules: [RuleFact] = [],
    places: [ReadPlace] = []
  ) {
    self.reads = reads
    self.readsOptional = readsOptional
    self.readsMetadata = readsMetadata
    self.emits = emits
    self.changes = changes
    self.removes = removes
    self.sets = sets
    self.views = views
    self.records = records
    self.outputs = outputs
    self.rules = rules
    self.places = places
  }
}

/// A place in the options at which a type or feature is read.
public struct ReadPlace: Sendable, Hashable, Codable {
  public var path: SchemaPath
  /// A JSON pointer into the options.
  public var pointer: String
  /// UTF-8 bytes from the start of the text there.
  public var offset: Int
  /// UTF-8 bytes; 0: all of the text.
  public var count: Int

  public init(_ path: SchemaPath, pointer: String, range: Range<Int> = 0..<0) {
    self.path = path
    self.pointer = pointer
    offset = range.lowerBound
    count = range.count
  }
}

/// A file an exporter writes below the folder of results.
public struct OutputDeclaration: Sendable, Hashable, Codable {
  public enum Kind: String, Sendable, Hashable, Codable {
    /// Documents are rendered in the lanes and appended in input order.
    case lines
    /// The exporter writes it on one thread.
    case whole
  }

  /// A relative path.
  public var name: String
  public var kind: Kind

  public init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

extension StageFacts: Codable {
  enum CodingKeys: String, CodingKey, CaseIterable {
    case reads
    case readsOptional = "reads_optional"
    case readsMetadata = "reads_metadata"
    case emits, changes, removes, sets, views, records, outputs, rules, places
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func list<Element: Decodable>(_ key: CodingKeys) throws -> [Element] {
      try container.decodeIfPresent([Element].self, forKey: key) ?? []
    }
    self.init(
      reads: try list(.reads),
      readsOptional: try list(.readsOptional),
      readsMetadata: try list(.readsMetadata),
      emits: try list(.emits),
      changes: try list(.changes),
      removes: try list(.removes),
      sets: try list(.sets),
      views: try list(.views),
      records: try list(.records),
      outputs: try list(.outputs),
      rules: try list(.rules),
      places: try list(.places)
    )
  }
}
