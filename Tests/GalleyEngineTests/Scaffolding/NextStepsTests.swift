import Testing

@testable import GalleyEngine

struct NextStepsTests {
  @Test
  func `gives commands that a shell takes`() throws {
    let template = try StageTemplate(name: "dates", language: .c, sdk: "/opt/galley")
    let steps = NextSteps(
      template: template,
      folder: "my stages/dates",
      files: ["Package.swift"],
      program: "galley"
    )
    #expect(
      steps.text == """
        Made the stage 'dates' in my stages/dates:
          Package.swift

        Build it, test it, run it:
          cd 'my stages/dates'
          swift build
          swift test
          galley run pipeline.yaml --plugins .build/debug

        For speed: swift build -c release, then --plugins .build/release.
        Without SwiftPM: make, then --plugins build. Start in Sources/Dates/plugin.c.
        """
    )
  }
}
