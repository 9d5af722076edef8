import Foundation

/// When a document was published, as far as its clues tell.
///
/// Every day of the years that come into question is a candidate. Each clue weighs it: it is so many times
/// as probable to read these words in a text of that day. The weights are multiplied, with one of all the
/// years that are no candidates, and the shares that come out say how much speaks for which days.
///
/// Dating documents by the years and days they name goes back to N. Kanhabua, K. Nørvåg, "Improving
/// Temporal Language Models for Determining Time of Non-timestamped Documents", ECDL 2008,
/// doi:10.1007/978-3-540-87599-4_37, who compare words with those of dated texts, and to N. Chambers,
/// "Labeling Documents with Timestamps: Learning from their Time Expressions", ACL 2012, who constrains
/// the year of a document by what its sentences say of the years they name: before, after, in. Here
/// constraints go down to the day, words have no part, and nothing is learned but the histograms of `Spread`.
struct DayEstimate: Sendable {
  /// The day with the greatest share.
  var best: CivilDate
  /// Of all.
  var bestShare: Double
  /// The shortest stretch of days that has so much of the weight as was asked for.
  var first: CivilDate
  var last: CivilDate
  var share: Double
  /// Part of the weight of all clues that speaks for the best day, 0 to 1.
  var agreement: Double
  /// How much each clue speaks for the best day: how many bits it weighs more there than on average.
  var bits: [Double]

  /// How many days the stretch has.
  var length: Int { last.dayNumber - first.dayNumber + 1 }

  /// - Parameters:
  ///   - clues: What is known.
  ///   - part: How much of the weight the stretch is to have, 0 to 1.
  ///   - since: The year before which documents are rare.
  init?(_ clues: [Clue], holding part: Double, since: Int) {
    let years = Self.years(of: clues)
    guard let firstYear = years.first, let lastYear = years.last else { return nil }
    let days = years.flatMap(Self.days)
    var logs = days.map { day in
      -log(Spread.days) - (day.date.year < since ? Self.rareness : 0)
    }
    var elsewhere = 0.0
    let counted = clues.filter { $0.strength > 0 }.sorted { !$0.isRelation && $1.isRelation }
    for clue in counted {
      let floor = (logs.max() ?? 0) - Self.negligible
      let likelihood = clue.claim.likelihood(in: firstYear...lastYear)
      elsewhere += clue.strength * clue.claim.logElsewhere
      for index in days.indices where logs[index] >= floor {
        logs[index] += clue.strength * likelihood(days[index])
      }
    }
    let greatest = max(logs.max() ?? 0, elsewhere)
    let weights = logs.map { exp($0 - greatest) }
    let all = weights.reduce(exp(elsewhere - greatest), +)
    guard let top = weights.indices.max(by: { weights[$0] < weights[$1] }) else { return nil }
    best = days[top].date
    bestShare = weights[top] / all
    let stretch = Self.shortest(days, weights, of: part * all, around: top)
    first = days[stretch.first].date
    last = days[stretch.last].date
    share = weights[stretch.first...stretch.last].reduce(0, +) / all
    (bits, agreement) = Self.support(clues, of: days[top], among: days, firstYear...lastYear)
  }

  /// The logarithm of how much rarer documents of earlier years are.
  private static let rareness = 6.0
  /// Days so much less probable than the best are not looked at any more: e⁻²⁰.
  private static let negligible = 20.0

  /// The years in which a document with these clues may have been published.
  private static func years(of clues: [Clue]) -> [Int] {
    var years: Set<Int> = []
    for clue in clues {
      switch clue.claim {
      case .named(let first, let last, let part):
        let (first, last) = (CivilDate(dayNumber: first).year, CivilDate(dayNumber: last).year)
        let (before, behind) = part.reach
        years.formUnion(first - before...last + behind)
      case .yearOf(_, let year): years.formUnion(year - 1...year + 1)
      case .oneOf(let counted, let named, certain: true):
        for day in named where day.rest.isEmpty {
          let year = CivilDate(dayNumber: day.first).year - counted.years
          years.formUnion(year - 1...year + 1)
        }
      default: break
      }
    }
    return years.sorted().suffix(40)
  }

  private static func days(of year: Int) -> [CandidateDay] {
    let first = CivilDate.first(ofMonth: 1, year: year).dayNumber
    return (first..<first + (CivilDate.isLeap(year) ? 366 : 365)).map { CandidateDay($0) }
  }

  /// The shortest stretch with so much weight; of equally short ones the weightiest, then the first.
  private static func shortest(
    _ days: [CandidateDay],
    _ weights: [Double],
    of wanted: Double,
    around top: Int
  ) -> (first: Int, last: Int) {
    var found = (first: 0, last: days.count - 1, weight: weights.reduce(0, +))
    var length = Int.max
    var first = 0
    var weight = 0.0
    for last in days.indices {
      weight += weights[last]
      while weight - weights[first] >= wanted, first < last {
        weight -= weights[first]
        first += 1
      }
      let here = days[last].number - days[first].number
      if weight >= wanted, here < length || here == length && weight > found.weight {
        (found, length) = ((first, last, weight), here)
      }
    }
    return widened(found.first...found.last, weights)
  }

  /// A stretch with the days at its ends that are hardly less probable than those inside: of a whole week not
  /// its first five days.
  private static func widened(
    _ stretch: ClosedRange<Int>,
    _ weights: [Double]
  ) -> (first: Int, last: Int) {
    let least = weights[stretch].reduce(0, +) / Double(stretch.count) * Self.hardlyLess
    var (first, last) = (stretch.lowerBound, stretch.upperBound)
    while first > 0, weights[first - 1] >= least { first -= 1 }
    while last < weights.count - 1, weights[last + 1] >= least { last += 1 }
    return (first, last)
  }

  private static let hardlyLess = 0.25

  private static func support(
    _ clues: [Clue],
    of best: CandidateDay,
    among days: [CandidateDay],
    _ years: ClosedRange<Int>
  ) -> (bits: [Double], agreement: Double) {
    // Every eleventh day meets all weekdays and months.
    let sample = stride(from: 0, to: days.count, by: 11).map { days[$0] }
    let bits = clues.map { clue in
      let likelihood = clue.claim.likelihood(in: years)
      let mean = sample.map { exp(likelihood($0)) }.reduce(0, +) / Double(sample.count)
      return clue.strength * (likelihood(best) - log(mean)) / log(2)
    }
    let speaking = bits.reduce(0) { $0 + max($1, 0) }
    let against = bits.reduce(0) { $0 - min($1, 0) }
    return (bits, speaking > 0 ? speaking / (speaking + against) : 0)
  }
}

extension Clue {
  /// Whether it costs more to ask than others, and so is asked last.
  fileprivate var isRelation: Bool { if case .oneOf = claim { true } else { false } }
}

extension Claim.Part {
  /// How many years before and behind its days are candidates.
  fileprivate var reach: (before: Int, behind: Int) {
    switch self {
    case .issue, .fileName, .copyright: (1, 1)
    case .caption: (1, 2)
    case .pastDay, .openDay, .pastMonth, .pastQuarter, .pastYear, .openYear: (1, 8)
    case .futureDay, .futureYear: (8, 1)
    }
  }
}
