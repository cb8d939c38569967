import Files
import Testing

struct CSVFieldTests {
  @Test(arguments: [
    ("plain é", "plain é"), ("", ""), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
    ("two\nlines", "\"two\nlines\""), ("\r", "\"\r\""),
  ])
  func whatWouldEndAFieldIsQuoted(text: String, field: String) {
    #expect(text.csvField == field)
  }
}
