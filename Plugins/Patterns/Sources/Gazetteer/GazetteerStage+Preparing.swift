import GalleyKit
import GalleyPatterns

/// What the options of the stage and its lists come to.
struct PreparedLists {
  var types: [CheckedType] = []
  var plans: [ListPlan] = []
  var store = EntryStore()
  var index: NameIndex
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
    var builder = NameIndexBuilder(options.nameRules)
    var store = EntryStore()
    var plans: [ListPlan] = []
    var resources: [Resource] = []
    for (number, list) in options.lists.enumerated() {
      let resource = try setup.resource(list.file.path, option: "/lists/\(number)/file")
      resources.append(resource)
      let (type, plan) = types.plan(list, number)
      var reader = ListReader(list, number: number, type, plan, rules)
      reader.read(resource.bytes, into: &store, &builder)
      isWrong = report(reader, resource, setup) || isWrong
      plans.append(reader.plan)
    }
    if isWrong { throw PrepareFailure.reported }
    if builder.count == 0 {
      setup.report(.warning, code: "no-names", at: "/lists", "the lists have no names")
    }
    do throws(TooManyAlike) {
      let index = try builder.build()
      declare(types.checked, plans, setup)
      return PreparedLists(types: types.checked, plans: plans, store: store, index: index)
    } catch {
      let list = store.lists[Int(error.entry)]
      setup.report(
        code: "too-many-alike",
        in: resources[Int(list)],
        line: 0,
        "more than \(NameIndexBuilder.mostAlike) entries have the same name",
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
    guard String(validating: resource.bytes, as: UTF8.self) != nil else {
      setup.report(
        code: "not-utf8",
        in: resource,
        line: 0,
        "the file is not UTF-8",
        fix: "save it as UTF-8"
      )
      return nil
    }
    var table = ListTable(resource.bytes, .lines)
    while (try? table.next()) == true {
      for cell in table.cells { names.insert(Array(resource.bytes[cell.range])) }
    }
    return names
  }

  /// Reports what is wrong with a list.
  ///
  /// - Returns: whether anything is.
  private static func report(
    _ reader: ListReader,
    _ resource: Resource,
    _ setup: borrowing Setup
  ) -> Bool {
    for problem in reader.problems {
      setup.report(
        code: problem.code,
        in: resource,
        line: problem.line,
        column: problem.column,
        problem.message,
        fix: problem.fix
      )
    }
    if reader.unreported > 0 {
      setup.report(
        code: "more-problems",
        in: resource,
        line: 0,
        "\(reader.unreported) more problems like these",
        fix: "mend those above first"
      )
    }
    return !reader.problems.isEmpty
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
