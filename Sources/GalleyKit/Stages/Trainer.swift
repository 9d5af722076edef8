import Foundation
public import GalleyABI

/// Makes a model file out of documents that show the annotations to learn from.
///
/// Its manifest is that of a stage: what it reads are the annotations it learns from. `galley train
/// NAME` runs it. The same documents in the same order, with the same options, give the same bytes.
public protocol Trainer: Stage {
  /// What is gathered from the documents.
  associatedtype Examples

  func makeExamples() -> Examples

  /// Takes in a document; on one thread.
  ///
  /// - Parameters:
  ///   - document: with the annotations the manifest reads, the right ones.
  ///   - examples: where to put it.
  ///   - isDev: not to learn from, but to measure the model with.
  /// - Throws: any error ends training with the error's text.
  func add(_ document: borrowing Document, to examples: inout Examples, isDev: Bool) throws

  /// Learns, tells how it goes, and writes the model.
  ///
  /// - Throws: any error ends training with the error's text.
  func train(
    _ examples: inout Examples,
    into model: borrowing ModelOutput,
    call: borrowing StageCall
  ) throws
}

/// Takes the model of a trainer.
public struct ModelOutput: ~Copyable {
  private let output: UnsafePointer<galley_model_out>

  public init(_ output: UnsafePointer<galley_model_out>) { self.output = output }

  /// What a model keeps about how it was made: command, options, data with their hashes.
  public var made: JSONValue {
    let text = String(output.pointee.made)
    return (try? JSONValue(parsing: Data(text.utf8))) ?? .null
  }

  /// Tells the user how training goes, in a line.
  public func progress(_ line: String) {
    line.withGalleyText { output.pointee.progress(output.pointee.context, $0) }
  }

  /// Appends bytes of the model.
  ///
  /// - Throws: `HostRefusal` when it cannot be written; the host says why.
  public func write(_ bytes: [UInt8]) throws(HostRefusal) {
    let result = bytes.withUnsafeBufferPointer { bytes in
      output.pointee.write(output.pointee.context, galley_text(bytes))
    }
    if result != galley_result(GALLEY_OK) { throw HostRefusal(result: result) }
  }
}
