@testable import GalleyEngine

/// What is broken, and the sentence for it.
extension PluginLibraryTests {
  static let headers = [
    Broken(
      name: "size of galley_plugin_info",
      flags: ["-DINFO_SIZE=4"],
      sentence: "gives 4 as the size of galley_plugin_info; set it to sizeof(galley_plugin_info)"
    ),
    Broken(
      name: "other major version",
      flags: ["-DABI_MAJOR=2"],
      sentence: "is built for version 2 of the plugin contract, this host has 1;"
        + " rebuild it against this host's galley_plugin.h"
    ),
    Broken(
      name: "other Swift runtime",
      flags: [#"-DRUNTIME="swift-5.9""#],
      sentence: "is built with swift-5.9, this host with \(hostRuntime);"
        + " rebuild it with this host's compiler, or run it as an outside program"
    ),
    Broken(
      name: "no runtime",
      flags: [#"-DRUNTIME="""#],
      sentence: "does not name its runtime;"
        + " set galley_plugin_info.runtime, to \"c\" if it needs none"
    ),
    Broken(
      name: "no name",
      flags: [#"-DNAME="""#],
      sentence: "has no name; set galley_plugin_info.name"
    ),
    Broken(
      name: "no symbol",
      flags: ["-DENTRY=another_name"],
      sentence: "is a library without the symbol 'galley_plugin';"
        + " export it: @c(galley_plugin) public func … in Swift, GALLEY_EXPORT in C"
    ),
    Broken(
      name: "entry returns NULL",
      flags: ["-DRESULT=NULL"],
      sentence: "returns NULL from galley_plugin; return the address of its galley_plugin_info"
    ),
  ]

  static let tables = [
    Broken(
      name: "NULL stages",
      flags: ["-DSTAGES=NULL"],
      sentence: "announces 1 stages and has NULL in their place; set galley_plugin_info.stages"
    ),
    Broken(
      name: "no stages",
      flags: ["-DSTAGE_COUNT=0"],
      sentence: "offers no stage; set galley_plugin_info.stage_count"
    ),
    Broken(
      name: "absurd number of stages",
      flags: ["-DSTAGE_COUNT=4000000000"],
      sentence: "announces 4000000000 stages; set galley_plugin_info.stage_count to at most 1000"
    ),
    Broken(
      name: "size of galley_stage",
      flags: ["-DSTAGE_SIZE=8"],
      sentence: "gives 8 as the size of galley_stage; set it to sizeof(galley_stage)"
    ),
    Broken(
      name: "NULL prepare",
      flags: ["-DPREPARE=NULL"],
      sentence: "has no prepare in its stage 1; set galley_stage.prepare"
    ),
    Broken(
      name: "NULL process",
      flags: ["-DPROCESS=NULL"],
      sentence: "has no process in its stage 1; set galley_document_stage.process"
    ),
    Broken(
      name: "no table",
      flags: ["-DDOCUMENT=NULL"],
      sentence: "has 0 tables of functions in its stage 1; set exactly the one of its scope"
    ),
    Broken(
      name: "two tables",
      flags: ["-DREADER=&reader_stage"],
      sentence: "has 2 tables of functions in its stage 1; set exactly the one of its scope"
    ),
    Broken(
      name: "table of another scope",
      flags: ["-DDOCUMENT=NULL", "-DCORPUS=&corpus_stage"],
      sentence: "has the table of a corpus stage in its stage 1, whose scope is 1 (document);"
        + " set exactly the one of its scope"
    ),
    Broken(
      name: "unknown scope",
      flags: ["-DSCOPE=9"],
      sentence: "has scope 9 in its stage 1; scopes are 1 (document), 2 (corpus), 3 (reader)"
        + " and 4 (exporter)"
    ),
    Broken(
      name: "corpus stage without functions",
      flags: ["-DDOCUMENT=NULL", "-DCORPUS=&corpus_stage", "-DSCOPE=GALLEY_SCOPE_CORPUS"],
      sentence: "has no collect in its stage 1; set galley_corpus_stage.collect"
    ),
    Broken(
      name: "reader without functions",
      flags: ["-DDOCUMENT=NULL", "-DREADER=&reader_stage", "-DSCOPE=GALLEY_SCOPE_READER"],
      sentence: "has no open in its stage 1; set galley_reader_stage.open"
    ),
    Broken(
      name: "exporter without functions",
      flags: ["-DDOCUMENT=NULL", "-DEXPORTER=&exporter_stage", "-DSCOPE=GALLEY_SCOPE_EXPORTER"],
      sentence: "has no render and no begin in its stage 1; set galley_exporter_stage.render"
        + " or galley_exporter_stage.begin"
    ),
  ]

  static let manifests = [
    Broken(
      name: "no manifest",
      flags: manifest(""),
      sentence: "has no manifest for its stage 1; set galley_stage.manifest"
    ),
    Broken(
      name: "manifest that is not JSON",
      flags: manifest("stage: hostile@1"),
      sentence: "has a manifest for its stage 1 that is not JSON;"
        + " see docs/plugin-contract.md for its form"
    ),
    Broken(
      name: "manifest that is no object",
      flags: manifest("[1, 2]"),
      sentence: "has a manifest for its stage 1 that is not a JSON object;"
        + " see docs/plugin-contract.md for its form"
    ),
    Broken(
      name: "no stage name",
      flags: manifest(#"{"scope":"document","summary":"s"}"#),
      sentence: "has a manifest for its stage 1 without the key 'stage';"
        + " see docs/plugin-contract.md for its form"
    ),
    Broken(
      name: "stage name without major",
      flags: manifest(#"{"stage":"hostile","scope":"document","summary":"s"}"#),
      sentence: "has a manifest for its stage 1 in which 'hostile' is not a stage name;"
        + " write a kebab-case name and its major: 'name@1'"
    ),
    Broken(
      name: "wrong type",
      flags: manifest(#"{"stage":"hostile@1","scope":"document","summary":7}"#),
      sentence: "has a manifest for its stage 1 with a wrong type at 'summary';"
        + " see docs/plugin-contract.md for its form"
    ),
    Broken(
      name: "unknown kind of feature",
      flags: manifest(
        #"{"stage":"hostile@1","scope":"document","summary":"s","#
          + #""types":[{"name":"Mark","features":[{"name":"colour","kind":"color"}]}]}"#
      ),
      sentence: "has a manifest for its stage 1 with an unknown value at 'types.0.features.0.kind';"
        + " see docs/plugin-contract.md for its form"
    ),
    Broken(
      name: "list without items",
      flags: manifest(
        #"{"stage":"hostile@1","scope":"document","summary":"s","#
          + #""types":[{"name":"Mark","features":[{"name":"parts","kind":"list"}]}]}"#
      ),
      sentence: "has 'hostile@1' with a feature 'Mark.parts' that is a list of nothing;"
        + " say with 'items' of which kind"
    ),
    Broken(
      name: "scope of another table",
      flags: manifest(#"{"stage":"hostile@1","scope":"reader","summary":"s"}"#),
      sentence: "has 'hostile@1' with scope reader in its manifest and document in its table;"
        + " make them agree"
    ),
    Broken(
      name: "two options of one name",
      flags: manifest(
        #"{"stage":"hostile@1","scope":"document","summary":"s","options":["#
          + #"{"name":"size","type":"flag"},{"name":"size","type":"integer"}]}"#
      ),
      sentence: "has 'hostile@1' with two options 'size'; rename one"
    ),
    Broken(
      name: "two features of one name",
      flags: manifest(
        #"{"stage":"hostile@1","scope":"document","summary":"s","types":[{"name":"Mark","#
          + #""features":[{"name":"size","kind":"flag"},{"name":"size","kind":"integer"}]}]}"#
      ),
      sentence: "has 'hostile@1' with two features 'Mark.size'; rename one"
    ),
    Broken(
      name: "file of an example outside its folder",
      flags: manifest(
        #"{"stage":"hostile@1","scope":"document","summary":"s","examples":["#
          + #"{"shows":"s","files":{"../a.txt":"A."},"pipeline":"pipeline: a/1"}]}"#
      ),
      sentence: "has 'hostile@1' with a file '../a.txt' in an example;"
        + " name it with letters, digits, '.', '_' and '-', without folders"
    ),
  ]
}
