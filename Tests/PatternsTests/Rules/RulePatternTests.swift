import GalleyKit
import GalleyTesting
import Testing

@testable import Patterns

/// What each construct of the language matches: a pattern, and a text with what is found.
@Suite struct RulePatternTests {
  private func check(
    _ pattern: String,
    _ text: String,
    _ options: [String: JSONValue] = [:],
    _ more: [String: JSONValue] = [:]
  ) throws {
    let (found, wanted) = try RuleBench.found(
      [RuleBench.rule(pattern, more)],
      options,
      in: text
    )
    #expect(found == wanted, "\(pattern)")
  }

  @Test(arguments: [
    ("met", "They [met](Found) and [Met](Found) and METro."),
    ("Person", "[[Ann](Person)](Found) met [[Bo Ray](Person)](Found)."),
    ("[]", "[a](Found) [b](Found)"),
    (#""in New York""#, "Not in york, [in New York](Found), in New Yorkers: in new York."),
    (#""New York""#, "[New York](Found) new york [New\n  York](Found) NewYork"),
    (#""x-ray""#, "an [X-ray](Found), an x - ray"),
    ("über", "[Über](Found) [über](Found) uber"),
    ("[capitalised]", "[Ann](Found) met [Bo](Found)."),
    ("[lemma=meet]", "[meets](Found) [meeting](Found) [Meet](Found) met"),
    ("[lemma=meet & upos=VERB]", "meets [meeting](Found)"),
    ("[lemma=meet | lemma=talk]", "[meets](Found) [talking](Found) walks"),
    ("[!lemma=meet & !punctuation]", "meets [to](Found) meet [talk](Found)."),
    ("[!(lemma=meet | lemma=talk)]", "[We](Found) meet talking"),
    ("[lemma != meet]", "[We](Found) meets"),
    ("[lemma ~ /^.ee/]", "[meet](Found) [see](Found) be"),
    ("[lemma !~ /ee/]", "meet see [be](Found)"),
    ("[text ~ /^Mc/i]", "[McKay](Found) [mcx](Found) amc"),
    ("[text = Met]", "met [Met](Found) MET"),
    ("[lower = met]", "[met](Found) [Met](Found) [MET](Found)"),
    ("[lemma in (meet, talk)]", "[meet](Found) [talks](Found) walk"),
    ("[lower in (in, \"at\")]", "[In](Found) [at](Found) on"),
    ("[text in (in, At)]", "In [in](Found) [At](Found) at"),
    ("[upos]", "[meeting](Found) at [Oslo](Found)"),
  ])
  func `tests words and tokens`(pattern: String, text: String) throws {
    try check(pattern, text)
  }

  @Test(arguments: [
    (
      "Person[role~/President/]",
      "[[Ann](Person role=\"Vice President\")](Found) [Bo](Person role=King)"
    ),
    ("Person[role=King]", "[Ann](Person role=Queen) [[Bo](Person role=King)](Found)"),
    ("Person[age >= 40]", "[Ann](Person age=39) [[Bo](Person age=40)](Found) [Cy](Person)"),
    ("Person[age < 40]", "[[Ann](Person age=39)](Found) [Bo](Person age=40) [Cy](Person)"),
    ("Person[age = 40]", "[Ann](Person age=39) [[Bo](Person age=40)](Found)"),
    ("Person[age != 40]", "[[Ann](Person age=39)](Found) [Bo](Person age=40)"),
    ("Person[score > 0.5 & score <= 1]", "[Ann](Person score=0.5) [[Bo](Person score=1.0)](Found)"),
    ("Person[alive]", "[[Ann](Person alive=true)](Found) [Bo](Person alive=false) [Cy](Person)"),
    ("Person[!alive]", "[Ann](Person alive=true) [[Bo](Person alive=false)](Found)"),
    ("Person[text = \"Bo Ray\"]", "[Ann](Person) [[Bo Ray](Person)](Found)"),
    (
      "Person[lower in (ann, \"bo ray\")]",
      "[[ANN](Person)](Found) [[Bo Ray](Person)](Found) [Cy](Person)"
    ),
    ("Person within Zone", "[Ann](Person) [[[Bo](Person)](Found) here](Zone)"),
    ("Person not within Zone", "[[Ann](Person)](Found) [[Bo](Person) here](Zone)"),
    (
      "Person within Zone[kind=body]",
      "[[Ann](Person)](Zone kind=head) [[[Bo](Person)](Found)](Zone kind=body)"
    ),
    ("Zone contains Person", "[[a [Bo](Person) here](Zone)](Found) [none](Zone)"),
    ("Zone overlaps Person", "[[a [Bo](Person) here](Zone)](Found) [none](Zone)"),
    ("Person starts Zone", "[[[Ann](Person)](Found) here](Zone) [so [Bo](Person)](Zone)"),
    ("Person ends Zone", "[[Ann](Person) here](Zone) [so [[Bo](Person)](Found)](Zone)"),
    ("[lemma=meet] within Zone", "meet [we [meet](Found)](Zone)"),
    ("Person within Zone not within Place", "[[Ann](Person)](Place) [[[Bo](Person)](Found)](Zone)"),
  ])
  func `tests annotations`(pattern: String, text: String) throws {
    try check(pattern, text)
  }

  @Test(arguments: [
    ("a b", "[a b](Found) a c b"),
    ("a | b c", "[a](Found) [b c](Found) b"),
    ("a (b | c) d", "[a b d](Found) [a c d](Found) a d"),
    ("a b? c", "[a c](Found) [a b c](Found) a b b c"),
    ("a b* c", "[a c](Found) [a b b b c](Found)"),
    ("a b+ c", "a c [a b b c](Found)"),
    ("a b{2} c", "a b c [a b b c](Found) a b b b c"),
    ("a b{2,} c", "a b c [a b b c](Found) [a b b b c](Found)"),
    ("a b{1,2} c", "a c [a b c](Found) [a b b c](Found) a b b b c"),
    ("a b{,1} c", "[a c](Found) [a b c](Found) a b b c"),
    ("a []{0,2} d", "[a d](Found) [a x y d](Found) a x y z d"),
    ("a []* d", "[a d x d](Found)"),
    ("a []*? d", "[a d](Found) x d"),
    ("a b??", "[a](Found) b"),
    ("a b?", "[a b](Found)"),
    ("a b+?", "[a b](Found) b"),
    ("a b{1,3}? (b | c)", "[a b b](Found) c"),
    ("(a b){2}", "a b c [a b a b](Found)"),
    ("((a | b)+ c)+", "[a b c a c](Found) c"),
    ("Person+", "[[Ann](Person) [Bo](Person)](Found) x [[Cy](Person)](Found)"),
    ("Person met", "[[Ann Lee](Person) met](Found) [Bo](Person) x met"),
    ("\"Ann\"? Person", "[Ann [Ann Lee](Person)](Found)"),
  ])
  func `joins parts`(pattern: String, text: String) throws {
    try check(pattern, text)
  }

  @Test(arguments: [
    ("a (?= b)", "[a](Found) b a c"),
    ("a (?! b)", "a b [a](Found) c [a](Found)"),
    ("(?<= b) a", "b [a](Found) c a"),
    ("(?<! b) a", "b a c [a](Found)"),
    ("(?<= b c) a", "b c [a](Found) x c a"),
    ("(?<= Person) a", "[Bo Ray](Person) [a](Found) Bo a"),
    ("(?<= b []{0,2}) a", "b [a](Found) x b x y [a](Found) z z z z a"),
    ("(?<! []) a", "[a](Found) a . [a](Found) b a"),
    ("a (?! [])", "a [a](Found)"),
    ("(?<= \"new york\") a", "new york [a](Found) york a"),
    ("(?<= (?<! x) b) a", "b [a](Found) x b a"),
    ("a (?= b (?! c))", "a b c [a](Found) b d"),
    ("x @x:Person y", "x [[Bo](Person)](Found) y [Bo](Person) y"),
    ("(?<= @x:Person) a", "[[Bo Ray](Person)](Found) a Bo a"),
    ("a (?= b @x:Person)", "a b [[Bo Ray](Person)](Found) a b x"),
    ("(?<= @x:(b []{0,2})) a", "[b x](Found) a c a"),
    ("(?<= @x:b{1,3}?) a", "b b [b](Found) a"),
    ("(?<= @x:b{1,3}) a", "b [b b b](Found) a"),
    ("(?<= (@x:b | c) d?) a", "[b](Found) d a c d a"),
    ("a (?= b (?= c @x:d) c)", "a b c [d](Found) a b c"),
    ("a (?= b (?<= @x:(a b)) c)", "[a b](Found) c a b"),
    ("(?= @x:a) a b", "[a](Found) b a"),
    ("(a (?= @x:b)){2} b", "a a b a b b"),
    ("(a (?= []{0,2} @x:b)){2}", "a a [b](Found) c a b a c"),
    ("Person (?= \",\" @x:Person)", "[A](Person), [[B](Person)](Found), [[C](Person)](Found)."),
    // The context of the last is that of the one before, which led into that of the first.
    ("Person (?<! []{2,})", "b x [c d](Person) e [f [g](Person)](Person)"),
    ("a{1,3} (?= b? @x:c)", "a a a b [c](Found) a d a [c](Found)"),
  ])
  func `looks around`(pattern: String, text: String) throws {
    try check(pattern, text)
  }

  @Test func `stays in its sentence unless told otherwise`() throws {
    try check("a []* d", "a b . c d")
    try check("a []* d", "[a b . c d](Found)", ["within": "document"])
    try check("a []* d", "[a b . c d](Found)", [:], ["within": "document"])
    try check("a (?! [])", "[a](Found)\n")
    try check("Zone", "a [b . c](Zone) d")
    try check("Zone", "a [[b . c](Zone)](Found) d", ["within": "document"])
  }

  @Test func `compares words as told`() throws {
    try check("met", "[met](Found) Met", ["case": "exact"])
    try check("\"New York\"", "[New York](Found) [new YORK](Found)", ["case": "any"])
    try check("\"New York\"", "[New York](Found) new york", ["case": "smart"])
  }

  @Test func `does not see what is skipped`() throws {
    try check("a b", "[a , b](Found) a c b", ["skip": ["[punctuation]"]])
    try check("a b", "[a [x y](Zone) b](Found) a x b", ["skip": ["Zone"]])
    try check("a b", "[a [x](Zone kind=n) b](Found) a [x](Zone) b", ["skip": ["Zone[kind=n]"]])
    try check("\"a b\"", "[a , b](Found)", ["skip": ["[punctuation]"]])
  }

  @Test func `puts definitions and lists in`() throws {
    let options: [String: JSONValue] = [
      "defs": ["verb": "[lower in $verbs]", "pair": "$verb and $verb"],
      "lists": ["verbs": ["words": ["meet", "talk"], "file": nil]],
    ]
    try check("$pair x", "[meet and Talk x](Found) walk and talk x", options)
  }
}
