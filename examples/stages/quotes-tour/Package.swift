// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "quotes-tour",
  products: [
    .library(name: "QuotesTour", type: .dynamic, targets: ["QuotesTour"])
  ],
  dependencies: [
    .package(name: "galley", path: "../../..")
  ],
  targets: [
    .target(
      name: "QuotesTour",
      dependencies: [.product(name: "GalleyKit", package: "galley")],
      swiftSettings: [.swiftLanguageMode(.v6)]
    ),
    .testTarget(
      name: "QuotesTourTests",
      dependencies: [
        "QuotesTour",
        .product(name: "GalleyABI", package: "galley"),
        .product(name: "GalleyTesting", package: "galley"),
      ]
    ),
  ]
)
