import TestCommands
import Testing

struct HeaderTests {
  @Test(arguments: [
    ("cc", "c", "-std=c11"), ("cc", "c", "-std=c17"), ("c++", "cc", "-std=c++17"),
    ("clang", "c", "-std=c11"), ("clang++", "cc", "-std=c++20"),
  ])
  func `the header alone compiles without a warning`(
    compiler: String,
    suffix: String,
    standard: String
  ) throws {
    let folder = try TemporaryFolder()
    let source = try folder.write(
      """
      #include "galley_plugin.h"
      extern int contract_major;
      int contract_major = GALLEY_ABI_MAJOR;

      """,
      to: "header.\(suffix)"
    )
    try CCompiler.run(
      compiler,
      [
        standard, "-Wall", "-Wextra", "-pedantic", "-Werror", "-c", source,
        "-o", folder.file("header.o"),
      ]
    )
  }
}
