import Foundation
import GalleyKit
import TestCommands
import Testing

@testable import GalleyEngine

struct StageTemplateTests {
  private static let templates = "\(Repository.root)/Sources/GalleyEngine/Templates"

  @Test(arguments: StageTemplate.Language.allCases)
  func `leaves no placeholder in names and texts`(language: StageTemplate.Language) throws {
    let folder = try TemporaryFolder()
    let template = try StageTemplate(name: "noun-chunker", language: language, sdk: "/opt/galley")
    let files = try template.write(to: folder.file("new"), templates: Self.templates)
    #expect(files.contains("Package.swift"))
    #expect(files.contains(".gitignore"))
    for file in files {
      let text = try String(contentsOfFile: folder.file("new/\(file)"), encoding: .utf8)
      #expect(!text.contains(#/{{\w+}}/#), "a placeholder in \(file)")
      #expect(!file.contains("__") && !file.hasSuffix(".template"))
    }
  }

  @Test
  func `names the package galley by name and path`() throws {
    let folder = try TemporaryFolder()
    let template = try StageTemplate(name: "dates", language: .swift, sdk: "/opt/galley")
    try template.write(to: folder.file("new"), templates: Self.templates)
    let manifest = try String(contentsOfFile: folder.file("new/Package.swift"), encoding: .utf8)
    #expect(manifest.contains(#".package(name: "galley", path: "/opt/galley")"#))
  }

  @Test
  func `makes the type's name out of the stage's`() throws {
    let template = try StageTemplate(name: "mp3-title-tags", language: .c, sdk: "")
    #expect(template.typeName == "Mp3TitleTags")
  }

  @Test(arguments: [
    ("Noun Chunker", "noun-chunker"), ("noun_chunker", "noun-chunker"), ("-dates", "dates"),
    ("3-dates", "dates"), ("dates@1", "dates-1"), ("", "noun-chunker"), ("Übung", "bung"),
  ])
  func `refuses other names and offers a near one`(name: String, near: String) {
    #expect {
      try StageTemplate(name: name, language: .swift, sdk: "")
    } throws: { error in
      "\((error as? ScaffoldingProblem)?.diagnostic, default: "")"
        == "error: '\(name)' is not a stage name; write letters and digits in lower case, joined by"
        + " single hyphens: '\(near)'"
    }
  }

  @Test
  func `refuses names of modules that the sources import`() {
    #expect {
      try StageTemplate(name: "galley-kit", language: .swift, sdk: "")
    } throws: { error in
      "\((error as? ScaffoldingProblem)?.diagnostic, default: "")"
        == "error: a stage 'galley-kit' would hide the module GalleyKit of its own sources;"
        + " choose another name"
    }
  }

  @Test
  func `writes over nothing`() throws {
    let folder = try TemporaryFolder(["dates/notes.txt": "mine"])
    let template = try StageTemplate(name: "dates", language: .swift, sdk: "")
    #expect {
      try template.write(to: folder.file("dates"), templates: Self.templates)
    } throws: { error in
      "\((error as? ScaffoldingProblem)?.diagnostic, default: "")"
        == "error: '\(folder.file("dates"))' is there already; choose another name, or remove it"
    }
  }

  @Test
  func `says where templates should be`() throws {
    let folder = try TemporaryFolder()
    let template = try StageTemplate(name: "dates", language: .c, sdk: "")
    #expect {
      try template.write(to: folder.file("dates"), templates: "/nowhere")
    } throws: { error in
      "\((error as? ScaffoldingProblem)?.diagnostic, default: "")"
        == "error: there is no template in '/nowhere/c-stage'; install galley again, with its data"
        + " folder"
    }
  }
}
