import Foundation
import GalleyKit

/// What a list is written in.
enum ListFormat {
  /// Tables with a header.
  case tabs, commas
  /// A JSON object in each line.
  case objects
  /// A name in each line.
  case names

  /// By the ending of a file.
  init(_ file: String) {
    self =
      switch URL(fileURLWithPath: file).pathExtension.lowercased() {
      case "jsonl", "ndjson": .objects
      case "csv": .commas
      case "tsv", "tab": .tabs
      default: .names
      }
  }

  var signs: TableSigns {
    let comment = UInt8(ascii: "#")
    return switch self {
    case .tabs: TableSigns(delimiter: 0x09, quote: nil, comment: comment)
    case .commas:
      TableSigns(delimiter: UInt8(ascii: ","), quote: UInt8(ascii: "\""), comment: comment)
    case .objects, .names: TableSigns(delimiter: nil, quote: nil, comment: comment)
    }
  }

  /// What stands between cells, for messages.
  var separator: String { self == .commas ? "commas" : "tabs" }
}
