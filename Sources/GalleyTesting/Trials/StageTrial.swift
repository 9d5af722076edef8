import Foundation
import GalleyABI
public import GalleyKit

/// A stage prepared through the C contract, without an engine: for tests of one stage.
///
/// ```swift
/// let trial = try StageTrial(.reader(LogReader.self), ["level": "error"])
/// ```
public final class StageTrial {
  /// A problem the stage reported while it was prepared.
  public struct Report: Sendable, Hashable {
    public var code: String
    /// JSON pointer to the option, or the path of the resource.
    public var place: String
    /// 1-based, in a resource; 0 in an option.
    public var line = 0
    /// 1-based, in code points; 0 in an option.
    public var column = 0
    public var message: String
    public var fix: String
  }

  public let manifest: Manifest
  /// What this configuration does, as far as `prepare` said.
  public private(set) var facts: [String: JSONValue] = [:]
  public private(set) var reports: [Report] = []
  /// The last reason the stage gave for a failure.
  public private(set) var failure: StageFailure?
  /// Whether `prepare` went well.
  public private(set) var isPrepared = false

  let stage: galley_stage
  private(set) var shared: UnsafeMutableRawPointer?
  private let schema: [TypeDeclaration]
  private var symbols: [String] = [""]
  private var paths: [String] = []

  /// Prepares a stage with these options and the defaults of the others.
  ///
  /// - Throws: the decoder's error when the stage's manifest is not one.
  public init(
    _ stage: PluginStage,
    _ options: [String: JSONValue] = [:],
    schema: [TypeDeclaration] = []
  ) throws {
    let info = PluginEntry("trial", version: "1.0.0", stage).info(for: nil)
    guard let table = info?.pointee.stages else {
      preconditionFailure("a plugin entry has the stages it was made of")
    }
    self.stage = table[0]
    self.schema = schema
    manifest = try JSONDecoder().decode(
      Manifest.self,
      from: Data(String(table[0].manifest).utf8)
    )
    prepare(complete(options))
  }

  deinit { stage.release?(stage.context, shared) }

  /// The number of a text, as `Setup.symbol` gives it.
  public func symbol(_ text: String) -> Symbol {
    let number = symbols.firstIndex(of: text) ?? symbols.count
    if number == symbols.count { symbols.append(text) }
    return Symbol(rawValue: UInt32(number))
  }

  /// All texts that have a number, by number.
  var texts: [String] { symbols }

  /// Lends a call for the length of `body`.
  func call(_ body: (UnsafePointer<galley_call>) -> galley_result) -> galley_result {
    var call = galley_call()
    call.size = UInt32(MemoryLayout<galley_call>.size)
    call.context = Unmanaged.passUnretained(self).toOpaque()
    call.fail = { context, code, message in
      StageTrial.at(context).failure = StageFailure(code: String(code), String(message))
    }
    return withUnsafePointer(to: call, body)
  }

  static func at(_ context: UnsafeMutableRawPointer?) -> StageTrial {
    guard let context else { preconditionFailure("a stage passes back the context it got") }
    return Unmanaged<StageTrial>.fromOpaque(context).takeUnretainedValue()
  }
}

extension StageTrial {
  private func complete(_ given: [String: JSONValue]) -> String {
    let defaults = manifest.options.compactMap { option in
      option.defaultValue.map { (option.name, $0) }
    }
    let all = Dictionary(defaults) { first, _ in first }.merging(given) { _, new in new }
    return JSONValue.object(all).json
  }

  private func prepare(_ options: String) {
    let schemaJSON = JSONSchemaText(types: schema).text
    let result = options.withGalleyText { options in
      schemaJSON.withGalleyText { schema in
        var setup = galley_setup()
        setup.size = UInt32(MemoryLayout<galley_setup>.size)
        setup.context = Unmanaged.passUnretained(self).toOpaque()
        setup.options = options
        setup.schema = schema
        fillIn(&setup)
        return call { stage.prepare?(stage.context, $0, &setup, &shared) ?? 2 }
      }
    }
    isPrepared = result == galley_result(GALLEY_OK)
  }

  private func fillIn(_ setup: inout galley_setup) {
    setup.symbol = { StageTrial.at($0).symbol(String($1)).rawValue }
    setup.type = { StageTrial.at($0).type(String($1)) }
    setup.feature = { StageTrial.at($0).feature(String($1), String($2)) }
    setup.open_resource = { StageTrial.at($0).open(String($2), $3) }
    setup.fact = { StageTrial.at($0).declare(String($1)) }
    setup.diagnostic = { context, _, code, pointer, _, _, message, fix in
      StageTrial.at(context).reports.append(
        Report(
          code: String(code),
          place: String(pointer),
          message: String(message),
          fix: String(fix)
        )
      )
    }
    setup.diagnostic_in = { context, _, code, resource, line, column, message, fix in
      let trial = StageTrial.at(context)
      trial.reports.append(
        Report(
          code: String(code),
          place: trial.paths[Int(resource)],
          line: Int(line),
          column: Int(column),
          message: String(message),
          fix: String(fix)
        )
      )
    }
  }

  private func type(_ name: String) -> UInt32 {
    schema.contains { $0.name == name } ? symbol(name).rawValue : 0
  }

  private func feature(_ type: String, _ name: String) -> UInt32 {
    let declared = schema.first { $0.name == type }?.features.contains { $0.name == name }
    return declared == true ? symbol(name).rawValue : 0
  }

  private func open(
    _ path: String,
    _ resource: UnsafeMutablePointer<galley_resource>?
  ) -> galley_result {
    guard let data = FileManager.default.contents(atPath: path) else {
      reports.append(
        Report(code: "unreadable-file", place: path, message: "cannot read '\(path)'", fix: "")
      )
      return galley_result(GALLEY_FAILED)
    }
    // Lent until `release`: the copy lives as long as the process, which a test can afford.
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: data.count)
    _ = copy.initialize(from: data)
    resource?.pointee.number = UInt32(paths.count)
    resource?.pointee.bytes = galley_text(UnsafeBufferPointer(copy))
    paths.append(path)
    return galley_result(GALLEY_OK)
  }

  private func declare(_ json: String) {
    guard case .object(let members) = JSONValue(parsing: json) else { return }
    facts.merge(members) { _, new in new }
  }
}

/// A schema as `galley_setup` has it.
private struct JSONSchemaText {
  let text: String

  init(types: [TypeDeclaration]) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let data = (try? encoder.encode(["types": types])) ?? Data()
    text = String(decoding: data, as: UTF8.self)
  }
}
