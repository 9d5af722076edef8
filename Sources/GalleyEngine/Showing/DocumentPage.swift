/// What documents are shown on.
protocol DocumentPage {
  /// Adds a document.
  ///
  /// - Throws: `RunStop` when the page cannot be written.
  mutating func add(_ document: FinishedDocument) throws(RunStop)

  /// Writes what stands behind the documents.
  ///
  /// - Returns: what was shown.
  /// - Throws: `RunStop` when the page cannot be written.
  mutating func finish() throws(RunStop) -> ShownTypes
}
