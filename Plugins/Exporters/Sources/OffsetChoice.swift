import GalleyKit

/// What the offsets in an output count.
enum OffsetChoice: String, SettingChoice {
  /// Python string indices.
  case codepoints
  /// Bytes.
  case utf8
  /// Java and JavaScript string indices.
  case utf16

  var unit: OffsetUnit {
    switch self {
    case .codepoints: .codepoints
    case .utf8: .utf8
    case .utf16: .utf16
    }
  }
}
