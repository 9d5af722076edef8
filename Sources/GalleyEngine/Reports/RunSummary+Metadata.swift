import Logging

extension RunSummary {
  /// The summary as fields of a log record.
  var metadata: Logger.Metadata {
    [
      "documents": .stringConvertible(report.documents),
      "exported": .stringConvertible(report.exported),
      "bytes": .stringConvertible(report.bytes),
      "seconds": .stringConvertible(report.seconds),
      "failed": .stringConvertible(report.failureCount),
      "dropped": .dictionary(report.dropped.mapValues { .stringConvertible($0) }),
      "records": .stringConvertible(report.records),
      "outputs": .array(report.outputs.compactMap(\.path).map { .string($0) }),
      "stages": .array(
        report.stages.map { stage in
          .dictionary([
            "id": .string(stage.id), "documents": .stringConvertible(stage.documents),
            "annotations": .stringConvertible(stage.annotations),
            "seconds": .stringConvertible(Double(stage.nanoseconds) / 1e9),
          ])
        }
      ),
    ]
  }
}
