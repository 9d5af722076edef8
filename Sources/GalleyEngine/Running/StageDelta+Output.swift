import GalleyABI
import GalleyKit

extension StageDelta {
  /// Lends this delta across the C boundary as the stage's output.
  func lend(_ body: (UnsafePointer<galley_output>) -> galley_result) -> galley_result {
    var output = galley_output()
    output.size = UInt32(MemoryLayout<galley_output>.size)
    output.context = Unmanaged.passUnretained(self).toOpaque()
    output.add = { StageDelta.at($0).add($1, $2, $3, $4, $5, $6, $7, $8, $9) }
    output.reserve = { StageDelta.at($0).reserve($1, $2) }
    output.set = { StageDelta.at($0).set($1, $2, $3, $4) }
    output.remove = { context, type, count, ids, _ in
      StageDelta.at(context).remove(type, count, ids)
    }
    output.set_metadata = { StageDelta.at($0).setMetadata($1) }
    output.add_view = { StageDelta.at($0).addView($1) }
    output.text = { StageDelta.at($0).number(of: $1) }
    output.drop = { StageDelta.at($0).drop(reason: $1) }
    return body(&output)
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> StageDelta {
    guard let context else { preconditionFailure("a stage passes back the context it got") }
    return Unmanaged<StageDelta>.fromOpaque(context).takeUnretainedValue()
  }
}
