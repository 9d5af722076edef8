import Testing

@testable import Time

@Suite struct DurationValueTests {
  @Test(arguments: [
    ("P3D", "P3D"), ("P2.5Y", "P2Y6M"), ("P3.5TH", "PT3H30M"), ("P1.5TM", "PT1M30S"),
    ("PXY", "PXY"),
    ("P4DE", "P40Y"), ("P1.5CE", "P150Y"), ("PXDE", "PXDE"), ("P2Q", "P6M"), ("P0.5Y", "P6M"),
    ("P2Y6M", "P2Y6M"), ("P3TH30TM", "PT3H30M"), ("P1D12TH", "P1DT12H"), ("P0.5W", "P0.5W"),
    ("P1000000Y", "P1000000Y"), ("P0.5TH", "PT30M"), ("P1.5D", "P1DT12H"),
  ])
  func `is written as TIMEX3 has it`(text: String, value: String) {
    #expect(DurationValue(text)?.text == value)
  }

  @Test(arguments: ["", "P", "3D", "PD", "P3", "P3Z", "P3D?"])
  func `refuses what is none`(text: String) {
    #expect(DurationValue(text) == nil)
  }
}
