extension String {
  /// One line that says nothing to a terminal: what could end it or move the cursor is escaped.
  ///
  /// Ids and messages come from other people's files and plugins.
  var printable: String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      let isBreak = [.control, .lineSeparator, .paragraphSeparator]
        .contains(scalar.properties.generalCategory)
      if isBreak || scalar.properties.isBidiControl {
        let number = String(scalar.value, radix: 16, uppercase: true)
        result.append(contentsOf: "\\u{\(number)}".unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }
}
