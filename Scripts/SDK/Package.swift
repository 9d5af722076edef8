// swift-tools-version: 6.2
import PackageDescription

// What stages outside the repository depend on: `make install` puts this file and the sources it
// names into PREFIX/share/galley/sdk.

let swift: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "galley",
  products: [
    .library(name: "GalleyABI", targets: ["GalleyABI"]),
    .library(name: "GalleyKit", targets: ["GalleyKit"]),
    .library(name: "GalleyPatterns", targets: ["GalleyPatterns"]),
    .library(name: "GalleyTesting", targets: ["GalleyTesting"]),
  ],
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
    .target(name: "GalleyPatterns", dependencies: ["GalleyKit", "CPCRE2"], swiftSettings: swift),
    .target(
      name: "GalleyEngine",
      dependencies: [
        "GalleyABI", "GalleyKit", "CYAML", "CZlib",
        .product(name: "Collections", package: "swift-collections"),
        .product(name: "Logging", package: "swift-log"),
      ],
      resources: [.copy("Templates")],
      swiftSettings: swift
    ),
    .target(
      name: "GalleyTesting",
      dependencies: ["GalleyABI", "GalleyKit", "GalleyEngine"],
      swiftSettings: swift
    ),
  ]
)
