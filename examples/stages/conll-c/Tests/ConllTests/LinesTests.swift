import Conll
import Foundation
import GalleyABI
import Testing

struct LinesTests {
  private func written(_ write: (inout line_buffer) -> Void) -> String {
    var lines = line_buffer()
    defer { free(lines.bytes) }
    write(&lines)
    let bytes = UnsafeRawBufferPointer(start: lines.bytes, count: lines.count)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [0, 7, 10, 4_294_967_295])
  func `writes numbers in decimal`(number: UInt32) {
    #expect(written { append_number(&$0, number) } == "\(number)")
  }

  @Test
  func `keeps a field on its line`() {
    #expect(written { append_field(&$0, "New\tYork\n", 9) } == "New York ")
  }

  @Test
  func `grows as it is written`() {
    let text = String(repeating: "é", count: 10_000)
    let result = written { lines in
      for _ in 0..<3 { append_bytes(&lines, text, text.utf8.count) }
    }
    #expect(result == text + text + text)
  }

  @Test
  func `the plugin offers its exporter to hosts of this contract`() throws {
    let plugin = try #require(galley_plugin(nil)).pointee
    #expect(plugin.abi_major == GALLEY_ABI_MAJOR)
    #expect(plugin.stages.pointee.exporter != nil)
  }
}
