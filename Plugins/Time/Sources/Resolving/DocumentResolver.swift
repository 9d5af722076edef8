/// Puts the expressions of one document on the calendar, however much is known of its day.
///
/// Of a document that was published on one of several days, an expression has a value when it has the
/// same one on the first and on the last of them: a later day never gives an earlier value, so those
/// between agree. Any other is resolved as if nothing were known.
struct DocumentResolver {
  /// As if nothing were known; and for an interval one for its first and one for its last day.
  private var resolvers: [Resolver]

  init(_ published: PublicationTime, style: TimexStage.Style) {
    let days: [CivilDate?] =
      switch published {
      case .unknown: [nil]
      case .day(let day): [day]
      case .between(let first, let last): [nil, first, last]
      }
    resolvers = days.map { Resolver(published: $0, style: style) }
  }

  /// - Parameters:
  ///   - pending: what the expression says.
  ///   - anchor: what its rule counts from.
  ///   - direction: where its sentence looks; nil: it does not say.
  /// - Returns: its value, and how it came to it.
  mutating func resolve(
    _ pending: PendingValue,
    _ anchor: TimexStage.RuleAnchor,
    _ direction: Direction?
  ) -> Resolver.Resolved {
    let unknown = resolvers[0].resolve(pending, anchor, direction)
    guard resolvers.count > 1 else { return unknown }
    let first = resolvers[1].resolve(pending, anchor, direction)
    let last = resolvers[2].resolve(pending, anchor, direction)
    return first.text == last.text ? first : unknown
  }
}
