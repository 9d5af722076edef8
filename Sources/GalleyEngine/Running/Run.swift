import Dispatch
import Foundation
import GalleyKit
import Synchronization

/// One execution of a plan: reader, lanes, reorder window, exporters.
///
/// There is no thread for reading or writing. A lane that needs a document reads it, under a lock; the
/// lane that completes the head of the window writes what is ready. So `jobs` lanes are `jobs` threads.
package final class Run: @unchecked Sendable {
  // Unchecked: a lane is used by one thread at a time; from outside only its flags are touched,
  // which are atomic.
  package let progress: RunProgress
  private let plan: RunPlan
  private let options: RunOptions
  private let log: RunLog?
  private let lanes: [Lane]
  /// What exporters of wholes run in, on whatever thread writes.
  private let writer: Lane
  private let readStop = StopFlag()
  private let interruption = Atomic<Bool>(false)
  private let pool: DocumentPool
  private let show: Viewer?

  /// Is shown documents, in input order, one at a time.
  package typealias Viewer = @Sendable (FinishedDocument) throws(RunStop) -> Void

  /// - Parameters:
  ///   - plan: what runs.
  ///   - options: how.
  ///   - log: is told what happens.
  ///   - show: is shown each document that has come to its end, or to a stage that failed and let it
  ///     go no further.
  package init(
    _ plan: RunPlan,
    _ options: RunOptions,
    log: RunLog? = nil,
    show: Viewer? = nil
  ) {
    self.plan = plan
    self.options = options
    self.log = log
    self.show = show
    pool = DocumentPool(schema: plan.schema, symbols: plan.symbols)
    lanes = (0..<max(1, options.jobs)).map {
      Lane(number: $0, stages: plan.stages, origins: plan.origins)
    }
    writer = Lane(number: -1, stages: plan.stages, origins: plan.origins)
    progress = RunProgress(stages: plan.stages.map(\.id), times: (lanes + [writer]).map(\.times))
  }

  /// Asks all stages to stop; the run ends without publishing results.
  package func interrupt() {
    interruption.store(true, ordering: .relaxed)
    readStop.interrupt()
    for lane in allLanes { lane.stop.interrupt() }
  }

  private var allLanes: [Lane] { lanes + [writer] }
  private var isInterrupted: Bool { interruption.load(ordering: .relaxed) }

  /// Runs the plan to its end.
  ///
  /// `onHang`: called when a stage does not return after its time is up; must not return.
  ///
  /// - Throws: `RunStop` when the run cannot go on; what was written keeps its partial name.
  package func execute(
    onHang: @escaping @Sendable (_ stage: String, _ document: String) -> Void
  ) throws(RunStop) -> RunReport {
    let begin = Clock.now()
    let watchdog = Watchdog(allLanes.map { ($0.stop, $0.current) }, onHang: onHang)
    defer { withExtendedLifetime(watchdog) {} }
    let outputs = try RunOutputs(plan, folder: options.folder, writer: writer)
    var report = RunReport()
    var source: any DocumentSource = reader()
    var records: [Record] = []
    let corpora = (0..<plan.firstExporter).filter { plan.stages[$0].isCorpus }
    var first = 0
    var expected = options.limit
    for (number, corpus) in corpora.enumerated() {
      enter(.pass(number + 1, of: corpora.count + 1), documents: expected)
      let spool = try Spool(schema: plan.schema, symbols: plan.symbols)
      try pass(source, first..<corpus + 1, outputs, spool, isFirst: first == 0, &report)
      if report.isInterrupted { return close(report, outputs, begin) }
      enter(.reduction(stage: plan.stages[corpus].id), documents: spool.entries.count)
      let reduction = CorpusReduction(plan.stages[corpus], spool, plan, readStop, progress)
      records += try reduction.reduce()
      report.isInterrupted = isInterrupted
      if report.isInterrupted { return close(report, outputs, begin) }
      source = SpoolSource(spool, pool: pool)
      expected = spool.entries.count
      first = corpus + 1
    }
    enter(.pass(corpora.count + 1, of: corpora.count + 1), documents: expected)
    try pass(source, first..<plan.firstExporter, outputs, nil, isFirst: first == 0, &report)
    if report.isInterrupted { return close(report, outputs, begin) }
    report.hasNoFit = !options.documents.isEmpty && report.documents + report.failureCount == 0
    if report.hasNoFit {
      outputs.discard()
      return close(report, outputs, begin)
    }
    records.sort { ($0.type, $0.id) < ($1.type, $1.id) }
    report.records = records.count
    try outputs.write(records)
    try outputs.publish()
    return close(report, outputs, begin)
  }

  private func enter(_ phase: RunProgress.Phase, documents: Int?) {
    progress.begin(phase, documents: documents)
    if phase != .pass(1, of: 1) { log?.goesOn(phase) }
  }

  /// One pass of the corpus through the lanes.
  ///
  /// `spool`: takes the documents when a corpus stage ends the pass.
  private func pass(
    _ source: any DocumentSource,
    _ stages: Range<Int>,
    _ outputs: RunOutputs,
    _ spool: Spool?,
    isFirst: Bool,
    _ report: inout RunReport
  ) throws(RunStop) {
    let tally = PassTally(report)
    let work = DocumentWork(
      plan: plan,
      stages: stages,
      isLast: spool == nil,
      outputs: outputs.slots,
      needsDocument: outputs.needsDocuments,
      isShown: show != nil
    )
    let window = ReorderWindow<DocumentWork.Finished>(
      longest: options.window,
      heaviest: options.windowBytes
    ) { [pool, progress, log, show] finished throws(RunStop) in
      var finished = finished
      if let stop = finished.stop { throw stop }
      try outputs.write(&finished)
      tally.count(finished, isFirst: isFirst, isLast: spool == nil)
      if let spool, let document = finished.document {
        try spool.append(document, finished.contribution)
      }
      if let document = finished.document { pool.giveBack(document) }
      if let show, let document = finished.shown { try show(document) }
      progress.add(
        documents: finished.isDocument ? 1 : 0,
        bytes: finished.textBytes,
        failures: finished.failures.count,
        dropped: finished.dropped == nil ? 0 : 1
      )
      if let log {
        for failure in finished.failures { log.fails(failure) }
        if log.tellsDocuments { log.passes(finished) }
      }
    }
    let gate = SourceGate(source, limit: isFirst ? options.limit : nil)
    let stop = runLanes { [self] lane throws(RunStop) in
      while !isInterrupted, let (number, item) = try gate.next() {
        try window.waitForRoom(number)
        let finished = work.finish(item, in: lane)
        if case .document(let document) = item, finished.document == nil {
          pool.giveBack(document)
        }
        try window.put(number, finished, bytes: finished.weight)
      }
    } onFailure: { stop in
      gate.close()
      window.fail(stop)
    }
    if let stop { throw stop }
    report = tally.report
    report.isInterrupted = isInterrupted
  }

  /// Runs `body` once in each lane and waits for all; the first reason why one ended early.
  private func runLanes(
    _ body: @escaping (Lane) throws(RunStop) -> Void,
    onFailure: @escaping (RunStop) -> Void
  ) -> RunStop? {
    nonisolated(unsafe) let body = body
    nonisolated(unsafe) let onFailure = onFailure
    // Each lane's closure runs on one serial queue; `body` shares only gate and window, which lock.
    let group = DispatchGroup()
    let first = FirstStop()
    for lane in lanes {
      nonisolated(unsafe) let lane = lane
      DispatchQueue(label: "galley.lane.\(lane.number)").async(group: group) {
        do throws(RunStop) {
          try body(lane)
        } catch {
          first.note(error)
          onFailure(error)
        }
      }
    }
    group.wait()
    return first.stop
  }

  private func reader() -> ReaderSource {
    let patterns = options.documents
    return ReaderSource(
      plan.inputs,
      pool: pool,
      readAhead: options.queue,
      longest: plan.longestDocument,
      stop: readStop,
      progress: progress,
      log: log
    ) { id in
      patterns.isEmpty || patterns.contains { fnmatch($0, id, 0) == 0 }
    }
  }

  private func close(_ report: RunReport, _ outputs: RunOutputs, _ begin: UInt64) -> RunReport {
    var report = report
    report.outputs = outputs.written
    report.seconds = Double(Clock.now() - begin) / 1e9
    report.stages = plan.stages.indices.map { i in
      RunReport.Stage(
        id: plan.stages[i].id,
        stage: plan.stages[i].prepared.definition.manifest.stage,
        documents: allLanes.reduce(0) { $0 + $1.documents[i] },
        annotations: allLanes.reduce(0) { $0 + $1.annotations[i] },
        condition: plan.stages[i].condition?.text,
        passedOver: allLanes.reduce(0) { $0 + $1.passedOver[i] },
        nanoseconds: allLanes.reduce(0) { $0 + $1.times[i] }
      )
    }
    return report
  }
}

/// Numbers the items of a source and hands them to the lanes, one at a time.
private final class SourceGate {
  private let source: any DocumentSource
  private let lock = NSLock()
  private let limit: Int?
  private var number = 0
  private var documents = 0
  private var isClosed = false

  init(_ source: any DocumentSource, limit: Int?) {
    self.source = source
    self.limit = limit
  }

  func next() throws(RunStop) -> (Int, SourceItem)? {
    lock.lock()
    defer { lock.unlock() }
    if let limit, documents >= limit { return nil }
    guard !isClosed, let item = try source.next() else { return nil }
    if case .document(let document) = item {
      document.number = documents
      documents += 1
    }
    defer { number += 1 }
    return (number, item)
  }

  func close() {
    lock.lock()
    isClosed = true
    lock.unlock()
  }
}

/// The first reason why a run cannot go on.
private final class FirstStop: Sendable {
  private let noted = Mutex<RunStop?>(nil)

  var stop: RunStop? { noted.withLock { $0 } }

  func note(_ stop: RunStop) {
    noted.withLock { if $0 == nil { $0 = stop } }
  }
}

/// Counts what passes the window; used under its lock.
private final class PassTally {
  private(set) var report: RunReport

  init(_ report: RunReport) { self.report = report }

  func count(_ finished: DocumentWork.Finished, isFirst: Bool, isLast: Bool) {
    if isFirst {
      report.documents += finished.isDocument ? 1 : 0
      report.bytes += finished.textBytes
    }
    if isLast, finished.isExported { report.exported += 1 }
    report.failureCount += finished.failures.count
    report.failures += finished.failures.prefix(max(0, 100 - report.failures.count))
    if let dropped = finished.dropped {
      report.dropped["\(dropped.stage): \(dropped.reason)", default: 0] += 1
    }
  }
}
