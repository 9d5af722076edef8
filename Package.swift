// swift-tools-version: 6.2
import Foundation
import PackageDescription

let swift: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// The plugin `name`: its code, importable by tests, and its one entry file, joined in a dynamic library.
///
/// Two targets, because SwiftPM links all tests into one executable, where every plugin's C entry
/// symbol would meet the others.
struct Plugin {
  let name: String
  var uses: [Target.Dependency] = []
  /// Whether it has a folder `Data`.
  var hasData = true
  /// Folders and files beside `Sources`, `Data` and `Plugin` that do not go along.
  var leavesOut: [String] = []
  /// Whether its tests have a folder `Fixtures`, which they read from the source tree.
  var hasFixtures = false
  /// Other plugins its tests use.
  var testsUse: [Target.Dependency] = []

  var targets: [Target] {
    [
      .target(
        name: name,
        dependencies: ["GalleyKit"] + uses,
        path: "Plugins/\(name)",
        exclude: ["Plugin", "README.md"] + leavesOut,
        sources: ["Sources"],
        resources: hasData ? [.copy("Data")] : [],
        swiftSettings: swift
      ),
      .target(
        name: "\(name)Plugin",
        dependencies: ["GalleyKit", .target(name: name)],
        path: "Plugins/\(name)/Plugin",
        swiftSettings: swift
      ),
      .testTarget(
        name: "\(name)Tests",
        dependencies: ["GalleyKit", "GalleyTesting", .target(name: name)] + testsUse,
        path: "Tests/\(name)Tests",
        exclude: hasFixtures ? ["Fixtures"] : [],
        swiftSettings: swift
      ),
    ]
  }

  var product: Product {
    .library(name: name, type: .dynamic, targets: [name, "\(name)Plugin"])
  }
}

let plugins: [Plugin] = [
  Plugin(
    name: "Patterns",
    uses: ["GalleyPatterns"],
    hasFixtures: true,
    testsUse: ["GalleyEngine", "TestCommands", "Text"]
  ),
  Plugin(name: "Exporters", hasData: false, testsUse: ["Readers"]),
  Plugin(name: "Readers", hasData: false, testsUse: ["Exporters", "TestCommands"]),
  Plugin(name: "Tagging", uses: ["GalleyLearning"], testsUse: ["GalleyLearning"]),
  Plugin(
    name: "Text",
    uses: ["GalleyLearning"],
    leavesOut: ["Training"],
    hasFixtures: true,
    testsUse: ["GalleyLearning"]
  ),
  Plugin(name: "Time", uses: ["GalleyPatterns"], hasFixtures: true, testsUse: ["TestCommands"]),
]

/// What stages outside of this repository are built with.
///
/// `make install` puts this file beside the sources of these targets alone.
let sdk: [Product] = [
  "GalleyABI", "GalleyKit", "GalleyLearning", "GalleyPatterns", "GalleyTesting",
].map {
  .library(name: $0, targets: [$0])
}

let package = Package(
  name: "galley",
  products: sdk,
  dependencies: [
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
  ],
  targets: [
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "GalleyABI"),
    .target(name: "GalleyKit", dependencies: ["GalleyABI"], swiftSettings: swift),
    .target(
      name: "GalleyPatterns",
      dependencies: ["GalleyKit", "CPCRE2"],
      exclude: ["Regex/DESIGN.md"],
      swiftSettings: swift
    ),
    .target(name: "GalleyLearning", dependencies: ["GalleyKit"], swiftSettings: swift),
    .target(
      name: "GalleyEngine",
      dependencies: [
        "GalleyABI", "GalleyKit", "GalleyPatterns", "CYAML", "CZlib",
        .product(name: "DequeModule", package: "swift-collections"),
        .product(name: "Logging", package: "swift-log"),
      ],
      resources: [.copy("Templates"), .copy("Topics")],
      swiftSettings: swift
    ),
    .target(
      name: "GalleyTesting",
      dependencies: ["GalleyABI", "GalleyKit", "GalleyEngine"],
      swiftSettings: swift
    ),
  ]
)

// The installed SDK has no program, no plugins and no tests.
if FileManager.default.fileExists(atPath: "\(Context.packageDirectory)/Sources/galley") {
  package.dependencies.append(
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  )
  package.products.append(.executable(name: "galley", targets: ["galley"]))
  package.products += plugins.map(\.product)
  package.targets += [
    .executableTarget(
      name: "galley",
      dependencies: [
        "GalleyEngine",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: swift
    ),
    .target(name: "TestCommands", path: "Tests/TestCommands", swiftSettings: swift),
    .testTarget(
      name: "CommandTests",
      dependencies: ["TestCommands"],
      exclude: ["Expected", "Fixtures"],
      swiftSettings: swift
    ),
    .testTarget(
      name: "GalleyABITests",
      dependencies: ["GalleyABI", "GalleyKit", "TestCommands"],
      exclude: ["Expected"],
      swiftSettings: swift
    ),
    .testTarget(
      name: "GalleyEngineTests",
      dependencies: [
        "GalleyABI", "GalleyEngine", "GalleyKit", "TestCommands",
        .product(name: "Logging", package: "swift-log"),
      ],
      exclude: [
        "Plugins/Fixtures", "Pipelines/Fixtures", "Reference/Expected", "Showing/Expected",
      ],
      swiftSettings: swift
    ),
    .testTarget(
      name: "GalleyKitTests",
      dependencies: ["GalleyABI", "GalleyKit"],
      swiftSettings: swift
    ),
    .testTarget(
      name: "GalleyTestingTests",
      dependencies: ["GalleyKit", "GalleyTesting"],
      swiftSettings: swift
    ),
    .testTarget(
      name: "GalleyLearningTests",
      dependencies: ["GalleyKit", "GalleyLearning"],
      swiftSettings: swift
    ),
    .testTarget(
      name: "GalleyPatternsTests",
      dependencies: ["GalleyPatterns", "CPCRE2"],
      swiftSettings: swift
    ),
  ]
  package.targets += plugins.flatMap(\.targets)
}
