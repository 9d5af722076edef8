import GalleyEngine
import GalleyKit

/// A view without the vowels and with every `.` doubled: deletions, insertions, runs of both kinds.
enum Thinning {
  static func apply(to document: WorkingDocument) {
    var text: [UInt8] = []
    var runs: [ViewRun] = []
    var position: UInt32 = 0
    for scalar in String(decoding: document.utf8, as: UTF8.self).unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      let end = position + UInt32(bytes.count)
      let original = TextSpan(start: position, end: end)
      let start = UInt32(text.count)
      if !"aeiou".unicodeScalars.contains(scalar) {
        let isDoubled = scalar == "."
        text += isDoubled ? bytes + bytes : bytes
        runs.append(
          ViewRun(
            view: TextSpan(start: start, end: UInt32(text.count)),
            original: original,
            isWhole: isDoubled
          )
        )
      }
      position = end
    }
    document.addView(ConformanceInput.view, text: text, runs: runs)
  }
}
