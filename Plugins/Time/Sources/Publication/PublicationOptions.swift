public import GalleyKit

/// Options of `publication-date@1` and `publication-dates@1`.
public struct PublicationOptions: StageOptions {
  @Setting("Language whose words and rules to use.", allowed: ["en", "de"])
  var language = "en"

  @Setting(
    "Metadata in which a day may stand when 'published' is missing, the first that has one counts."
  )
  var keys = [
    "date", "pubdate", "publication_date", "published_at", "date_published", "datePublished",
    "issued", "created",
  ]

  @Setting("Metadata with addresses, in which a day may stand.")
  var addresses = ["url", "source", "link", "canonical", "permalink"]

  @Setting("Whether the id of a document, which is often the name of a file, is looked at.")
  var fileName = true

  @Setting("Share of the weight of all clues that a day needs to be 'published'.", in: 0.1...1)
  var dayShare = 0.4

  @Setting(
    "Share of the weight that 'published_between' has when there is no such day.",
    in: 0.5...0.99
  )
  var intervalShare = 0.7

  @Setting(
    "Longest interval; a document that may have been published on more days stays unknown.",
    unit: "days",
    in: 1...3660
  )
  var longestInterval = 366

  @Setting("Least confidence; a document that is known with less stays unknown.", in: 0...1)
  var leastConfidence = 0.3

  @Setting(
    "Tables of words, or regular expressions, with what they stand for, by name; added to those of the language.",
    example: ["month": ["brumaire": "10"]]
  )
  var words: [String: [String: JSONValue]] = [:]

  @Setting(
    "Regular expressions by name, for use as {name}.",
    example: ["year4": #"(?:1\d|20)\d\d"#]
  )
  var patterns: [String: String] = [:]

  @Setting(
    "Texts that may stand between two expressions of one time; added to those of the language."
  )
  var beside: [String] = []

  @Setting("Words that tell nothing of what a text is about; added to those of the language.")
  var commonWords: [String] = []

  @Setting(
    "Year since when documents are expected; that one is older needs more evidence.",
    in: 1500...2100
  )
  var since = 1980

  @Setting(
    "More rules; those of the language come first.",
    example: [
      ["name": "edition", "kind": "link", "match": #"edition of (?<d>\d{4}-\d\d-\d\d)"#]
    ]
  )
  var rules: [ClueRuleOptions] = []

  public init() {}
}
