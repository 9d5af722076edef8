import GalleyABI
import GalleyKit

/// Shows documents to stages in the layout of the C contract; the memory of one lane.
///
/// Tables are lent as they stand; only where rows are hidden, a view is shown or zones limit the
/// stage are the rows copied.
final class DocumentShowing {
  private(set) var document: WorkingDocument?
  private(set) var view: ViewStorage?
  /// Original offsets; nil: no limit.
  private(set) var zones: ZoneCover?

  private let lent = UnsafeMutablePointer<galley_document>.allocate(capacity: 1)
  private let strings = UnsafeMutablePointer<galley_strings>.allocate(capacity: 2)
  private var tables = NativeBuffer<galley_table>()
  private var features = NativeBuffer<galley_feature>()
  private var metadata = NativeBuffer<galley_metadata>()
  private var views = NativeBuffer<galley_view>()
  private var texts = TextArena()
  private var filtered: [FilteredTable] = []
  private var conversion = OffsetConversion()

  init() {
    lent.initialize(to: galley_document())
    strings.initialize(repeating: galley_strings(), count: 2)
  }

  deinit {
    lent.deallocate()
    strings.deallocate()
  }

  /// The text shown.
  var utf8: UnsafeBufferPointer<UInt8> {
    view?.utf8 ?? document?.utf8 ?? UnsafeBufferPointer(start: nil, count: 0)
  }

  /// Shows a document; the result is valid until the next call.
  ///
  /// `origins`: who made annotations, indexed by their `stage`.
  func show(
    _ document: WorkingDocument,
    scope: DocumentScope,
    access: StageAccess,
    origins: OriginTable
  ) -> UnsafePointer<galley_document> {
    self.document = document
    view = scope.view.flatMap(document.view)
    zones = scope.cover(in: document)
    texts.removeAll()
    showTables(of: document, access)
    showMetadata(of: document)
    showViews(of: document)
    showStrings(of: document)
    describe(document, origins)
    return UnsafePointer(lent)
  }

  /// Rows of a type's table that are shown, in its order.
  func shownRows(of slot: Int) -> [Int] {
    guard let document else { return [] }
    let type = document.schema.types[slot].symbol.rawValue
    if let copy = filtered.first(where: { $0.type == type }) { return copy.rows }
    return table(of: type).map { Array(0..<Int($0.count)) } ?? []
  }

  /// The row shown of an annotation.
  private func row(of id: UInt32, type: UInt32) -> UInt32 {
    guard let document, let slot = document.schema.slot(of: type), let table = table(of: type),
      let row = document.row(of: id, in: slot)
    else { return .max }
    guard let copy = filtered.first(where: { $0.type == type }) else {
      return UInt32(row) < table.count ? UInt32(row) : .max
    }
    return copy.shownRow(of: row).map(UInt32.init) ?? .max
  }

  private func table(of type: UInt32) -> galley_table? {
    tables.elements.first { $0.type == type }
  }

  private func showTables(of document: WorkingDocument, _ access: StageAccess) {
    tables.removeAll()
    features.removeAll()
    filtered.removeAll(keepingCapacity: true)
    for (slot, columns) in access.shown {
      let table = document.tables[slot]
      guard table.count > 0 else { continue }
      let type = document.schema.types[slot]
      let columns = columns.filter { table.features[$0].rows > 0 }
      if table.hiddenCount == 0, view == nil, zones == nil {
        for column in columns { table.features[column].pad(to: table.count) }
        show(table, type, columns)
      } else {
        let copy = FilteredTable(table, type, columns, view: view, zones: zones)
        guard copy.table.count > 0 else { continue }
        filtered.append(copy)
        show(copy.table, type, columns)
      }
    }
    var first = 0
    for i in 0..<tables.count {
      tables.base[i].features = UnsafePointer(features.base + first)
      first += Int(tables[i].feature_count)
    }
  }

  private func show(_ table: TypeTable, _ type: Schema.TypeEntry, _ columns: [Int]) {
    for column in columns {
      features.append(table.features[column].shown(as: type.columns[column].symbol.rawValue))
    }
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
        features: nil
      )
    )
  }

  private func showMetadata(of document: WorkingDocument) {
    metadata.removeAll()
    for (key, value) in document.metadata {
      value.withGalleyMetadata(key: key) { entry in
        var entry = entry
        entry.key = texts.keep(entry.key)
        entry.text = texts.keep(entry.text)
        metadata.append(entry)
      }
    }
  }

  private func showViews(of document: WorkingDocument) {
    views.removeAll()
    for view in document.views {
      views.append(
        galley_view(
          size: UInt32(MemoryLayout<galley_view>.size),
          run_count: UInt32(view.runs.count),
          name: texts.keep(view.name),
          text: galley_text(view.utf8),
          runs: UnsafePointer(view.runs.base)
        )
      )
    }
  }

  private func showStrings(of document: WorkingDocument) {
    document.strings.freeLeft()
    strings[0] = lend(
      first: 0,
      document.symbols.count,
      document.symbols.offsets,
      document.symbols.bytes
    )
    strings[1] = lend(
      first: document.strings.first,
      document.strings.count,
      UnsafePointer(document.strings.offsets.base),
      UnsafePointer(document.strings.bytes.base)
    )
  }

  private func lend(
    first: UInt32,
    _ count: Int,
    _ offsets: UnsafePointer<UInt32>,
    _ bytes: UnsafePointer<UInt8>
  ) -> galley_strings {
    galley_strings(
      size: UInt32(MemoryLayout<galley_strings>.size),
      first: first,
      count: UInt32(count),
      reserved: 0,
      offsets: offsets,
      bytes: UnsafeRawPointer(bytes).assumingMemoryBound(to: CChar.self)
    )
  }

  private func describe(_ document: WorkingDocument, _ origins: OriginTable) {
    lent.pointee.size = UInt32(MemoryLayout<galley_document>.size)
    lent.pointee.number = UInt32(truncatingIfNeeded: document.number)
    lent.pointee.context = Unmanaged.passUnretained(self).toOpaque()
    lent.pointee.id = texts.keep(document.id)
    lent.pointee.text = galley_text(utf8)
    lent.pointee.origin = texts.keep(document.origin)
    lent.pointee.tables = UnsafePointer(tables.base)
    lent.pointee.table_count = UInt32(tables.count)
    lent.pointee.metadata = UnsafePointer(metadata.base)
    lent.pointee.metadata_count = UInt32(metadata.count)
    lent.pointee.views = UnsafePointer(views.base)
    lent.pointee.view_count = UInt32(views.count)
    lent.pointee.origins = origins.base
    lent.pointee.origin_count = UInt32(origins.count)
    lent.pointee.symbols = UnsafePointer(strings)
    lent.pointee.strings = UnsafePointer(strings + 1)
    lent.pointee.row_of = { DocumentShowing.at($0).row(of: $2, type: $1) }
    lent.pointee.convert = { DocumentShowing.at($0).convert($1, $2, $3) }
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> DocumentShowing {
    guard let context else { preconditionFailure("a stage passes back the context it got") }
    return Unmanaged<DocumentShowing>.fromOpaque(context).takeUnretainedValue()
  }

  private func convert(
    _ unit: galley_unit,
    _ count: UInt32,
    _ offsets: UnsafeMutablePointer<UInt32>?
  ) {
    guard let offsets, let unit = OffsetUnit(rawValue: unit) else { return }
    conversion.convert(
      UnsafeMutableBufferPointer(start: offsets, count: Int(count)),
      in: utf8,
      to: unit
    )
  }
}
