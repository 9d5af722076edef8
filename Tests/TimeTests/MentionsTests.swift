import Testing

@testable import Time

@Suite struct MentionsTests {
  @Test func `the last one short enough is found as by looking through all`() throws {
    var random = RandomTimes(seed: 7, folder: "")
    let units: [CalendarValue.Unit] = [
      .century, .decade, .year, .half, .season, .quarter, .month, .week, .weekend, .day,
    ]
    for _ in 0..<50 {
      var mentions = Mentions()
      var all: [CalendarValue] = []
      for _ in 0..<random.number(0...20) {
        let date = CivilDate(dayNumber: random.number(-200_000...200_000))
        var value = CalendarValue(random.pick(units), holding: date)
        // No such month, or no such day.
        if random.chance(5) { value.part = 99 }
        mentions.append(value)
        all.append(value)
      }
      for unit in units {
        #expect(mentions.last(within: unit) == all.last { $0.unit >= unit && $0.days != nil })
      }
    }
  }
}
