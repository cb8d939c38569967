// swift-tools-version: 6.2
import PackageDescription

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

/// The same loops once more, for processors with the vector instructions of an x86-64 level.
func vectorKernels(_ name: String, level: String) -> Target {
  .target(
    name: name, dependencies: ["CVector", "VectorKernels"],
    swiftSettings: [.unsafeFlags(["-Ounchecked", "-Xcc", "-march=\(level)"])])
}

#if arch(x86_64)
  let vectorLevels = [
    vectorKernels("VectorKernelsAVX2", level: "x86-64-v3"),
    vectorKernels("VectorKernelsAVX512", level: "x86-64-v4"),
  ]
#else
  let vectorLevels: [Target] = []
#endif

let package = Package(
  name: "PulsarTrials",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
  ],
  targets: [
    // C libraries
    .systemLibrary(name: "CMath"),
    .systemLibrary(name: "CVector"),
    .systemLibrary(name: "CProcessor"),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "CHDF5", pkgConfig: "hdf5", providers: [.apt(["libhdf5-dev"])]),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(name: "COpenMPI", pkgConfig: "ompi-c", providers: [.apt(["libopenmpi-dev"])]),

    // Libraries, each importing only those above it
    .target(name: "Files", dependencies: ["CLinux"]),
    .target(name: "NamedSettings"),
    .target(name: "RandomStreams"),
    .target(name: "VectorKernels"),
    .target(
      name: "VectorKernelsPortable", dependencies: ["CVector", "VectorKernels"],
      swiftSettings: [.unsafeFlags(["-Ounchecked"])]),
    .target(
      name: "Kernels",
      dependencies: ["CMath", "COpenBLAS", "CProcessor", "VectorKernels", "VectorKernelsPortable"]
        + vectorLevels.map { .target(name: $0.name) }),
    .target(name: "NeuralNetwork", dependencies: ["Kernels", "NamedSettings", "RandomStreams"]),
    .target(name: "HDF5", dependencies: ["CHDF5"]),
    .target(name: "PNG", dependencies: ["CPNG"]),
    .target(name: "MapDataset", dependencies: ["Files", "HDF5", "NamedSettings", "PNG"]),
    .target(
      name: "ExamplePopulation", dependencies: ["Files", "MapDataset", "PNG", "RandomStreams"]),
    .target(name: "Checkpoint", dependencies: ["Files", "NamedSettings", "NeuralNetwork"]),
    .target(
      name: "TensorBoard",
      dependencies: [
        "Files", "Kernels", .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ],
      exclude: ["Event.proto"]),
    .target(
      name: "TrialSearch",
      dependencies: ["Files", "Kernels", "NamedSettings", "RandomStreams", "VectorKernels"]),
    .target(
      name: "Experiment",
      dependencies: [
        "Checkpoint", "Files", "MapDataset", "NamedSettings", "NeuralNetwork", "RandomStreams",
        "TensorBoard", "TrialSearch", .product(name: "Logging", package: "swift-log"),
      ]),
    .target(name: "MPI", dependencies: ["COpenMPI"]),
    .target(name: "Cluster", dependencies: ["Experiment", "Files", "MPI", "TrialSearch"]),
    .target(name: "CommandLineOptions", dependencies: ["Experiment", "Files", argumentParser]),

    // Programs
    .executableTarget(name: "train-nn", dependencies: ["Cluster", "CommandLineOptions"]),
    .executableTarget(
      name: "train-distributed", dependencies: ["Cluster", "CommandLineOptions", "MPI"]),
    .executableTarget(name: "infer-nn", dependencies: ["CommandLineOptions"]),
    .executableTarget(
      name: "make-example", dependencies: ["ExamplePopulation", "Files", argumentParser]),
    .executableTarget(
      name: "repack-dataset", dependencies: ["Files", "HDF5", "MapDataset", argumentParser]),

    // Benchmarks
    .executableTarget(
      name: "training-step",
      dependencies: [
        "COpenBLAS", "Kernels", "NamedSettings", "NeuralNetwork", "RandomStreams", argumentParser,
      ],
      path: "Benchmarks/TrainingStep"),
    .target(
      name: "SearchSimulation", dependencies: ["Cluster", "Experiment", "TrialSearch"],
      path: "Benchmarks/search/Simulation"),
    .executableTarget(
      name: "search-bench",
      dependencies: [
        "Cluster", "Experiment", "MPI", "NamedSettings", "SearchSimulation", "TrialSearch",
        argumentParser,
      ],
      path: "Benchmarks/search/Program"),
    .executableTarget(
      name: "load-epoch", dependencies: ["MapDataset"], path: "Benchmarks/LoadEpoch"),

    // Tests
    .target(name: "AllocationCounter", path: "Tests/AllocationCounter"),
    .target(name: "LaunchSupport", path: "Tests/LaunchSupport"),
    .executableTarget(name: "mpi-selftest", dependencies: ["MPI"], path: "Tests/MPISelfTest"),
    .target(
      name: "TestSupport", dependencies: ["Experiment", "NeuralNetwork"], path: "Tests/TestSupport"),
    .testTarget(
      name: "CheckpointTests", dependencies: ["Checkpoint"], exclude: ["Fixtures"]),
    .testTarget(
      name: "ClusterTests",
      dependencies: [
        "Cluster", "Experiment", "NeuralNetwork", "SearchSimulation", "TestSupport", "TrialSearch",
      ]),
    .testTarget(
      name: "CommandLineOptionsTests",
      dependencies: ["CommandLineOptions", "Experiment", argumentParser]),
    .testTarget(
      name: "ExamplePopulationTests",
      dependencies: [
        "ExamplePopulation", "LaunchSupport", "MapDataset", "RandomStreams", "make-example",
      ],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "ExperimentTests",
      dependencies: [
        "Experiment", "Files", "MapDataset", "NeuralNetwork", "TestSupport", "TrialSearch",
      ]),
    .testTarget(
      name: "ExtendingTests",
      dependencies: ["Experiment", "LaunchSupport", "NeuralNetwork", "TestSupport"]),
    .testTarget(name: "FilesTests", dependencies: ["Files", "TestSupport"]),
    .testTarget(name: "KernelsTests", dependencies: ["Kernels", "RandomStreams"]),
    .testTarget(
      name: "MapDatasetTests", dependencies: ["Files", "HDF5", "MapDataset", "PNG"],
      exclude: ["Fixtures"]),
    .testTarget(name: "NamedSettingsTests", dependencies: ["NamedSettings"]),
    .testTarget(name: "MPITests", dependencies: ["LaunchSupport", "MPI", "mpi-selftest"]),
    .testTarget(
      name: "NeuralNetworkTests",
      dependencies: ["AllocationCounter", "NamedSettings", "NeuralNetwork", "RandomStreams"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "ProgramTests",
      dependencies: [
        "Experiment", "LaunchSupport", "NamedSettings", "NeuralNetwork", "TestSupport", "infer-nn",
        "repack-dataset", "train-distributed", "train-nn",
      ]),
    .testTarget(
      name: "TensorBoardTests", dependencies: ["Files", "Kernels", "TensorBoard"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "TrainingTests",
      dependencies: [
        "Checkpoint", "Experiment", "LaunchSupport", "NamedSettings", "NeuralNetwork",
        "TestSupport", "make-example",
        "train-distributed", "train-nn",
      ],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "TrialSearchTests",
      dependencies: ["NamedSettings", "RandomStreams", "TrialSearch", "VectorKernels"],
      exclude: ["Fixtures"]),
  ] + vectorLevels,
  swiftLanguageModes: [.v6]
)
