import GalleyKit

/// The line on a terminal that tells how far tests are, when they take long.
struct TestProgress {
  /// Nanoseconds before there is anything to tell.
  private static let patience: UInt64 = 1_000_000_000

  private let file: String
  private let count: Int
  private let begin = Clock.now()
  private let isShown: Bool

  /// - Parameters:
  ///   - file: of the pipeline.
  ///   - count: of its examples and tests.
  init(_ file: String, count: Int) {
    self.file = file
    self.count = count
    isShown = StandardError.isTerminal && LogSettings.current.format == .text
  }

  func tell(_ done: Int) {
    guard isShown, Clock.now() - begin > Self.patience else { return }
    StandardError.setFooter("\(file): \(done) of \(count)")
  }

  func end() {
    if isShown { StandardError.setFooter(nil) }
  }
}
