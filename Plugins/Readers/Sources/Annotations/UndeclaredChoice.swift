import GalleyKit

/// What becomes of annotations in the input whose types or features nothing declares.
enum UndeclaredChoice: String, SettingChoice {
  /// The line is a failure.
  case refuse
  /// They are passed over.
  case skip
}
