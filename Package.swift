// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "PulsarTrials",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  ],
  targets: [
    // C libraries
    .systemLibrary(name: "CMath"),
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "COpenMPI", pkgConfig: "ompi-c", providers: [.apt(["libopenmpi-dev"])]),

    // Libraries, each importing only those above it
    .target(name: "Files"),
    .target(name: "Kernels", dependencies: ["CMath", "COpenBLAS"]),
    .target(name: "NeuralNetwork", dependencies: ["Kernels"]),
    .target(name: "MapDataset", dependencies: ["Files"]),
    .target(name: "ExamplePopulation", dependencies: ["Files", "MapDataset", "NeuralNetwork"]),
    .target(name: "Checkpoint", dependencies: ["Files", "NeuralNetwork"]),
    .target(name: "TrialSearch"),
    .target(name: "MPI", dependencies: ["COpenMPI"]),

    // Programs
    .executableTarget(
      name: "make-example",
      dependencies: [
        "ExamplePopulation", "Files",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Tests
    .testTarget(
      name: "CheckpointTests", dependencies: ["Checkpoint"], exclude: ["Fixtures"]),
    .target(name: "LaunchSupport", path: "Tests/LaunchSupport"),
    .executableTarget(name: "mpi-selftest", dependencies: ["MPI"], path: "Tests/MPISelfTest"),
    .testTarget(name: "MapDatasetTests", dependencies: ["MapDataset"], exclude: ["Fixtures"]),
    .testTarget(
      name: "ExamplePopulationTests",
      dependencies: ["ExamplePopulation", "LaunchSupport", "MapDataset", "make-example"],
      exclude: ["Fixtures"]),
    .testTarget(name: "MPITests", dependencies: ["LaunchSupport", "MPI", "mpi-selftest"]),
    .testTarget(
      name: "NeuralNetworkTests", dependencies: ["NeuralNetwork"], exclude: ["Fixtures"]),
    .testTarget(name: "TrialSearchTests", dependencies: ["TrialSearch"]),
  ],
  swiftLanguageModes: [.v6]
)
