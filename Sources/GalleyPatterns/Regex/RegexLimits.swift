/// What one search may use.
///
/// With JIT the step limit holds for each start position anew, and neither depth nor heap limit
/// is looked at; therefore long texts are searched in slices of start positions, with a look at
/// the stop flag between two slices.
enum RegexLimits {
  /// Backtracking steps from one start position.
  static let steps: UInt32 = 1_000_000
  /// Start positions of one slice, in UTF-8 bytes.
  static let slice = 4_096

  /// Steps from one start position at the first try of a slice.
  ///
  /// A whole slice at the full limit could take many seconds. So a slice is tried with this limit
  /// first, and where that is not enough it is searched again in small slices at the full limit.
  static let quickSteps: UInt32 = 10_000
  /// Start positions of one slice at the full limit, in UTF-8 bytes.
  static let carefulSlice = 32

  /// First size of the JIT stack of a matcher, in bytes.
  static let firstStackBytes = 32 * 1_024
  /// Size to which the JIT stack may grow, in bytes.
  ///
  /// PCRE2's own 32 KiB are too small: `(?:a|b)*` over 20 KB of legitimate text does not fit.
  static let stackBytes = 1_024 * 1_024
  /// Heap of one match without JIT, in KiB.
  static let heapKibibytes: UInt32 = 65_536
}
