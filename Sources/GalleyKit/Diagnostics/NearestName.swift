/// The name a user most likely meant.
public enum NearestName {
  /// The candidate closest to `name`, if it is close enough to be worth offering.
  ///
  /// Close enough: at most a third of the longer name's characters apart, counting insertions,
  /// deletions, substitutions and swaps of neighbours (optimal string alignment distance). Ties go
  /// to the first in byte order.
  public static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars)
    var best: (distance: Int, name: String)?
    for candidate in candidates where candidate != name {
      let other = Array(candidate.lowercased().unicodeScalars)
      let limit = max(1, max(wanted.count, other.count) / 3)
      guard abs(wanted.count - other.count) <= limit else { continue }
      let found = distance(wanted, other)
      guard found <= limit else { continue }
      if let current = best, (current.distance, current.name) <= (found, candidate) { continue }
      best = (found, candidate)
    }
    return best?.name
  }

  /// `did you mean 'x'?`, or else the names there are.
  public static func fix(
    for name: String,
    among candidates: some Sequence<String>,
    called what: String
  ) -> String? {
    if let near = of(name, among: candidates) { return "did you mean '\(near)'?" }
    let all = candidates.sorted()
    guard !all.isEmpty else { return nil }
    let shown = all.prefix(12).map { "'\($0)'" }.joined(separator: ", ")
    let rest = all.count > 12 ? ", … (\(all.count) in all)" : ""
    return "\(what): \(shown)\(rest)"
  }

  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforePrevious = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      for j in 0..<b.count {
        let substitution = previous[j] + (a[i] == b[j] ? 0 : 1)
        var cost = min(substitution, previous[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, beforePrevious[j - 1] + 1)
        }
        row.append(cost)
      }
      beforePrevious = previous
      previous = row
    }
    return previous[b.count]
  }
}
