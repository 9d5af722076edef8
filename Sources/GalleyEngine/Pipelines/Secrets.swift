import GalleyKit

/// Values that came from the environment.
package struct Secrets: Sendable, Hashable {
  /// By name of the environment variable.
  package private(set) var values: [String: String] = [:]

  package init() {}

  mutating func remember(_ value: String, named name: String) {
    values[name] = value
  }

  /// A text with every such value of at least four characters replaced by `${env:NAME}`.
  ///
  /// Shorter ones are left: a value `1` would blot out every one in a report. What the pipeline
  /// prints of itself is masked by place instead, whatever the length.
  package func masking(_ text: String) -> String {
    let longestFirst = values.filter { $0.value.count >= 4 }
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    return longestFirst.reduce(text) { masked, secret in
      masked.split(separator: secret.value, omittingEmptySubsequences: false)
        .joined(separator: "${env:\(secret.key)}")
    }
  }

  /// A diagnostic that quotes none of them.
  func masking(_ diagnostic: Diagnostic) -> Diagnostic {
    guard !values.isEmpty else { return diagnostic }
    var masked = diagnostic
    masked.message = masking(diagnostic.message)
    masked.fix = diagnostic.fix.map(masking)
    return masked
  }
}
