import GalleyKit

/// What one stage sees and may do, as slots and columns of the schema.
struct StageAccess: Sendable {
  /// Columns shown, for each type shown, in the order of the slots.
  let shown: [(slot: Int, columns: [Int])]
  /// Types whose rows it may add.
  let adds: Set<Int>
  /// Features it may write.
  let writes: Set<ColumnKey>
  /// Types whose rows it may hide.
  let removes: Set<Int>
  let sets: Set<String>
  let views: Set<String>
  let drops: Bool

  struct ColumnKey: Hashable, Sendable {
    let slot: Int
    let column: Int
  }

  init(_ facts: StageFacts, drops: Bool, schema: Schema) {
    shown = Self.shown(facts.reads + facts.readsOptional, schema)
    adds = Set(facts.emits.filter { $0.feature == nil }.compactMap { schema.slot(named: $0.type) })
    writes = Set(
      (facts.emits + facts.changes).compactMap { path in
        guard let slot = schema.slot(named: path.type), let feature = path.feature,
          let column = schema.column(named: feature, in: slot)
        else { return nil }
        return ColumnKey(slot: slot, column: column)
      }
    )
    removes = Set(facts.removes.compactMap { schema.slot(named: $0.type) })
    sets = Set(facts.sets)
    views = Set(facts.views)
    self.drops = drops
  }

  /// `*` stands for every type with every feature, `Type.*` for every feature of a type.
  private static func shown(
    _ paths: [SchemaPath],
    _ schema: Schema
  ) -> [(slot: Int, columns: [Int])] {
    let all = paths.contains { $0.type == "*" }
    return schema.types.indices.compactMap { slot in
      let own = paths.filter { $0.type == schema.types[slot].declaration.name }
      guard all || !own.isEmpty else { return nil }
      let every = all || own.contains { $0.feature == "*" }
      let columns = schema.types[slot].columns.indices.filter { column in
        every
          || own.contains { $0.feature == schema.types[slot].columns[column].declaration.name }
      }
      return (slot, Array(columns))
    }
  }
}
