import GalleyABI
import GalleyKit

/// A trainer a plugin offers, checked.
package struct TrainerDefinition: @unchecked Sendable {
  // Unchecked: the table of functions is static and libraries are never closed.

  /// Its manifest and how it is prepared.
  package let stage: StageDefinition
  let functions: galley_trainer

  /// What the user calls it: `tagger`.
  package var name: String { stage.manifest.stage.name }

  /// The trainers of a plugin.
  ///
  /// - Throws: `PluginRefusal` when one of them is not as the contract wants it.
  static func all(
    of info: UnsafePointer<galley_plugin_info>,
    path: String,
    resourceFolder: String
  ) throws(PluginRefusal) -> [TrainerDefinition] {
    let table = GALLEY_TRAINING.withGalleyText { info.pointee.extension?($0) }
    guard let table else { return [] }
    let trainers = table.load(as: galley_trainers.self)
    guard trainers.size >= MemoryLayout<galley_trainers>.size, trainers.count <= 100,
      let first = UnsafeRawPointer(trainers.trainers)
    else {
      throw PluginRefusal(
        path,
        "offers trainers without a table of them",
        fix: "set all fields of galley_trainers"
      )
    }
    let stride = Int(first.load(as: UInt32.self))
    var all: [TrainerDefinition] = []
    for i in 0..<Int(trainers.count) {
      guard stride >= MemoryLayout<galley_trainer>.size, stride < 4096 else {
        throw PluginRefusal(
          path,
          "gives \(stride) as the size of galley_trainer",
          fix: "set it to sizeof(galley_trainer)"
        )
      }
      let functions = first.load(fromByteOffset: stride * i, as: galley_trainer.self)
      all.append(try TrainerDefinition(functions, i, info, path, resourceFolder))
    }
    return all
  }

  private init(
    _ functions: galley_trainer,
    _ i: Int,
    _ info: UnsafePointer<galley_plugin_info>,
    _ path: String,
    _ resourceFolder: String
  ) throws(PluginRefusal) {
    guard let stage = functions.stage?.pointee, stage.prepare != nil, functions.begin != nil,
      functions.add != nil, functions.finish != nil
    else {
      throw PluginRefusal(
        path,
        "has no stage, prepare, begin, add or finish in its trainer \(i + 1)",
        fix: "set them in galley_trainer"
      )
    }
    let (manifest, _) = try PluginCheck.manifest(stage, i, path: path)
    self.functions = functions
    self.stage = StageDefinition(
      manifest: manifest,
      functions: stage,
      plugin: String(info.pointee.name),
      version: String(info.pointee.version),
      library: path,
      resourceFolder: resourceFolder
    )
  }
}
