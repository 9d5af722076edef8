import Foundation
import GalleyABI
import GalleyKit

/// What a stage talks to while it is prepared.
final class SetupHost {
  let definition: StageDefinition
  let schema: Schema
  let symbols: SymbolTable
  var facts: StageFacts
  var diagnostics: [PreparationDiagnostic] = []
  var mapped: [MappedFile] = []
  var resources: [PreparedResource] = []
  private let options: JSONValue
  private let texts = TextArena()

  init(
    definition: StageDefinition,
    options: JSONValue,
    schema: Schema,
    symbols: SymbolTable
  ) {
    self.options = options
    self.definition = definition
    self.schema = schema
    self.symbols = symbols
    facts = definition.manifest.facts
  }

  /// Lends this host across the C boundary.
  func lend(_ body: (UnsafePointer<galley_setup>) -> galley_result) -> galley_result {
    options.json.withGalleyText { options in
      schemaJSON.withGalleyText { schema in
        var setup = galley_setup()
        setup.size = UInt32(MemoryLayout<galley_setup>.size)
        setup.context = Unmanaged.passUnretained(self).toOpaque()
        setup.options = options
        setup.schema = schema
        setup.symbol = { SetupHost.at($0).symbols.symbol(UnsafeBufferPointer($1)).rawValue }
        setup.type = { SetupHost.at($0).type(String($1)) }
        setup.feature = { SetupHost.at($0).feature(String($1), String($2)) }
        setup.open_resource = { SetupHost.at($0).open(String($1), String($2), $3) }
        setup.diagnostic = {
          SetupHost.at($0).report(
            $1,
            String($2),
            .option(pointer: String($3), offset: Int($4), count: Int($5)),
            String($6),
            String($7)
          )
        }
        setup.diagnostic_in = {
          let host = SetupHost.at($0)
          let path = host.resources.indices.contains(Int($3)) ? host.resources[Int($3)].path : ""
          host.report(
            $1,
            String($2),
            .resource(path: path, line: Int($4), column: Int($5)),
            String($6),
            String($7)
          )
        }
        setup.fact = { SetupHost.at($0).declare(String($1)) }
        setup.option = { SetupHost.at($0).option(String($1), $2) }
        setup.output = {
          SetupHost.at($0).facts.outputs.append(
            OutputDeclaration(String($1), $2 == 0 ? .lines : .whole)
          )
        }
        return body(&setup)
      }
    }
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> SetupHost {
    guard let context else { preconditionFailure("a stage passes back the context it got") }
    return Unmanaged<SetupHost>.fromOpaque(context).takeUnretainedValue()
  }

  private var schemaJSON: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let data = (try? encoder.encode(["types": schema.types.map(\.declaration)])) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }

  private func type(_ name: String) -> UInt32 {
    schema.slot(named: name).map { schema.types[$0].symbol.rawValue } ?? 0
  }

  private func feature(_ type: String, _ name: String) -> UInt32 {
    guard let slot = schema.slot(named: type), let column = schema.column(named: name, in: slot)
    else { return 0 }
    return schema.types[slot].columns[column].symbol.rawValue
  }

  /// The option at a JSON pointer; its text lives as long as this host.
  private func option(
    _ pointer: String,
    _ value: UnsafeMutablePointer<galley_metadata>?
  ) -> galley_result {
    guard let value, let found = options.value(at: pointer), found != .null else {
      return galley_result(GALLEY_FAILED)
    }
    found.withGalleyMetadata(key: "") { entry in
      value.pointee.kind = entry.kind
      value.pointee.text = texts.keep(entry.text)
      value.pointee.integer = entry.integer
      value.pointee.number = entry.number
    }
    return galley_result(GALLEY_OK)
  }

  private func open(
    _ pointer: String,
    _ path: String,
    _ resource: UnsafeMutablePointer<galley_resource>?
  ) -> galley_result {
    let full = path.hasPrefix("/") ? path : "\(definition.resourceFolder)/\(path)"
    do {
      let file = try MappedFile(full)
      resource?.pointee.number = UInt32(mapped.count)
      resource?.pointee.path = permanentText(full)
      resource?.pointee.bytes = galley_text(file.bytes)
      mapped.append(file)
      resources.append(PreparedResource(path: full, hash: ContentHash.of(file.bytes)))
      return galley_result(GALLEY_OK)
    } catch {
      report(
        galley_severity(GALLEY_SEVERITY_ERROR),
        "unreadable-file",
        pointer.isEmpty ? .stage : .option(pointer: pointer, offset: 0, count: 0),
        "cannot read '\(full)': \(error.reason)",
        "check the path"
      )
      return galley_result(GALLEY_FAILED)
    }
  }

  private func report(
    _ severity: galley_severity,
    _ code: String,
    _ place: PreparationDiagnostic.Place,
    _ message: String,
    _ fix: String
  ) {
    let isWarning = severity == galley_severity(GALLEY_SEVERITY_WARNING)
    diagnostics.append(
      PreparationDiagnostic(
        place: place,
        diagnostic: Diagnostic(
          isWarning ? .warning : .error,
          code: code,
          message,
          fix: fix.isEmpty ? nil : fix
        )
      )
    )
  }

  private func declare(_ json: String) {
    do {
      facts = try facts.replacing(with: Data(json.utf8))
    } catch {
      report(
        galley_severity(GALLEY_SEVERITY_ERROR),
        "bad-fact",
        .stage,
        "plugin '\(definition.plugin)' declared facts that cannot be read: \(error)",
        ""
      )
    }
  }
}

extension StageFacts {
  /// These facts with the keys of a JSON object replaced.
  fileprivate func replacing(with json: Data) throws -> StageFacts {
    guard case .object(let given) = try JSONValue(parsing: json) else { return self }
    let own = try JSONValue(parsing: JSONEncoder().encode(self))
    guard case .object(let members) = own else { return self }
    let merged = JSONValue.object(members.merging(given) { _, new in new })
    return try JSONDecoder().decode(StageFacts.self, from: Data(merged.json.utf8))
  }
}

/// A text that lives as long as the process: paths handed to plugins.
private func permanentText(_ text: String) -> galley_text {
  let utf8 = Array(text.utf8)
  let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: utf8.count)
  _ = copy.initialize(from: utf8)
  return galley_text(UnsafeBufferPointer(copy))
}
