import GalleyPatterns

/// What one search found: the spans of each match by group number, in UTF-8 bytes.
typealias FoundMatches = [[Range<Int>?]]

/// All matches of `regex` in `text`, with all groups.
func search(
  _ text: [UInt8],
  for regex: CompiledRegex,
  stop: UnsafePointer<UInt32>? = nil
) throws -> FoundMatches {
  let matcher = RegexMatcher()
  return try text.withUnsafeBufferPointer { buffer in
    var found: FoundMatches = []
    var scan = matcher.scan(buffer, for: regex, stop: stop)
    while let match = try scan.next() {
      found.append((0...regex.groupCount).map { match.span(ofGroup: $0) })
    }
    return found
  }
}

/// The spans of all matches of `pattern` in `text`, in UTF-8 bytes.
func spans(
  of pattern: String,
  in text: String,
  options: RegexOptions = []
) throws -> [Range<Int>] {
  let regex = try CompiledRegex(pattern, options: options)
  return try search(Array(text.utf8), for: regex).compactMap { $0[0] }
}
