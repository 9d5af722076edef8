import GalleyKit
import GalleyLearning

extension Setup {
  /// Opens a model: one the user names with the option `model`, or that of the plugin.
  ///
  /// - Throws: `PrepareFailure.reported` when it cannot be used; the user has been told why.
  func model<Model>(
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
