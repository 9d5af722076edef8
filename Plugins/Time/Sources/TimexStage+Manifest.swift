public import GalleyKit

extension TimexStage {
  public static let manifest = Manifest(
    "timex@1",
    "Marks dates, times, durations and sets of times, and puts them on the calendar.",
    types: [
      TypeDeclaration("Sentence", help: "A sentence, headline or list item."),
      TypeDeclaration(
        "VerbGroup",
        [
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
          FeatureDeclaration(
            "modality",
            .text,
            help: "What keeps the last verb from being a fact: 'can', 'plan to', 'be expected to'."
          ),
        ],
        help: "A verb with the auxiliaries and verbs that lead to it: 'has been planning to leave'."
      ),
      TimexType.declaration, RangeType.declaration,
    ],
    readsOptional: [
      "Sentence", "VerbGroup", "VerbGroup.tense", "VerbGroup.aspect", "VerbGroup.modality",
    ],
    readsMetadata: ["published", "published_between"],
    emits: ["Timex"] + TimexType.paths(TimexType.said + TimexType.resolved)
      + ["TimeRange"] + RangeType.paths(RangeType.ends + RangeType.times),
    imports: ["Data/{language}/*.yaml"],
    cost: "medium",
    licence: "Apache-2.0",
    examples: [
      StageExample(
        "Expressions with the days they mean, seen from the day of the text.",
        files: [
          "news.jsonl": """
          {"id": "harbour", "published": "2023-11-15", "text": "The harbour closed on Monday. \
          It will reopen in March, two years after the storm of 4 April 2022."}

          """
        ],
        pipeline: """
          pipeline: dates/1
          source: {uses: jsonl@1, with: {path: news.jsonl}}
          stages:
            - {uses: timex@1}
          export:
            - {uses: csv@1, with: {types: [Timex]}}
          """
      )
    ]
  )
}
