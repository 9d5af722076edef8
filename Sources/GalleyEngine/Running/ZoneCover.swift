import GalleyKit

/// The zones a stage is limited to, so that time to find the one around a span does not grow with
/// their number.
struct ZoneCover {
  /// In annotation order; zones may overlap.
  private let starts: [UInt32]
  /// The furthest end of the zones up to each.
  private let reach: [UInt32]

  init(_ zones: [TextSpan]) {
    let zones = zones.sorted()
    starts = zones.map(\.start)
    var furthest: UInt32 = 0
    reach = zones.map {
      furthest = max(furthest, $0.end)
      return furthest
    }
  }

  /// Whether a zone contains all of a span; takes logarithmic time.
  func contains(_ span: TextSpan) -> Bool {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= span.start { low = middle + 1 } else { high = middle }
    }
    return low > 0 && reach[low - 1] >= span.end
  }
}
