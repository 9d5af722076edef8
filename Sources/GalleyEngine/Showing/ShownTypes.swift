/// Which annotation types are shown, with the number found of each.
struct ShownTypes {
  /// What the user asked for.
  enum Choice: Sendable, Hashable {
    /// All but `Sentence` and `Token`, which cover whole texts.
    case usual
    case all
    case named([String])

    func shows(_ type: String) -> Bool {
      switch self {
      case .usual: type != "Sentence" && type != "Token"
      case .all: true
      case .named(let types): types.contains(type)
      }
    }
  }

  let choice: Choice
  /// Types in the order in which they came up, which gives each its colour.
  private(set) var order: [String] = []
  private(set) var counts: [String: Int] = [:]
  /// Of types that are not shown.
  private(set) var left: [String: Int] = [:]

  init(_ choice: Choice) { self.choice = choice }

  /// Counts the annotations of a document.
  ///
  /// - Returns: those that are shown.
  mutating func take(_ document: FinishedDocument) -> [FinishedDocument.Annotation] {
    document.annotations.filter { annotation in
      guard choice.shows(annotation.type) else {
        left[annotation.type, default: 0] += 1
        return false
      }
      if counts[annotation.type] == nil { order.append(annotation.type) }
      counts[annotation.type, default: 0] += 1
      return true
    }
  }

  func number(of type: String) -> Int { order.firstIndex(of: type) ?? 0 }

  /// `Sentence 20, Token 401`; nil when every type is shown.
  var leftOut: String? {
    guard !left.isEmpty else { return nil }
    return left.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }
}
