import Foundation
import TestCommands
import Testing

/// The scripts with which shells complete command lines.
struct CompletionTests {
  private static func has(_ shell: String) -> Bool {
    (try? Command("which", [shell]).run().status) == 0
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `a shell reads its script`(shell: String) throws {
    let galley = try Galley()
    let script = try galley("--generate-completion-script", shell)
    #expect(script.status == 0 && script.output.contains("galley"))
    // Debian has zsh and fish as packages of their own; bash is always there.
    guard shell == "bash" || Self.has(shell) else { return }
    try galley.folder.write(script.output, to: "galley.\(shell)")
    let outcome = try galley.shell("\(shell) -n galley.\(shell)")
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test(arguments: [
    ("galley che", ["check"]),
    ("galley plan --format m", ["mermaid"]),
    ("galley run --log-level w", ["warning"]),
    ("galley run --progress l", ["lines"]),
    ("galley run sh", ["ships.yaml"]),
    ("galley run ships.yaml --out re", ["results"]),
    ("galley run ships.yaml --only s", ["sentences", "ships"]),
    ("galley plan ships.yaml --until n", ["numbers"]),
    ("galley run ships.yaml --reader t", ["text-files@1"]),
    ("galley stages sent", ["sentences@1"]),
    ("galley new stage mine --language ", ["c", "swift"]),
  ])
  func `bash completes`(line: String, words: [String]) throws {
    let galley = try SamplePipeline.galley(["results/a.txt": "", "ships.txt": "", "resume.txt": ""])
    let outcome = try galley.shell(
      """
      galley --generate-completion-script bash > galley.bash
      source galley.bash
      COMP_LINE='\(line)'
      COMP_POINT=${#COMP_LINE}
      read -r -a COMP_WORDS <<< "$COMP_LINE"
      [[ $COMP_LINE == *' ' ]] && COMP_WORDS+=('')
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _galley galley "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    )
    let found = outcome.output.split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    #expect(found.sorted() == words, "\(outcome.errors)")
  }
}
