import Testing

@testable import Time

@Suite struct FeastTests {
  @Test(arguments: [
    ("12-25", 2023, "2023-12-25"), ("11:4:4", 2023, "2023-11-23"), ("11:4:4+1", 2023, "2023-11-24"),
    ("05:-1:1", 2024, "2024-05-27"), ("09:1:1", 2024, "2024-09-02"),
    ("11:1:1+1", 2016, "2016-11-08"),
    ("easter", 2024, "2024-03-31"), ("easter", 2011, "2011-04-24"), ("easter", 1818, "1818-03-22"),
    ("easter", 2038, "2038-04-25"), ("easter-2", 2023, "2023-04-07"),
    ("easter+50", 2023, "2023-05-29"),
    ("01:1:7", 2023, "2023-01-01"), ("02:-1:4", 2024, "2024-02-29"),
  ])
  func `falls on its day`(text: String, year: Int, day: String) throws {
    let feast = try #require(Feast(text))
    #expect(feast.day(inYear: year).map { CalendarValue($0).text } == day)
  }

  @Test(arguments: ["02-29", "02:5:1", "02:-5:3"])
  func `some years have no such day`(text: String) throws {
    #expect(try #require(Feast(text)).day(inYear: 2023) == nil)
  }

  @Test(arguments: ["", "13-01", "12", "11:0:4", "11:4:8", "easter+x", "christmas", "1:2"])
  func `refuses what is none`(text: String) {
    #expect(Feast(text) == nil)
  }
}
