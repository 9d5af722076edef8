import GalleyKit

/// Opens a pipeline file and those it includes, each once.
struct FileReader {
  /// Included files before those that include them.
  private(set) var files: [PipelineFile] = []
  /// The file the user named; nil when it could not be read.
  private(set) var main: PipelineFile?
  /// Names of all files opened, in that order.
  private(set) var names: [String] = []
  private var opened: Set<String> = []
  /// Files being read: real path and the name shown.
  private var chain: [(real: String, shown: String)] = []

  /// Reads a file and, depth first, what it includes.
  init(path: String, into problems: inout DiagnosticCollector) {
    main = read(path: path, shownAs: path, namedAt: nil, into: &problems)
    if main != nil, let file = TestFile.path(beside: path) {
      let tests = readTests(file, into: &problems)
      main?.tests += tests
    }
  }

  private mutating func readTests(
    _ path: String,
    into problems: inout DiagnosticCollector
  ) -> [Node] {
    problems.open(file: path)
    names.append(path)
    do throws(SourceProblem) {
      let text = try SourceText.read(path: path, shownAs: path, namedAt: nil)
      let (root, found) = Composer.compose(text)
      for diagnostic in found { problems.add(diagnostic) }
      return TestFile.tests(root, into: &problems)
    } catch {
      problems.add(error.diagnostic)
      return []
    }
  }

  private mutating func read(
    path: String,
    shownAs name: String,
    namedAt place: Node?,
    into problems: inout DiagnosticCollector
  ) -> PipelineFile? {
    let real = Paths.real(path)
    if let place, let first = chain.firstIndex(where: { $0.real == real }) {
      let names = chain[first...].map(\.shown) + [name]
      problems.error(
        "include-cycle",
        at: place,
        "files include each other: \(names.joined(separator: " → "))"
      )
      return nil
    }
    guard opened.insert(real).inserted else { return nil }
    problems.open(file: name)
    names.append(name)
    do throws(SourceProblem) {
      let text = try SourceText.read(path: path, shownAs: name, namedAt: place?.location)
      chain.append((real, name))
      defer { chain.removeLast() }
      return include(text, into: &problems)
    } catch {
      problems.add(error.diagnostic)
      return nil
    }
  }

  private mutating func include(
    _ text: SourceText,
    into problems: inout DiagnosticCollector
  ) -> PipelineFile? {
    let (root, found) = Composer.compose(text)
    for diagnostic in found { problems.add(diagnostic) }
    if root == nil, !found.isEmpty { return nil }
    guard let file = PipelineFile(root, of: text, into: &problems) else { return nil }
    for entry in file.include {
      guard let path = includedPath(entry, into: &problems) else { continue }
      _ = read(
        path: Paths.absolute(path, in: text.folder),
        shownAs: Paths.shown(path, in: Paths.folder(of: text.name)),
        namedAt: entry,
        into: &problems
      )
    }
    files.append(file)
    return file
  }

  private func includedPath(
    _ entry: Node,
    into problems: inout DiagnosticCollector
  ) -> String? {
    guard case .value(.text(let path)) = entry.scalar?.value, !path.isEmpty else {
      problems.wrongType(of: "'include'", expected: "a path", entry)
      return nil
    }
    guard !path.contains("${") else {
      problems.error("include-variable", at: entry, "'include' takes no variables")
      return nil
    }
    return path
  }
}
