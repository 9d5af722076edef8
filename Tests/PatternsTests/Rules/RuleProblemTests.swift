import GalleyKit
import GalleyTesting
import Testing

/// What is said of rules that are wrong, and where.
@Suite struct RuleProblemTests {
  /// Messages for a rule with this pattern, each with its place and the bytes of the pattern meant.
  private func said(
    _ pattern: String,
    _ more: [String: JSONValue] = [:],
    _ options: [String: JSONValue] = [:]
  ) throws -> [String] {
    try RuleBench.problems([RuleBench.rule(pattern, more)], options).map {
      "\($0.place): \($0.message); \($0.fix)"
    }
  }

  @Test(arguments: [
    ("", "nothing stands here; write what to look for; a part that may be missing is (…)?"),
    ("a | ", "nothing stands here; write what to look for; a part that may be missing is (…)?"),
    ("a )", "')' without '('; remove it"),
    ("(a", "'(' without ')'; add a ')'"),
    ("[lemma", "'[' without ']'; add a ']'"),
    ("[lemma=]", "no value to compare with; write a word, a number or a text in double quotes"),
    ("[=x]", "no feature here; write for example [lemma=meet], [capitalised] or []"),
    ("[a b]", "'b' cannot stand here; join tests by '&' or '|', or close them by ']'"),
    ("[text ~ x]", "no regular expression here; write it between slashes: ~ /^Mc/"),
    ("[text ~ /x]", "'/' without its end; add a '/'"),
    ("[text in x]", "no list after 'in'; write (meet, visit), or $name for one under 'lists'"),
    (
      "[text in (x y)]",
      "the list that begins here does not end; separate its values by ',' and end it by ')'"
    ),
    (#""a"#, #"'"' without its end; add a '"'"#),
    (#""a\b""#, #"'\' stands before '"' and '\' only; write '\\'"#),
    (#"" ""#, "a text without words; write what to look for"),
    ("a, b", #"',' cannot stand here; put it in double quotes: ",""#),
    ("* a", "'*' cannot stand here; write before it what is repeated"),
    ("a**", "a repeat of a repeat; put parentheses around the inner one"),
    ("a{3,1}", "from 3 to 1 times; write the smaller number first"),
    ("a{0}", "repeated 0 times; leave the part out"),
    ("a{x}", "'{' begins no repeat; write {2}, {2,} or {0,5}"),
    ("a{99999999}", "'{' begins no repeat; write {2}, {2,} or {0,5}"),
    ("@:a", "'@' names no capture; write for example '@actor:Person'"),
    ("@x a", "no ':' after '@x'; write '@x:' before what it captures"),
    ("@x:@y:a", "a capture of a capture; put the inner one in parentheses"),
    (
      "U.S. a",
      #"'U.S.' begins with a capital and is no type; put the word in double quotes: "U.S.""#
    ),
    (
      "Person+ within Zone",
      "'within Zone' follows neither a type nor a test in brackets; "
        + #"write (Type within Zone)+, or "within" for the word"#
    ),
    ("Persn", "type 'Persn' is not declared; did you mean 'Person'?"),
    (
      "President",
      "type 'President' is not declared; put a word of the text that begins with a capital in "
        + #"double quotes: "President""#
    ),
    ("Person within Persn", "type 'Persn' is not declared; did you mean 'Person'?"),
    ("Person within Person", "every Person stands to itself like that; name another type"),
    ("Person[rol=x]", "type 'Person' has no feature 'rol'; did you mean 'role'?"),
    (
      "[capitalized]",
      "type 'Token' has no feature or flag 'capitalized'; did you mean 'capitalised'?"
    ),
    ("[upos=VRB]", "feature 'upos' is never 'VRB'; did you mean 'VERB'?"),
    (
      "Person[age=x]",
      "'x' is no number, and feature 'age' is one; compare it with a number"
    ),
    ("Person[role>x]", "'>' does not compare a text; write '=', '!=', '~' or 'in'"),
    ("Person[alive=false]", "a flag is not compared with 'false'; write !alive"),
    (
      "Person[age ~ /x/]",
      "feature 'age' of kind integer cannot be compared like that; "
        + "write [age] to ask whether it has a value"
    ),
    (
      "[text ~ /(/]",
      "the regular expression does not compile: missing closing parenthesis; "
        + "its syntax is that of PCRE2"
    ),
    ("[text in $x]", "no list '$x'; add it to 'lists'"),
    ("$x", "no definition '$x'; add it to 'defs'"),
    ("a?", "the pattern can match nothing; make one part of it required"),
    (
      "a (b?)*",
      "what is repeated here can match nothing; make one part of it required: (a | b)* for (a? b?)*"
    ),
    (
      "a (?= b?)",
      "the context can match nothing, so it says nothing; make one part of it required"
    ),
    (
      "a (?! @x:b)",
      "'@x' stands in a context that must not be there, so it captures nothing; "
        + "capture in '(?= …)' or '(?<= …)'"
    ),
    (
      "a (?! (?<= @x:b))",
      "'@x' stands in a context that must not be there, so it captures nothing; "
        + "capture in '(?= …)' or '(?<= …)'"
    ),
    (
      "a (?= []* @x:b)",
      "a context that captures repeats something without end; "
        + "say how many at most: {0,20} for *"
    ),
    (
      "(a | b | a) c",
      "this alternative is never taken: alternative 1 is the same; remove one of them"
    ),
    (
      #"x ("Prime" | "Prime Minister")"#,
      "this alternative is never taken: alternative 1 fits wherever it does; "
        + "put the longer one first"
    ),
  ])
  func `says what is wrong with a pattern`(pattern: String, message: String) throws {
    // Without a part of its own to emit at, as the capture of some of these is broken.
    let emit: [String: JSONValue] = ["emit": ["Found": [:]]]
    #expect(try said(pattern, emit) == ["/rules/0/match: \(message)"])
  }

  @Test(
    arguments: [
      (["emit": ["Fund": [:]]], "/emit/Fund: type 'Fund' is not declared; did you mean 'Found'?"),
      (["emit": ["Token": [:]]], "/emit/Token: rules make no tokens; emit another type"),
      (
        ["emit": ["Found@y": [:]]],
        "/emit/Found@y: the pattern captures no '@y'; did you mean '@x'?"
      ),
      (
        ["emit": ["Found": ["txt": "a"]]],
        "/emit/Found/txt: type 'Found' has no feature 'txt'; did you mean 'text'?"
      ),
      (
        ["emit": ["Found": ["text": "@y"]]],
        "/emit/Found/text: the pattern captures no '@y'; did you mean '@x'?"
      ),
      (
        ["emit": ["Found": ["text": "@x.rol"]]],
        "/emit/Found/text: no type of '@x' (Person) has a feature 'rol'; did you mean 'role'?"
      ),
      (
        ["emit": ["Found": ["text": "@x.age"]]],
        "/emit/Found/text: 'Person.age' is a integer, 'text' a text; declare both alike"
      ),
      (
        ["emit": ["Found": ["kind": "c"]]],
        #"/emit/Found/kind: "c" is no value of feature 'kind': one of 'a', 'b'; "#
          + "a capture is written '@name'"
      ),
      (
        ["emit": ["Found": ["count": "x"]]],
        #"/emit/Found/count: "x" is no value of feature 'count': an integer; "#
          + "a capture is written '@name'"
      ),
      (
        ["emit": ["Found": ["count": "@"]]],
        "/emit/Found/count: the whole match is no integer; name a capture, '@name'"
      ),
      (["emit": [:]], ": rule 'r' does nothing; give it 'emit', 'change' or 'remove'"),
      (["remove": ["@y"]], "/remove/0: the pattern captures no '@y'; did you mean '@x'?"),
      (
        ["change": ["@x": ["agee": 1]]],
        "/change/@x/agee: no type of '@x' (Person) has a feature 'agee'; did you mean 'age'?"
      ),
      (["name": ""], "/name: a rule has no name; name it"),
      (["phase": "p"], "/phase: no phase 'p'; add it to 'phases'"),
      (
        ["examples": ["a [b"]],
        "/examples/0: '[' without ']'; write '\\['; "
          + "marks are written [text]{capture} and [text](Type feature=value)"
      ),
      (
        ["examples": ["[a]{y} b"]],
        "/examples/0: the pattern captures no '@y'; did you mean 'x'?"
      ),
      (
        ["examples": ["[a](Persn) b"]],
        "/examples/0: type 'Persn' is not declared; did you mean 'Person'?"
      ),
      (
        ["examples": ["[a](Person rol=x) b"]],
        "/examples/0: type 'Person' has no feature 'rol'; did you mean 'role'?"
      ),
      (
        ["rejects": ["[a](Person) c"]],
        "/rejects/0: this reject cannot fail: the rule needs 'b'; "
          + "put it in, so that something else keeps the rule from matching"
      ),
      (
        ["examples": ["[a](Person) b"], "rejects": ["a b"]],
        "/rejects/0: this reject cannot fail: the rule needs a Person; "
          + "put it in, so that something else keeps the rule from matching"
      ),
    ] as [([String: JSONValue], String)]
  )
  func `says what is wrong with a rule`(more: [String: JSONValue], message: String) throws {
    #expect(try said("@x:Person b", more) == ["/rules/0\(message)"])
  }

  @Test func `tells all problems at once`() throws {
    let rules = [
      RuleBench.rule("Persn (", name: "a"), RuleBench.rule("Persn | Plac", name: "a"),
      RuleBench.rule("$d", name: "b", ["emit": ["Found": ["txt": 1]]]),
    ]
    let problems = try RuleBench.problems(
      rules,
      ["defs": ["d": "a )", "e": "$f", "f": "x"], "skip": ["a b"]]
    )
    #expect(
      problems.map { "\($0.place): \($0.message)" } == [
        "/rules/1/name: two rules are called 'a'",
        "/rules/2/emit/Found/txt: type 'Found' has no feature 'txt'",
        "/defs/d: ')' without '('",
        "/skip/0: neither a type nor a test of one token",
        "/rules/0/match: nothing stands here",
        "/rules/1/match: type 'Persn' is not declared",
        "/rules/1/match: type 'Plac' is not declared",
      ]
    )
  }

  @Test func `a definition that is part of itself is refused`() throws {
    let problems = try RuleBench.problems(
      [RuleBench.rule("$a")],
      ["defs": ["a": "x $b", "b": "y | $a"]]
    )
    #expect(problems.map { "\($0.place): \($0.message)" } == ["/defs/b: '$a' is part of itself"])
  }
}
