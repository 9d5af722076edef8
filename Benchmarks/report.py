"""Tables, the line about the machine, and results as JSON Lines."""

import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent


def circumstances(corpus, repeats):
    """What a reader of figures has to know: machine, commit, corpus."""
    return {
        "cores": os.cpu_count(),
        "processor": _processor(),
        "commit": _commit(),
        "corpus": {
            "seed": corpus.seed,
            "documents": corpus.documents,
            "bytes": corpus.text_bytes,
        },
        "repeats": repeats,
    }


def circumstances_line(facts):
    corpus = facts["corpus"]
    return (
        f"{facts['cores']} × {facts['processor']}; commit {facts['commit']};"
        f" {corpus['documents']} documents, {corpus['bytes']} bytes of text, seed {corpus['seed']};"
        f" median of {facts['repeats']}"
    )


def table(headings, rows):
    """Text in columns, to the left where the heading begins with '<', else to the right."""
    sides = [">" if heading[0] != "<" else "<" for heading in headings]
    lines = [[heading.lstrip("<") for heading in headings], *rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(headings))]
    columns = list(zip(sides, widths))
    return "\n".join(
        "  ".join(f"{cell:{side}{width}}" for cell, (side, width) in zip(line, columns)).rstrip()
        for line in lines
    )


def figure(value):
    """Three digits that matter; '–' where the difference was too small to tell."""
    if value is None:
        return "–"
    if value >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def write_results(path, facts, results):
    with open(path, "w", encoding="utf-8") as out:
        for result in [facts, *results]:
            out.write(json.dumps(result, ensure_ascii=False) + "\n")


def _processor():
    names = [
        line.split(":", 1)[1].strip()
        for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    return names[0] if names else os.uname().machine


def _commit():
    described = subprocess.run(
        ["git", "describe", "--always", "--dirty", "--exclude=*"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    return described.stdout.strip() or "unknown"
