/// Where each byte of a scalar's value is written.
///
/// Made anew from the source when a place is asked for, which is seldom, instead of kept for every
/// scalar. Folding and escapes are worked through once more in the order libyaml does it
/// (`yaml_parser_scan_plain_scalar`, `…_flow_scalar`, `…_block_scalar`); when that does not give the
/// very value libyaml gave, every byte maps to the whole scalar.
struct ScalarMap {
  /// A stretch of the value and the bytes it comes from.
  struct Run: Equatable {
    var value: Range<Int>
    var source: Range<Int>

    /// Whether bytes correspond one to one; otherwise the run cannot be divided.
    var isExact: Bool
  }

  /// In order, without gaps in the value.
  let runs: [Run]
  /// The offset of the place after the last byte of the value.
  let end: Int
  /// Whether the source gave the very value; if not, every byte stands for the whole scalar.
  let isFaithful: Bool

  /// Maps the value of a scalar written in a range of the source's bytes.
  init(_ style: Scalar.Style, value: String, in bytes: [UInt8], _ range: Range<Int>) {
    let wanted = Array(value.utf8)
    let scanned: ScalarRuns? =
      switch style {
      case .plain: ScalarRuns.plain(bytes, range)
      case .singleQuoted: ScalarRuns.singleQuoted(bytes, range)
      case .doubleQuoted: ScalarRuns.doubleQuoted(bytes, range)
      case .literal: ScalarRuns.block(bytes, range, folds: false, wanted: wanted)
      case .folded: ScalarRuns.block(bytes, range, folds: true, wanted: wanted)
      }
    if let scanned, scanned.value == wanted {
      runs = scanned.runs
      end = scanned.end
      isFaithful = true
    } else {
      isFaithful = false
      runs =
        wanted.isEmpty ? [] : [Run(value: 0..<wanted.count, source: range, isExact: false)]
      end = range.upperBound
    }
  }

  /// The bytes of the source that a range of the value's bytes comes from.
  func source(of range: Range<Int>) -> Range<Int> {
    let start = position(of: range.lowerBound)
    guard !range.isEmpty, let last = run(with: range.upperBound - 1) else { return start..<start }
    let stop =
      last.isExact
      ? last.source.lowerBound + range.upperBound - last.value.lowerBound : last.source.upperBound
    return start..<max(start, stop)
  }

  private func position(of offset: Int) -> Int {
    guard let run = run(with: offset) else { return end }
    return run.isExact
      ? run.source.lowerBound + offset - run.value.lowerBound : run.source.lowerBound
  }

  private func run(with offset: Int) -> Run? {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].value.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < runs.count ? runs[low] : nil
  }
}
