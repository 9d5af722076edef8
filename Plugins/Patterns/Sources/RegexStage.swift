public import GalleyKit
import GalleyPatterns

/// Marks what regular expressions match.
public struct RegexStage: DocumentStage {
  public static let manifest = Manifest(
    "regex@1",
    "Marks what regular expressions match; named groups become features.",
    configurable: true,
    cost: "medium",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "Named groups become features, typed as the pipeline declares them.",
        files: ["vote.txt": "Turnout rose from 58.5% to 61 %. MV Aurora left before the vote."],
        pipeline: #"""
          pipeline: regex/1
          types:
            Percent: {value: number}
            Ship: {name: text}
          source: {uses: text-files@1, with: {path: vote.txt}}
          stages:
            - id: find
              uses: regex@1
              with:
                patterns:
                  - {name: percent, type: Percent, pattern: '(?<value>\d+(?:\.\d+)?)\s?%'}
                  - {name: vessel, type: Ship, pattern: '\b(?:MV|USS) (?<name>\p{L}+)'}
          export:
            - {uses: csv@1}
          """#
      )
    ]
  )

  let patterns: [CheckedPattern]
  let regexes: RegexSet
  let typeCount: Int
  let overlap: OverlapPolicy
  let competesAcrossTypes: Bool
  /// An empty batch for each type, with its columns; each lane copies them.
  let batches: [AnnotationBatch]
  /// Symbols of the constant texts, by pattern and column; `.none` for other columns.
  let constants: [[Symbol]]

  public init(options: Options, setup: borrowing Setup) throws {
    let compiler = try Self.compile(options, setup)
    patterns = compiler.patterns
    regexes = RegexSet(patterns.map(\.regex))
    typeCount = compiler.types.count
    overlap = options.overlap
    competesAcrossTypes = options.acrossTypes
    var batches: [AnnotationBatch] = []
    for type in compiler.types {
      let columns = type.features.map {
        ColumnBuilder(setup.feature(type.name, $0.name), $0.kind, of: $0.items)
      }
      batches.append(AnnotationBatch(setup.type(type.name), columns: columns))
    }
    self.batches = batches
    var constants: [[Symbol]] = []
    for pattern in compiler.patterns {
      constants.append(
        pattern.fillers.map {
          if case .text(let text) = $0.constant { setup.symbol(text) } else { .none }
        }
      )
    }
    self.constants = constants
  }

  public func makeScratch() -> Scratch {
    Scratch(regexes, batches: batches)
  }

  public func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws {
    scratch.removeAll()
    try gather(from: document.utf8, into: &scratch, stop: call.stopFlag)
    if competesAcrossTypes { scratch.resolveAcrossTypes(overlap, patterns) }
    for type in 0..<typeCount {
      if !competesAcrossTypes { overlap.resolve(&scratch.candidates[type]) }
      fill(type, document.utf8, output, &scratch)
      if scratch.batches[type].count > 0 { try output.add(scratch.batches[type]) }
    }
  }

  /// Finds all matches of all patterns.
  private func gather(
    from text: UnsafeBufferPointer<UInt8>,
    into scratch: inout Scratch,
    stop: UnsafePointer<UInt32>?
  ) throws {
    let matcher = scratch.matcher
    do throws(RegexSetError) {
      try matcher.forEachMatch(in: text, stop: stop) { index, match in
        let pattern = patterns[index]
        guard let span = match.span(of: pattern.span), !span.isEmpty else { return }
        scratch.append(Candidate(span: TextSpan(span), pattern: index), of: pattern, match)
      }
    } catch {
      if error.error.isStop { throw StopRequest() }
      throw StageFailure(
        code: "match-limit",
        "pattern '\(patterns[error.number].name)' \(error.error)"
      )
    }
  }

  /// Turns the candidates of one type that are left into rows.
  private func fill(
    _ type: Int,
    _ text: UnsafeBufferPointer<UInt8>,
    _ output: borrowing Annotations,
    _ scratch: inout Scratch
  ) {
    for candidate in scratch.candidates[type] {
      scratch.batches[type].append(candidate.span, rule: UInt32(candidate.pattern + 1))
      for (column, filler) in patterns[candidate.pattern].fillers.enumerated() {
        let group = scratch.groups[candidate.firstGroup + column]
        let value = filler.value(
          group: group,
          span: candidate.span,
          text,
          constant: constants[candidate.pattern][column],
          output
        )
        value.append(to: &scratch.batches[type].columns[column])
      }
    }
  }
}

extension RegexStage {
  /// What one lane reuses from document to document.
  public struct Scratch {
    let matcher: RegexSetMatcher
    var batches: [AnnotationBatch]
    /// Matches by type.
    var candidates: [[Candidate]]
    /// The group of each column of each candidate; nil where it took no part or there is none.
    var groups: [TextSpan?] = []

    init(_ regexes: RegexSet, batches: [AnnotationBatch]) {
      matcher = RegexSetMatcher(regexes)
      self.batches = batches
      candidates = Array(repeating: [], count: batches.count)
    }

    mutating func removeAll() {
      for type in batches.indices {
        batches[type].removeAll()
        candidates[type].removeAll(keepingCapacity: true)
      }
      groups.removeAll(keepingCapacity: true)
    }

    mutating func append(_ candidate: Candidate, of pattern: CheckedPattern, _ match: RegexMatch) {
      var candidate = candidate
      candidate.firstGroup = groups.count
      for filler in pattern.fillers {
        groups.append(filler.group.flatMap { match.span(of: $0) }.map { TextSpan($0) })
      }
      candidates[pattern.type].append(candidate)
    }

    /// Lets the matches of all types compete, then puts the winners back to their types.
    mutating func resolveAcrossTypes(_ overlap: OverlapPolicy, _ patterns: [CheckedPattern]) {
      var all = candidates.flatMap { $0 }
      overlap.resolve(&all)
      for type in candidates.indices { candidates[type].removeAll(keepingCapacity: true) }
      for candidate in all { candidates[patterns[candidate.pattern].type].append(candidate) }
    }
  }
}
