import Foundation
package import GalleyKit

extension StageBench {
  /// Lets an exporter write documents and records as a run does.
  ///
  /// - Returns: its files by name, and what it could not write.
  /// - Throws: `RunStop` when the exporter cannot go on.
  package func export(
    _ documents: [WorkingDocument],
    records: [Record]
  ) throws(RunStop) -> (files: [String: [UInt8]], failures: [RunFailure]) {
    let folder = FileManager.default.temporaryDirectory.path + "/galley-bench-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let writer = Lane(number: -1, stages: plan.stages, origins: plan.origins)
    let outputs = try RunOutputs(plan, folder: folder, writer: writer)
    let work = DocumentWork(
      plan: plan,
      stages: 0..<0,
      isLast: true,
      outputs: outputs.slots,
      needsDocument: outputs.needsDocuments
    )
    let lane = Lane(number: 0, stages: plan.stages, origins: plan.origins)
    var failures: [RunFailure] = []
    for document in documents {
      var finished = work.finish(.document(document), in: lane)
      if let stop = finished.stop { throw stop }
      try outputs.write(&finished)
      failures += finished.failures
    }
    try outputs.write(records)
    try outputs.publish()
    var files: [String: [UInt8]] = [:]
    for output in facts.outputs {
      files[output.name] = FileManager.default.contents(atPath: "\(folder)/\(output.name)")
        .map { [UInt8]($0) }
    }
    return (files, failures)
  }
}
