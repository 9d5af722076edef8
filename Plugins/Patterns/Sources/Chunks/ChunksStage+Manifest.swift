public import GalleyKit

extension ChunksStage {
  public static let manifest = Manifest(
    "chunks@1",
    "Marks base noun phrases and verb groups, and what a verb group says of its verb.",
    types: [
      TypeDeclaration(
        "Token",
        [
          FeatureDeclaration("upos", .text, help: "Part of speech of Universal Dependencies."),
          FeatureDeclaration("xpos", .text, help: "Part of speech of the Penn Treebank."),
          FeatureDeclaration("lemma", .text, help: "The form found in dictionaries."),
        ],
        help: "A word, number, sign or address."
      ),
      TypeDeclaration(
        "NounPhrase",
        [FeatureDeclaration("head", .reference, help: "Its last noun, or its pronoun: a token.")],
        help: "A noun or pronoun with the determiner, adjectives and nouns before it."
      ),
      TypeDeclaration(
        "VerbGroup",
        [
          FeatureDeclaration("main", .reference, help: "The last verb: a token."),
          FeatureDeclaration("lemma", .text, help: "The lemma of the last verb."),
          FeatureDeclaration(
            "tense",
            .text,
            values: [
              "past", "present", "future", "infinitive", "present_participle", "past_participle",
            ],
            help: "Of the first verb; present where that is a modal verb."
          ),
          FeatureDeclaration(
            "aspect",
            .text,
            values: ["none", "progressive", "perfective", "perfective_progressive"],
            help: "Of the first verb."
          ),
          FeatureDeclaration("voice", .text, values: ["active", "passive"], help: "Of the last."),
          FeatureDeclaration("negated", .flag, help: "Whether it says that it is not so."),
          FeatureDeclaration(
            "modality",
            .text,
            help: "What keeps the last verb from being a fact: 'can', 'plan to', 'would like to'."
          ),
        ],
        help: "A verb with the auxiliaries and verbs that lead to it: 'has been planning to leave'."
      ),
    ],
    configurable: true,
    imports: ["Data/chunks-{language}.yaml"],
    cost: "medium",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "Chains of verbs with what they say, and noun phrases.",
        files: ["mine.txt": "The firm has agreed to sell its old mine. The buyer has yet to pay."],
        pipeline: """
          pipeline: chunks/1
          source: {uses: text-files@1, with: {path: mine.txt}}
          stages:
            - {uses: sentences@1}
            - {uses: tokens@1}
            - {uses: tagger@1}
            - {uses: lemmas@1}
            - {uses: chunks@1}
          export:
            - {uses: csv@1, with: {types: [VerbGroup, NounPhrase]}}
          """
      )
    ]
  )
}
