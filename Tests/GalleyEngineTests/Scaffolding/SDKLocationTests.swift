import Foundation
import TestCommands
import Testing

@testable import GalleyEngine

struct SDKLocationTests {
  private static let manifest = "let package = Package(\n  name: \"galley\",\n)\n"

  @Test
  func `finds the checkout above the build folder`() throws {
    let folder = try TemporaryFolder(["elsewhere/Package.swift": Self.manifest])
    let location = SDKLocation(executableFolder: folder.file("elsewhere/.build/x86/debug"))
    #expect(try location.sdk() == folder.file("elsewhere"))
  }

  @Test
  func `finds the SDK beside the installed program`() throws {
    let folder = try TemporaryFolder(["share/galley/sdk/Package.swift": Self.manifest])
    let location = SDKLocation(executableFolder: folder.file("bin"))
    #expect(try location.sdk() == folder.file("share/galley/sdk"))
  }

  @Test
  func `an installation inside a build folder has its own SDK`() throws {
    let installed = ".build/try/share/galley/sdk"
    let folder = try TemporaryFolder([
      "Package.swift": Self.manifest, "\(installed)/Package.swift": Self.manifest,
    ])
    let location = SDKLocation(executableFolder: folder.file(".build/try/bin"))
    #expect(try location.sdk() == folder.file(installed))
  }

  @Test
  func `knows the files that came along with the installed program`() throws {
    let folder = try TemporaryFolder(["share/galley/pipelines/a.yaml": ""])
    let location = SDKLocation(executableFolder: folder.file("bin"))
    #expect(location.installed("pipelines/a.yaml") == folder.file("share/galley/pipelines/a.yaml"))
    #expect(location.installed("a.yaml") == nil)
    #expect(location.installed(folder.file("share/galley/pipelines/a.yaml")) == nil)
  }

  @Test
  func `says where it looked`() throws {
    let folder = try TemporaryFolder(["app/Package.swift": "let package = Package(name: \"app\")"])
    let location = SDKLocation(executableFolder: folder.file("app/.build/debug"))
    #expect {
      try location.sdk()
    } throws: { error in
      "\((error as? ScaffoldingProblem)?.diagnostic, default: "")"
        == "error: the SDK is not where this program looks for it:"
        + " \(folder.file("app/.build/share/galley/sdk")), \(folder.file("app"));"
        + " install galley with 'make install', or name the SDK's folder with --sdk"
    }
  }

  @Test
  func `prefers templates beside the program`() throws {
    let bundle = "galley_GalleyEngine.resources/Templates"
    let folder = try TemporaryFolder(["bin/\(bundle)/x": "", "share/galley/\(bundle)/x": ""])
    #expect(
      SDKLocation(executableFolder: folder.file("bin")).templates == folder.file("bin/\(bundle)")
    )
    #expect(
      SDKLocation(executableFolder: folder.file("sbin")).templates
        == folder.file("share/galley/\(bundle)")
    )
  }
}
