// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "syllables",
  products: [
    .library(name: "Syllables", type: .dynamic, targets: ["Syllables"])
  ],
  dependencies: [
    .package(name: "galley", path: "../../..")
  ],
  targets: [
    .target(
      name: "Syllables",
      dependencies: [.product(name: "GalleyABI", package: "galley")],
      cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-pedantic"])]
    ),
    .testTarget(
      name: "SyllablesTests",
      dependencies: [
        "Syllables",
        .product(name: "GalleyABI", package: "galley"),
        .product(name: "GalleyTesting", package: "galley"),
      ]
    ),
  ]
)
