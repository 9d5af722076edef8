"""Runs one peer on one task and prints what it cost, as one JSON object.

usage: worker.py TASK PEER CORPUS.jsonl PATTERNS NAMES OUT

Imports, set-up and, but for whole pipelines, reading the corpus are not counted."""

import importlib
import json
import sys
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage


def cpu_seconds():
    """User and system time of this process, its threads and the children it waited for."""
    usages = [getrusage(RUSAGE_SELF), getrusage(RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def main():
    task, peer, corpus, patterns, names, out = sys.argv[1:]
    make = importlib.import_module(task).PEERS[peer]
    with open(patterns, encoding="utf-8") as lines:
        patterns = [line.rstrip("\n").split("\t", 1) for line in lines]
    with open(names, encoding="utf-8") as lines:
        names = [line.rstrip("\n") for line in lines]
    work = make(patterns, names)
    with open(corpus, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    size = sum(len(text.encode()) for text in texts)
    if task == "pipeline":
        texts = None
    begin = cpu_seconds()
    found = work(corpus, out) if task == "pipeline" else work(texts)
    seconds = cpu_seconds() - begin
    print(json.dumps({"megabytes": size / 1e6, "cpu_seconds": seconds, "found": found}))


if __name__ == "__main__":
    main()
