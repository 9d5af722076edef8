/// The captures of a rule, for checks of what it does with them.
package struct RuleCaptures: Sendable {
  /// Their names, by number.
  package var names: [String]
  /// The names of the types of what each holds; nil when the pattern is broken.
  package var types: [Set<String>]?

  package init(names: [String], types: [Set<String>]?) {
    self.names = names
    self.types = types
  }
}

extension RuleCompiler {
  /// The captures that a broken pattern names, as far as its text and its definitions tell.
  func namedCaptures(in pattern: String) -> RuleCaptures {
    var names: [String] = []
    var texts = [pattern]
    var seen: Set<String> = []
    while let text = texts.popLast() {
      var reader = RuleReader(text)
      while !reader.isAtEnd {
        let sign = reader.peek()
        reader.position += 1
        guard sign == UInt8(ascii: "@") || sign == UInt8(ascii: "$"), let name = reader.name()
        else { continue }
        if sign == UInt8(ascii: "@") {
          if reader.peek() == UInt8(ascii: ":"), !names.contains(name.text) {
            names.append(name.text)
          }
        } else if let definition = definitions[name.text], seen.insert(name.text).inserted {
          texts.append(definition.text)
        }
      }
    }
    return RuleCaptures(names: names, types: nil)
  }
}
