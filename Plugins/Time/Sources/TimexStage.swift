public import GalleyKit
import GalleyPatterns

/// Marks what tells of time, and puts it on the calendar.
public struct TimexStage: DocumentStage {
  let options: Options
  let rules: [TimeRule]
  let regexes: RegexSet
  let connectors: [RangeConnector]
  let batch: AnnotationBatch
  let rangeBatch: AnnotationBatch
  let symbols: TimexSymbols

  public init(options: Options, setup: borrowing Setup) throws {
    let compiler = RuleCompiler(options, setup)
    guard !compiler.hasErrors else { throw PrepareFailure.reported }
    self.options = options
    rules = compiler.rules
    connectors = compiler.connectors
    regexes = RegexSet(rules.map(\.regex))
    symbols = TimexSymbols(setup)
    batch = symbols.batch
    rangeBatch = RangeType.batch(setup)
    setup.declare(
      rules: options.rules.enumerated().map { number, rule in
        RuleFact(
          rule.name,
          pointer: "/rules/\(number)",
          examples: rule.examples.indices.map { "/rules/\(number)/examples/\($0)" },
          rejects: rule.rejects.indices.map { "/rules/\(number)/rejects/\($0)" }
        )
      }
    )
  }

  public func makeScratch() -> Scratch { Scratch(regexes, batch, rangeBatch) }

  public func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws {
    try process(
      document,
      published: PublicationTime(document, key: options.anchor),
      into: output,
      scratch: &scratch,
      call: call
    )
  }

  /// Does what `process` does, for a document of this day.
  func process(
    _ document: borrowing Document,
    published: PublicationTime,
    into output: borrowing Annotations,
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws {
    scratch.removeAll()
    try find(in: document.utf8, &scratch, stop: call.stopFlag)
    try read(document, &scratch, call)
    var resolver = DocumentResolver(published, style: options.style)
    for expression in scratch.expressions {
      try call.checkStop()
      let resolved = resolver.resolve(
        expression.pending,
        expression.anchor,
        expression.direction
      )
      scratch.batch.append(expression.span, rule: rules[expression.rule].number)
      symbols.fill(&scratch.batch, expression, resolved, output)
      scratch.resolved.append(resolved)
    }
    let firstID = try output.add(scratch.batch)
    for range in scratch.ranges {
      let span = TextSpan(
        start: scratch.expressions[range.first].span.start,
        end: scratch.expressions[range.last].span.end
      )
      scratch.rangeBatch.append(span, rule: range.rule)
      let (first, last) = (scratch.resolved[range.first], scratch.resolved[range.last])
      let ends = RangeEnds(first, last, published)
      scratch.rangeBatch.columns[0].append(ends?.begin, output)
      scratch.rangeBatch.columns[1].append(ends?.end, output)
      scratch.rangeBatch.columns[2].append(reference: firstID + UInt32(range.first))
      scratch.rangeBatch.columns[3].append(reference: firstID + UInt32(range.last))
      scratch.ends.append(ends)
    }
    try output.add(scratch.rangeBatch)
  }

  /// Finds all matches, keeps the best of those that overlap, and sets cues aside.
  private func find(
    in text: UnsafeBufferPointer<UInt8>,
    _ scratch: inout Scratch,
    stop: UnsafePointer<UInt32>?
  ) throws {
    let matcher = scratch.matcher
    do throws(RegexSetError) {
      try matcher.forEachMatch(in: text, stop: stop) { index, match in
        if rules[index].kind == .cue {
          scratch.cues.append(
            Cue(
              span: TextSpan(match.span),
              direction: rules[index].direction,
              isFinite: true,
              rule: rules[index].number
            )
          )
        } else {
          scratch.append(match, of: rules[index], index)
        }
      }
    } catch {
      if error.error.isStop { throw StopRequest() }
      let name = options.rules[Int(rules[error.number].number) - 1].name
      throw StageFailure(code: "match-limit", "rule '\(name)' \(error.error)")
    }
    OverlapPolicy.longest.resolve(&scratch.candidates)
    scratch.cues.sort { $0.span < $1.span }
  }

  /// Reads what was found, with where its sentences look.
  private func read(
    _ document: borrowing Document,
    _ scratch: inout Scratch,
    _ call: borrowing StageCall
  ) throws {
    let sentences = SentenceDirections(document, symbols, scratch.cues)
    for candidate in scratch.candidates
    where rules[scratch.found[candidate.firstGroup].rule].kind != .none {
      try call.checkStop()
      var expression = expression(candidate, document.utf8, &scratch)
      expression.span = candidate.span
      expression.rule = scratch.found[candidate.firstGroup].rule
      expression.direction = sentences.direction(at: candidate.span, document.utf8)
      scratch.expressions.append(expression)
    }
    let finder = RangeFinder(connectors: connectors, matcher: scratch.words)
    scratch.ranges = finder.ranges(scratch.expressions, document.utf8)
    DaysOfTimes.join(&scratch.expressions, scratch.ranges, options.style) {
      sentences.clause(of: $0, document.utf8)
    }
    Chronology(document.utf8).join(&scratch.expressions, scratch.ranges)
    for range in scratch.ranges where range.isJoined {
      let first = scratch.expressions[range.first]
      if scratch.expressions[range.last].follows(first) {
        scratch.expressions[range.last].anchor = .mention
        if scratch.expressions[range.last].direction == .before {
          scratch.expressions[range.last].direction = .likelyPast
        }
      }
    }
  }

  /// What a match says, but for where it stands and where its sentence looks.
  private func expression(
    _ candidate: Candidate,
    _ text: UnsafeBufferPointer<UInt8>,
    _ scratch: inout Scratch
  ) -> Expression {
    let found = scratch.found[candidate.firstGroup]
    let rule = rules[found.rule]
    let groups = scratch.groups
    let words = scratch.words
    return scratch.known.expression(
      rule: found.rule,
      groups: rule.usedGroups.lazy.map { groups[found.firstGroup + $0] },
      in: text
    ) {
      rule.expression(words) { group in
        groups[found.firstGroup + group].map { String(decoding: text[$0.range], as: UTF8.self) }
      }
    }
  }
}

extension TimexStage {
  /// What one lane reuses from document to document.
  public struct Scratch {
    struct Found {
      /// Its number in the stage's rules, from 0.
      var rule: Int
      /// Where its groups begin.
      var firstGroup: Int
    }

    let matcher: RegexSetMatcher
    /// For the tables of words.
    let words = RegexMatcher()
    var known = ExpressionCache()
    var batch: AnnotationBatch
    var rangeBatch: AnnotationBatch
    var candidates: [Candidate] = []
    var found: [Found] = []
    var groups: [TextSpan?] = []
    var cues: [Cue] = []
    var expressions: [Expression] = []
    /// What the expressions came to.
    var resolved: [Resolver.Resolved] = []
    var ranges: [FoundRange] = []
    /// Of the ranges; nil where nobody knows.
    var ends: [RangeEnds?] = []

    init(_ regexes: RegexSet, _ batch: AnnotationBatch, _ rangeBatch: AnnotationBatch) {
      matcher = RegexSetMatcher(regexes)
      self.batch = batch
      self.rangeBatch = rangeBatch
    }

    mutating func removeAll() {
      batch.removeAll()
      rangeBatch.removeAll()
      candidates.removeAll(keepingCapacity: true)
      found.removeAll(keepingCapacity: true)
      groups.removeAll(keepingCapacity: true)
      cues.removeAll(keepingCapacity: true)
      expressions.removeAll(keepingCapacity: true)
      resolved.removeAll(keepingCapacity: true)
      ranges.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
    }

    mutating func append(_ match: RegexMatch, of rule: TimeRule, _ index: Int) {
      candidates.append(
        Candidate(span: TextSpan(match.span), pattern: rule.rank, firstGroup: found.count)
      )
      found.append(Found(rule: index, firstGroup: groups.count))
      for group in 0...rule.regex.groupCount {
        groups.append(match.span(ofGroup: group).map { TextSpan($0) })
      }
    }
  }
}
