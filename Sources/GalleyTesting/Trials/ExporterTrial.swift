import GalleyABI
public import GalleyKit

/// Lets an exporter write documents made by hand and keeps the bytes.
public final class ExporterTrial {
  /// What was written, by number of the output.
  public private(set) var written: [Int: [UInt8]] = [:]

  private let stage: StageTrial
  private var output = 0

  public init(_ stage: StageTrial) { self.stage = stage }

  /// What was written to an output.
  public func text(of output: Int = 0) -> String {
    String(decoding: written[output] ?? [], as: UTF8.self)
  }

  /// Writes header, documents and footer of an output of kind `lines`.
  ///
  /// - Returns: whether all went well; `StageTrial.failure` says why not.
  @discardableResult
  public func write(_ documents: [TrialDocument], to output: Int = 0) -> Bool {
    guard let functions = stage.stage.exporter?.pointee else {
      preconditionFailure("'\(stage.manifest.stage)' is not an exporter")
    }
    let context = stage.stage.context
    self.output = output
    var sink = makeSink()
    var worker: UnsafeMutableRawPointer?
    _ = stage.stage.worker?(context, stage.shared, &worker)
    defer { stage.stage.end_worker?(context, worker) }
    var results = [functions.header?(context, stage.shared, UInt32(output), &sink) ?? 2]
    for document in documents {
      results.append(
        document.lend(symbols: stage.texts) { document in
          stage.call { call in
            functions.render?(
              context,
              stage.shared,
              worker,
              call,
              document,
              UInt32(output),
              &sink
            ) ?? 2
          }
        }
      )
    }
    results.append(functions.footer?(context, stage.shared, UInt32(output), &sink) ?? 2)
    return results.allSatisfy { $0 == galley_result(GALLEY_OK) }
  }

  /// Gives records to an exporter of kind `whole`.
  ///
  /// - Returns: whether all went well; `StageTrial.failure` says why not.
  @discardableResult
  public func write(_ records: [Record]) -> Bool {
    guard let functions = stage.stage.exporter?.pointee else {
      preconditionFailure("'\(stage.manifest.stage)' is not an exporter")
    }
    var outputs = makeOutputs()
    return withUnsafePointer(to: &outputs) { outputs in
      let context = stage.stage.context
      var state: UnsafeMutableRawPointer?
      var results = [functions.begin?(context, stage.shared, outputs, &state) ?? 2]
      defer { functions.end?(context, state) }
      for record in records {
        results.append(stage.call { call in give(record, functions, state, call) })
      }
      results.append(stage.call { functions.finish?(context, state, $0) ?? 2 })
      return results.allSatisfy { $0 == galley_result(GALLEY_OK) }
    }
  }

  private func give(
    _ record: Record,
    _ functions: galley_exporter_stage,
    _ state: UnsafeMutableRawPointer?,
    _ call: UnsafePointer<galley_call>
  ) -> galley_result {
    record.type.withGalleyText { type in
      record.id.withGalleyText { id in
        record.json.withGalleyText { json in
          var lent = galley_record(
            size: UInt32(MemoryLayout<galley_record>.size),
            reserved: 0,
            type: type,
            id: id,
            json: json
          )
          return functions.record?(stage.stage.context, state, call, &lent) ?? 2
        }
      }
    }
  }

  private func makeSink() -> galley_bytes_out {
    var sink = galley_bytes_out()
    sink.size = UInt32(MemoryLayout<galley_bytes_out>.size)
    sink.context = Unmanaged.passUnretained(self).toOpaque()
    sink.write = { context, bytes in
      let trial = ExporterTrial.at(context)
      trial.written[trial.output, default: []].append(contentsOf: UnsafeBufferPointer(bytes))
      return galley_result(GALLEY_OK)
    }
    return sink
  }

  private func makeOutputs() -> galley_outputs {
    var outputs = galley_outputs()
    outputs.size = UInt32(MemoryLayout<galley_outputs>.size)
    outputs.context = Unmanaged.passUnretained(self).toOpaque()
    outputs.write = { context, output, bytes in
      ExporterTrial.at(context).written[Int(output), default: []]
        .append(contentsOf: UnsafeBufferPointer(bytes))
      return galley_result(GALLEY_OK)
    }
    return outputs
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> ExporterTrial {
    guard let context else { preconditionFailure("an exporter passes back the context it got") }
    return Unmanaged<ExporterTrial>.fromOpaque(context).takeUnretainedValue()
  }
}
