import Foundation
import Testing

@testable import Patterns

struct NumeralsTests {
  private static let numerals: Numerals = {
    let path = "\(PluginFolder.path)/Data/numerals.txt"
    let bytes = (try? [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))) ?? []
    return bytes.withUnsafeBufferPointer { (try? Numerals($0)) ?? Numerals() }
  }()

  @Test(arguments: [
    ("1,200", 1_200.0), ("2.3", 2.3), ("−4", -4), ("-0.5", -0.5), ("+7", 7), ("12", 12),
    ("1\u{A0}000", 1_000), ("12 500", 12_500), ("1\u{202F}234\u{202F}567.5", 1_234_567.5),
    ("1,234,567.89", 1_234_567.89), ("2023", 2_023),
  ])
  func `reads digits`(text: String, number: Double) {
    #expect(Numerals().number(of: text.utf8) == number)
    #expect(Self.numerals.number(of: text.utf8) == number)
  }

  @Test(arguments: [
    ("370 billion", 370e9), ("16.4 bn", 16_400_000_000), ("1.1 million", 1_100_000),
    ("2.3bn", 2.3e9), ("14\u{A0}million", 14e6), ("1,200 thousand", 1.2e6),
    ("500-million", 500e6), ("3 dozen", 36), ("10K", 10_000), ("5 tn", 5e12),
  ])
  func `reads digits with a factor`(text: String, number: Double) {
    #expect(Self.numerals.number(of: text.utf8) == number)
  }

  @Test(arguments: [
    ("three", 3.0), ("twenty-five", 25), ("A hundred", 100), ("a hundred thousand", 100_000),
    ("two hundred and five", 205), ("half a million", 500_000),
    ("four thousand two hundred", 4_200),
    ("Three million two hundred thousand and ten", 3_200_010), ("two dozen", 24),
    ("one hundred million", 100e6), ("zero", 0),
  ])
  func `reads words`(text: String, number: Double) {
    #expect(Self.numerals.number(of: text.utf8) == number)
  }

  @Test(arguments: [
    "", " ", "many", "several hundred", "1.2.3", "3,5", "1.234,56", "1,23", "12,34,567", "1234 567",
    "1 2", "3.5-3.6", "--4", "inf", "nan", "0x10", "1e5", "five and", "and five", "a", "billion 5",
    "five 5", "½", "٣", "1,234.5.6", "12 500.", "12 500.5 000",
  ])
  func `what is no number has none`(text: String) {
    #expect(Self.numerals.number(of: text.utf8) == nil)
  }

  @Test(arguments: [
    ("9,007,199,254,740,993", 9_007_199_254_740_993), ("3 million", 3_000_000), ("-12", -12),
    ("3.7", nil), ("99999999999999999999", nil), ("two", 2),
  ])
  func `whole numbers are exact`(text: String, number: Int64?) {
    #expect(Self.numerals.integer(of: text.utf8) == number)
  }

  @Test(arguments: ["one=1\n", "[value]\none\n", "[value]\none=two\n"])
  func `a list with another line is told`(list: String) {
    #expect(throws: BadNumeralList.self) {
      try Array(list.utf8).withUnsafeBufferPointer { try Numerals($0) }
    }
  }
}
