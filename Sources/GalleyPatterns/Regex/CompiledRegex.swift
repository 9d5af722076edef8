internal import CPCRE2

/// A pattern compiled by PCRE2, for UTF-8 text.
///
/// Safe to share: compiled code is written only by the initializer, which runs before anyone else
/// sees the object; matching reads it and writes to the `RegexMatcher` of the caller alone
/// (pcre2api, "Multithreading"). So the pointer is `nonisolated(unsafe)` and the class Sendable.
public final class CompiledRegex: Sendable {
  /// How many groups the pattern has; the whole match, group 0, is not counted.
  public let groupCount: Int
  /// The named groups in the order of their numbers.
  public let names: [RegexGroupName]
  /// Whether matching runs machine code; without it the results are the same but slower.
  public let isJIT: Bool
  /// The least length of a match in Unicode scalars, as far as PCRE2 can tell.
  public let minimumLength: Int

  /// The pattern as it was compiled, UTF-8 bytes, with its options.
  let source: [UInt8]
  let options: RegexOptions
  nonisolated(unsafe) let code: OpaquePointer
  /// Whether only the place where a search begins can start a match.
  let isAnchored: Bool

  /// Whether an attempt may say where the next one begins, or that there is none.
  let movesStart: Bool

  /// Whether the pattern has a CR or LF in it, as a character or an escape.
  let namesLineEnds: Bool

  /// Compiles `pattern`, UTF-8 bytes of PCRE2 syntax.
  ///
  /// - Throws: `RegexError` with the place in `pattern`, when the syntax is wrong, when the pattern
  ///   holds `\C` (which would split characters), or `\G` other than as the anchor of the whole.
  public convenience init(
    _ pattern: UnsafeBufferPointer<UInt8>,
    options: RegexOptions = []
  ) throws(RegexError) {
    try self.init(pattern, options: options, usesJIT: true)
  }

  /// Compiles `pattern`, PCRE2 syntax.
  ///
  /// - Throws: `RegexError`, as from UTF-8 bytes.
  public convenience init(
    _ pattern: String,
    options: RegexOptions = []
  ) throws(RegexError) {
    try self.init(pattern, options: options, usesJIT: true)
  }

  convenience init(
    _ pattern: String,
    options: RegexOptions,
    usesJIT: Bool
  ) throws(RegexError) {
    let bytes = Array(pattern.utf8)
    let result = bytes.withUnsafeBufferPointer { buffer in
      Result { () throws(RegexError) in try CompiledRegex.compile(buffer, options: options) }
    }
    try self.init(code: result.get(), of: bytes, options: options, usesJIT: usesJIT)
  }

  convenience init(
    _ pattern: UnsafeBufferPointer<UInt8>,
    options: RegexOptions,
    usesJIT: Bool
  ) throws(RegexError) {
    let code = try CompiledRegex.compile(pattern, options: options)
    self.init(code: code, of: Array(pattern), options: options, usesJIT: usesJIT)
  }

  private init(code: OpaquePointer, of source: [UInt8], options: RegexOptions, usesJIT: Bool) {
    self.code = code
    self.source = source
    self.options = options
    isJIT = usesJIT && pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE) == 0
    groupCount = Int(code.patternNumber(PCRE2_INFO_CAPTURECOUNT))
    minimumLength = Int(code.patternNumber(PCRE2_INFO_MINLENGTH))
    isAnchored = code.patternNumber(PCRE2_INFO_ALLOPTIONS) & PCRE2_ANCHORED != 0
    movesStart = Self.movesStart(source, options: options)
    namesLineEnds = code.patternNumber(PCRE2_INFO_HASCRORLF) != 0
    names = RegexGroupName.all(of: code)
  }

  deinit {
    pcre2_code_free_8(code)
  }

  /// The first number of the groups called `name`, or nil if there is none.
  public func number(ofGroup name: String) -> Int? {
    names.first { $0.name == name }?.numbers.first
  }
}

extension CompiledRegex {
  private static func compile(
    _ pattern: UnsafeBufferPointer<UInt8>,
    options: RegexOptions
  ) throws(RegexError) -> OpaquePointer {
    // Of patterns that move the start of the search each attempt says where it begins.
    let callouts = movesStart(pattern, options: options) ? PCRE2_AUTO_CALLOUT : 0
    let bits = options.compileBits | PCRE2_USE_OFFSET_LIMIT | callouts
    let code = try compile(pattern, bits: bits)
    let isAnchored = code.patternNumber(PCRE2_INFO_ALLOPTIONS) & PCRE2_ANCHORED != 0
    if !isAnchored, !options.contains(.literal), let place = searchStartOffset(in: pattern) {
      pcre2_code_free_8(code)
      throw .misplacedSearchStart(offset: place)
    }
    return code
  }

  /// Whether a verb that moves the start of the search stands in `pattern`, or a text like one.
  private static func movesStart(
    _ pattern: some RandomAccessCollection<UInt8>,
    options: RegexOptions
  ) -> Bool {
    if options.contains(.literal) { return false }
    return pattern.indices.contains { place in
      pattern[place] == UInt8(ascii: "(")
        && ["(*SKIP", "(*COMMIT"].contains { pattern[place...].starts(with: $0.utf8) }
    }
  }

  /// The code of `pattern` for the bits PCRE2 has for options.
  static func compile(
    _ pattern: UnsafeBufferPointer<UInt8>,
    bits: UInt32
  ) throws(RegexError) -> OpaquePointer {
    guard let context = pcre2_compile_context_create_8(nil) else {
      throw RegexError(message: "out of memory", offset: 0)
    }
    defer { pcre2_compile_context_free_8(context) }
    // So that `$` of a multi-line pattern also finds the line ends of a text written on Windows.
    pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_ANYCRLF))

    var error: Int32 = 0
    var offset = 0
    let code = pcre2_compile_8(
      pattern.baseAddress,
      pattern.count,
      bits,
      &error,
      &offset,
      context
    )
    guard let code else {
      throw RegexError(code: error, offset: min(offset, pattern.count))
    }
    return code
  }

  /// The offset of the first `\G` in `pattern`, in bytes.
  ///
  /// `\G` is true where a search begins. Searching in slices begins a search at each slice, so in a
  /// pattern which is not anchored by it `\G` would be true at places nobody asked for.
  private static func searchStartOffset(in pattern: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    while index + 1 < pattern.count {
      guard pattern[index] == UInt8(ascii: "\\") else {
        index += 1
        continue
      }
      switch pattern[index + 1] {
      case UInt8(ascii: "G"): return index
      case UInt8(ascii: "Q"): index = endOfQuotation(in: pattern, from: index + 2)
      default: index += 2
      }
    }
    return nil
  }

  /// The offset after the next `\E`, or the end of `pattern`, in bytes.
  private static func endOfQuotation(
    in pattern: UnsafeBufferPointer<UInt8>,
    from start: Int
  ) -> Int {
    var index = start
    while index + 1 < pattern.count {
      if pattern[index] == UInt8(ascii: "\\"), pattern[index + 1] == UInt8(ascii: "E") {
        return index + 2
      }
      index += 1
    }
    return pattern.count
  }
}

extension OpaquePointer {
  /// A 32-bit fact PCRE2 knows about the compiled pattern `self`.
  func patternNumber(_ what: Int32) -> UInt32 {
    var value: UInt32 = 0
    let result = pcre2_pattern_info_8(self, UInt32(what), &value)
    precondition(result == 0, "PCRE2 does not know pattern info \(what)")
    return value
  }
}
