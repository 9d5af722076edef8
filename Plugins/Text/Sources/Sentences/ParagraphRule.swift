public import GalleyKit

/// What separates paragraphs; a sentence never goes on across their border.
public enum ParagraphRule: String, SettingChoice {
  /// Blank lines, and line breaks unless the text is wrapped by hand.
  case auto
  /// Every line break.
  case lines
  /// Blank lines only.
  case blankLines = "blank-lines"
}
