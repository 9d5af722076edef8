/// Why bytes are not a model that can be used.
public struct ModelProblem: Error, Hashable, Sendable {
  /// A sentence without its full stop, lower case: 'is cut off in section weights'.
  public let message: String

  public init(_ message: String) { self.message = message }
}
