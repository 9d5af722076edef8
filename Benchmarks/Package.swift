// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "galley-benchmarks",
  dependencies: [
    .package(name: "galley", path: "..")
  ],
  targets: [
    .executableTarget(
      name: "match-patterns",
      dependencies: [
        .product(name: "GalleyKit", package: "galley"),
        .product(name: "GalleyPatterns", package: "galley"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6)]
    )
  ]
)
