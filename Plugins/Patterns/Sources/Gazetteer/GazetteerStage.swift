public import GalleyKit
import GalleyPatterns

/// Marks names from lists.
public struct GazetteerStage: DocumentStage {
  public static let manifest = Manifest(
    "gazetteer@1",
    "Marks names from lists; columns become features.",
    configurable: true,
    cost: "low",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "Columns become features; who held an office depends on the day of the document.",
        files: [
          "leaders.tsv": """
          name\taliases\trole\tfrom\tto
          Liz Truss\t\tprime minister\t2022-09-06\t2022-10-25
          Rishi Sunak\tSunak\tprime minister\t2022-10-25\t2024-07-05
          """,
          "places.csv": """
          name,aliases,kind
          London,,city
          New York,NYC|New York City,city
          """,
          "news.jsonl": #"""
          {"id": "1", "published": "2023-05-19", "text": "Sunak's trip to New\nYork ended in London."}
          """#,
        ],
        pipeline: """
          pipeline: gazetteer/1
          types:
            Person: {name: text, role: text}
            Location: {kind: [city, country]}
          source: {uses: jsonl@1, with: {path: news.jsonl}}
          stages:
            - id: names
              uses: gazetteer@1
              with:
                lists:
                  - {file: leaders.tsv, type: Person, valid: [from, to]}
                  - {file: places.csv, type: Location}
          export:
            - {uses: csv@1}
          """
      )
    ]
  )

  let types: [CheckedType]
  let plans: [ListPlan]
  let store: EntryStore
  let index: NameIndex
  let overlap: LookupPolicy
  let merges: Bool
  /// nil: no list looks at words beside its names.
  let neighbours: NeighbourWords?
  /// Whether any entry is not valid for ever.
  let hasDays: Bool
  /// An empty batch for each type, with its columns; each lane copies them.
  let batches: [AnnotationBatch]

  public init(options: Options, setup: borrowing Setup) throws {
    var lists = try Self.read(options, setup)
    for list in lists.plans.indices {
      for column in lists.plans[list].fillers.indices {
        if case .text(let text)? = lists.plans[list].fillers[column].feature.constant {
          lists.plans[list].fillers[column].symbol = setup.symbol(text)
        }
      }
    }
    types = lists.types
    plans = lists.plans
    store = lists.store
    index = lists.index
    overlap = options.overlap
    neighbours = lists.neighbours
    merges = options.candidates == .merged
    hasDays = options.lists.contains { !$0.valid.isEmpty }
    var batches: [AnnotationBatch] = []
    for type in lists.types {
      let columns = type.features.map {
        ColumnBuilder(setup.feature(type.name, $0.name), $0.kind, of: $0.items)
      }
      batches.append(AnnotationBatch(setup.type(type.name), columns: columns))
    }
    self.batches = batches
  }

  public func makeScratch() -> Scratch { Scratch(batches: batches) }

  /// Bytes of text between two looks at the stop flag.
  private static let slice = 1 << 14

  public func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws {
    scratch.removeAll()
    let text = document.utf8
    var i = 0
    while i < text.count {
      try call.checkStop()
      i = index.find(in: text, from: i, to: i + Self.slice, into: &scratch.matches)
    }
    if let neighbours { keepWholeNames(text, neighbours, &scratch) }
    if hasDays, let days = Self.days(of: document) {
      scratch.matches.removeAll { !store.isValid(Int($0.entry), on: days) }
    }
    scratch.gatherLookups(overlap, store, plans)
    for lookup in scratch.lookups {
      try call.checkStop()
      add(lookup, &scratch, output)
    }
    for batch in scratch.batches where batch.count > 0 { try output.add(batch) }
  }

  /// Drops short names that are part of others.
  private func keepWholeNames(
    _ text: UnsafeBufferPointer<UInt8>,
    _ neighbours: NeighbourWords,
    _ scratch: inout Scratch
  ) {
    let surroundings = NameSurroundings(
      text: text,
      index: index,
      store: store,
      words: neighbours,
      matches: scratch.matches
    )
    scratch.matches.removeAll(keepingCapacity: true)
    for (i, match) in surroundings.matches.enumerated() {
      let entry = EntryName(rawValue: match.entry).entry
      let side = plans[Int(store.lists[entry])].alone
      if let side, !surroundings.isWhole(i, side) { continue }
      var match = match
      match.entry = UInt32(entry)
      scratch.matches.append(match)
    }
  }

  /// The days on which entries may be valid; nil when the document has no date, and all are.
  private static func days(of document: borrowing Document) -> ClosedRange<Int32>? {
    guard var date = document.published else { return nil }
    return date.withUTF8 { Day.range(of: $0) }
  }

  /// Adds the annotations of one place.
  private func add(
    _ lookup: Candidate,
    _ scratch: inout Scratch,
    _ output: borrowing Annotations
  ) {
    let group = scratch.groups[lookup.firstGroup]
    let entries = distinct(scratch.matches[group].map { Int($0.entry) })
    guard merges, entries.count > 1 else {
      for entry in entries { add([entry], lookup.span, &scratch, output) }
      return
    }
    for type in types.indices {
      let ofType = entries.filter { plans[Int(store.lists[$0])].type == type }
      if !ofType.isEmpty { add(ofType, lookup.span, &scratch, output) }
    }
  }

  /// Adds one annotation: of an entry, or of entries of one type.
  private func add(
    _ entries: [Int],
    _ span: TextSpan,
    _ scratch: inout Scratch,
    _ output: borrowing Annotations
  ) {
    let first = entries[0]
    let list = Int(store.lists[first])
    let plan = plans[list]
    scratch.batches[plan.type].append(span, rule: UInt32(list + 1))
    for column in plan.fillers.indices {
      if merges, types[plan.type].features[column].name == "ids" {
        let ids = ids(of: entries, output)
        scratch.batches[plan.type].columns[column].append(list: ids)
      } else if entries.dropFirst().allSatisfy({ hasSameValue(first, $0, column) }) {
        plan.fillers[column].append(
          cell(of: first, column),
          of: store,
          to: &scratch.batches[plan.type].columns[column],
          output
        )
      } else {
        scratch.batches[plan.type].columns[column].appendNull()
      }
    }
  }

  /// Entries without those that repeat another one of the same list.
  private func distinct(_ entries: [Int]) -> [Int] {
    guard entries.count > 1 else { return entries }
    var kept: [Int] = []
    for entry in entries where !kept.contains(where: { repeats($0, entry) }) { kept.append(entry) }
    return kept
  }

  private func repeats(_ a: Int, _ b: Int) -> Bool {
    if a == b { return true }
    guard store.lists[a] == store.lists[b] else { return false }
    return (0..<plans[Int(store.lists[a])].keptCells).allSatisfy {
      store.areEqual(keptCell(of: a, $0), keptCell(of: b, $0))
    }
  }

  private func hasSameValue(_ a: Int, _ b: Int, _ column: Int) -> Bool {
    let empty = EntryStore.Cell()
    let (cellA, cellB) = (cell(of: a, column) ?? empty, cell(of: b, column) ?? empty)
    let fillerA = plans[Int(store.lists[a])].fillers[column]
    let fillerB = plans[Int(store.lists[b])].fillers[column]
    return store.areEqual(cellA, cellB)
      && (cellA.count > 0 || fillerA.feature.constant == fillerB.feature.constant)
  }

  private func cell(of entry: Int, _ column: Int) -> EntryStore.Cell? {
    plans[Int(store.lists[entry])].fillers[column].cell.map { keptCell(of: entry, $0) }
  }

  /// The ids of entries, each once.
  private func ids(of entries: [Int], _ output: borrowing Annotations) -> [UInt32] {
    var ids: [UInt32] = []
    for entry in entries {
      guard let column = plans[Int(store.lists[entry])].id else { continue }
      let id = store.withText(of: keptCell(of: entry, column)) { output.text($0).rawValue }
      if id != Symbol.none.rawValue, !ids.contains(id) { ids.append(id) }
    }
    return ids
  }

  private func keptCell(of entry: Int, _ cell: Int) -> EntryStore.Cell {
    store.cells[Int(store.firstCells[entry]) + cell]
  }
}

extension GazetteerStage {
  /// What one lane reuses from document to document.
  public struct Scratch {
    var batches: [AnnotationBatch]
    var matches: [NameMatch] = []
    /// The matches of one place, by place.
    var groups: [Range<Int>] = []
    /// Places, each with its group.
    var lookups: [Candidate] = []

    init(batches: [AnnotationBatch]) { self.batches = batches }

    mutating func removeAll() {
      for type in batches.indices { batches[type].removeAll() }
      matches.removeAll(keepingCapacity: true)
      groups.removeAll(keepingCapacity: true)
      lookups.removeAll(keepingCapacity: true)
    }

    /// Puts matches of one place together and lets places compete.
    mutating func gatherLookups(
      _ policy: LookupPolicy,
      _ store: EntryStore,
      _ plans: [ListPlan]
    ) {
      func priority(_ match: NameMatch) -> Int {
        policy == .priority ? plans[Int(store.lists[Int(match.entry)])].priority : 0
      }
      matches.sort {
        ($0.start, $1.end, priority($1), $0.entry) < ($1.start, $0.end, priority($0), $1.entry)
      }
      var first = 0
      while first < matches.count {
        let match = matches[first]
        let rank = priority(match)
        var end = first + 1
        while end < matches.count, matches[end].start == match.start, matches[end].end == match.end,
          priority(matches[end]) == rank
        {
          end += 1
        }
        let span = TextSpan(start: match.start, end: match.end)
        // Higher priorities come first; of one, longer names.
        let order = (1_000 - rank) << 32 - span.count
        lookups.append(Candidate(span: span, pattern: order, firstGroup: groups.count))
        groups.append(first..<end)
        first = end
      }
      switch policy {
      case .longest: OverlapPolicy.longest.resolve(&lookups)
      case .priority: OverlapPolicy.first.resolve(&lookups)
      case .all: break
      }
    }
  }
}
