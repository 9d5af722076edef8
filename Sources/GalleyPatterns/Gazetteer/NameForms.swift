/// The names of an index, as columns.
struct NameForms: Sendable {
  /// What each is compared by lies in `patterns` from here to where the next one begins.
  var starts: [UInt32] = [0]
  var patterns: [UInt8] = []
  var cases: [NameCase] = []
  var entries: [UInt32] = []
  /// The number, from 1, of another form at the end of the same sequence; 0 for none.
  var next: [UInt32] = []

  var count: Int { entries.count }
}

extension NameForms {
  @inline(__always)
  func withPattern<Result>(
    _ form: Int,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    patterns.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[Int(starts[form])..<Int(starts[form + 1])]))
    }
  }

  /// Whether two forms are the same, but for what they were added as.
  func areEqual(_ a: Int, _ b: Int) -> Bool {
    cases[a] == cases[b]
      && withPattern(a) { a in withPattern(b) { b in a.elementsEqual(b) } }
  }
}
