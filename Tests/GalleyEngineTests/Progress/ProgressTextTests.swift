import Testing

@testable import GalleyEngine

struct ProgressTextTests {
  static let now: ProgressSnapshot = {
    var now = ProgressSnapshot()
    now.documents = 12345
    now.bytes = 61_000_000
    now.seconds = 10
    now.fraction = 0.25
    now.failures = 3
    now.dropped = 14
    now.slowest = .init(stage: "news", share: 0.614)
    return now
  }()

  @Test func `a line has everything`() {
    #expect(
      ProgressText(Self.now).line
        == "25 %, 12345 documents, 6.1 MB/s, 0:30 left, 3 failed, 14 dropped, news 61 %"
    )
    var later = Self.now
    later.phase = "pass 2 of 2"
    later.fraction = nil
    #expect(ProgressText(later).line.hasPrefix("pass 2 of 2, 12345 documents, 6.1 MB/s, 3 failed"))
  }

  @Test(arguments: [
    (1, ""),
    (2, "2"),
    (10, "25 %"),
    (40, "25 %  12345 documents  3 failed"),
    (44, "25 %  12345 documents  0:30 left  3 failed"),
    (80, "[==>        ]  25 %  12345 documents  6.1 MB/s  0:30 left  3 failed  14 dropped"),
    (
      140,
      "[=======>                      ]  25 %  12345 documents  6.1 MB/s  0:30 left  3 failed  "
        + "14 dropped  news 61 %"
    ),
  ])
  func `a bar says what fits`(columns: Int, bar: String) {
    #expect(ProgressText(Self.now).bar(columns: columns, usesColor: false) == bar)
  }

  @Test(arguments: 1...160)
  func `a bar never reaches the last column`(columns: Int) {
    var now = Self.now
    for fraction in [nil, 0, 0.001, 0.999, 1] {
      now.fraction = fraction
      for phase in [nil, "pass 1 of 3", "reducing 'term-counts'"] {
        now.phase = phase
        let bar = ProgressText(now).bar(columns: columns, usesColor: false)
        #expect(bar.count < columns, "\(bar)")
        #expect(columns < 30 || bar.count > columns / 3, "\(bar)")
      }
    }
  }

  @Test func `colours take no room`() {
    let plain = ProgressText(Self.now).bar(columns: 100, usesColor: false)
    let colored = ProgressText(Self.now).bar(columns: 100, usesColor: true)
    #expect(colored != plain)
    #expect(colored.replacing(/\u{1B}\[\d+m/, with: "") == plain)
  }

  @Test(arguments: [(59.6, "1:00 left"), (3599, "59:59 left"), (7207, "2:00:07 left")])
  func `time that is left`(seconds: Double, words: String) {
    var now = Self.now
    now.fraction = 0.5
    now.seconds = seconds
    #expect(ProgressText(now).line.contains(words))
  }

  @Test func `no time is foretold from next to nothing`() {
    var now = Self.now
    now.fraction = 0.001
    #expect(now.secondsLeft == nil)
    now.fraction = nil
    #expect(now.secondsLeft == nil)
  }
}
