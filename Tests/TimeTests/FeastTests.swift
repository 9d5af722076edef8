import Foundation
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
    ("orthodox_easter", 2024, "2024-05-05"), ("orthodox_easter", 2017, "2017-04-16"),
    ("passover", 2024, "2024-04-23"), ("passover-30", 2024, "2024-03-24"),
    ("rosh_hashanah+9", 2023, "2023-09-25"), ("rosh_hashanah", 2046, "2046-10-01"),
    ("hanukkah", 2024, "2024-12-26"),
    ("eid_al_fitr", 2024, "2024-04-10"), ("eid_al_fitr", 2000, "2000-01-08"),
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

  @Test(arguments: [
    (MovableFeast.roshHashanah, Calendar.Identifier.hebrew, 1, 1), (.hanukkah, .hebrew, 3, 25),
    (.passover, .hebrew, 8, 15), (.islamicNewYear, .islamicCivil, 1, 1),
    (.mawlid, .islamicCivil, 3, 12), (.ramadan, .islamicCivil, 9, 1),
    (.eidAlFitr, .islamicCivil, 10, 1), (.eidAlAdha, .islamicCivil, 12, 10),
  ])
  func `feasts by the moon are those of an independent calendar`(
    feast: MovableFeast,
    identifier: Calendar.Identifier,
    month: Int,
    day: Int
  ) throws {
    var calendar = Calendar(identifier: identifier)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    // Foundation gives the Hebrew year that ends in 2046 385 days, which none has that begins on a Tuesday.
    for year in 1850...2044 {
      let date = feast.day(inYear: year)
      #expect(date.year == year)
      let there = Date(timeIntervalSince1970: Double(date.dayNumber) * 86_400)
      let parts = calendar.dateComponents([.month, .day], from: there)
      #expect([parts.month, parts.day] == [month, day], "\(feast) of \(year)")
    }
  }
}
