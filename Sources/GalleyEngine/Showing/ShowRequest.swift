/// What a user asks to be shown.
package struct ShowRequest: Sendable {
  package enum Format: String, Sendable, CaseIterable {
    case text
    case html
  }

  package enum Coloring: String, Sendable, CaseIterable {
    /// On a terminal, unless it refuses.
    case auto
    case always
    case never
  }

  /// Files, folders, globs or `-`; with no pipeline, the results of one run.
  package var inputs: [String] = []
  package var reader: String?
  package var selection = StageSelection()
  /// Globs over document ids; empty: all.
  package var documents: [String] = []
  package var limit: Int?
  /// Types named, or `all`; nil: the usual ones.
  package var types: [String]?
  package var listsFeatures = false
  package var format = Format.text
  package var coloring = Coloring.auto
  /// Columns; nil: as many as the terminal has.
  package var width: Int?
  /// A file; nil: standard output.
  package var out: String?

  package init() {}

  /// Columns a page has at least.
  package static let narrowest = 20

  var choice: ShownTypes.Choice {
    guard let types else { return .usual }
    return types == ["all"] ? .all : .named(types)
  }
}
