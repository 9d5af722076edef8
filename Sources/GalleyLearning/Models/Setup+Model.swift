public import GalleyKit

extension Setup {
  /// Opens a model: one the user names with the option `model`, or that of the plugin.
  ///
  /// - Parameters:
  ///   - named: what the user wrote.
  ///   - file: the path of the plugin's own model.
  ///   - open: makes the model of its bytes, which outlive the stage.
  /// - Returns: the model that `open` made.
  /// - Throws: `PrepareFailure.reported` when it cannot be used; the user has been told why.
  public func model<Model>(
    _ named: FilePath?,
    file: String,
    _ open: (UnsafeRawBufferPointer) throws(ModelProblem) -> Model
  ) throws -> Model {
    let resource = try resource(named?.path ?? file, option: named == nil ? "" : "/model")
    do throws(ModelProblem) {
      return try open(UnsafeRawBufferPointer(resource.bytes))
    } catch {
      report(
        code: "bad-model",
        at: named == nil ? "" : "/model",
        "'\(resource.path)' \(error.message)",
        fix: "make it again with 'galley train'"
      )
      throw PrepareFailure.reported
    }
  }
}
