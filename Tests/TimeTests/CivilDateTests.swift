import Testing

@testable import Time

@Suite struct CivilDateTests {
  @Test func `numbers of days lead back to their days`() {
    for number in stride(from: -1_500_000, through: 1_500_000, by: 97) {
      let date = CivilDate(dayNumber: number)
      #expect(date.dayNumber == number)
      #expect(CivilDate(year: date.year, month: date.month, day: date.day) == date)
    }
  }

  @Test(arguments: [
    (1970, 1, 1, 0, 4), (2023, 11, 15, 19_676, 3), (2000, 2, 29, 11_016, 2),
    (1900, 3, 1, -25_508, 4), (1600, 2, 29, -135_081, 2), (1, 1, 1, -719_162, 1),
    (0, 12, 31, -719_163, 7), (10_000, 1, 1, 2_932_897, 6),
  ])
  func `knows numbers and weekdays`(year: Int, month: Int, day: Int, number: Int, weekday: Int) {
    let date = CivilDate(year: year, month: month, day: day)
    #expect(date?.dayNumber == number)
    #expect(date?.weekday == weekday)
  }

  @Test(arguments: [
    (2023, 2, 29), (1900, 2, 29), (2021, 4, 31), (2024, 13, 1), (2024, 0, 1), (2024, 1, 0),
    (2024, 12, 32),
  ])
  func `refuses days that do not exist`(year: Int, month: Int, day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  // The last and first weeks of years, as ISO 8601 counts them.
  @Test(arguments: [
    (2008, 12, 28, 2008, 52), (2008, 12, 29, 2009, 1), (2010, 1, 3, 2009, 53),
    (2010, 1, 4, 2010, 1), (2016, 1, 1, 2015, 53), (2021, 1, 3, 2020, 53), (2023, 1, 1, 2022, 52),
    (2024, 12, 30, 2025, 1), (1977, 1, 1, 1976, 53), (1977, 1, 3, 1977, 1),
  ])
  func `knows the weeks of ISO 8601`(year: Int, month: Int, day: Int, weekYear: Int, week: Int) {
    let found = CivilDate(year: year, month: month, day: day)?.isoWeek
    #expect(found?.year == weekYear)
    #expect(found?.week == week)
  }

  @Test func `a week begins at its Monday and is that of all its days`() {
    for year in 1_895...2_105 {
      for week in 1...CivilDate.weekCount(ofYear: year) {
        let monday = CivilDate.monday(isoYear: year, week: week)
        #expect(monday.weekday == 1)
        for day in 0...6 {
          let found = monday.adding(days: day).isoWeek
          #expect(found.year == year && found.week == week)
        }
      }
    }
  }
}
