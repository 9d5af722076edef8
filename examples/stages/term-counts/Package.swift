// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "term-counts",
  products: [
    .library(name: "TermCounts", type: .dynamic, targets: ["TermCounts"])
  ],
  dependencies: [
    .package(name: "galley", path: "../../..")
  ],
  targets: [
    .target(
      name: "TermCounts",
      dependencies: [.product(name: "GalleyKit", package: "galley")],
      swiftSettings: [.swiftLanguageMode(.v6)]
    ),
    .testTarget(
      name: "TermCountsTests",
      dependencies: [
        "TermCounts",
        .product(name: "GalleyABI", package: "galley"),
        .product(name: "GalleyTesting", package: "galley"),
      ]
    ),
  ]
)
