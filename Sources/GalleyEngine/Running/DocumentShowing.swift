import GalleyABI
import GalleyKit

/// Lends documents to stages in the layout of the C contract; the memory of one lane.
///
/// Tables are lent as they stand; only where rows are hidden, a view is shown or zones limit the
/// stage are the rows copied.
final class DocumentShowing {
  private var tables: [galley_table] = []
  private var features: [[galley_feature]] = []
  private var filtered: [FilteredTable] = []
  /// The document, view and rows shown now, for the functions of the document.
  private(set) var document: WorkingDocument?
  private(set) var view: ViewStorage?
  private(set) var zones: [TextSpan]?

  /// The text shown.
  var utf8: UnsafeBufferPointer<UInt8> {
    view?.utf8 ?? document?.utf8 ?? UnsafeBufferPointer(start: nil, count: 0)
  }

  /// Lends a document for the length of `body`.
  ///
  /// - Parameter origins: who made annotations, indexed by their `stage`.
  func lend(
    _ document: WorkingDocument, scope: DocumentScope, access: StageAccess, origins: OriginTable,
    _ body: (UnsafePointer<galley_document>) -> galley_result
  ) -> galley_result {
    self.document = document
    view = scope.view.flatMap(document.view)
    zones = scope.spans(in: document)
    show(access)
    return tables.withUnsafeMutableBufferPointer { tables in
      withFeatures(0, tables) {
        withDescription(of: document, origins: origins) { lent in
          lent.tables = UnsafePointer(tables.baseAddress)
          lent.table_count = UInt32(tables.count)
          return withUnsafePointer(to: lent, body)
        }
      }
    }
  }

  /// The row shown of an annotation.
  private func row(of id: UInt32, type: UInt32) -> UInt32 {
    guard let document, let slot = document.schema.slot(of: type),
      let table = tables.first(where: { $0.type == type })
    else { return .max }
    guard let row = document.row(of: id, in: slot) else { return .max }
    guard let copy = filtered.first(where: { $0.type == type }) else {
      return UInt32(row) < table.count ? UInt32(row) : .max
    }
    return copy.shownRow(of: row).map(UInt32.init) ?? .max
  }

  /// Rows of a type's table that are shown, in its order.
  func shownRows(of slot: Int) -> [Int] {
    guard let document else { return [] }
    let type = document.schema.types[slot].symbol.rawValue
    guard let table = tables.first(where: { $0.type == type }) else { return [] }
    if let copy = filtered.first(where: { $0.type == type }) { return copy.rows }
    return Array(0..<Int(table.count))
  }

  private func show(_ access: StageAccess) {
    tables.removeAll(keepingCapacity: true)
    features.removeAll(keepingCapacity: true)
    filtered.removeAll(keepingCapacity: true)
    guard let document else { return }
    for (slot, columns) in access.shown {
      let table = document.tables[slot]
      guard table.count > 0 else { continue }
      let type = document.schema.types[slot]
      let columns = columns.filter { table.features[$0].rows > 0 }
      if table.hiddenCount == 0, view == nil, zones == nil {
        showWhole(table, type, columns)
      } else {
        showFiltered(table, type, columns)
      }
    }
  }

  private func showWhole(_ table: TypeTable, _ type: Schema.TypeEntry, _ columns: [Int]) {
    for column in columns { table.features[column].pad(to: table.count) }
    features.append(columns.map { table.features[$0].shown(as: type.columns[$0].symbol.rawValue) })
    tables.append(
      galley_table(
        size: UInt32(MemoryLayout<galley_table>.size),
        type: type.symbol.rawValue,
        count: UInt32(table.count),
        feature_count: UInt32(columns.count),
        start: UnsafePointer(table.start.base),
        end: UnsafePointer(table.end.base),
        id: UnsafePointer(table.id.base),
        stage: UnsafePointer(table.stage.base),
        rule: UnsafePointer(table.rule.base),
        order: table.annotationOrder(),
        features: nil))
  }

  private func showFiltered(_ table: TypeTable, _ type: Schema.TypeEntry, _ columns: [Int]) {
    let copy = FilteredTable(table, type, columns, view: view, zones: zones)
    guard copy.table.count > 0 else { return }
    filtered.append(copy)
    features.append(copy.shownFeatures)
    tables.append(copy.lent)
  }

  /// Fills in the pointers to the feature columns, one table after the other.
  private func withFeatures(
    _ i: Int, _ tables: UnsafeMutableBufferPointer<galley_table>, _ body: () -> galley_result
  ) -> galley_result {
    guard i < tables.count else { return body() }
    return features[i].withUnsafeBufferPointer { columns in
      tables[i].features = columns.baseAddress
      return withFeatures(i + 1, tables, body)
    }
  }

  private func withDescription(
    of document: WorkingDocument, origins: OriginTable,
    _ body: (inout galley_document) -> galley_result
  ) -> galley_result {
    let symbols = strings(
      first: 0, document.symbols.count, document.symbols.offsets, document.symbols.bytes)
    let own = strings(
      first: document.strings.first, document.strings.count,
      UnsafePointer(document.strings.offsets.base), UnsafePointer(document.strings.bytes.base))
    return withUnsafePointer(to: symbols) { symbols in
      withUnsafePointer(to: own) { own in
        withTexts(of: document) { id, origin in
          withMetadata(document.metadata[...], []) { metadata in
            withViews(document.views[...], []) { views in
              var lent = galley_document()
              lent.size = UInt32(MemoryLayout<galley_document>.size)
              lent.number = UInt32(truncatingIfNeeded: document.number)
              lent.context = Unmanaged.passUnretained(self).toOpaque()
              lent.id = id
              lent.text = galley_text(utf8)
              lent.origin = origin
              lent.metadata = metadata.baseAddress
              lent.metadata_count = UInt32(metadata.count)
              lent.views = views.baseAddress
              lent.view_count = UInt32(views.count)
              lent.origins = origins.base
              lent.origin_count = UInt32(origins.count)
              lent.symbols = symbols
              lent.strings = own
              lent.row_of = { DocumentShowing.at($0).row(of: $2, type: $1) }
              lent.convert = { DocumentShowing.at($0).convert($1, $2, $3) }
              return body(&lent)
            }
          }
        }
      }
    }
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> DocumentShowing {
    guard let context else { preconditionFailure("a stage passes back the context it got") }
    return Unmanaged<DocumentShowing>.fromOpaque(context).takeUnretainedValue()
  }

  private func convert(
    _ unit: galley_unit, _ count: UInt32, _ offsets: UnsafeMutablePointer<UInt32>?
  ) {
    guard let offsets, let unit = OffsetUnit(rawValue: unit) else { return }
    OffsetConversion.convert(
      UnsafeMutableBufferPointer(start: offsets, count: Int(count)), in: utf8, to: unit)
  }

  private func strings(
    first: UInt32, _ count: Int, _ offsets: UnsafePointer<UInt32>, _ bytes: UnsafePointer<UInt8>
  ) -> galley_strings {
    galley_strings(
      size: UInt32(MemoryLayout<galley_strings>.size), first: first, count: UInt32(count),
      reserved: 0, offsets: offsets,
      bytes: UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self))
  }

  private func withTexts(
    of document: WorkingDocument, _ body: (galley_text, galley_text) -> galley_result
  ) -> galley_result {
    document.id.withGalleyText { id in
      document.origin.withGalleyText { body(id, $0) }
    }
  }

  private func withMetadata(
    _ rest: ArraySlice<(key: String, value: JSONValue)>, _ lent: [galley_metadata],
    _ body: (UnsafeBufferPointer<galley_metadata>) -> galley_result
  ) -> galley_result {
    guard let entry = rest.first else { return lent.withUnsafeBufferPointer(body) }
    return entry.value.withGalleyMetadata(key: entry.key) {
      withMetadata(rest.dropFirst(), lent + [$0], body)
    }
  }

  private func withViews(
    _ rest: ArraySlice<ViewStorage>, _ lent: [galley_view],
    _ body: (UnsafeBufferPointer<galley_view>) -> galley_result
  ) -> galley_result {
    guard let view = rest.first else { return lent.withUnsafeBufferPointer(body) }
    return view.name.withGalleyText { name in
      let record = galley_view(
        size: UInt32(MemoryLayout<galley_view>.size), run_count: UInt32(view.runs.count),
        name: name, text: galley_text(view.utf8), runs: UnsafePointer(view.runs.base))
      return withViews(rest.dropFirst(), lent + [record], body)
    }
  }
}
