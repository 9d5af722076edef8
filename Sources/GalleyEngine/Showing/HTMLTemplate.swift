import Foundation

/// Pieces of an HTML page with places for values, from the folder of templates.
struct HTMLTemplate {
  private let text: String

  /// - Parameter name: of a file in `Templates/show`.
  /// - Throws: `RunStop` when it is not there.
  init(_ name: String) throws(RunStop) {
    let path = "\(SDKLocation().templates)/show/\(name)"
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw RunStop("there is no template '\(path)'; install galley again, with its data folder")
    }
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// The text with a value for each `{{name}}`; values are put in as they are.
  func filled(_ values: [String: String]) -> String {
    // In one pass: what looks like a place in a value is none.
    var result = ""
    var rest = text[...]
    while let open = rest.range(of: "{{"), let close = rest[open.upperBound...].range(of: "}}") {
      result += rest[..<open.lowerBound]
      let name = String(rest[open.upperBound..<close.lowerBound])
      guard let value = values[name] else {
        preconditionFailure("template has a place '\(name)' without a value")
      }
      result += value
      rest = rest[close.upperBound...]
    }
    return result + rest
  }
}
