import GalleyABI
import GalleyKit

/// The checks of everything a stage hands over, and its translation to original offsets.
extension StageDelta {
  func add(
    _ type: UInt32,
    _ count: UInt32,
    _ start: UnsafePointer<UInt32>?,
    _ end: UnsafePointer<UInt32>?,
    _ rule: UnsafePointer<UInt32>?,
    _ given: UnsafePointer<UInt32>?,
    _ features: UnsafePointer<galley_feature>?,
    _ featureCount: UInt32,
    _ first: UnsafeMutablePointer<UInt32>?
  ) -> galley_result {
    guard !hasBreach, let document, let stage else { return galley_result(GALLEY_FAILED) }
    guard let slot = document.schema.slot(of: type), stage.access.adds.contains(slot) else {
      return refuse("added annotations of \(name(ofType: type)), which it does not emit")
    }
    guard count > 0 else { return galley_result(GALLEY_OK) }
    guard let start, let end else {
      return refuse("added \(count) annotations of '\(name(slot))' with NULL instead of spans")
    }
    let firstRow = self.start.count
    if let i = firstBadSpan(start, end, Int(count)) {
      let span = TextSpan(start: start[i], end: end[i])
      let by = describe(slot, rule.map { $0[i] } ?? 0, stage)
      return refuse("\(by) at \(span), \(problem(with: span) ?? "")")
    }
    if let rule, let number = firstBadRule(rule, Int(count), stage) {
      return refuse(
        "added a \(name(slot)) of rule \(number), but has declared \(stage.ruleCount) rules"
      )
    }
    if let given {
      for i in 0..<Int(count) where !useReserved(given[i]) {
        return refuse(
          "added a \(name(slot)) with id \(given[i]), which it has not reserved or has used"
        )
      }
    }
    let firstID = append(start, end, rule, ids: given, count: Int(count))
    first?.pointee = firstID
    return takeColumns(slot, count, features, featureCount, firstRow)
  }

  /// The first row whose span is not one of the text shown.
  private func firstBadSpan(
    _ start: UnsafePointer<UInt32>,
    _ end: UnsafePointer<UInt32>,
    _ count: Int
  ) -> Int? {
    let text = showing?.utf8 ?? UnsafeBufferPointer(start: nil, count: 0)
    let length = UInt32(text.count)
    guard let bytes = text.baseAddress else { return 0 }
    for i in 0..<count {
      let (first, last) = (start[i], end[i])
      guard first < last, last <= length, bytes[Int(first)] & 0xC0 != 0x80 else { return i }
      guard last == length || bytes[Int(last)] & 0xC0 != 0x80 else { return i }
    }
    return nil
  }

  private func firstBadRule(
    _ rule: UnsafePointer<UInt32>,
    _ count: Int,
    _ stage: RunningStage
  ) -> UInt32? {
    let most = stage.ruleCount
    return UnsafeBufferPointer(start: rule, count: count).first { $0 > most }
  }

  private func takeColumns(
    _ slot: Int,
    _ count: UInt32,
    _ features: UnsafePointer<galley_feature>?,
    _ featureCount: UInt32,
    _ firstRow: Int
  ) -> galley_result {
    let firstColumn = columns.count
    let most = document?.schema.types[slot].columns.count ?? 0
    guard featureCount <= most else {
      return refuse("gave \(name(slot)) \(featureCount) features of \(most) declared ones")
    }
    if featureCount > 0, let features {
      let raw = UnsafeRawPointer(features)
      let stride = Int(raw.load(as: UInt32.self))
      guard hasSize(features) else { return galley_result(GALLEY_FAILED) }
      for i in 0..<Int(featureCount) {
        let feature = raw.load(fromByteOffset: stride * i, as: galley_feature.self)
        guard take(feature, slot, rows: Int(count)) else { return galley_result(GALLEY_FAILED) }
      }
      if let twice = firstTwice(columns[firstColumn...].map(\.column)) {
        return refuse("gave \(name(slot)) the feature '\(name(slot, column: twice))' twice")
      }
    } else if featureCount > 0 {
      return refuse("gave \(name(slot)) \(featureCount) features with NULL instead of columns")
    }
    append(
      Addition(slot: slot, rows: firstRow..<start.count, columns: firstColumn..<columns.count)
    )
    return galley_result(GALLEY_OK)
  }

  func set(
    _ type: UInt32,
    _ count: UInt32,
    _ given: UnsafePointer<UInt32>?,
    _ values: UnsafePointer<galley_feature>?
  ) -> galley_result {
    guard !hasBreach, let document, let stage else { return galley_result(GALLEY_FAILED) }
    guard let slot = document.schema.slot(of: type) else {
      return refuse("set a feature of \(name(ofType: type)), which is not declared")
    }
    guard let values else {
      return refuse("set a feature of '\(name(slot))' with NULL instead of a column")
    }
    let first = targets.count
    if let given {
      for i in 0..<Int(count) {
        guard let row = document.row(of: given[i], in: slot) else {
          return refuse("set a feature of \(name(slot)) \(given[i]), which does not exist")
        }
        append(target: row)
      }
    } else {
      guard targetEveryRow(of: slot, count, stage) else { return galley_result(GALLEY_FAILED) }
    }
    guard hasSize(values), take(values.pointee, slot, rows: Int(count)) else {
      return galley_result(GALLEY_FAILED)
    }
    append(Change(slot: slot, targets: first..<targets.count, column: columns.count - 1))
    return galley_result(GALLEY_OK)
  }

  private func hasSize(_ feature: UnsafePointer<galley_feature>) -> Bool {
    let size = UnsafeRawPointer(feature).load(as: UInt32.self)
    guard size < MemoryLayout<galley_feature>.size else { return true }
    _ = refuse("gave \(size) as the size of galley_feature")
    return false
  }

  private func firstTwice(_ columns: [Int]) -> Int? {
    columns.indices.first { columns[..<$0].contains(columns[$0]) }.map { columns[$0] }
  }

  private func targetEveryRow(of slot: Int, _ count: UInt32, _ stage: RunningStage) -> Bool {
    let rows = showing?.shownRows(of: slot) ?? []
    guard rows.count == Int(count) else {
      _ = refuse("set a feature of every \(name(slot)) with \(count) values for \(rows.count) rows")
      return false
    }
    for row in rows { append(target: row) }
    return true
  }

  func remove(
    _ type: UInt32,
    _ count: UInt32,
    _ given: UnsafePointer<UInt32>?
  ) -> galley_result {
    guard !hasBreach, let document, let stage else { return galley_result(GALLEY_FAILED) }
    guard let slot = document.schema.slot(of: type), stage.access.removes.contains(slot) else {
      return refuse("removed \(name(ofType: type)), which it does not declare under 'removes'")
    }
    guard count > 0 else { return galley_result(GALLEY_OK) }
    guard let given else {
      return refuse("removed \(count) annotations of '\(name(slot))' with NULL instead of ids")
    }
    for i in 0..<Int(count) {
      guard let row = document.row(of: given[i], in: slot) else {
        return refuse("removed \(name(slot)) \(given[i]), which does not exist")
      }
      append(Removal(slot: slot, row: row))
    }
    return galley_result(GALLEY_OK)
  }

  func reserve(_ count: UInt32, _ first: UnsafeMutablePointer<UInt32>?) -> galley_result {
    guard !hasBreach else { return galley_result(GALLEY_FAILED) }
    guard count < 1 << 28 else { return refuse("reserved \(count) ids at once") }
    guard idLimit < 1 << 30 else { return refuse("reserved more ids than a document can have") }
    first?.pointee = reserve(Int(count))
    return galley_result(GALLEY_OK)
  }

  func drop(reason: galley_text) -> galley_result {
    guard !hasBreach, let stage else { return galley_result(GALLEY_FAILED) }
    guard stage.access.drops else {
      return refuse("dropped the document without declaring 'drops'")
    }
    drop(String(reason))
    return galley_result(GALLEY_OK)
  }

  /// What is wrong with a span of the text shown.
  func problem(with span: TextSpan) -> String? {
    let text = showing?.utf8 ?? UnsafeBufferPointer(start: nil, count: 0)
    if span.start >= span.end { return "which is empty or ends before it starts" }
    if Int(span.end) > text.count { return "outside the text of \(text.count) bytes" }
    guard WorkingDocument.isBoundary(span.start, in: text),
      WorkingDocument.isBoundary(span.end, in: text)
    else { return "which cuts a character in two" }
    return nil
  }

  func original(_ span: TextSpan) -> TextSpan { showing?.view?.original(of: span) ?? span }

  func name(_ slot: Int) -> String { document?.schema.types[slot].declaration.name ?? "" }

  func name(_ slot: Int, column: Int) -> String {
    document?.schema.types[slot].columns[column].declaration.name ?? ""
  }

  func name(ofType symbol: UInt32) -> String {
    guard let document, let slot = document.schema.slot(of: symbol) else {
      return "type number \(symbol)"
    }
    return "'\(name(slot))'"
  }

  private func describe(_ slot: Int, _ rule: UInt32, _ stage: RunningStage) -> String {
    let by = stage.ruleName(rule).map { " (rule '\($0)')" } ?? ""
    return "added a \(name(slot))\(by)"
  }
}
