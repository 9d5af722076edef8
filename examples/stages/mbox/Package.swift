// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "mbox",
  products: [
    .library(name: "Mbox", type: .dynamic, targets: ["Mbox"])
  ],
  dependencies: [
    .package(name: "galley", path: "../../..")
  ],
  targets: [
    .target(
      name: "Mbox",
      dependencies: [.product(name: "GalleyKit", package: "galley")],
      swiftSettings: [.swiftLanguageMode(.v6)]
    ),
    .testTarget(
      name: "MboxTests",
      dependencies: [
        "Mbox",
        .product(name: "GalleyABI", package: "galley"),
        .product(name: "GalleyTesting", package: "galley"),
      ]
    ),
  ]
)
