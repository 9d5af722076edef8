public import GalleyABI

/// What a document stage did: annotations, features, metadata, views.
///
/// Every call is checked by the host at once. A refused call throws, and the document fails with the
/// host's reason, whatever the stage does next.
public struct Annotations: ~Copyable {
  private let output: UnsafePointer<galley_output>

  public init(_ output: UnsafePointer<galley_output>) { self.output = output }

  /// Adds an annotation.
  ///
  /// - Returns: its id.
  /// - Throws: `HostRefusal`.
  @discardableResult
  public func add(
    _ type: Symbol,
    _ span: TextSpan,
    rule: UInt32 = 0,
    _ features: [FeatureValue] = []
  ) throws(HostRefusal) -> UInt32 {
    var batch = AnnotationBatch(type, columns: features.map(\.column))
    batch.append(span, rule: rule)
    return try add(batch)
  }

  /// Adds the annotations of a batch; their ids are consecutive.
  ///
  /// - Returns: the first id; 0 for an empty batch.
  /// - Throws: `HostRefusal`.
  @discardableResult
  public func add(_ batch: borrowing AnnotationBatch) throws(HostRefusal) -> UInt32 {
    guard batch.count > 0 else { return 0 }
    var first: UInt32 = 0
    try check(batch.add(to: output, first: &first))
    return first
  }

  /// Adds annotations that lie in the stage's own memory, without copying them into a batch; their
  /// ids are consecutive.
  ///
  /// - Parameters:
  ///   - type: Their type.
  ///   - starts: UTF-8 byte offsets.
  ///   - ends: As many, not included.
  ///   - lent: Features that lie in the stage's memory too, one value per row each.
  ///   - columns: Other features, one value per row each.
  /// - Returns: the first id; 0 when there are no rows.
  /// - Throws: `HostRefusal`.
  @discardableResult
  public func add(
    _ type: Symbol,
    starts: UnsafeBufferPointer<UInt32>,
    ends: UnsafeBufferPointer<UInt32>,
    lent: [galley_feature] = [],
    columns: [ColumnBuilder] = []
  ) throws(HostRefusal) -> UInt32 {
    precondition(starts.count == ends.count, "\(starts.count) starts and \(ends.count) ends")
    guard !starts.isEmpty else { return 0 }
    var first: UInt32 = 0
    let result = columns.withGalleyFeatures(after: lent, rows: starts.count) { features in
      output.pointee.add(
        output.pointee.context,
        type.rawValue,
        UInt32(starts.count),
        starts.baseAddress,
        ends.baseAddress,
        nil,
        nil,
        features.baseAddress,
        UInt32(features.count),
        &first
      )
    }
    try check(result)
    return first
  }

  /// Writes a feature of annotations that exist, by id.
  ///
  /// - Throws: `HostRefusal`.
  public func set(_ type: Symbol, ids: [UInt32], _ values: ColumnBuilder) throws(HostRefusal) {
    try check(
      values.withGalleyFeature { column in
        withUnsafePointer(to: column) {
          output.pointee.set(output.pointee.context, type.rawValue, UInt32(ids.count), ids, $0)
        }
      }
    )
  }

  /// Writes a feature of every annotation of a type the document shows, in the order of its table.
  ///
  /// - Throws: `HostRefusal`.
  public func set(_ type: Symbol, everyRow values: ColumnBuilder) throws(HostRefusal) {
    try check(
      values.withGalleyFeature { column in
        withUnsafePointer(to: column) {
          output.pointee.set(output.pointee.context, type.rawValue, UInt32(values.count), nil, $0)
        }
      }
    )
  }

  /// Hides annotations from later stages.
  ///
  /// - Throws: `HostRefusal`.
  public func remove(_ type: Symbol, ids: [UInt32], rule: UInt32 = 0) throws(HostRefusal) {
    let rules = [UInt32](repeating: rule, count: ids.count)
    try check(
      output.pointee.remove(
        output.pointee.context,
        type.rawValue,
        UInt32(ids.count),
        ids,
        rules
      )
    )
  }

  /// Sets a metadata key the stage declares under `sets`.
  ///
  /// - Throws: `HostRefusal`.
  public func setMetadata(_ key: String, _ value: JSONValue) throws(HostRefusal) {
    try check(
      value.withGalleyMetadata(key: key) { metadata in
        withUnsafePointer(to: metadata) {
          output.pointee.set_metadata(output.pointee.context, $0)
        }
      }
    )
  }

  /// Adds a view over the text the stage was shown.
  ///
  /// - Throws: `HostRefusal`.
  public func addView(_ name: String, text: [UInt8], runs: [ViewRun]) throws(HostRefusal) {
    let records = runs.map(\.abi)
    let result = name.withGalleyText { name in
      text.withUnsafeBufferPointer { text in
        records.withUnsafeBufferPointer { records in
          var view = galley_view()
          view.size = UInt32(MemoryLayout<galley_view>.size)
          view.run_count = UInt32(records.count)
          view.name = name
          view.text = galley_text(text)
          view.runs = records.baseAddress
          return output.pointee.add_view(output.pointee.context, &view)
        }
      }
    }
    try check(result)
  }

  /// The number of a text in this document.
  public func text(_ text: String) -> Symbol {
    text.withGalleyText { Symbol(rawValue: output.pointee.text(output.pointee.context, $0)) }
  }

  /// The number of a text in this document, given as UTF-8.
  public func text(_ utf8: UnsafeBufferPointer<UInt8>) -> Symbol {
    Symbol(rawValue: output.pointee.text(output.pointee.context, galley_text(utf8)))
  }

  /// Takes the document out of the run, counted by `reason`.
  ///
  /// - Throws: `HostRefusal` when the manifest does not say `drops`.
  public func drop(_ reason: String) throws(HostRefusal) {
    try check(reason.withGalleyText { output.pointee.drop(output.pointee.context, $0) })
  }

  private func check(_ result: galley_result) throws(HostRefusal) {
    if result != galley_result(GALLEY_OK) { throw HostRefusal(result: result) }
  }
}

/// The host did not accept what a stage handed over; it keeps the reason.
public struct HostRefusal: Error, Sendable {
  public let result: galley_result

  public init(result: galley_result) { self.result = result }
}
