/// The number of a text: a type, a feature, or a text value.
///
/// In one document equal texts have equal numbers, so numbers are compared instead of texts. Numbers
/// asked for in `prepare` hold for the whole run; others for their document only.
public struct Symbol: RawRepresentable, Sendable, Hashable, BitwiseCopyable {
  public var rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The empty text; as a type or feature: not declared.
  public static let none = Symbol(rawValue: 0)
}
