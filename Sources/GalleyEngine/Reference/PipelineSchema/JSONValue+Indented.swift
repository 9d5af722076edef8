import GalleyKit

extension JSONValue {
  /// This value as JSON text on several lines; what is short stands on one.
  var indented: String { indented(by: "") }

  private func indented(by margin: String) -> String {
    let line = json
    guard margin.utf8.count + line.utf8.count > 90 else { return line }
    let inner = margin + "  "
    func lines(_ parts: [String], _ open: String, _ close: String) -> String {
      open + "\n" + parts.map { inner + $0 }.joined(separator: ",\n") + "\n" + margin + close
    }
    switch self {
    case .list(let elements):
      return lines(elements.map { $0.indented(by: inner) }, "[", "]")
    case .object(let members):
      let sorted = members.sorted {
        Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8))
      }
      let parts = sorted.map { "\(JSONValue.text($0.key).json): \($0.value.indented(by: inner))" }
      return lines(parts, "{", "}")
    default: return line
    }
  }
}
