import Testing

@testable import Time

@Suite struct CalendarValueTests {
  @Test(arguments: [
    ("2023-11-15", "2023-11-15", "2023-11-15"), ("2023-11", "2023-11-01", "2023-11-30"),
    ("2024-02", "2024-02-01", "2024-02-29"), ("1900-02", "1900-02-01", "1900-02-28"),
    ("2023", "2023-01-01", "2023-12-31"), ("199", "1990-01-01", "1999-12-31"),
    ("19", "1900-01-01", "1999-12-31"), ("2023-Q3", "2023-07-01", "2023-09-30"),
    ("2023-H2", "2023-07-01", "2023-12-31"), ("2023-SP", "2023-03-01", "2023-05-31"),
    ("2023-WI", "2023-12-01", "2024-02-29"), ("2023-W46", "2023-11-13", "2023-11-19"),
    ("2020-W53", "2020-12-28", "2021-01-03"), ("2023-W46-WE", "2023-11-18", "2023-11-19"),
    ("2023-11-15TMO", "2023-11-15", "2023-11-15"),
    ("2023-11-15T14:30Z", "2023-11-15", "2023-11-15"),
    ("BC0044-03-15", "BC0044-03-15", "BC0044-03-15"), ("BC0001", "BC0001-01-01", "BC0001-12-31"),
    ("12000", "12000-01-01", "12000-12-31"),
  ])
  func `covers its days and is written as read`(text: String, first: String, last: String) throws {
    let value = try #require(CalendarValue(text))
    let days = try #require(value.days)
    #expect(value.text == text)
    #expect(CalendarValue(days.first).text == first)
    #expect(CalendarValue(days.last).text == last)
  }

  @Test(arguments: ["2023-02-29", "2021-04-31", "2023-W53", "2023-13"])
  func `reads what does not exist, without days`(text: String) throws {
    #expect(try #require(CalendarValue(text)).days == nil)
  }

  @Test(arguments: [
    "", "20X3", "2023-", "2023-Q", "2023-11-15-3", "P3D", "PAST_REF", "BC04", "2023-11T10:00",
    "XXXX-05", "2023-W46-9", "1",
  ])
  func `refuses what is none`(text: String) {
    #expect(CalendarValue(text) == nil)
  }

  @Test(arguments: [
    ("2023-12", 1, "2024-01"), ("2024-01", -1, "2023-12"), ("2023-Q4", 1, "2024-Q1"),
    ("2023-Q1", -5, "2021-Q4"), ("2020-W53", 1, "2021-W01"), ("2021-W01", -1, "2020-W53"),
    ("2024-02-28", 2, "2024-03-01"), ("2023-12-31", 1, "2024-01-01"),
    ("2023-H1", -1, "2022-H2"), ("2023-WI", 1, "2024-SP"), ("199", 1, "200"), ("19", -1, "18"),
    ("BC0001", 1, "0001"), ("0001", -1, "BC0001"), ("2023-W52-WE", 1, "2024-W01-WE"),
  ])
  func `counts over the ends of years`(text: String, count: Int, result: String) {
    #expect(CalendarValue(text)?.adding(count).text ?? "" == result)
  }

  @Test func `units hold the day they are asked for`() throws {
    let units: [CalendarValue.Unit] = [
      .century, .decade, .year, .half, .season, .quarter, .month, .week, .day,
    ]
    for number in stride(from: -800_000, through: 100_000, by: 13) {
      let date = CivilDate(dayNumber: number)
      for unit in units {
        let days = try #require(CalendarValue(unit, holding: date).days)
        #expect(days.first <= date && date <= days.last, "\(unit) \(date)")
      }
    }
  }
}
