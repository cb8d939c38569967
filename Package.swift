// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "PulsarTrials",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
  ],
  targets: [
    // C libraries
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "COpenMPI", pkgConfig: "ompi-c", providers: [.apt(["libopenmpi-dev"])]),

    // Libraries, each importing only those above it
    .target(name: "Files"),
    .target(name: "Kernels", dependencies: ["COpenBLAS"]),
    .target(name: "NeuralNetwork", dependencies: ["Kernels"]),
    .target(name: "Checkpoint", dependencies: ["Files", "NeuralNetwork"]),
    .target(
      name: "TensorBoard",
      dependencies: ["Files", .product(name: "SwiftProtobuf", package: "swift-protobuf")],
      exclude: ["Event.proto"]),

    // Tests
    .testTarget(
      name: "CheckpointTests", dependencies: ["Checkpoint"], exclude: ["Fixtures"]),
    .testTarget(
      name: "NeuralNetworkTests", dependencies: ["NeuralNetwork"], exclude: ["Fixtures"]),
    .testTarget(
      name: "TensorBoardTests", dependencies: ["TensorBoard", "Files"], exclude: ["Fixtures"]),
  ],
  swiftLanguageModes: [.v6]
)
