public import GalleyABI
import Foundation

/// What `prepare` may do: get symbols, open resources, report problems, declare facts.
///
/// Valid only in the stage's initializer.
public struct Setup: ~Copyable {
  private let setup: UnsafePointer<galley_setup>
  private var context: UnsafeMutableRawPointer? { setup.pointee.context }

  init(_ setup: UnsafePointer<galley_setup>) { self.setup = setup }

  /// The number of a text, the same for the whole run.
  public func symbol(_ text: String) -> Symbol {
    text.withGalleyText { Symbol(rawValue: setup.pointee.symbol(context, $0)) }
  }

  /// The symbol of a declared type; `.none` when nothing declares it.
  public func type(_ name: String) -> Symbol {
    name.withGalleyText { Symbol(rawValue: setup.pointee.type(context, $0)) }
  }

  /// The symbol of a declared feature of a type; `.none` when nothing declares it.
  public func feature(_ type: String, _ name: String) -> Symbol {
    type.withGalleyText { type in
      name.withGalleyText { Symbol(rawValue: setup.pointee.feature(context, type, $0)) }
    }
  }

  /// The types declared by the pipeline and by all its stages.
  public var schema: [TypeDeclaration] {
    struct Schema: Decodable { var types: [TypeDeclaration] }
    let data = Data(buffer: UnsafeBufferPointer(setup.pointee.schema))
    return (try? JSONDecoder().decode(Schema.self, from: data))?.types ?? []
  }

  /// Opens a file: absolute, or relative to the plugin's data folder.
  ///
  /// `pointer`: JSON pointer to the option that names the file, `/lists/0/file`.
  ///
  /// - Throws: `PrepareFailure` when it cannot be read; the host has reported why.
  public func resource(_ path: String, option pointer: String = "") throws -> Resource {
    var resource = galley_resource()
    resource.size = UInt32(MemoryLayout<galley_resource>.size)
    let result = pointer.withGalleyText { pointer in
      path.withGalleyText { setup.pointee.open_resource(context, pointer, $0, &resource) }
    }
    guard result == galley_result(GALLEY_OK) else { throw PrepareFailure.reported }
    return Resource(
      number: resource.number,
      path: String(resource.path),
      bytes: UnsafeBufferPointer(resource.bytes)
    )
  }

  /// Reports a problem in an option.
  ///
  /// `pointer`: JSON pointer into the options, `/patterns/3/pattern`.
  /// `range`: bytes of the option's text value; nil for all of it.
  public func report(
    _ severity: Diagnostic.Severity = .error,
    code: String,
    at pointer: String,
    range: Range<Int>? = nil,
    _ message: String,
    fix: String = ""
  ) {
    let offset = UInt64(range?.lowerBound ?? 0)
    let count = UInt64(range?.count ?? 0)
    withTexts(code, pointer, message, fix) { code, pointer, message, fix in
      setup.pointee.diagnostic(
        context,
        severity.abi,
        code,
        pointer,
        offset,
        count,
        message,
        fix
      )
    }
  }

  /// Reports a problem in a resource, at a 1-based line and a 1-based column in code points.
  public func report(
    _ severity: Diagnostic.Severity = .error,
    code: String,
    in resource: Resource,
    line: Int,
    column: Int = 0,
    _ message: String,
    fix: String = ""
  ) {
    withTexts(code, "", message, fix) { code, _, message, fix in
      setup.pointee.diagnostic_in(
        context,
        severity.abi,
        code,
        resource.number,
        UInt32(line),
        UInt32(column),
        message,
        fix
      )
    }
  }

  /// Declares what this configuration does; each key replaces that of the manifest.
  public func declare(_ facts: [String: JSONValue]) {
    JSONValue.object(facts).json.withGalleyText { setup.pointee.fact(context, $0) }
  }

  /// Declares types and features this configuration reads and emits.
  public func declare(
    reads: [SchemaPath]? = nil,
    readsOptional: [SchemaPath]? = nil,
    emits: [SchemaPath]? = nil,
    changes: [SchemaPath]? = nil,
    removes: [SchemaPath]? = nil
  ) {
    var facts: [String: JSONValue] = [:]
    func put(_ key: String, _ paths: [SchemaPath]?) {
      guard let paths else { return }
      facts[key] = .list(Set(paths).sorted().map { .text($0.description) })
    }
    put("reads", reads)
    put("reads_optional", readsOptional)
    put("emits", emits)
    put("changes", changes)
    put("removes", removes)
    declare(facts)
  }

  /// Declares the names of rules or patterns; annotations carry their numbers, from 1.
  public func declare(rules: [RuleFact]) {
    declare([
      "rules": .list(
        rules.map { rule in
          var object: [String: JSONValue] = ["name": .text(rule.name)]
          object["pointer"] = rule.pointer.map { .text($0) }
          object["line"] = rule.line.map { .integer(Int64($0)) }
          if !rule.examples.isEmpty { object["examples"] = .list(rule.examples.map { .text($0) }) }
          if !rule.rejects.isEmpty { object["rejects"] = .list(rule.rejects.map { .text($0) }) }
          return .object(object)
        }
      )
    ])
  }

  /// Declares where in the options it is written what is read: what is missing is said there.
  public func declare(places: [ReadPlace]) {
    declare([
      "places": .list(
        places.map {
          [
            "path": .text($0.path.description), "pointer": .text($0.pointer),
            "offset": .integer(Int64($0.offset)), "count": .integer(Int64($0.count)),
          ]
        }
      )
    ])
  }

  /// Declares the files an exporter writes, numbered from 0.
  public func declare(outputs: [OutputDeclaration]) {
    declare([
      "outputs": .list(
        outputs.map { ["name": .text($0.name), "kind": .text($0.kind.rawValue)] }
      )
    ])
  }

  var optionsJSON: Data { Data(buffer: UnsafeBufferPointer(setup.pointee.options)) }

  private func withTexts(
    _ a: String,
    _ b: String,
    _ c: String,
    _ d: String,
    _ body: (galley_text, galley_text, galley_text, galley_text) -> Void
  ) {
    a.withGalleyText { a in
      b.withGalleyText { b in c.withGalleyText { c in d.withGalleyText { body(a, b, c, $0) } } }
    }
  }
}

/// A read-only file, mapped until the stage is released.
public struct Resource: @unchecked Sendable {
  // Unchecked: the bytes are mapped read-only and never move.
  let number: UInt32
  public let path: String
  public let bytes: UnsafeBufferPointer<UInt8>
}

/// Why a stage could not be prepared.
public enum PrepareFailure: Error {
  /// The reasons were given through `Setup.report`.
  case reported
}

extension Diagnostic.Severity {
  /// The number of this severity in the C contract.
  public var abi: galley_severity {
    switch self {
    case .error: galley_severity(GALLEY_SEVERITY_ERROR)
    case .warning: galley_severity(GALLEY_SEVERITY_WARNING)
    }
  }
}
