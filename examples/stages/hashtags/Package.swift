// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "hashtags",
  products: [
    .library(name: "Hashtags", type: .dynamic, targets: ["Hashtags"])
  ],
  dependencies: [
    .package(name: "galley", path: "../../..")
  ],
  targets: [
    .target(
      name: "Hashtags",
      dependencies: [.product(name: "GalleyKit", package: "galley")],
      swiftSettings: [.swiftLanguageMode(.v6)]
    ),
    .testTarget(
      name: "HashtagsTests",
      dependencies: [
        "Hashtags",
        .product(name: "GalleyABI", package: "galley"),
        .product(name: "GalleyTesting", package: "galley"),
      ]
    ),
  ]
)
