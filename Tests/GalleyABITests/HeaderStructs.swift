import Foundation
import TestCommands

/// The structs that the header declares, read from its text so that no new field is forgotten.
struct HeaderStructs {
  struct Declaration {
    let name: String
    let fields: [String]
  }

  let declarations: [Declaration]

  init(header: String) throws {
    let code = header.replacing(#/(?s)/\*.*?\*//#, with: "")
    declarations = code.matches(of: #/(?s)typedef struct (\w+) \{(.*?)\n\} \w+;/#).map { found in
      Declaration(name: String(found.1), fields: Self.fields(String(found.2)))
    }
  }

  private static func fields(_ body: String) -> [String] {
    body.split(separator: ";").compactMap { field in
      if let function = field.firstMatch(of: #/\(\*(\w+)\)/#) { return String(function.1) }
      return field.firstMatch(of: #/(\w+)\s*$/#).map { String($0.1) }
    }
  }

  /// A C program that prints the size of each struct and the offset and size of each field.
  var program: String {
    let prints = declarations.map { declaration in
      let name = declaration.name
      let fields = declaration.fields.map { "  FIELD(\(name), \($0));\n" }.joined()
      return "  SIZE(\(name));\n\(fields)"
    }
    return """
      #include <stdio.h>
      #include "galley_plugin.h"
      #define SIZE(s) printf("%s: %zu bytes\\n", #s, sizeof(s))
      #define FIELD(s, f) \\
        printf("  %s: %zu, %zu bytes\\n", #f, offsetof(s, f), sizeof(((s *)0)->f))
      int main(void) {
      \(prints.joined())  return 0;
      }

      """
  }
}
