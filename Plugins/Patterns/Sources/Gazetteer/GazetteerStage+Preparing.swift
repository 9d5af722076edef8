import GalleyKit
import GalleyPatterns

/// What the options of the stage and its lists come to.
struct PreparedLists {
  var types: [CheckedType] = []
  var plans: [ListPlan] = []
  var store = EntryStore()
  var index: NameIndex
  /// nil: no list asks for them.
  var neighbours: NeighbourWords?
}

extension GazetteerStage {
  /// Reads all lists and declares what they make.
  ///
  /// - Throws: `PrepareFailure.reported` when there are problems.
  static func read(_ options: Options, _ setup: borrowing Setup) throws -> PreparedLists {
    var types = TypeGathering(setup.schema)
    var isWrong = false
    for (number, list) in options.lists.enumerated() {
      isWrong = !types.gather(list, number, setup) || isWrong
    }
    guard !isWrong, let stop = try stopNames(options, setup) else { throw PrepareFailure.reported }
    let rules = NamingRules(
      letters: options.case,
      isPlural: options.plural,
      minLength: options.minLength,
      stop: stop
    )
    var entries = EntryCollector(builder: NameIndexBuilder(options.nameRules), rules: rules)
    var plans: [ListPlan] = []
    var resources: [Resource] = []
    for (number, list) in options.lists.enumerated() {
      let resource = try setup.resource(list.file.path, option: "/lists/\(number)/file")
      resources.append(resource)
      let (type, plan) = types.plan(list, number)
      var reader = ListReader(list, number: number, type, plan)
      reader.read(resource.bytes, into: &entries)
      reader.problems.report(in: resource, setup)
      isWrong = isWrong || reader.problems.count > 0
      plans.append(reader.plan)
    }
    if isWrong { throw PrepareFailure.reported }
    let looksAround = plans.contains { $0.alone != nil }
    let neighbours =
      looksAround ? try NeighbourWords.loaded(setup, titles: options.titles) : nil
    if entries.builder.count == 0 {
      setup.report(.warning, code: "no-names", at: "/lists", "the lists have no names")
    }
    do throws(TooManyAlike) {
      let index = try entries.builder.build()
      declare(types.checked, plans, setup)
      return PreparedLists(
        types: types.checked,
        plans: plans,
        store: entries.store,
        index: index,
        neighbours: neighbours
      )
    } catch {
      let entry = EntryName(rawValue: error.entry).entry
      setup.report(
        code: "too-many-alike",
        in: resources[Int(entries.store.lists[entry])],
        line: Int(entries.store.lines[entry]),
        "more than \(NameIndexBuilder.mostAlike) entries have a name of this one",
        fix: "leave out what cannot be told apart"
      )
      throw PrepareFailure.reported
    }
  }

  /// The names to leave out; nil when there was a problem.
  private static func stopNames(
    _ options: Options,
    _ setup: borrowing Setup
  ) throws -> Set<[UInt8]>? {
    var names = Set(options.stop.map { Array($0.utf8) })
    guard let file = options.stopFile else { return names }
    let resource = try setup.resource(file.path, option: "/stop_file")
    var problems = ListProblems()
    let rows = ListRows(resource.bytes, .names)
    while let row = rows.next(&problems) { names.insert(Array(row.bytes)) }
    problems.report(in: resource, setup)
    return problems.count > 0 ? nil : names
  }

  private static func declare(
    _ types: [CheckedType],
    _ plans: [ListPlan],
    _ setup: borrowing Setup
  ) {
    var emits: [SchemaPath] = []
    for type in types {
      emits.append(SchemaPath(type.name))
      emits += type.features.map { SchemaPath(type.name, $0.name) }
    }
    setup.declare(emits: emits)
    setup.declare(
      rules: plans.enumerated().map { RuleFact($1.name, pointer: "/lists/\($0)/file") }
    )
  }
}

extension GazetteerStage.Options {
  var nameRules: NameRules {
    let all = lists.map { $0.case ?? `case` }
    return NameRules(
      foldsCase: all.contains { $0 != .exact },
      foldsSpaces: normalize.contains(.spaces),
      foldsHyphens: normalize.contains(.hyphens),
      foldsDiacritics: normalize.contains(.diacritics),
      allowsPossessive: possessive
    )
  }
}
