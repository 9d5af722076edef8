import Foundation
import GalleyLearning

@testable import Text

/// One case of an answer sheet: a text and what it splits into.
struct AnswerCase: Decodable, Sendable, CustomStringConvertible {
  let name: String
  let text: String
  let sentences: [String]?
  let tokens: [String]?

  var description: String { name }

  /// The cases of a sheet in `Fixtures`.
  static func sheet(_ name: String) -> [AnswerCase] {
    let file = TestFiles.tests.appending(path: "Fixtures/\(name).jsonl")
    do {
      return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n"))
        .map { try JSONDecoder().decode(AnswerCase.self, from: $0) }
    } catch {
      preconditionFailure("cannot read '\(file.path())': \(error)")
    }
  }
}

/// Where the files of these tests are, and what is made of them.
enum TestFiles {
  static let tests = URL(filePath: #filePath).deletingLastPathComponent()
  static let plugin = tests.appending(path: "../../Plugins/Text").standardizedFileURL
  static let pluginPath = plugin.path(percentEncoded: false)

  static let lexicon: Lexicon = {
    do {
      return Lexicon(
        try WordLists.files.flatMap { file in
          try [UInt8](Data(contentsOf: plugin.appending(path: file)))
            .withUnsafeBufferPointer { try ListFile($0).entries }
        }
      )
    } catch {
      preconditionFailure("cannot read the word lists: \(error)")
    }
  }()

  /// The model of `sentences@1` that comes along.
  static let sentenceModel: SentenceModel = {
    do {
      let data = try Data(contentsOf: plugin.appending(path: "Data/sentences-en.model"))
      let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: data.count, alignment: 8)
      bytes.copyBytes(from: data)
      return try SentenceModel(UnsafeRawBufferPointer(bytes))
    } catch {
      preconditionFailure("cannot open the model: \(error)")
    }
  }()
}
