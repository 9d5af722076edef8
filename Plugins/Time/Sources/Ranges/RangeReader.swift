import GalleyKit

/// Puts the ranges of a document on the calendar again.
struct RangeReader: Sendable {
  private let type: Symbol
  private let first: Symbol
  private let last: Symbol
  private let ends: [ColumnBuilder]

  init(_ setup: borrowing Setup) {
    type = setup.type("TimeRange")
    first = setup.feature("TimeRange", "first")
    last = setup.feature("TimeRange", "last")
    ends = RangeType.ends.map { ColumnBuilder(setup.feature("TimeRange", $0), .text) }
  }

  /// Writes where the ranges begin and end.
  ///
  /// - Parameters:
  ///   - document: what they are ranges of.
  ///   - resolved: what its expressions came to, by their ids.
  ///   - published: what is known of its day.
  ///   - output: where they are written.
  /// - Throws: when the host refuses.
  func resolve(
    _ document: borrowing Document,
    _ resolved: [UInt32: Resolver.Resolved],
    _ published: PublicationTime,
    _ output: borrowing Annotations
  ) throws {
    let table = document.annotations(of: type)
    guard table.rows.count > 0, let first = table.feature(first), let last = table.feature(last)
    else { return }
    var columns = ends
    for row in table.rows {
      let times = [first, last].map { $0.has(row) ? resolved[$0.reference(row)] : nil }
      let ends = times[0].flatMap { first in
        times[1].flatMap { RangeEnds(first, $0, published) }
      }
      columns[0].append(ends?.begin, output)
      columns[1].append(ends?.end, output)
    }
    for column in columns { try output.set(type, everyRow: column) }
  }
}
