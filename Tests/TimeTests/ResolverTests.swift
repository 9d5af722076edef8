import Testing

@testable import Time

@Suite struct ResolverTests {
  struct Case: CustomTestStringConvertible {
    /// What an expression says, as rules write it.
    var said: String
    var direction: Direction?
    var published: String?
    /// Its value; `-` for a day that does not exist.
    var value: String
    var style = TimexStage.Style.news
    /// What was mentioned before.
    var before: [String] = []
    var anchor = TimexStage.RuleAnchor.publication

    var testDescription: String {
      "\(said) \(direction?.rawValue ?? "-") \(published ?? "-") \(style) \(before)"
    }

    func resolve() -> String {
      var resolver = Resolver(
        published: published.flatMap { CivilDate(prefixOf: $0) },
        style: style
      )
      for text in before { _ = resolver.resolve(PendingValue(text), .publication, nil) }
      let resolved = resolver.resolve(PendingValue(said), anchor, direction)
      return resolved.isInvalid ? "-" : resolved.text ?? ""
    }
  }

  private static func at(
    _ published: String?,
    _ cases: [(String, Direction?, String)]
  ) -> [Case] {
    cases.map { Case(said: $0.0, direction: $0.1, published: published, value: $0.2) }
  }

  // MARK: - Ends of years, leap days, weeks

  private static let endsOfYears =
    at(
      "2024-01-01",
      [
        ("XXXX-12-31", .past, "2023-12-31"), ("XXXX-01-01", .past, "2024-01-01"),
        ("XXXX-01-02", .past, "2023-01-02"), ("XXXX-01-02", .future, "2024-01-02"),
        ("XXXX-12", .likelyPast, "2023-12"), ("XXXX-Q4", .past, "2023-Q4"),
        ("XXXX-WI", nil, "2023-WI"),
        ("@day-1", nil, "2023-12-31"), ("@week-1", nil, "2023-W52"), ("@month-1", nil, "2023-12"),
        ("@quarter-1", nil, "2023-Q4"), ("@half-1", nil, "2023-H2"), ("@year-1-12", nil, "2023-12"),
        ("@weekend-1", nil, "2023-W52-WE"), ("XXXX-WXX-7", .past, "2023-12-31"),
        ("<XXXX-12", nil, "2022-12"), (">XXXX-01", nil, "2025-01"), ("=XXXX-12", nil, "2024-12"),
      ]
    )
    + at(
      "2023-12-31",
      [
        ("XXXX-01-01", .future, "2024-01-01"), ("XXXX-WXX-1", .future, "2024-01-01"),
        ("@day+1", nil, "2024-01-01"), ("@week+1", nil, "2024-W01"),
        ("XXXX-01", .likelyFuture, "2024-01"),
        ("XXXX-01", .past, "2023-01"),
      ]
    )

  private static let leapDays =
    at(
      "2024-02-29",
      [
        ("@day+1", nil, "2024-03-01"), ("@year-1-XX-XX", nil, "-"),
        ("@year-4-XX-XX", nil, "2020-02-29"),
        ("@year-1-XX", nil, "2023-02"), ("XXXX-02-29", .past, "2024-02-29"),
      ]
    )
    + at(
      "2023-03-01",
      [
        ("@day-1", nil, "2023-02-28"), ("XXXX-02-29", .past, "2020-02-29"),
        ("XXXX-02-29", .future, "2024-02-29"), ("2023-02-29", nil, "-"),
        ("2000-02-29", nil, "2000-02-29"),
        ("1900-02-29", nil, "-"), ("XXXX-02-30", .past, "-"),
      ]
    )

  private static let weeks =
    at(
      "2021-01-01",
      [
        ("@week+0", nil, "2020-W53"), ("@week+1", nil, "2021-W01"),
        ("@week-1-5", nil, "2020-12-25"),
        ("XXXX-01-02/week", .future, "2020-W53"), ("XXXX-01-04/week", .future, "2021-W01"),
        ("2020-W53", nil, "2020-W53"), ("2023-W53", nil, "-"),
        ("XXXX-WXX-WE", .future, "2020-W53-WE"),
      ]
    )
    + at("2024-12-30", [("@week+0", nil, "2025-W01"), ("@week+0-1", nil, "2024-12-30")])

  // MARK: - Tense

  private static let tense =
    // A Thursday.
    at(
      "2000-01-06",
      [
        ("XXXX-WXX-3", .past, "2000-01-05"), ("XXXX-WXX-3", .likelyPast, "2000-01-05"),
        ("XXXX-WXX-3", .future, "2000-01-12"), ("XXXX-WXX-3", .likelyFuture, "2000-01-12"),
        ("XXXX-WXX-3", .possible, "2000-01-05"), ("XXXX-WXX-5", .possible, "2000-01-07"),
        ("XXXX-WXX-3", nil, "2000-01-05"), ("XXXX-WXX-4", .past, "2000-01-06"),
        ("XXXX-WXX-4", .future, "2000-01-06"), (">XXXX-WXX-4", nil, "2000-01-13"),
        ("<XXXX-WXX-4", nil, "1999-12-30"),
      ]
    )
    + at(
      "1989-10-27",
      [
        ("XXXX-12", .past, "1988-12"), ("XXXX-12", .likelyPast, "1988-12"),
        ("XXXX-12", nil, "1989-12"),
        ("XXXX-11-21", .likelyPast, "1989-11-21"), ("XXXX-11-21", .past, "1988-11-21"),
        ("XXXX-10", .past, "1989-10"), ("XXXX-Q3", .likelyFuture, "1989-Q3"),
        ("XXXX-Q3", .future, "1990-Q3"), ("XX98", .past, "1898"), ("XX88", .past, "1988"),
        ("XX7", .past, "197"),
      ]
    )

  // MARK: - Clock and zones

  private static let clock =
    at(
      "2023-11-16",
      [
        ("T14:30Z", .past, "2023-11-16T14:30Z"), ("T15:00-05:00", nil, "2023-11-16T15:00-05:00"),
        // What is over midnight elsewhere is not moved.
        ("XXXX-WXX-5T23:30-08:00", .future, "2023-11-17T23:30-08:00"),
        ("@day-1T00:15+10:00", nil, "2023-11-15T00:15+10:00"), ("T24:00", nil, "2023-11-16T24:00"),
        ("@minute+5", nil, "2023-11-16"),
      ]
    )
    + [
      ("1998-12-21T18:52", "@minute+19", "1998-12-21T19:11"),
      ("1998-12-21T23:50", "@hour+2", "1998-12-22T01:50"),
      ("1998-12-31T23:59:50", "@second+40", "1999-01-01T00:00:30"),
      ("1998-12-21T18:52", "@second+40", "1998-12-21T18:52:40"),
      ("2023-11-15T23:30Z", "@minute+45", "2023-11-16T00:15Z"),
      ("2024-03-01T00:10", "@minute-20", "2024-02-29T23:50"),
      ("2023-11-15TMO", "@hour+2", "2023-11-15"),
    ].map { before, said, value in
      Case(
        said: said,
        direction: nil,
        published: nil,
        value: value,
        before: [before],
        anchor: .mention
      )
    }

  // MARK: - Long ago, and nobody knows when

  private static let unknown = at(
    nil,
    [
      ("XXXX-WXX-1", .past, "XXXX-WXX-1"), ("XXXX-05-04", .future, "XXXX-05-04"),
      ("XXXX-05", nil, "XXXX-05"),
      ("XXXX-WI", nil, "XXXX-WI"), ("@day-1", nil, "PAST_REF"), ("@week+1", nil, "FUTURE_REF"),
      ("@year+0", nil, "PRESENT_REF"), ("@hour+2", nil, "FUTURE_REF"), ("XX79", nil, "1979"),
      ("XX6", nil, "196"), ("T14:30", nil, "XXXX-XX-XXT14:30"), ("1988-QX", nil, "1988-QX"),
      ("XXXX-03-06/week", nil, "XXXX-03-06"), ("1666-09-02", nil, "1666-09-02"),
      ("BC0044-03-15", nil, "BC0044-03-15"), ("BC02", nil, "BC02"), ("0079", nil, "0079"),
      ("11", nil, "11"),
    ]
  )

  // MARK: - What was mentioned

  private static let mentioned: [Case] = [
    // 2 November 1936 was a Monday.
    ("XXXX-WXX-5", nil, "1936-11-06"), ("XXXX-WXX-1", nil, "1936-11-02"),
    ("XXXX-05", nil, "1937-05"),
    ("XXXX-WXX-5", .before, "1936-10-30"), ("XXXX-12-24", .past, "1936-12-24"),
    ("TNI", nil, "1936-11-02TNI"),
    ("@day+1", nil, "1936-11-03"), ("@year+1-SP", nil, "1937-SP"),
    ("@year-1-XX-XX", nil, "1935-11-02"),
  ].map { said, direction, value in
    Case(
      said: said,
      direction: direction,
      published: "2005-04-16",
      value: value,
      style: .narrative,
      before: ["1936-11-02"],
      anchor: .mention
    )
  }

  private static let styles: [Case] = [
    // A Thursday; a story goes on from what it told, news and reports from their day.
    (.news, "XXXX-WXX-3", nil, "2000-01-05"), (.report, "XXXX-WXX-3", nil, "2000-01-05"),
    (.report, "XXXX-WXX-1", nil, "2000-01-03"), (.report, "XXXX-WXX-7", nil, "2000-01-09"),
    (.news, "XXXX-WXX-7", nil, "2000-01-02"), (.narrative, "XXXX-WXX-3", nil, "1913-05-07"),
    (.narrative, "XXXX-WXX-3", .past, "1913-05-07"), (.report, "XXXX-WXX-7", .past, "2000-01-02"),
    (.news, "XXXX-06", .past, "1999-06"), (.narrative, "XXXX-06", .past, "1913-06"),
  ].map { style, said, direction, value in
    Case(
      said: said,
      direction: direction,
      published: "2000-01-06",
      value: value,
      style: style,
      before: ["1913-05-02"]
    )
  }

  private static let periods: [Case] = [
    ("1988-QX", ["1989-Q3"], "1988-Q3"), ("1988-QX", [], "1988-Q3"),
    ("@year-1", ["1989-Q2"], "1988-Q2"),
    ("@year-1", ["1989-H1"], "1988-H1"), ("@year-1", ["1989-Q2", "P9M"], "1988"),
    ("@year-1", [], "1988"),
    ("@quarter+0", [], "1989-Q3"), ("@quarter+0", ["1989-Q1", "1989-05"], "1989-Q1"),
  ].map { said, before, value in
    Case(
      said: said,
      direction: nil,
      published: "1989-11-02",
      value: value,
      before: before,
      anchor: .period
    )
  }

  @Test(
    arguments: endsOfYears + leapDays + weeks + tense + clock + unknown + mentioned + styles
      + periods
  )
  func `resolves`(example: Case) {
    #expect(example.resolve() == example.value)
  }

  @Test func `says how it came to a value`() throws {
    var resolver = Resolver(published: CivilDate(prefixOf: "2023-11-16"), style: .news)
    let monday = resolver.resolve(PendingValue("XXXX-WXX-1"), .publication, .likelyPast)
    #expect(monday.anchor?.kind == .publication)
    #expect(monday.anchor?.value.text == "2023-11-16")
    #expect(monday.direction == .past)
    let later = resolver.resolve(PendingValue("@day+2"), .mention, nil)
    #expect(later.anchor?.kind == .mention)
    #expect(later.anchor?.value.text == "2023-11-13")
    #expect(later.direction == .future)
    let open = resolver.resolve(PendingValue("XXXX-05"), .publication, .possible)
    #expect(open.direction == .future)
  }
}
