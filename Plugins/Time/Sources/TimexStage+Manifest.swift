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
      TypeDeclaration(
        "Timex",
        [
          FeatureDeclaration(
            "class",
            .text,
            values: ["DATE", "TIME", "DURATION", "SET"],
            help: "Of TIMEX3."
          ),
          FeatureDeclaration(
            "value",
            .text,
            help: "Of TIMEX3: '2023-11-16', '2023-W46', 'P3D', 'PAST_REF'."
          ),
          FeatureDeclaration("mod", .text, help: "How the value is narrowed: 'START', 'APPROX'."),
          FeatureDeclaration("quant", .text, help: "Of a set, which of its members: 'EVERY'."),
          FeatureDeclaration("freq", .text, help: "Of a set, how often: '2X'."),
          FeatureDeclaration("begin", .text, help: "The first day of what the value covers."),
          FeatureDeclaration("end", .text, help: "The last day of what the value covers."),
          FeatureDeclaration(
            "anchor",
            .text,
            values: ["publication", "mention", "period"],
            help: "What the value was counted from, where it does not stand for itself."
          ),
          FeatureDeclaration(
            "direction",
            .text,
            values: ["past", "future"],
            help: "Where it was looked for, seen from there."
          ),
          FeatureDeclaration("invalid", .flag, help: "Whether there is no such day."),
        ],
        help: "A mention of time."
      ),
    ],
    readsOptional: [
      "Sentence", "VerbGroup", "VerbGroup.tense", "VerbGroup.aspect", "VerbGroup.modality",
    ],
    readsMetadata: ["published"],
    emits: [
      "Timex", "Timex.class", "Timex.value", "Timex.mod", "Timex.quant", "Timex.freq",
      "Timex.begin", "Timex.end", "Timex.anchor", "Timex.direction", "Timex.invalid",
    ],
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
