import Foundation
public import GalleyABI

/// The functions of one stage behind the C contract.
///
/// A C function pointer cannot capture a generic type, so each function gets the table as its
/// context and calls the method of its subclass.
class StageTable {
  func prepare(_ call: UnsafePointer<galley_call>, _ setup: UnsafePointer<galley_setup>)
    -> (galley_result, UnsafeMutableRawPointer?)
  {
    preconditionFailure("a stage table has its own prepare")
  }

  func makeWorker(_ shared: UnsafeRawPointer) -> UnsafeMutableRawPointer? { nil }
  func endWorker(_ worker: UnsafeMutableRawPointer) {}

  /// The C description of the stage, without its scope table.
  func stage(_ manifest: Manifest, scope: StageScope, options: [OptionSpec]) -> galley_stage {
    var described = manifest
    described.scope = scope
    described.options = options
    var stage = galley_stage()
    stage.size = UInt32(MemoryLayout<galley_stage>.size)
    stage.scope = scope.abi
    stage.context = Unmanaged.passRetained(self).toOpaque()
    stage.manifest = permanent(manifestJSON(described))
    stage.prepare = { context, call, setup, shared in
      guard let call, let setup else { return galley_result(GALLEY_CANNOT_GO_ON) }
      let (result, object) = StageTable.at(context).prepare(call, setup)
      shared?.pointee = object
      return result
    }
    stage.release = { _, shared in
      if let shared { Unmanaged<AnyObject>.fromOpaque(shared).release() }
    }
    stage.worker = { context, shared, worker in
      guard let shared else { return galley_result(GALLEY_CANNOT_GO_ON) }
      worker?.pointee = StageTable.at(context).makeWorker(shared)
      return galley_result(GALLEY_OK)
    }
    stage.end_worker = { _, worker in
      if let worker { Unmanaged<AnyObject>.fromOpaque(worker).release() }
    }
    return stage
  }

  /// The table a C function got as its context.
  static func at(_ context: UnsafeMutableRawPointer?) -> Self {
    guard let context else { preconditionFailure("the host passes each stage its context") }
    return unsafeDowncast(
      Unmanaged<AnyObject>.fromOpaque(context).takeUnretainedValue(),
      to: Self.self
    )
  }

  private func manifestJSON(_ manifest: Manifest) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(manifest) else {
      preconditionFailure("manifest of \(manifest.stage) has a number that is not finite")
    }
    return String(decoding: data, as: UTF8.self)
  }
}

/// Decodes the options and makes the stage.
func prepareStage<S: Stage>(
  _ type: S.Type,
  _ call: UnsafePointer<galley_call>,
  _ setup: UnsafePointer<galley_setup>
) -> (galley_result, UnsafeMutableRawPointer?) {
  var prepared: UnsafeMutableRawPointer?
  let result = reporting(to: call) {
    let setup = Setup(setup)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    let options = try decoder.decode(S.Options.self, from: setup.optionsJSON)
    let shared = SharedStage(try S(options: options, setup: setup))
    prepared = Unmanaged.passRetained(shared).toOpaque()
  }
  return (result, prepared)
}

/// A prepared stage, behind the `shared` pointer.
final class SharedStage<S: Stage> {
  let stage: S

  init(_ stage: S) { self.stage = stage }

  static func at(_ pointer: UnsafeRawPointer?) -> S {
    guard let pointer else { preconditionFailure("the host passes each stage what it prepared") }
    return Unmanaged<SharedStage<S>>.fromOpaque(pointer).takeUnretainedValue().stage
  }
}

/// A value behind a pointer of one lane or one thread.
final class Box<Value> {
  var value: Value

  init(_ value: Value) { self.value = value }

  static func retained(_ value: Value) -> UnsafeMutableRawPointer {
    Unmanaged.passRetained(Box(value)).toOpaque()
  }

  static func at(_ pointer: UnsafeMutableRawPointer?) -> Box<Value> {
    guard let pointer else { preconditionFailure("the host passes back what it was given") }
    return Unmanaged<Box<Value>>.fromOpaque(pointer).takeUnretainedValue()
  }
}

/// Runs `body`; an error it throws becomes a result, with its text handed to the host.
func reporting(
  to call: UnsafePointer<galley_call>?,
  _ body: () throws -> Void
) -> galley_result {
  do {
    try body()
    return galley_result(GALLEY_OK)
  } catch is StopRequest {
    return galley_result(GALLEY_STOPPED)
  } catch let refusal as HostRefusal {
    return refusal.result
  } catch PrepareFailure.reported {
    return galley_result(GALLEY_FAILED)
  } catch let failure as StageFailure {
    fail(call, failure.code, failure.message)
    return galley_result(failure.isFatal ? GALLEY_CANNOT_GO_ON : GALLEY_FAILED)
  } catch {
    fail(call, "stage-error", "\(error)")
    return galley_result(GALLEY_FAILED)
  }
}

private func fail(_ call: UnsafePointer<galley_call>?, _ code: String, _ message: String) {
  guard let call else { return }
  code.withGalleyText { code in
    message.withGalleyText { call.pointee.fail(call.pointee.context, code, $0) }
  }
}

extension StageScope {
  /// The number of this scope in the C contract.
  public var abi: galley_scope {
    switch self {
    case .document: galley_scope(GALLEY_SCOPE_DOCUMENT)
    case .corpus: galley_scope(GALLEY_SCOPE_CORPUS)
    case .reader: galley_scope(GALLEY_SCOPE_READER)
    case .exporter: galley_scope(GALLEY_SCOPE_EXPORTER)
    case .trainer: galley_scope(GALLEY_SCOPE_TRAINER)
    }
  }
}

/// A C table of functions that lives as long as the process.
func permanent<Table>(_ table: Table) -> UnsafePointer<Table> {
  let copy = UnsafeMutablePointer<Table>.allocate(capacity: 1)
  copy.initialize(to: table)
  return UnsafePointer(copy)
}
