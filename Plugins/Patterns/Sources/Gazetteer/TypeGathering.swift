import Foundation
import GalleyKit

/// The types that lists make, with the features they may fill.
struct TypeGathering {
  private(set) var checked: [CheckedType] = []
  private let schema: [String: TypeDeclaration]
  private var numbers: [String: Int] = [:]
  /// Constants by list and feature.
  private var constants: [[String: FeatureFiller.Constant]] = []

  init(_ schema: [TypeDeclaration]) {
    self.schema = Dictionary(schema.map { ($0.name, $0) }) { first, _ in first }
  }

  /// Checks the options of a list.
  ///
  /// - Returns: whether they are right.
  mutating func gather(
    _ list: GazetteerStage.ListOptions,
    _ number: Int,
    _ setup: borrowing Setup
  ) -> Bool {
    constants.append([:])
    let pointer = "/lists/\(number)"
    guard let type = schema[list.type] else {
      setup.report(
        code: "unknown-type",
        at: "\(pointer)/type",
        "type '\(list.type)' is not declared",
        fix: NearestName.of(list.type, among: schema.keys).map { "did you mean '\($0)'?" }
          ?? "add it to 'types:' of the pipeline"
      )
      return false
    }
    var isRight = checkNames(list, type, pointer, setup)
    for (name, value) in list.features.sorted(by: { $0.key < $1.key }) {
      guard let feature = type.features.first(where: { $0.name == name }) else { continue }
      let filler = FeatureFiller(feature, Numerals())
      guard let constant = filler.constant(from: value) else {
        setup.report(
          code: "wrong-value",
          at: "\(pointer)/features/\(name)",
          "\(value.json) is no value of feature '\(name)': \(filler.expectation)"
        )
        isRight = false
        continue
      }
      constants[number][name] = constant
    }
    if list.valid.count != 0, list.valid.count != 2 {
      setup.report(
        code: "wrong-valid",
        at: "\(pointer)/valid",
        "\(list.valid.count) columns say when entries are valid",
        fix: "name two, such as [from, to]"
      )
      isRight = false
    }
    if numbers[type.name] == nil {
      numbers[type.name] = checked.count
      checked.append(CheckedType(name: type.name, features: type.features.filter(\.canBeListed)))
    }
    return isRight
  }

  /// The type of a list that is right, and how the list fills it so far.
  func plan(
    _ list: GazetteerStage.ListOptions,
    _ number: Int
  ) -> (TypeDeclaration, ListPlan) {
    let type = numbers[list.type] ?? 0
    let features = checked[type].features
    let fillers = features.map { feature in
      var filler = EntryFiller(feature)
      filler.feature.constant = constants[number][feature.name]
      return filler
    }
    let name = URL(fileURLWithPath: list.file.path).deletingPathExtension().lastPathComponent
    let plan = ListPlan(
      type: type,
      fillers: fillers,
      id: nil,
      keptCells: 0,
      priority: list.priority,
      name: name,
      alone: list.alone
    )
    return (TypeDeclaration(list.type, features), plan)
  }

  private func checkNames(
    _ list: GazetteerStage.ListOptions,
    _ type: TypeDeclaration,
    _ pointer: String,
    _ setup: borrowing Setup
  ) -> Bool {
    let declared = type.features.map(\.name)
    var isRight = true
    for (key, names) in [
      ("columns", list.columns.keys.sorted()), ("features", list.features.keys.sorted()),
    ] {
      for name in names where !declared.contains(name) {
        setup.report(
          code: "unknown-feature",
          at: "\(pointer)/\(key)/\(name)",
          "type '\(type.name)' has no feature '\(name)'",
          fix: NearestName.of(name, among: declared).map { "did you mean '\($0)'?" }
            ?? "declare it under 'types:'"
        )
        isRight = false
      }
    }
    return isRight
  }
}

extension FeatureDeclaration {
  /// Whether a list can fill it.
  fileprivate var canBeListed: Bool { EntryFiller(self).canBeRead }
}
