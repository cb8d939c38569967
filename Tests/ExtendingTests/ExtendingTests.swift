import Experiment
import LaunchSupport
import NamedSettings
import NeuralNetwork
import TestSupport
import Testing

/// The page on extending the package is what it says: complete, and in working order.
struct ExtendingTests {
  private let page: ExtensionPage

  init() throws { page = try ExtensionPage() }

  @Test(arguments: Family.allCases)
  func aMemberIsOneFileAndOneRegistryLine(_ family: Family) throws {
    let blocks = page.blocks.filter { $0.path.hasPrefix("\(family.folder)/") }
    #expect(blocks.map(\.language) == ["swift", "diff"])
    #expect(blocks.last?.path == family.registry)
    let changes = blocks.last?.lines.filter { !$0.hasPrefix(" ") } ?? []
    #expect(changes.count == 1)
    #expect(changes.first?.hasPrefix("+") == true)
    #expect(try blocks.first?.path == "\(family.folder)/\(name(in: family)).swift")
  }

  @Test func allExamplesCompileAndTrainTogether() async throws {
    let package = try ExtendedPackage(page)
    let format = try await package.lint()
    #expect(format.exitCode == 0, "\(format.errorOutput)")
    let build = try await package.build()
    try #require(build.exitCode == 0, "\(build.output)\(build.errorOutput)")
    #expect(!build.output.contains(/\.swift:\d+:\d+: warning:/), "\(build.output)")
    try await expectTraining(by: package)
    for family in Family.allCases { try await expectName(of: family, in: package) }
  }

  /// With the page's configuration, losses are finite and fall.
  private func expectTraining(by package: ExtendedPackage) async throws {
    var example = try Example()
    let settings = try configuration(in: example)
    for key in settings.members.keys { try example.set(key, to: settings.members[key] ?? .null) }
    try example.set("arch.args.input_shape", to: [2, 12, 12])
    try example.set("trials", to: 1)
    let epochs = 10
    try example.set("trainer.epochs", to: .integer(epochs))
    // What the page's configuration leaves out would leave an example untested.
    for family in Family.allCases where family != .layers {
      #expect("\(SettingValue.object(example.members))".contains("\"\(try name(in: family))\""))
    }

    let result = try await run(package, on: example)
    #expect(result.exitCode == 0, "\(result.errorOutput)")
    let stamp = try #require(example.folder.names(in: "output/logs/Example").first)
    let results = try ConfigurationFile(
      path: example.folder.path("output/logs/Example/\(stamp)/train_results.json"))
    // A loss that is not finite is null there.
    let losses = try results.members.keys.sorted().map {
      try #require(results["\($0).loss"]?.asReal)
    }
    #expect(losses.count == epochs)
    #expect(losses[epochs - 1] < losses[0] / 2)
  }

  /// An unknown type's message lists the page's.
  private func expectName(of family: Family, in package: ExtendedPackage) async throws {
    var example = try Example()
    try family.askForUnknownMember(&example)
    let result = try await run(package, on: example)
    #expect(result.exitCode == 78)
    let list = try #require(result.errorOutput.firstMatch(of: /\(valid: (.+)\)/)?.1)
    #expect(list.split(separator: ", ").map(String.init).contains(try name(in: family)))
  }

  private func run(
    _ package: ExtendedPackage, on example: Example
  ) async throws -> CommandResult {
    try await Command(
      package.trainNN, ["--configuration", example.path], workingDirectory: example.folder.path
    ).run()
  }

  /// The page's configuration.
  private func configuration(in example: Example) throws -> ConfigurationFile {
    let block = try #require(page.blocks(in: "json").first)
    return try ConfigurationFile(path: example.folder.write(block.text, to: "page.json"))
  }

  /// The name that the page's registry line gives a family's new member.
  private func name(in family: Family) throws -> String {
    let change = try #require(page.blocks(in: "diff").first { $0.path == family.registry })
    let line = try #require(change.lines.first { $0.hasPrefix("+") })
    return String(try #require(line.firstMatch(of: /"(\w+)":/)).1)
  }
}
