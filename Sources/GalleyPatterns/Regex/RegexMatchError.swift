internal import CPCRE2

/// Why a search ended before the end of the text.
public struct RegexMatchError: Error, Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    /// One start position needed more backtracking steps than the limit allows.
    case matchLimit
    /// One match attempt needed more than the stack of the matcher, 1 MiB.
    case stackLimit
    /// One match attempt needed more heap than the limit allows (only without JIT).
    case heapLimit
    /// The stop flag said that the run was interrupted.
    case interrupted
    /// The stop flag said that the time is up.
    case timeUp
    /// Any other error of PCRE2, in its own words.
    case other(String)
  }

  public let kind: Kind
  /// From where the failed attempt looked for a match, in UTF-8 bytes of the text.
  public let offset: Int

  public init(kind: Kind, offset: Int) {
    self.kind = kind
    self.offset = offset
  }

  /// Whether the search was told to stop, and the pattern is not to blame.
  public var isStop: Bool {
    kind == .interrupted || kind == .timeUp
  }
}

extension RegexMatchError: CustomStringConvertible {
  public var description: String {
    switch kind {
    case .matchLimit:
      "backtracks more than \(RegexLimits.steps) steps from one place, after byte \(offset)"
    case .stackLimit:
      "needs more than \(RegexLimits.stackBytes) bytes of stack for one match, after byte \(offset)"
    case .heapLimit:
      "needs more than \(RegexLimits.heapKibibytes) KiB for one match, after byte \(offset)"
    case .interrupted:
      "was interrupted at byte \(offset)"
    case .timeUp:
      "ran out of time at byte \(offset)"
    case .other(let message):
      "\(message), after byte \(offset)"
    }
  }
}

extension RegexMatchError {
  /// The error for a negative result of `pcre2_match` that is not 'no match'.
  init(code: Int32, offset: Int) {
    let kind: Kind =
      switch code {
      case PCRE2_ERROR_MATCHLIMIT: .matchLimit
      case PCRE2_ERROR_JIT_STACKLIMIT: .stackLimit
      case PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_DEPTHLIMIT: .heapLimit
      default: .other(pcre2Message(for: code))
      }
    self.init(kind: kind, offset: offset)
  }
}
