import GalleyABI
import GalleyKit

/// The checks of texts and metadata.
extension StageDelta {
  /// Texts longer than the longest document are counts that were never set.
  private static let longestText: UInt64 = 1 << 31

  func number(of text: galley_text) -> UInt32 {
    if let problem = Self.problem(with: text) {
      _ = refuse("handed over a text \(problem)")
      return .max
    }
    return document?.number(of: UnsafeBufferPointer(text)) ?? .max
  }

  func setMetadata(_ value: UnsafePointer<galley_metadata>?) -> galley_result {
    guard !hasBreach, let stage else { return galley_result(GALLEY_FAILED) }
    guard let value else { return refuse("set metadata with NULL instead of a value") }
    guard value.pointee.size >= MemoryLayout<galley_metadata>.size else {
      return refuse("gave \(value.pointee.size) as the size of galley_metadata")
    }
    if let problem = Self.problem(with: value.pointee.key) {
      return refuse("set a metadata key \(problem)")
    }
    let key = String(value.pointee.key)
    guard stage.access.sets.contains(key) else {
      return refuse("set the metadata key '\(key)', which it does not declare under 'sets'")
    }
    if let problem = Self.problem(with: value.pointee) {
      return refuse("set the metadata key '\(key)' to \(problem)")
    }
    setMetadata(key, JSONValue(value.pointee))
    return galley_result(GALLEY_OK)
  }

  /// What is wrong with a text, as words after 'a text'.
  static func problem(with text: galley_text) -> String? {
    if text.count > Self.longestText { return "of \(text.count) bytes" }
    if text.bytes == nil, text.count > 0 { return "of \(text.count) bytes at NULL" }
    return UTF8Check.firstInvalid(in: UnsafeBufferPointer(text)).map {
      "that is not UTF-8 from byte \($0) on"
    }
  }

  /// What is wrong with a value of metadata, as words after 'to'.
  static func problem(with value: galley_metadata) -> String? {
    switch Int(value.kind) {
    case GALLEY_VALUE_INTEGER, GALLEY_VALUE_FLAG: return nil
    case GALLEY_VALUE_NUMBER: return value.number.isFinite ? nil : "a number that is not finite"
    case GALLEY_VALUE_TEXT, GALLEY_VALUE_JSON:
      if let problem = problem(with: value.text) { return "a text \(problem)" }
      guard Int(value.kind) == GALLEY_VALUE_JSON else { return nil }
      return JSONValue(parsing: String(value.text)) == nil ? "a text that is not JSON" : nil
    default: return "a value of the unknown kind \(value.kind)"
    }
  }
}
