import GalleyKit
import GalleyPatterns

/// What happens where a rule has matched.
extension RulesStage {
  func act(
    _ match: RuleMatch,
    _ document: borrowing Document,
    _ output: borrowing Annotations,
    _ scratch: inout Scratch,
    _ deeds: inout PhaseDeeds
  ) {
    let prepared = actions[match.rule]
    let captures = scratch.matcher.captures(of: match)
    let maker = ValueMaker(match: match, captures: captures, numerals: numerals)
    for emission in prepared.action.emissions {
      guard let span = emission.capture.map({ captures[$0].span }) ?? match.span else { continue }
      var values: [RuleValue] = []
      for source in emission.values {
        values.append(maker.value(source, scratch.matcher, document, output))
      }
      scratch.pending.append(
        PendingAnnotation(
          type: emission.type,
          phase: rules.phase(ofRule: match.rule),
          span: span,
          rule: prepared.number,
          values: values
        )
      )
    }
    for change in prepared.action.changes {
      let value = maker.value(change.value, scratch.matcher, document, output)
      for item in captures[change.capture].items where change.columns[item.type] != nil {
        deeds.changes.append((item, change, value))
      }
    }
    for capture in prepared.action.removals {
      for item in captures[capture].items where item.type != 0 {
        deeds.removals.append((item, prepared.number))
      }
    }
  }

  /// Lets later phases see what one has done.
  func apply(_ deeds: PhaseDeeds, of phase: Int, from firstOwn: Int, _ scratch: inout Scratch) {
    for (item, change, value) in deeds.changes {
      guard let column = change.columns[item.type] else { continue }
      scratch.matcher.change(column: column, id: item.id, to: value)
      if let index = PendingAnnotation.index(ofLocal: item.id) {
        let type = types[scratch.pending[index].type]
        if let place = type.features.firstIndex(where: { $0.name == change.feature.name }) {
          scratch.pending[index].values[place] = value
        }
      } else {
        let key = OutsideChanges.Column(type: item.type, feature: change.feature.name)
        scratch.changes.features[key] = change.feature
        scratch.changes.values[key, default: [:]][item.id] = value
      }
    }
    for (item, rule) in deeds.removals {
      scratch.matcher.hide(item.id)
      if let index = PendingAnnotation.index(ofLocal: item.id) {
        scratch.pending[index].isRemoved = true
      } else {
        let place = OutsideChanges.Place(type: item.type, id: item.id)
        if scratch.changes.removed.insert(place).inserted {
          scratch.changes.removals.append((place, rule))
        }
      }
    }
    guard phase + 1 < phases.count else { return }
    for index in firstOwn..<scratch.pending.count {
      let own = scratch.pending[index]
      let type = types[own.type]
      var values: [Int: RuleValue] = [:]
      for (column, value) in zip(columns[own.type], own.values) {
        if let column { values[column] = value }
      }
      scratch.matcher.add(
        OwnAnnotation(
          type: type.name,
          span: own.span,
          id: PendingAnnotation.localID(index),
          values: values
        )
      )
    }
  }

  /// Hands over what becomes of annotations of earlier stages.
  func hand(
    _ changes: OutsideChanges,
    to output: borrowing Annotations,
    _ scratch: inout Scratch
  ) throws {
    let columns = changes.values.keys.sorted { ($0.type, $0.feature) < ($1.type, $1.feature) }
    for key in columns {
      guard let feature = changes.features[key], let values = changes.values[key] else { continue }
      let kept = values.filter {
        !changes.removed.contains(OutsideChanges.Place(type: key.type, id: $0.key))
      }
      let ids = kept.keys.sorted()
      guard !ids.isEmpty else { continue }
      var column = ColumnBuilder(
        rules.featureSymbol(type: key.type, feature.name),
        feature.kind,
        of: feature.items
      )
      for id in ids { column.append(outside(kept[id] ?? .none)) }
      try output.set(rules.typeSymbol(key.type), ids: ids, column)
    }
    for (place, rule) in changes.removals {
      try output.remove(rules.typeSymbol(place.type), ids: [place.id], rule: rule)
    }
  }

  /// A value without references to annotations of this stage, which have no ids yet.
  private func outside(_ value: RuleValue) -> RuleValue {
    switch value {
    case .reference(let id) where PendingAnnotation.index(ofLocal: id) != nil: .none
    case .references(let ids):
      .references(ids.filter { PendingAnnotation.index(ofLocal: $0) == nil })
    default: value
    }
  }

  /// Hands over the annotations that are left, phase by phase, so that those referred to come before.
  func addPending(
    to output: borrowing Annotations,
    phases: Int,
    _ scratch: inout Scratch
  ) throws {
    guard !scratch.pending.isEmpty else { return }
    for phase in 0..<phases {
      for type in types.indices {
        scratch.batches[type].removeAll()
        var added: [Int] = []
        for index in scratch.pending.indices {
          let own = scratch.pending[index]
          guard own.phase == phase, own.type == type, !own.isRemoved else { continue }
          added.append(index)
          scratch.batches[type].append(own.span, rule: own.rule)
          for (column, value) in own.values.enumerated() {
            scratch.batches[type].columns[column].append(inside(value, scratch.pending))
          }
        }
        guard !added.isEmpty else { continue }
        let first = try output.add(scratch.batches[type])
        for (offset, index) in added.enumerated() {
          scratch.pending[index].id = first + UInt32(offset)
        }
      }
    }
  }

  /// A value with the host's ids of annotations of this stage.
  private func inside(_ value: RuleValue, _ pending: [PendingAnnotation]) -> RuleValue {
    func id(_ id: UInt32) -> UInt32? {
      guard let index = PendingAnnotation.index(ofLocal: id) else { return id }
      return pending[index].isRemoved ? nil : pending[index].id
    }
    switch value {
    case .reference(let local): return id(local).map { .reference($0) } ?? .none
    case .references(let ids): return .references(ids.compactMap(id))
    default: return value
    }
  }
}

extension ColumnBuilder {
  fileprivate mutating func append(_ value: RuleValue) {
    switch value {
    case .none: appendNull()
    case .text(let text): append(text: text)
    case .integer(let integer): append(integer: integer)
    case .number(let number): append(number: number)
    case .flag(let flag): append(flag: flag)
    case .span(let span): append(span: span)
    case .reference(let id): append(reference: id)
    case .texts(let texts): append(list: texts.map(\.rawValue))
    case .integers(let integers): append(list: integers)
    case .numbers(let numbers): append(list: numbers)
    case .spans(let spans): append(list: spans)
    case .references(let ids): append(list: ids)
    }
  }
}
