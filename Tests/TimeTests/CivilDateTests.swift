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
}
