/// What a stretch of a document is to its story.
///
/// The first nine numbers are those of kinds that words tell.
enum ZoneKind: UInt8, CaseIterable, Sendable {
  case headline = 0
  case byline, dateline
  case body = 9
  case caption = 3
  case credit, related, note, correction, contact
  case table = 10
  case list

  static let toldByWords = 9

  /// The value of `Zone.kind`.
  var name: String { "\(self)" }

  static func named(_ name: some StringProtocol) -> ZoneKind? {
    allCases.first { $0.name == name }
  }
}
