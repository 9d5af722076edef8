"""The pipelines that are measured, and running them.

    start       read a file without documents
    jsonl, csv, text-files
                read the corpus, nothing else
    normalize … more-names
                read, and one stage
    split, tagged, lemmas, chunks
                read, sentences and tokens; and parts of speech; and dictionary forms; and chunks
    times, times-in-chunks
                read, and times; the same behind chunks
    annotated   read, sentences, tokens and the patterns of pipelines/patterns/news.tsv
    to-jsonl, to-csv
                the same, with an exporter
    small       sentences, tokens and twenty patterns; everything written as JSON
    whole       sentences, tokens, 20,000 names and twenty patterns; of the tokens only the number
                is written, as the C limit of pipelines and the packages do
    quickstart, annotate
                the pipelines of the folder pipelines, as they are
    no-rules    annotate without its rules
"""

import json
import pathlib
import sys

from patterns import LONG_TABLE, TABLE
from processes import measure

ROOT = pathlib.Path(__file__).resolve().parent.parent
PIPELINES = ROOT / "pipelines"
NEWS = PIPELINES / "patterns"

SENTENCES = {"uses": "sentences@1"}
TOKENS = {"uses": "tokens@1"}
TWENTY = {"id": "twenty", "uses": "regex@1", "with": {"files": [str(TABLE)]}}
TWO_HUNDRED = {"id": "two-hundred", "uses": "regex@1", "with": {"files": [str(LONG_TABLE)]}}
NEWS_PATTERNS = {
    "id": "news",
    "uses": "regex@1",
    "with": {"files": [str(NEWS / "news.tsv")], "overlap": "longest"},
}


def names(count):
    """A stage that marks the names of one of the corpus's lists."""
    path = ROOT / ".build" / "bench" / "corpus" / f"names-{count}.txt"
    lists = [{"file": str(path), "type": "Name"}]
    return {"id": "names", "uses": "gazetteer@1", "with": {"lists": lists}}


LEMMAS = {"uses": "lemmas@1"}
TAGGED = [SENTENCES, TOKENS, {"uses": "tagger@1"}]
CHUNKED = [*TAGGED, LEMMAS, {"uses": "chunks@1"}]
TIMES = {"uses": "timex@1"}
ANNOTATED = [SENTENCES, TOKENS, NEWS_PATTERNS]
SMALL = [SENTENCES, TOKENS, TWENTY]
SPANS = {"types": ["Sentence", "Found", "Name"], "counts": ["Token"]}

# Name: input, stages, exporters.
RUNS = {
    "start": ("empty.jsonl", [], []),
    "jsonl": ("corpus.jsonl", [], []),
    "csv": ("corpus.csv", [], []),
    "text-files": ("texts", [], []),
    "normalize": ("corpus.jsonl", [{"uses": "normalize@1"}], []),
    "language": ("corpus.jsonl", [{"uses": "language@1"}], []),
    "filter": ("corpus.jsonl", [{"uses": "filter@1", "with": {"min_length": 1}}], []),
    "zones": ("corpus.jsonl", [{"uses": "zones@1"}], []),
    "sentences": ("corpus.jsonl", [SENTENCES], []),
    "tokens": ("corpus.jsonl", [TOKENS], []),
    "lower": ("corpus.jsonl", [TOKENS | {"with": {"lower": True}}], []),
    "split": ("corpus.jsonl", [SENTENCES, TOKENS], []),
    "tagged": ("corpus.jsonl", TAGGED, []),
    "lemmas": ("corpus.jsonl", [*TAGGED, LEMMAS], []),
    "chunks": ("corpus.jsonl", CHUNKED, []),
    "times": ("corpus.jsonl", [TIMES], []),
    "times-in-chunks": ("corpus.jsonl", [*CHUNKED, TIMES], []),
    "twenty": ("corpus.jsonl", [TWENTY], []),
    "two-hundred": ("corpus.jsonl", [TWO_HUNDRED], []),
    "news": ("corpus.jsonl", [NEWS_PATTERNS], []),
    "names": ("corpus.jsonl", [names(20_000)], []),
    "more-names": ("corpus.jsonl", [names(200_000)], []),
    "annotated": ("corpus.jsonl", ANNOTATED, []),
    "to-jsonl": ("corpus.jsonl", ANNOTATED, [{"uses": "jsonl@1"}]),
    "to-csv": ("corpus.jsonl", ANNOTATED, [{"uses": "csv@1"}]),
    "small": ("corpus.jsonl", SMALL, [{"uses": "jsonl@1", "with": {"text": False}}]),
    "whole": (
        "corpus.jsonl",
        [SENTENCES, TOKENS, names(20_000), TWENTY],
        [{"uses": "jsonl@1", "with": {"text": False} | SPANS}],
    ),
}
# Pipelines of the folder pipelines, with what is said of them on the command line.
FILES = {
    "quickstart": ("quickstart", []),
    "annotate": ("annotate", []),
    "no-rules": ("annotate", ["--skip", "events"]),
}


class Galley:
    """A built galley, and a folder for pipelines and results."""

    def __init__(self, program, folder):
        self.program = program
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def run(self, name, corpus):
        """Runs the pipeline `name` over `corpus` with one lane.

        Returns its cost and how many annotations its stages made.
        """
        pipeline, source = self._pipeline(name)
        results = self.folder / name
        cost, _ = measure(
            [self.program, "run", pipeline, "--input", corpus.path(source)]
            + ["--jobs", "1", "--quiet", "--out", results, *FILES.get(name, (None, []))[1]]
        )
        run = json.loads((results / "run.json").read_text(encoding="utf-8"))
        wanted = 0 if name == "start" else corpus.documents
        if run["documents"] != wanted or run["failed"] != 0:
            print(
                f"error: {name} read {run['documents']} documents of {wanted},"
                f" {run['failed']} failed",
                file=sys.stderr,
            )
            sys.exit(3)
        return cost, sum(stage["annotations"] for stage in run["stages"])

    def _pipeline(self, name):
        if name in FILES:
            return PIPELINES / f"{FILES[name][0]}.yaml", "corpus.jsonl"
        source, stages, exporters = RUNS[name]
        reader = "text-files" if source == "texts" else pathlib.Path(source).suffix[1:]
        path = self.folder / f"{name}.yaml"
        # JSON is YAML, too.
        pipeline = {
            "pipeline": f"{name}/1",
            "include": [str(NEWS / "news-types.yaml")],
            "types": {"Found": {}, "Name": {}},
            "source": {"uses": f"{reader}@1"},
            "stages": stages,
            "export": exporters,
        }
        path.write_text(json.dumps(pipeline), encoding="utf-8")
        return path, source
