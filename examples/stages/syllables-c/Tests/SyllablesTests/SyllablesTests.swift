import GalleyABI
import Syllables
import Testing

struct SyllablesTests {
  @Test(arguments: [
    ("cat", 1), ("table", 2), ("make", 1), ("makes", 1), ("kisses", 2), ("wanted", 2),
    ("baked", 1), ("the", 1), ("minister", 3), ("Geneva", 3), ("café", 2), ("façade", 2),
    ("rhythm", 1), ("tree", 1), ("agreed", 2), ("NATO", 2),
  ])
  func `estimates from the spelling`(word: String, expected: Int) {
    #expect(syllable_estimate(word, word.utf8.count) == expected)
  }

  @Test(arguments: ["", "2023", "—", "…", "日本"])
  func `finds no syllables where there is no letter it knows`(word: String) {
    #expect(syllable_estimate(word, word.utf8.count) == 0)
  }

  @Test
  func `the plugin offers its stage to hosts of this contract`() throws {
    let plugin = try #require(galley_plugin(nil)).pointee
    #expect(plugin.abi_major == GALLEY_ABI_MAJOR)
    #expect(plugin.stage_count == 1)
    #expect(plugin.stages.pointee.scope == galley_scope(GALLEY_SCOPE_DOCUMENT))
    #expect(plugin.stages.pointee.document != nil)
  }
}
