import GalleyABI
public import GalleyKit

/// Lets a document stage read texts made by hand and keeps the annotations it adds.
///
/// Only `Annotations.add` and `Annotations.text` are offered; other changes fail the document.
public final class DocumentTrial {
  /// An annotation the stage added.
  public struct Found: Sendable, Hashable {
    public var type: String
    /// UTF-8 byte offsets.
    public var span: TextSpan
    /// The text inside the span.
    public var text: String
    /// From 1 in the facts; 0 for none.
    public var rule: Int
    /// Only features of kind text, integer, number, flag and span (as a list of two offsets).
    public var features: [String: JSONValue]
  }

  private let stage: StageTrial
  private var worker: UnsafeMutableRawPointer?
  private var bytes: [UInt8] = []
  private var found: [Found] = []

  public init(_ stage: StageTrial) {
    self.stage = stage
    _ = stage.stage.worker?(stage.stage.context, stage.shared, &worker)
  }

  deinit { stage.stage.end_worker?(stage.stage.context, worker) }

  /// The annotations of one document, in the order in which they were added.
  ///
  /// - Returns: nil when the document failed; `StageTrial.failure` says why.
  public func annotations(of document: TrialDocument) -> [Found]? {
    guard let functions = stage.stage.document?.pointee else {
      preconditionFailure("'\(stage.manifest.stage)' does not work on documents")
    }
    bytes = Array(document.text.utf8)
    found = []
    var output = makeOutput()
    let result = document.lend(symbols: stage.texts) { document in
      stage.call { call in
        functions.process?(
          stage.stage.context,
          stage.shared,
          worker,
          call,
          document,
          &output
        ) ?? 2
      }
    }
    return result == galley_result(GALLEY_OK) ? found : nil
  }

  /// The annotations of a text.
  ///
  /// - Returns: nil when the document failed; `StageTrial.failure` says why.
  public func annotations(in text: String) -> [Found]? {
    annotations(of: TrialDocument(id: "trial", text: text))
  }

  private func makeOutput() -> galley_output {
    var output = galley_output()
    output.size = UInt32(MemoryLayout<galley_output>.size)
    output.context = Unmanaged.passUnretained(self).toOpaque()
    output.add = { context, type, count, start, end, rule, _, features, featureCount, first in
      let trial = DocumentTrial.at(context)
      first?.pointee = UInt32(trial.found.count)
      let columns = UnsafeBufferPointer(start: features, count: Int(featureCount))
      for row in 0..<Int(count) {
        guard let start = start?[row], let end = end?[row] else { return 1 }
        let span = TextSpan(start: start, end: end)
        trial.append(type, span, rule: rule?[row] ?? 0, columns, row)
      }
      return galley_result(GALLEY_OK)
    }
    output.text = { context, text in DocumentTrial.at(context).stage.symbol(String(text)).rawValue }
    output.reserve = { _, _, _ in galley_result(GALLEY_FAILED) }
    output.set = { _, _, _, _, _ in galley_result(GALLEY_FAILED) }
    output.remove = { _, _, _, _, _ in galley_result(GALLEY_FAILED) }
    output.set_metadata = { _, _ in galley_result(GALLEY_FAILED) }
    output.add_view = { _, _ in galley_result(GALLEY_FAILED) }
    output.drop = { _, _ in galley_result(GALLEY_FAILED) }
    return output
  }

  private func append(
    _ type: UInt32,
    _ span: TextSpan,
    rule: UInt32,
    _ columns: UnsafeBufferPointer<galley_feature>,
    _ row: Int
  ) {
    precondition(span.start < span.end && span.end <= bytes.count, "span \(span) outside the text")
    var features: [String: JSONValue] = [:]
    for column in columns { features[name(column.name)] = value(of: column, row) }
    found.append(
      Found(
        type: name(type),
        span: span,
        text: String(decoding: bytes[span.range], as: UTF8.self),
        rule: Int(rule),
        features: features
      )
    )
  }

  private func name(_ symbol: UInt32) -> String { stage.texts[Int(symbol)] }

  /// The value of one row, nil when it has none.
  private func value(of column: galley_feature, _ row: Int) -> JSONValue? {
    if let present = column.present, present[row >> 6] >> UInt64(row & 63) & 1 == 0 { return nil }
    guard let values = column.values else { return nil }
    func word<Value>(_ type: Value.Type) -> Value {
      values.load(fromByteOffset: row * MemoryLayout<Value>.stride, as: type)
    }
    return switch column.kind {
    case FeatureKind.text.abi: .text(name(word(UInt32.self)))
    case FeatureKind.integer.abi: .integer(word(Int64.self))
    case FeatureKind.number.abi: .number(word(Double.self))
    case FeatureKind.span.abi:
      .list([.integer(Int64(word(UInt64.self) & 0xFFFF_FFFF)), .integer(word(Int64.self) >> 32)])
    case FeatureKind.flag.abi:
      .flag(values.load(fromByteOffset: row / 8, as: UInt8.self) >> (row % 8) & 1 == 1)
    default: nil
    }
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> DocumentTrial {
    guard let context else { preconditionFailure("a stage passes back the context it got") }
    return Unmanaged<DocumentTrial>.fromOpaque(context).takeUnretainedValue()
  }
}
