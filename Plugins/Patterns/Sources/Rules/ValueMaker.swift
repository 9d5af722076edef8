import GalleyKit
import GalleyPatterns

/// Makes the values of features out of what a match captured.
struct ValueMaker {
  let match: RuleMatch
  let captures: [RuleCapture]
  let numerals: Numerals

  func value(
    _ source: ValueSource,
    _ matcher: borrowing RuleMatcher,
    _ document: borrowing Document,
    _ output: borrowing Annotations
  ) -> RuleValue {
    switch source.origin {
    case .none: .none
    case .constant(let value): value
    case .capture(nil): whole(source, document, output)
    case .capture(let number?): captured(captures[number], source, document, output)
    case .coveredText(let number): captured(captures[number], source, document, output)
    case .feature(let number, let columns):
      copied(captures[number], columns, source, matcher, document)
    case .first(let sources): first(sources, matcher, document, output)
    case .when(let numbers, let source):
      numbers.allSatisfy { captures[$0].span != nil }
        ? value(source, matcher, document, output) : .none
    case .joined(let parts): joined(parts, source, matcher, document, output)
    }
  }

  private func first(
    _ sources: [ValueSource],
    _ matcher: borrowing RuleMatcher,
    _ document: borrowing Document,
    _ output: borrowing Annotations
  ) -> RuleValue {
    for source in sources {
      let value = value(source, matcher, document, output)
      if value != .none { return value }
    }
    return .none
  }

  private func joined(
    _ parts: [ValueSource],
    _ source: ValueSource,
    _ matcher: borrowing RuleMatcher,
    _ document: borrowing Document,
    _ output: borrowing Annotations
  ) -> RuleValue {
    var bytes: [UInt8] = []
    for part in parts {
      guard let text = utf8(of: part, matcher, document) else { return .none }
      if !bytes.isEmpty { bytes.append(0x20) }
      bytes += text
    }
    if let allowed = source.allowed, !allowed.contains(String(decoding: bytes, as: UTF8.self)) {
      return .none
    }
    return .text(bytes.withUnsafeBufferPointer { output.text($0) })
  }

  /// A part of a joined text; nil when it has no value.
  private func utf8(
    of part: ValueSource,
    _ matcher: borrowing RuleMatcher,
    _ document: borrowing Document
  ) -> UnsafeBufferPointer<UInt8>? {
    let span: TextSpan?
    switch part.origin {
    case .constant(.text(let symbol)): return document.utf8(of: symbol)
    case .feature(let number, let columns):
      let value = copied(captures[number], columns, part, matcher, document)
      guard case .text(let symbol) = value else { return nil }
      return document.utf8(of: symbol)
    case .capture(let number?), .coveredText(let number): span = captures[number].span
    default: span = match.span
    }
    return span.map { UnsafeBufferPointer(rebasing: document.utf8[$0.range]) }
  }

  private func whole(
    _ source: ValueSource,
    _ document: borrowing Document,
    _ output: borrowing Annotations
  ) -> RuleValue {
    source.kind == .span ? .span(match.span) : text(match.span, source, document, output)
  }

  private func captured(
    _ capture: RuleCapture,
    _ source: ValueSource,
    _ document: borrowing Document,
    _ output: borrowing Annotations
  ) -> RuleValue {
    guard let span = capture.span else { return .none }
    let items = referents(capture)
    switch source.kind {
    case .text: return text(span, source, document, output)
    case .integer: return integer(span, document)
    case .number: return number(span, document)
    case .flag: return .flag(true)
    case .span: return .span(span)
    case .reference: return items.first.map { .reference($0.id) } ?? .none
    case .list:
      switch source.items ?? .text {
      case .text:
        var texts: [Symbol] = []
        for item in items {
          if case .text(let symbol) = text(item.span, source, document, output) {
            texts.append(symbol)
          }
        }
        return .texts(texts)
      case .span: return .spans(items.map(\.span))
      case .reference: return .references(items.map(\.id))
      case .integer, .number, .flag, .list: return .none
      }
    }
  }

  /// What a reference to a capture means: its annotations, or its tokens when it holds no other.
  private func referents(_ capture: RuleCapture) -> [CapturedItem] {
    let annotations = capture.items.filter { $0.type != 0 }
    return annotations.isEmpty ? capture.items : annotations
  }

  private func text(
    _ span: TextSpan,
    _ source: ValueSource,
    _ document: borrowing Document,
    _ output: borrowing Annotations
  ) -> RuleValue {
    if let allowed = source.allowed, !allowed.contains(document.coveredText(of: span)) {
      return .none
    }
    return .text(output.text(UnsafeBufferPointer(rebasing: document.utf8[span.range])))
  }

  private func integer(_ span: TextSpan, _ document: borrowing Document) -> RuleValue {
    numerals.integer(of: document.utf8[span.range]).map { .integer($0) } ?? .none
  }

  private func number(_ span: TextSpan, _ document: borrowing Document) -> RuleValue {
    numerals.number(of: document.utf8[span.range]).map { .number($0) } ?? .none
  }

  /// The feature of what was captured, of those that have it; of a single value the first.
  private func copied(
    _ capture: RuleCapture,
    _ columns: [Int: Int],
    _ source: ValueSource,
    _ matcher: borrowing RuleMatcher,
    _ document: borrowing Document
  ) -> RuleValue {
    var values: [RuleValue] = []
    for item in capture.items {
      guard let column = columns[item.type] else { continue }
      let value = matcher.value(column, of: item)
      if value != .none, allows(value, source, document) { values.append(value) }
    }
    guard source.kind == .list else {
      if case .integer(let integer)? = values.first, source.kind == .number {
        return .number(Double(integer))
      }
      return values.first ?? .none
    }
    guard !values.isEmpty else { return .none }
    return switch source.items ?? .text {
    case .text: .texts(values.compactMap { if case .text(let text) = $0 { text } else { nil } })
    case .integer:
      .integers(values.compactMap { if case .integer(let one) = $0 { one } else { nil } })
    case .number:
      .numbers(
        values.compactMap {
          switch $0 {
          case .number(let number): number
          case .integer(let integer): Double(integer)
          default: nil
          }
        }
      )
    case .span: .spans(values.compactMap { if case .span(let span) = $0 { span } else { nil } })
    case .reference:
      .references(values.compactMap { if case .reference(let id) = $0 { id } else { nil } })
    case .flag, .list: .none
    }
  }

  private func allows(
    _ value: RuleValue,
    _ source: ValueSource,
    _ document: borrowing Document
  ) -> Bool {
    guard let allowed = source.allowed, case .text(let text) = value else { return true }
    return allowed.contains(document.text(of: text))
  }
}
