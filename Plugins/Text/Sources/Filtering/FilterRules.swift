import GalleyKit

/// What a filter keeps, checked.
struct FilterRules: Sendable {
  private let required: [String]
  private let days: DayRange?
  /// In lower case.
  private let languages: [String]
  private let keepsUnknownLanguage: Bool
  /// Code points.
  private let lengths: ClosedRange<Int>?
  /// Why every document is dropped.
  private let reason: String?

  /// - Throws: `PrepareFailure.reported` when the options make no sense.
  init(_ options: Filter.Options, _ setup: borrowing Setup) throws {
    var check = FilterCheck()
    check.checkLengths(options, setup)
    check.checkLanguages(options, setup)
    let days = check.days(options.published, setup)
    check.checkUse(options, setup)
    guard check.isWell else { throw PrepareFailure.reported }
    required = options.require
    self.days = days
    languages = options.languages.map { $0.lowercased() }
    keepsUnknownLanguage = options.unknownLanguage == .keep
    let isLimited = options.minLength != nil || options.maxLength != nil
    lengths = isLimited ? (options.minLength ?? 0)...(options.maxLength ?? .max) : nil
    reason = options.drop
  }

  /// The metadata keys they look at, in byte order.
  var keys: [String] {
    var keys = Set(required)
    if days != nil { keys.insert("published") }
    if !languages.isEmpty { keys.insert("lang") }
    return keys.sorted()
  }

  /// The first reason to drop a document; nil to keep it.
  ///
  /// Reasons are a few fixed words, so that their counts add up.
  func reason(toDrop document: borrowing Document) -> String? {
    if let reason { return reason }
    if !required.isEmpty || days != nil || !languages.isEmpty {
      let metadata = document.metadata
      func value(_ key: String) -> JSONValue? { metadata.first { $0.key == key }?.value }
      if let key = required.first(where: { Self.isMissing(value($0)) }) { return "missing \(key)" }
      if let reason = reason(published: value("published")) ?? reason(language: value("lang")) {
        return reason
      }
    }
    return lengths.flatMap { reason(length: Self.codePoints(document.utf8), $0) }
  }

  private func reason(published value: JSONValue?) -> String? {
    guard let days else { return nil }
    if Self.isMissing(value) { return "missing published" }
    return switch value?.text.flatMap(days.place) {
    case .within: nil
    case .before: "too early"
    case .after: "too late"
    case nil: "unreadable published"
    }
  }

  private func reason(language value: JSONValue?) -> String? {
    guard !languages.isEmpty else { return nil }
    let language = value?.text?.lowercased() ?? ""
    // ISO 639-2 writes a language that nobody could tell as 'und'.
    if language.isEmpty || language == "und" {
      return keepsUnknownLanguage ? nil : "unknown language"
    }
    let isWanted = languages.contains { language == $0 || language.hasPrefix("\($0)-") }
    return isWanted ? nil : "other language"
  }

  private func reason(length: Int, _ lengths: ClosedRange<Int>) -> String? {
    if length < lengths.lowerBound { return "too short" }
    return length > lengths.upperBound ? "too long" : nil
  }

  private static func isMissing(_ value: JSONValue?) -> Bool {
    value == nil || value == .null || value == .text("")
  }

  private static func codePoints(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    for byte in text { count += byte & 0xC0 == 0x80 ? 0 : 1 }
    return count
  }
}
