/// What all stages have in common: a description of itself, options, and preparation.
///
/// The value made by `init` is shared by all lanes at once and never changes.
public protocol Stage: Sendable {
  associatedtype Options: StageOptions = NoOptions
  /// The SDK fills in the scope and the options.
  static var manifest: Manifest { get }

  /// Compiles the options, opens resources, reports problems, declares facts.
  ///
  /// - Throws: `PrepareFailure.reported` after reporting problems; any other error becomes a
  ///   diagnostic at the stage's `uses:`.
  init(options: Options, setup: borrowing Setup) throws
}

/// Scratch memory of one lane for a stage that needs none.
public struct NoScratch {
  public init() {}
}

/// A stage that works on one document at a time.
public protocol DocumentStage: Stage {
  /// Memory that one lane reuses from document to document.
  associatedtype Scratch = NoScratch

  func makeScratch() -> Scratch

  /// Reads the document and adds to the output. Pure: the same document gives the same output.
  ///
  /// - Throws: any error fails this document with the error's text; `StageFailure` says more.
  func process(
    _ document: borrowing Document,
    into output: borrowing Annotations,
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws
}

extension DocumentStage where Scratch == NoScratch {
  public func makeScratch() -> NoScratch { NoScratch() }
}

/// A document stage that can say what its rules did: `galley test` shows it where an example fails.
public protocol ExplainingStage: DocumentStage {
  /// Does what `process` does.
  ///
  /// - Parameters:
  ///   - document: the example.
  ///   - rule: number of the rule that is tested, from 1.
  ///   - output: takes what the stage adds.
  ///   - scratch: the lane's.
  ///   - call: says when to stop.
  /// - Returns: what matched, and how far the rule got.
  /// - Throws: as `process` does.
  func explain(
    _ document: borrowing Document,
    rule: Int,
    into output: borrowing Annotations,
    scratch: inout Scratch,
    call: borrowing StageCall
  ) throws -> RuleReport
}
