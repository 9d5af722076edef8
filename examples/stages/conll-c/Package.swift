// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "conll",
  products: [
    .library(name: "Conll", type: .dynamic, targets: ["Conll"])
  ],
  dependencies: [
    .package(name: "galley", path: "../../..")
  ],
  targets: [
    .target(
      name: "Conll",
      dependencies: [.product(name: "GalleyABI", package: "galley")],
      cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-pedantic"])]
    ),
    .testTarget(
      name: "ConllTests",
      dependencies: [
        "Conll",
        .product(name: "GalleyABI", package: "galley"),
        .product(name: "GalleyTesting", package: "galley"),
      ]
    ),
  ]
)
