import NamedSettings
import Testing

struct SettingsTests {
  @Test(arguments: [Double.infinity, -.infinity, .nan])
  func aNumberMustBeFinite(value: Double) {
    var settings = Settings(["lr": .real(value)])
    #expect(throws: SettingError("lr", "expected a finite number, found \(value)")) {
      try settings.real("lr")
    }
  }

  @Test(arguments: ["a\u{0}b", "a\nb", "\u{7F}"])
  func aTextWithAControlCharacterIsRefused(value: String) {
    var settings = Settings(["name": .string(value), "path": .string(value)])
    #expect(throws: SettingError("name", "holds a control character")) {
      try settings.string("name")
    }
    #expect(throws: SettingError("path", "holds a control character")) {
      try settings.optionalString("path")
    }
  }

  @Test func whatNobodyTookIsRefusedWithTheNearestName() throws {
    var settings = Settings(["momentun": .integer(1)])
    _ = try settings.real("momentum", default: 0)
    let error = #expect(throws: SettingError.self) { try settings.finish() }
    #expect(error?.path == "momentun")
    #expect(error?.reason.contains("did you mean \"momentum\"?") == true)
  }

  @Test func whatIsMissingIsToldFromWhatIsMisspelt() throws {
    var settings = Settings(["out_channel": .integer(1), "min_lr": .real(1)])
    #expect(
      throws: SettingError("out_channels", "is missing; did you mean it by \"out_channel\"?")
    ) {
      try settings.integer("out_channels")
    }
    #expect(throws: SettingError("in_features", "is missing")) {
      try settings.integer("in_features")
    }
  }

  @Test func aForeignNameIsPrintedWithoutControlCharacters() {
    #expect("conv1.weight, ä \"5'\"".printable == "conv1.weight, ä \"5'\"")
    #expect(
      "a\nb\u{1B}[31m\u{7F}\u{9B}\u{2028}".printable == "a\\nb\\u{1B}[31m\\u{7F}\\u{009B}\\u{2028}")
  }
}
