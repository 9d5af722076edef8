/// Why a search for the patterns of a set ended before the end of the text.
public struct RegexSetError: Error, Equatable, Sendable {
  /// The number of the pattern that was searched for.
  public let number: Int
  public let error: RegexMatchError

  public init(number: Int, error: RegexMatchError) {
    self.number = number
    self.error = error
  }
}
