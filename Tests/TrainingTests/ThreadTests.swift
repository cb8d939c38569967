import NamedSettings
import TestSupport
import Testing

struct ThreadTests {
  @Test func moreThreadsGiveTheSameResultsByteForByte() async throws {
    var example = try Example()
    try example.set("trials", to: 1)
    try example.set("trainer.epochs", to: 6)
    // Wide enough that every loop is worth sharing.
    try example.set(
      "arch",
      to: [
        "type": "ModelSequential",
        "args": [
          "input_shape": [2, 12, 12],
          "layers": [
            ["type": "Conv2d", "args": ["out_channels": 40, "kernel_size": 3, "padding": 1]],
            ["type": "ReLU"], ["type": "MaxPool2d", "args": ["kernel_size": 2]],
            ["type": "Conv2d", "args": ["out_channels": 48, "kernel_size": 3]],
            ["type": "ReLU"], ["type": "MaxPool2d", "args": ["kernel_size": 2]],
            ["type": "Flatten"], ["type": "Linear", "args": ["out_features": 512]],
            ["type": "ReLU"], ["type": "Linear", "args": ["out_features": 2]],
          ],
        ],
      ])
    let alone = try await train(example, into: "alone")
    for threads in [2, 3] {
      try example.set("threads_per_rank", to: .integer(threads))
      let shared = try await train(example, into: "shared-\(threads)")
      for name in RunOutput.resultsNames {
        #expect(try shared.bytes("\(name).json") == alone.bytes("\(name).json"), "\(name)")
      }
      #expect(try shared.model("best_model.pth") == alone.model("best_model.pth"))
      #expect(try shared.text("log.txt").contains(", \(threads) threads a rank"))
    }
  }
}
