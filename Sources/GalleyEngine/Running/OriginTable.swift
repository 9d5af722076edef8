import GalleyABI
import GalleyKit

/// Who can have made an annotation: the stages of a run and their rules, by number.
final class OriginTable: @unchecked Sendable {
  // Unchecked: written in `init` only; what it points to never changes and lives as long as it.
  private let origins: UnsafeMutableBufferPointer<galley_origin>
  private var rules: [UnsafeMutableBufferPointer<galley_text>] = []
  private var texts: [UnsafeMutableBufferPointer<UInt8>] = []

  /// - Parameter stages: id and names of rules, in the order of the run.
  init(_ stages: [(id: String, rules: [String])]) {
    origins = .allocate(capacity: stages.count)
    for (i, stage) in stages.enumerated() {
      let names = UnsafeMutableBufferPointer<galley_text>.allocate(capacity: stage.rules.count)
      for (r, rule) in stage.rules.enumerated() { names.initializeElement(at: r, to: keep(rule)) }
      rules.append(names)
      origins.initializeElement(
        at: i,
        to: galley_origin(
          size: UInt32(MemoryLayout<galley_origin>.size),
          rule_count: UInt32(names.count),
          stage: keep(stage.id),
          rules: names.baseAddress
        )
      )
    }
  }

  deinit {
    origins.deallocate()
    for names in rules { names.deallocate() }
    for text in texts { text.deallocate() }
  }

  var count: Int { origins.count }
  var base: UnsafePointer<galley_origin>? { UnsafePointer(origins.baseAddress) }

  func stage(_ number: UInt32) -> String {
    Int(number) < count ? String(origins[Int(number)].stage) : ""
  }

  func rule(_ rule: UInt32, of stage: UInt32) -> String? {
    guard Int(stage) < count, rule > 0, rule <= origins[Int(stage)].rule_count else { return nil }
    return String(rules[Int(stage)][Int(rule) - 1])
  }

  private func keep(_ text: String) -> galley_text {
    let utf8 = Array(text.utf8)
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: utf8.count)
    _ = copy.initialize(from: utf8)
    texts.append(copy)
    return galley_text(UnsafeBufferPointer(copy))
  }
}
