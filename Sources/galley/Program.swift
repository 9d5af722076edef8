import GalleyEngine

/// This program, for lines that a user is to type.
enum Program {
  /// As one can call it from any folder.
  static var callable: String {
    let typed = CommandLine.arguments.first ?? "galley"
    return typed.contains("/") ? Folder.absolute(typed) : typed
  }
}
