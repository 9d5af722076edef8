import Foundation
import GalleyKit
import TestCommands
import Testing

@testable import GalleyEngine

/// Plugins that are broken in one place each: a sentence for every one, and the host goes on.
struct PluginLibraryTests {
  struct Broken: CustomTestStringConvertible, Sendable {
    let name: String
    /// Flags of the C compiler for `hostile_library.c`.
    let flags: [String]
    /// What follows the file's name.
    let sentence: String

    var testDescription: String { name }
  }

  @Test(arguments: Self.headers + Self.tables + Self.manifests)
  func `a broken plugin is refused in one sentence`(broken: Broken) throws {
    let folder = try TemporaryFolder()
    let library = try CCompiler.library(
      Self.source,
      named: "Broken",
      in: folder,
      flags: broken.flags
    )
    #expect(refusal(of: library) == "\(library): error: plugin \(broken.sentence)")
  }

  @Test
  func `the plugin that is not broken is accepted`() throws {
    let folder = try TemporaryFolder()
    let library = try CCompiler.library(Self.source, named: "Sound", in: folder)
    let plugin = try PluginLibrary(opening: library)
    #expect(plugin.stages.map(\.manifest.stage.description) == ["hostile@1"])
    #expect(plugin.diagnostics.isEmpty)
  }

  @Test
  func `a text file is no library`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("I am a text, however long I may be.\n", to: "libText.so")
    #expect(
      refusal(of: file)
        == "\(file): error: plugin is not a dynamic library of this machine;"
        + " remove it or build it again"
    )
  }

  @Test
  func `an empty file is no library`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("", to: "libEmpty.so")
    #expect(
      refusal(of: file)
        == "\(file): error: plugin is not a dynamic library of this machine;"
        + " remove it or build it again"
    )
  }

  @Test
  func `a library that is missing is named`() throws {
    let folder = try TemporaryFolder()
    let other = try folder.write("int another_library(void) { return 0; }\n", to: "other.c")
    let needed = try CCompiler.library(other, named: "Another", in: folder)
    let library = try CCompiler.library(
      Self.source,
      named: "Needy",
      in: folder,
      flags: ["-DNEEDS_ANOTHER", "-L\(folder.path)", "-lAnother"]
    )
    try FileManager.default.removeItem(atPath: needed)
    #expect(
      refusal(of: library)
        == "\(library): error: plugin needs the library 'libAnother.so', which is not there;"
        + " install it, or put its folder into LD_LIBRARY_PATH"
    )
  }

  @Test
  func `a function that is missing is named`() throws {
    let folder = try TemporaryFolder()
    let library = try CCompiler.library(
      Self.source,
      named: "Needy",
      in: folder,
      flags: ["-DNEEDS_ANOTHER"]
    )
    #expect(
      refusal(of: library)
        == "\(library): error: plugin needs the function 'another_library', which no library has;"
        + " link the library that has it"
    )
  }

  @Test
  func `a file that is not there is named`() {
    #expect(
      refusal(of: "nowhere/libGone.so")
        == "nowhere/libGone.so: error: plugin is not there; check the path"
    )
  }

  @Test
  func `unknown keys of a manifest are warnings`() throws {
    let folder = try TemporaryFolder()
    let library = try CCompiler.library(
      Self.source,
      named: "Chatty",
      in: folder,
      flags: Self.manifest(#"{"stage":"hostile@1","scope":"document","summary":"s","licenc":"x"}"#)
    )
    let plugin = try PluginLibrary(opening: library)
    #expect(
      plugin.diagnostics.map(\.description) == [
        "\(library): warning: unknown key 'licenc' in the manifest of 'hostile@1';"
          + " did you mean 'licence'?"
      ]
    )
  }

  @Test
  func `two plugins cannot offer the same stage`() throws {
    let folder = try TemporaryFolder()
    let first = try CCompiler.library(Self.source, named: "A", in: folder)
    let second = try CCompiler.library(
      Self.source,
      named: "B",
      in: folder,
      flags: [#"-DNAME="other""#]
    )
    let found = PluginSearch(named: [folder.path], standard: [])
    #expect(
      found.diagnostics.map(\.description) == [
        "\(second): error: plugin 'other' offers stage 'hostile@1', which plugin 'hostile'"
          + " (\(first)) offers too; remove one of the two plugins from the plugin folders"
      ]
    )
  }

  @Test
  func `a plugin found earlier hides one of the same name`() throws {
    let near = try TemporaryFolder()
    let far = try TemporaryFolder()
    let first = try CCompiler.library(Self.source, named: "A", in: near)
    _ = try CCompiler.library(Self.source, named: "A", in: far)
    let found = PluginSearch(named: [near.path, far.path], standard: [])
    #expect(found.diagnostics.isEmpty)
    #expect(found.plugins.map(\.path) == [first])
  }

  private func refusal(of library: String) -> String? {
    do throws(PluginRefusal) {
      _ = try PluginLibrary(opening: library)
      return nil
    } catch {
      return error.diagnostic.description
    }
  }

  static let source =
    "\(Repository.root)/Tests/GalleyEngineTests/Plugins/Fixtures/hostile_library.c"

  /// The flag that makes `json` the manifest.
  static func manifest(_ json: String) -> [String] {
    let literal = json.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return ["-DMANIFEST=\"\(literal)\""]
  }
}
