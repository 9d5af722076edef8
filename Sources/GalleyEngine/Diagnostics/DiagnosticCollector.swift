package import GalleyKit

/// Gathers what is wrong, so that the user sees all of it at once.
package struct DiagnosticCollector: Sendable {
  /// How many are kept: past this the first ones have to be mended anyway.
  package static let limit = 200

  /// In the order they were found.
  private(set) var found: [Diagnostic] = []
  private var known: Set<Diagnostic> = []
  private var files: [String: Int] = [:]

  package init() {}

  package init(_ diagnostics: some Sequence<Diagnostic>) {
    for diagnostic in diagnostics { add(diagnostic) }
  }

  /// Whether one of them is an error.
  package var hasErrors: Bool { found.contains { $0.severity == .error } }

  /// Says that a file comes next in the order of files; those never named follow as they appear.
  package mutating func open(file: String) {
    if files[file] == nil { files[file] = files.count }
  }

  /// Adds one, unless the same was said before.
  package mutating func add(_ diagnostic: Diagnostic) {
    guard known.insert(diagnostic).inserted else { return }
    if let file = diagnostic.location?.file { open(file: file) }
    found.append(diagnostic)
  }

  /// In the order of files, lines and columns; at one place in the order they were found.
  ///
  /// Past the limit, a last one without a place says how many more there are.
  package var sorted: [Diagnostic] {
    let keyed = found.enumerated().map { number, diagnostic in
      let place = diagnostic.location
      let file = place.flatMap { files[$0.file] } ?? -1
      return (file, place?.line ?? 0, place?.column ?? 0, number)
    }
    let order = keyed.sorted { $0 < $1 }
    var result = order.prefix(Self.limit).map { found[$0.3] }
    if order.count > Self.limit {
      let isError = order.dropFirst(Self.limit).contains { found[$0.3].severity == .error }
      result.append(
        Diagnostic(
          isError ? .error : .warning,
          code: "more",
          "\(order.count - Self.limit) more diagnostics are not shown"
        )
      )
    }
    return result
  }
}

extension DiagnosticCollector {
  mutating func error(
    _ code: String,
    at node: Node,
    _ message: String,
    fix: String? = nil
  ) {
    add(Diagnostic(code: code, at: node.location, message, fix: fix))
  }

  mutating func error(
    _ code: String,
    at location: SourceLocation,
    _ message: String,
    fix: String? = nil
  ) {
    add(Diagnostic(code: code, at: location, message, fix: fix))
  }
}
