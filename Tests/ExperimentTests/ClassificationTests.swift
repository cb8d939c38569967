import Experiment
import MapDataset
import NamedSettings
import TestSupport
import Testing

/// Where labels are classes, maps are scaled and labels are not.
struct ClassificationTests {
  @Test(arguments: ["normalize", "standardize"])
  func mapsAreScaledAndClassesStayAsTheyAre(scaling: String) throws {
    var example = try Example()
    try example.classify()
    try example.set("arch.args.num_parameters", to: 4)
    // Of four classes the first and the last: normalised they would be the first and the second.
    for table in ["train", "test"] {
      let name = "data/dataset_\(table).csv"
      let text = try example.folder.text(name)
      try example.folder.write(text.replacing(".npy,1", with: ".npy,3"), to: name)
    }
    for other in ["normalize", "standardize"] {
      try example.setLoaders(other, to: .bool(other == scaling))
    }
    let setup = try TrainingSetup(example.configuration())
    for dataset in [setup.training, try #require(setup.validation)] {
      let samples = Array(0..<dataset.sampleCount)
      #expect(dataset.labelScaling == [.identity])
      var labels = [Float](repeating: .nan, count: samples.count)
      var labelSpan = labels.mutableSpan
      dataset.readLabels(samples[...], into: &labelSpan)
      #expect(labels == samples.map { $0.isMultiple(of: 2) ? 0 : 3 })

      var map = [Float](repeating: .nan, count: dataset.inputShape.reduce(1, *))
      var mapSpan = map.mutableSpan
      try dataset.readInputs(samples[..<1], into: &mapSpan)
      if scaling == "normalize" {
        #expect(map.min() == 0 && map.max() == 1)
      } else {
        let mean = map.reduce(0, +) / Float(map.count)
        let meanSquare = map.reduce(0) { $0 + $1 * $1 } / Float(map.count)
        #expect(abs(mean) < 1e-5 && abs(meanSquare - 1) < 1e-4)
      }
    }
  }
}
