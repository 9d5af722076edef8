public import GalleyKit

/// A document for tests: made by hand, or what a stage or reader made.
public struct TestDocument: Sendable, Hashable {
  public var id: String
  public var text: String
  public var metadata: [String: JSONValue]
  /// Those given, in order; those of a stage, by type and then in the order in which it added them.
  public var annotations: [TestAnnotation]
  /// Annotations a reader loaded, by layer.
  public var layers: [String: [TestAnnotation]] = [:]
  /// Why the stage took it out of the run; nil: it did not.
  public var dropReason: String?
  /// 1-based line of the input a reader found it in; 0: none.
  public var line = 0

  public init(
    _ text: String,
    id: String = "test",
    metadata: [String: JSONValue] = [:],
    annotations: [TestAnnotation] = []
  ) {
    self.text = text
    self.id = id
    self.metadata = metadata
    self.annotations = annotations
  }

  /// The text an annotation covers.
  public func coveredText(of annotation: TestAnnotation) -> String {
    String(decoding: Array(text.utf8)[annotation.span.range], as: UTF8.self)
  }

  /// The annotations of one type.
  public func annotations(of type: String) -> [TestAnnotation] {
    annotations.filter { $0.type == type }
  }
}

/// An annotation of a test document.
public struct TestAnnotation: Sendable, Hashable {
  public var type: String
  /// UTF-8 bytes.
  public var span: TextSpan
  /// A span as a list of two offsets, a reference as an id.
  public var features: [String: JSONValue]
  /// Id of the stage that made it; those made by hand are `given`, unless told otherwise.
  public var stage: String
  public var rule: String?
  /// In given annotations without meaning: ids count from 1 in their order.
  public var id: UInt32
  /// Whether a stage has removed it.
  public var isHidden: Bool

  public init(
    _ type: String,
    _ span: TextSpan,
    _ features: [String: JSONValue] = [:],
    stage: String = "given",
    rule: String? = nil,
    id: UInt32 = 0,
    isHidden: Bool = false
  ) {
    self.type = type
    self.span = span
    self.features = features
    self.stage = stage
    self.rule = rule
    self.id = id
    self.isHidden = isHidden
  }
}

/// A document a stage could not process, or a reader could not read.
public struct TestFailure: Error, Sendable, Hashable {
  /// Id, as far as it is known.
  public var document: String
  /// 1-based line of the input; 0: none.
  public var line: Int
  /// Offset in the input; nil: not known.
  public var byte: Int?
  public var code: String
  public var message: String

  public init(
    document: String = "",
    line: Int = 0,
    byte: Int? = nil,
    code: String,
    message: String
  ) {
    self.document = document
    self.line = line
    self.byte = byte
    self.code = code
    self.message = message
  }
}
