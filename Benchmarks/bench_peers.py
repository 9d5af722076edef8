#!/usr/bin/env python3
"""Runs Galley and Python packages for the same tasks on the same corpus, in turn, on one core.

Galley's figures are of whole processes: start, reading and checking the documents included.
Those of the packages are of the work alone: imports, set-up and, but for pipelines, reading are
left out."""

import json
import statistics
import subprocess
import sys
from dataclasses import dataclass

from corpus import first_megabytes, make_corpus
from galley import ROOT, Galley
from options import make_parser, parsed_options
from patterns import write_pairs
from processes import measure
from report import circumstances, circumstances_line, figure, table, write_results

# Task: what it is, the pipeline of galley.py, its peers with the megabytes each is given.
# A peer is in peers/TASK.py, under PEERS; both tasks of names are in one file. Pipelines take the
# patterns and the shorter list of names.
TASKS = {
    "tokens": ("tokens", "tokens", {"spaCy": 2, "BlingFire": 4}),
    "sentences": ("sentences", "sentences", {"spaCy": 2, "BlingFire": 4, "pySBD": 0.3}),
    "matches": ("20 patterns", "twenty", {"Python re": 4, "RE2": 4}),
    "names": ("20,000 names", "names", {"pyahocorasick": 10}),
    "more-names": ("200,000 names", "more-names", {"pyahocorasick": 10}),
    "times": ("times", "times", {"dateparser": 0.1}),
    "pipeline": ("all, to JSON", "whole", {"spaCy": 1, "best parts": 4, "datatrove": 1}),
}


@dataclass(frozen=True)
class Measured:
    megabytes: float
    cpu_seconds: float
    found: int
    peak_megabytes: float

    @property
    def speed(self):
        return self.megabytes / self.cpu_seconds


def main():
    options = parse_arguments()
    cache = ROOT / ".build" / "bench"
    tasks = {name: task for name, task in TASKS.items() if options.only in name}
    corpus = make_corpus(cache / "corpus", options.megabytes, options.seed)
    galley = Galley(options.galley, cache / "runs")
    peers = Peers(cache, corpus)
    facts = circumstances(corpus, options.repeats) | {"packages": peers.versions()}
    print(circumstances_line(facts), flush=True)

    measured = {}
    for _ in range(options.repeats):
        for task, (_, pipeline, names) in tasks.items():
            cost, found = galley.run(pipeline, corpus)
            own = Measured(corpus.megabytes, cost.cpu_seconds, found, cost.peak_megabytes)
            measured.setdefault((task, "Galley"), []).append(own)
            for name, megabytes in names.items():
                size = min(megabytes, options.megabytes)
                measured.setdefault((task, name), []).append(peers.run(task, name, size))

    results = [result(task, who, measured) for task, who in measured]
    print(shown(results))
    write_results(cache / "peers.jsonl", facts, results)


class Peers:
    """An environment with the packages of peers/requirements.txt."""

    folder = ROOT / "Benchmarks" / "peers"

    def __init__(self, cache, corpus):
        self.environment = cache / "peers"
        self.corpus = corpus
        self.patterns = cache / "patterns.txt"
        self.out = cache / "peers.out"
        write_pairs(self.patterns)
        self._install()

    def run(self, task, name, megabytes):
        part = first_megabytes(self.corpus, megabytes)
        worker = [self.environment / "bin" / "python", self.folder / "worker.py"]
        module = "names" if task == "more-names" else task
        names = self.corpus.path("names-200000.txt" if task == "more-names" else "names-20000.txt")
        command = worker + [module, name, part, self.patterns, names, self.out]
        cost, printed = measure(command, stderr=subprocess.DEVNULL)
        said = json.loads(printed.splitlines()[-1])
        return Measured(**said, peak_megabytes=cost.peak_megabytes)

    def versions(self):
        wanted = (self.folder / "requirements.txt").read_text(encoding="utf-8").splitlines()
        return [line for line in wanted if line and not line.startswith("#")]

    def _install(self):
        wanted = self.folder / "requirements.txt"
        installed = self.environment / "requirements.txt"
        if installed.is_file() and installed.read_bytes() == wanted.read_bytes():
            return
        subprocess.run([sys.executable, "-m", "venv", "--clear", self.environment], check=True)
        pip = [self.environment / "bin" / "pip", "install", "--quiet"]
        pip += ["--disable-pip-version-check", "--requirement", wanted]
        subprocess.run(pip, check=True)
        installed.write_bytes(wanted.read_bytes())


def result(task, who, measured):
    runs, own = measured[task, who], measured[task, "Galley"]
    # Each ratio is of two runs that were close to each other in time.
    ratios = [mine.speed / theirs.speed for mine, theirs in zip(own, runs)]
    return {
        "task": TASKS[task][0],
        "who": who,
        "megabytes_per_cpu_second": statistics.median(run.speed for run in runs),
        "found_per_megabyte": round(runs[0].found / runs[0].megabytes),
        "peak_megabytes": round(statistics.median(run.peak_megabytes for run in runs), 1),
        "megabytes": round(runs[0].megabytes, 3),
        "galley_to_peer": None if who == "Galley" else statistics.median(ratios),
    }


def shown(results):
    return table(
        ["<task", "<who", "MB per CPU second", "found per MB", "peak MB", "Galley / peer"],
        [
            [
                result["task"] if result["who"] == "Galley" else "",
                result["who"],
                figure(result["megabytes_per_cpu_second"]),
                str(result["found_per_megabyte"]),
                f"{result['peak_megabytes']:.0f}",
                "" if result["who"] == "Galley" else f"{figure(result['galley_to_peer'])} ×",
            ]
            for result in results
        ],
    )


def parse_arguments():
    parser = make_parser(__doc__, megabytes=10, only="tasks whose name holds NAME")
    return parsed_options(parser, list(TASKS))


if __name__ == "__main__":
    main()
