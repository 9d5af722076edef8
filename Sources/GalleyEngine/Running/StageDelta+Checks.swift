import GalleyABI
import GalleyKit

/// The checks of everything a stage hands over, and its translation to original offsets.
extension StageDelta {
  func add(
    _ type: UInt32, _ count: UInt32, _ start: UnsafePointer<UInt32>?, _ end: UnsafePointer<UInt32>?,
    _ rule: UnsafePointer<UInt32>?, _ given: UnsafePointer<UInt32>?,
    _ features: UnsafePointer<galley_feature>?, _ featureCount: UInt32,
    _ first: UnsafeMutablePointer<UInt32>?
  ) -> galley_result {
    guard !hasBreach, let document, let stage else { return galley_result(GALLEY_FAILED) }
    guard let slot = document.schema.slot(of: type), stage.access.adds.contains(slot) else {
      return refuse("added annotations of \(name(ofType: type)), which it does not emit")
    }
    guard count > 0 else { return galley_result(GALLEY_OK) }
    guard let start, let end else { return refuse("added annotations with NULL instead of spans") }
    let firstID = given == nil ? takeIDs(Int(count)) : given.map { $0[0] } ?? 0
    first?.pointee = firstID
    let firstRow = self.start.count
    for i in 0..<Int(count) {
      let id = given.map { $0[i] } ?? firstID + UInt32(i)
      if given != nil, !useReserved(id) {
        return refuse("added an annotation with id \(id), which it has not reserved or used twice")
      }
      let number = rule.map { $0[i] } ?? 0
      guard number <= stage.ruleCount else {
        return refuse("named rule \(number) of \(stage.ruleCount)")
      }
      let span = TextSpan(start: start[i], end: end[i])
      if let problem = problem(with: span) {
        return refuse("\(describe(slot, number, stage)) at \(span), \(problem)")
      }
      append(original(span), id: id, rule: number)
    }
    return takeColumns(slot, count, features, featureCount, firstRow)
  }

  private func takeColumns(
    _ slot: Int, _ count: UInt32, _ features: UnsafePointer<galley_feature>?,
    _ featureCount: UInt32, _ firstRow: Int
  ) -> galley_result {
    let firstColumn = columns.count
    if featureCount > 0, let features {
      let raw = UnsafeRawPointer(features)
      let stride = Int(raw.load(as: UInt32.self))
      guard stride >= MemoryLayout<galley_feature>.size else {
        return refuse("gave \(stride) as the size of galley_feature")
      }
      for i in 0..<Int(featureCount) {
        let feature = raw.load(fromByteOffset: stride * i, as: galley_feature.self)
        guard take(feature, slot, rows: Int(count)) else { return galley_result(GALLEY_FAILED) }
      }
    } else if featureCount > 0 {
      return refuse("handed over \(featureCount) features as NULL")
    }
    append(
      Addition(slot: slot, rows: firstRow..<start.count, columns: firstColumn..<columns.count))
    return galley_result(GALLEY_OK)
  }

  func set(
    _ type: UInt32, _ count: UInt32, _ given: UnsafePointer<UInt32>?,
    _ values: UnsafePointer<galley_feature>?
  ) -> galley_result {
    guard !hasBreach, let document, let stage else { return galley_result(GALLEY_FAILED) }
    guard let slot = document.schema.slot(of: type), let values else {
      return refuse("set a feature of \(name(ofType: type)), which is no declared type")
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
    guard take(values.pointee, slot, rows: Int(count)) else { return galley_result(GALLEY_FAILED) }
    append(Change(slot: slot, targets: first..<targets.count, column: columns.count - 1))
    return galley_result(GALLEY_OK)
  }

  private func targetEveryRow(of slot: Int, _ count: UInt32, _ stage: RunningStage) -> Bool {
    let rows = showing?.shownRows(of: slot) ?? []
    guard rows.count == Int(count) else {
      _ = refuse("set a feature of \(count) \(name(slot)) rows where \(rows.count) are shown")
      return false
    }
    for row in rows { append(target: row) }
    return true
  }

  func remove(
    _ type: UInt32, _ count: UInt32, _ given: UnsafePointer<UInt32>?
  ) -> galley_result {
    guard !hasBreach, let document, let stage else { return galley_result(GALLEY_FAILED) }
    guard let slot = document.schema.slot(of: type), stage.access.removes.contains(slot) else {
      return refuse("removed \(name(ofType: type)), which it does not declare under 'removes'")
    }
    guard count > 0 else { return galley_result(GALLEY_OK) }
    guard let given else { return refuse("removed \(count) annotations with NULL instead of ids") }
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
    guard count < 1 << 28 else { return refuse("reserved \(count) ids") }
    first?.pointee = reserve(Int(count))
    return galley_result(GALLEY_OK)
  }

  func setMetadata(_ value: UnsafePointer<galley_metadata>?) -> galley_result {
    guard !hasBreach, let stage, let value = value?.pointee else {
      return galley_result(GALLEY_FAILED)
    }
    let key = String(value.key)
    guard stage.access.sets.contains(key) else {
      return refuse("set the metadata key '\(key)', which it does not declare under 'sets'")
    }
    setMetadata(key, JSONValue(value))
    return galley_result(GALLEY_OK)
  }

  func number(of text: galley_text) -> UInt32 {
    let bytes = UnsafeBufferPointer(text)
    guard let document, UTF8Check.firstInvalid(in: bytes) == nil else {
      _ = refuse("handed over a text that is not UTF-8")
      return .max
    }
    return document.number(of: bytes) ?? .max
  }

  func drop(reason: galley_text) -> galley_result {
    guard !hasBreach, let stage else { return galley_result(GALLEY_FAILED) }
    guard stage.access.drops else {
      return refuse("dropped a document without declaring 'drops'")
    }
    drop(String(reason))
    return galley_result(GALLEY_OK)
  }

  // MARK: Spans

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
