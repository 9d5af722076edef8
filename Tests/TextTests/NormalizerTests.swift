import GalleyKit
import Testing

@testable import Text

/// Cases are texts with the changes marked, as `NormalisedText.marked` writes them.
struct NormalizerTests {
  private static let usual = Normalizer(.usual)
  private static let compatible = Normalizer(.usual { $0.unicode = .nfkc })
  private static let straight = Normalizer(
    .usual {
      $0.quotes = .straight
      $0.dashes = .hyphen
    }
  )

  private func check(_ marked: String, _ normalizer: Normalizer) {
    let found = NormalisedText(Self.text(of: marked), normalizer).marked
    // Texts are equal to Swift when they have the same NFC.
    #expect(found.unicodeScalars.elementsEqual(marked.unicodeScalars), "\(found)")
  }

  /// The text that a marked case is about.
  private static func text(of marked: String) -> String {
    var text = String.UnicodeScalarView()
    var isNew = false
    var isMark = false
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "{": isMark = true
      case "}": (isMark, isNew) = (false, false)
      case "=" where isMark, "~" where isMark: isNew = true
      default: if !isNew { text.append(scalar) }
      }
    }
    return String(text)
  }

  @Test(arguments: [
    "caf{e\u{301}=é} au lait", "Z{u\u{308}=ü}rich{\u{AD}=} is", "q\u{301} stays",
    "{\u{1100}\u{1161}\u{11A8}=각}\u{AC01}", "{e\u{323}\u{302}=ệ}t", "{e\u{302}\u{323}=ệ}t",
    "{a\u{200B}\u{301}=á}b", "{\u{212B}=Å}", "ﬁt 𝒳 ①", "{\u{1D15E}=\u{1D157}\u{1D165}}",
    "{\u{2F800}=丽}", "日本語 text", "قال الوزير",
  ])
  func `composes to NFC and leaves ligatures`(marked: String) { check(marked, Self.usual) }

  @Test(arguments: [
    "{ﬁ=fi}t o{ﬃ=ffi}ce", "{①=1} {²=2}", "{Ａ=A}{Ｂ=B}", "{\u{FF76}\u{FF9E}=ガ}", "{…=...}",
    "{𝒳=X}y", "a{ \u{A8}= \u{308}}b", "{\u{A8}~\u{308}}b", "{ŉ=ʼn}",
  ])
  func `takes compatible signs apart to NFKC`(marked: String) { check(marked, Self.compatible) }

  @Test(arguments: [
    "{“=\"}No,{”=\"} said O{’=\'}Neill", "{«=\"}oui{»=\"}", "2019{–=-}20 {—=-} {‑=-}5", "\"'-",
    "{“=\"}\u{301}",
  ])
  func `writes straight quotes and hyphens`(marked: String) { check(marked, Self.straight) }

  @Test func `writes long dashes as two hyphens`() {
    check("5{–=-}6 {—=--} so", Normalizer(.usual { $0.dashes = .ascii }))
  }

  @Test(arguments: [
    "a b", "a{  = }b", "a{\t~ }b", "a{\u{A0}= }b", "a{ \u{2003} = }b", "a{ \n=\n}b",
    "a{\r\n=\n}b", "a{\r~\n}b", "a\n\nb", "a{\n\n\n=\n\n}b", "a{\r\n\r\n=\n\n}b",
    "a{\n \t\n=\n\n}b", "{  =}a{  =}", "{\n\n=}a{\n\n=\n}",
    "a{\u{2029}=\n\n}b", "a{\u{2028}=\n}b", "a{\u{C}=\n\n}b", "{ =}",
    "a{ &nbsp; = }b", "a {\u{AD}=}\u{301}", "a{ \u{AD} = }b",
  ])
  func `collapses blanks and keeps paragraphs`(marked: String) { check(marked, Self.usual) }

  @Test(arguments: [
    "co{\u{AD}=}operate", "{\u{FEFF}=}BOM", "a{\u{200B}=}b", "👩🏽\u{200D}🚀", "a{\u{200D}=}b",
    "می\u{200C}خواهم", "👩{\u{200D}=} x", "👩\u{200D}{\u{200D}=}🚀", "{\u{200E}=}(שלום)",
    "re{\u{AD}\n=}born", "re{\u{AD} \r\n  =}born", "a{\u{AD}=}\n\nb",
  ])
  func `removes signs without width`(marked: String) { check(marked, Self.usual) }

  @Test(arguments: [
    "AT{&amp;=&}T", "{&lt;=<}b{&gt;=>}", "AT&T & co; &nosuch; &; &#; &#x; &#0; &#xD800;",
    "{&amp;lt;=<}", "{&amp;amp;amp;=&}", "{&#8217;=’}s", "{&#x1F600;=😀}", "{&#146;=’}",
    "{&eacute;=é}", "{e&#769;=é}", "{&am&shy;p;=&}", "co{&shy;=}op", "{&#38;#38;=&}x;",
    "&amp", "{&rarr;=→}", "{&thetasym;=ϑ}",
  ])
  func `decodes entities`(marked: String) { check(marked, Self.usual) }

  @Test func `joins the lines of wrapped text and parts what remains`() {
    check(
      """
      The committee met for the third time this{\n~ }week and agreed on nothing. Its \
      chairman{\n~ }Kofi Brandt said that a body so well-{\n=}known would try to meet{\n~ }again.

      Nobody believed him.{\n=\n\n}- one
      """,
      Self.usual
    )
  }

  @Test(arguments: ["One headline\nAnother headline", "green apples\nrye bread\nsour milk"])
  func `leaves lines that were not wrapped`(marked: String) { check(marked, Self.usual) }

  @Test func `joins all lines when told to, or none`() {
    check("Two{\n~ }lines.\n\nEnd", Normalizer(.usual { $0.unwrap = .always }))
    let wrapped = "He said that\nthe house was\nempty."
    check(wrapped, Normalizer(.usual { $0.unwrap = .never }))
  }

  @Test func `each rule can be switched off`() {
    check("a  b", Normalizer(.usual { $0.collapsesBlanks = false }))
    check("a  b{ \r\n=\n}c", Normalizer(.usual { $0.collapsesBlanks = false }))
    check("a\u{AD}b", Normalizer(.usual { $0.removesInvisible = false }))
    check("&amp;", Normalizer(.usual { $0.decodesEntities = false }))
    check("e\u{301}", Normalizer(.usual { $0.unicode = .none }))
  }

  @Test func `aligns across the places where work is divided`() {
    let long = String(repeating: "abc efg,", count: 1 << 14)
    check("\(long){e\u{301}=é}\(long)ö{  = }\(long){ =}", Self.usual)
  }

  @Test func `leaves letters with more marks than anyone writes`() {
    let text = "e" + String(repeating: "\u{301}\u{323}", count: 50_000)
    #expect(NormalisedText(text, Self.usual).marked == text)
  }
}
