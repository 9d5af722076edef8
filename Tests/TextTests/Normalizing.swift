import Foundation
import GalleyKit

@testable import Text

/// A text, what a normaliser makes of it, and what stands for what.
struct NormalisedText {
  let text: [UInt8]
  let view: [UInt8]
  let runs: [ViewRun]

  init(_ text: String, _ normalizer: Normalizer) {
    self.text = Array(text.utf8)
    var scratch = Normalizer.Scratch()
    self.text.withUnsafeBufferPointer { normalizer.normalise($0, &scratch) {} }
    view = scratch.view.bytes
    runs = scratch.view.runs
  }

  /// What the view says.
  var shown: String { String(decoding: view, as: UTF8.self) }

  /// The text with what differs in it marked: `{old=new}` for a run that is not divisible,
  /// `{old~new}` for another byte of the same length, `{old=}` for deleted text.
  var marked: String {
    var marked = ""
    var offset = 0
    for run in runs {
      let gap = text[offset..<Int(run.original.start)]
      if !gap.isEmpty { marked += "{\(String(decoding: gap, as: UTF8.self))=}" }
      marked += mark(run)
      offset = Int(run.original.end)
    }
    let rest = text[offset...]
    return rest.isEmpty ? marked : marked + "{\(String(decoding: rest, as: UTF8.self))=}"
  }

  private func mark(_ run: ViewRun) -> String {
    let old = String(decoding: text[run.original.range], as: UTF8.self)
    let new = String(decoding: view[run.view.range], as: UTF8.self)
    if run.isWhole { return "{\(old)=\(new)}" }
    return zip(old.unicodeScalars, new.unicodeScalars).reduce(into: "") {
      $0 += $1.0 == $1.1 ? "\($1.0)" : "{\($1.0)~\($1.1)}"
    }
  }
}

extension NormalizingRules {
  /// What users get who set no option.
  static let usual = Normalize.Options().rules

  /// The usual rules, changed.
  static func usual(_ change: (inout NormalizingRules) -> Void) -> NormalizingRules {
    var rules = usual
    change(&rules)
    return rules
  }
}

extension Normalizer {
  /// A normaliser with the plugin's own data.
  init(_ rules: NormalizingRules) {
    self.init(rules, entities: TestFiles.entities, lexicon: TestFiles.lexicon)
  }
}

extension TestFiles {
  static let entities: EntityTable = {
    do {
      return try [UInt8](Data(contentsOf: plugin.appending(path: EntityTable.file)))
        .withUnsafeBufferPointer { try EntityTable($0) }
    } catch {
      preconditionFailure("cannot read the entities: \(error)")
    }
  }()
}
