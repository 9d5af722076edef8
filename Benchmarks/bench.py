#!/usr/bin/env python3
"""Measures every stage and whole pipelines on one core and prints a table.

What a stage costs is the CPU time of a run with it less that of a run without it, the two one after
the other. Whole pipelines are whole processes, start and files included."""

import json
import pathlib
import statistics
import subprocess
import sys

from corpus import make_corpus
from galley import ROOT, Galley
from limits import Limits
from options import make_parser, parsed_options
from patterns import write_pairs
from processes import measure
from report import circumstances, circumstances_line, figure, table, write_results

# What, the run that has it, the run that has all but it, the C limit it is compared with.
ROWS = [
    ("reader jsonl@1", "jsonl", "start", None),
    ("reader csv@1", "csv", "start", None),
    ("reader text-files@1", "text-files", "start", None),
    ("normalize@1", "normalize", "jsonl", None),
    ("language@1", "language", "jsonl", None),
    ("filter@1", "filter", "jsonl", None),
    ("zones@1", "zones", "jsonl", None),
    ("sentences@1", "sentences", "jsonl", None),
    ("tokens@1", "tokens", "jsonl", "tokens"),
    ("tokens@1 alone", "split", "sentences", "tokens"),
    ("tokens@1, lower", "lower", "jsonl", "tokens"),
    ("tagger@1", "tagged", "split", None),
    ("lemmas@1", "lemmas", "tagged", None),
    ("chunks@1", "chunks", "lemmas", None),
    ("regex@1, 20 patterns", "twenty", "jsonl", "patterns"),
    ("regex@1, 200 patterns", "two-hundred", "jsonl", "200 patterns"),
    ("regex@1, news.tsv", "news", "jsonl", None),
    ("gazetteer@1, 20,000 names", "names", "jsonl", None),
    ("gazetteer@1, 200,000 names", "more-names", "jsonl", None),
    ("timex@1", "times", "jsonl", None),
    ("timex@1 behind chunks@1", "times-in-chunks", "chunks", None),
    ("rules@1, rules/news.yaml", "annotate", "no-rules", None),
    ("exporter jsonl@1", "to-jsonl", "annotated", None),
    ("exporter csv@1", "to-csv", "annotated", None),
    ("pipeline small", "small", None, None),
    ("pipeline whole", "whole", None, "pipeline"),
    ("pipelines/annotate.yaml", "annotate", None, None),
    ("pipelines/quickstart.yaml", "quickstart", None, None),
]
MATCHING = "GalleyPatterns, 20 patterns"


def main():
    options = parse_arguments()
    cache = ROOT / ".build" / "bench"
    rows = [row for row in ROWS if options.only in row[0]]
    corpus = make_corpus(cache / "corpus", options.megabytes, options.seed)
    galley = Galley(options.galley, cache / "runs")
    limits = Limits(options.limits, cache / "limits", corpus)
    matcher = Matcher(cache, corpus) if options.only in MATCHING else None
    compared = {row[3] for row in rows} & set(limits.names())
    facts = circumstances(corpus, options.repeats)
    print(circumstances_line(facts), flush=True)

    runs, c_runs, matcher_runs, found = {}, {}, [], {}
    for _ in range(options.repeats):
        for name in dict.fromkeys(name for row in rows for name in (row[2], row[1]) if name):
            cost, found[name] = galley.run(name, corpus)
            runs.setdefault(name, []).append(cost)
        if matcher:
            matcher_runs.append(matcher.run())
        for name in compared if options.only else limits.names():
            c_runs.setdefault(name, []).append(limits.run(name))

    if matcher and found.get("twenty", matcher.found) != matcher.found:
        print(f"error: regex@1 found {found['twenty']}, not {matcher.found}", file=sys.stderr)
        sys.exit(3)

    ceilings = {
        name: statistics.median(run.megabytes_per_cpu_second for run in of)
        for name, of in c_runs.items()
    }
    results = [row_result(row, runs, ceilings, corpus) for row in rows]
    if matcher:
        seconds = statistics.median(run[0] for run in matcher_runs)
        results.append(result(MATCHING, seconds, matcher_runs[0][1], "patterns", ceilings, corpus))
    results += [limit_result(name, ceilings, of, corpus) for name, of in c_runs.items()]
    print(shown(results))
    write_results(cache / "results.jsonl", facts, results)


class Matcher:
    """The program that runs GalleyPatterns alone."""

    def __init__(self, cache, corpus):
        scratch = cache / "swift"
        build = ["swift", "build", "--configuration", "release", "--quiet"]
        build += ["--package-path", ROOT / "Benchmarks", "--scratch-path", scratch]
        subprocess.run(build, check=True)
        write_pairs(cache / "patterns.txt")
        program = scratch / "release" / "match-patterns"
        self.command = [program, cache / "patterns.txt", corpus.path("corpus.nul")]

    def run(self):
        cost, printed = measure(self.command)
        said = json.loads(printed)
        self.found = said["found"]
        return said["cpu_seconds"], cost.peak_megabytes


def row_result(row, runs, ceilings, corpus):
    what, name, without, limit = row
    seconds = statistics.median(
        with_it.cpu_seconds - (runs[without][i].cpu_seconds if without else 0)
        for i, with_it in enumerate(runs[name])
    )
    peak = statistics.median(run.peak_megabytes for run in runs[name])
    return result(what, seconds, peak, limit, ceilings, corpus)


def limit_result(name, ceilings, runs, corpus):
    seconds = corpus.megabytes / ceilings[name]
    return result(f"C limit: {name}", seconds, runs[0].peak_megabytes, None, ceilings, corpus)


def result(what, seconds, peak, limit, ceilings, corpus):
    """A row; without speeds where a corpus is too small to tell."""
    is_told = seconds >= 0.01
    speed = corpus.megabytes / seconds if is_told else None
    ceiling = ceilings.get(limit)
    return {
        "what": what,
        "cpu_seconds": round(seconds, 4),
        "megabytes_per_cpu_second": speed,
        "documents_per_cpu_second": corpus.documents / seconds if is_told else None,
        "peak_megabytes": round(peak, 1),
        "limit": limit if ceiling else None,
        "of_limit": speed / ceiling if speed and ceiling else None,
    }


def shown(results):
    return table(
        ["<what", "MB/s per core", "documents/s", "peak MB", "of the C limit"],
        [
            [
                result["what"],
                figure(result["megabytes_per_cpu_second"]),
                figure(result["documents_per_cpu_second"]),
                f"{result['peak_megabytes']:.0f}",
                f"{figure(result['of_limit'])} × {result['limit']}" if result["limit"] else "",
            ]
            for result in results
        ],
    )


def parse_arguments():
    parser = make_parser(__doc__, megabytes=20, only="rows whose name holds NAME")
    parser.add_argument(
        "--limits",
        type=pathlib.Path,
        default=ROOT.parent / "shared" / "bench",
        help="folder with the C limits; without it that column is empty",
    )
    return parsed_options(parser, [*(row[0] for row in ROWS), MATCHING])


if __name__ == "__main__":
    main()
