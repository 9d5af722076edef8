import GalleyABI
import GalleyKit
import Testing

struct ColumnBuilderTests {
  private func present(_ column: ColumnBuilder) -> [Bool] {
    column.withGalleyFeature { feature in
      (0..<column.count).map { row in
        feature.present.map { $0[row >> 6] >> UInt64(row & 63) & 1 != 0 } ?? true
      }
    }
  }

  @Test(arguments: [0, 1, 63, 64, 65, 130])
  func `many rows at once are the same as one by one`(rows: Int) {
    let values = (0..<rows).map { Int64($0) - 3 }
    var single = ColumnBuilder(Symbol(rawValue: 1), .integer)
    var bulk = single
    single.append(integer: 7)
    bulk.append(integer: 7)
    for value in values { single.append(integer: value) }
    bulk.append(integers: values)
    for _ in 0..<rows { single.appendNull() }
    bulk.appendNulls(rows)
    single.append(integers: [1])
    bulk.append(integer: 1)
    #expect(single.count == bulk.count)
    #expect(present(single) == present(bulk))
    let words = [single, bulk].map { column in
      column.withGalleyFeature { feature in
        (0..<column.count).map {
          feature.values.load(fromByteOffset: $0 * 8, as: Int64.self)
        }
      }
    }
    #expect(words[0] == words[1])
    #expect(words[0].last == 1)
  }
}
