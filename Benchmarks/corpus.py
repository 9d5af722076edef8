"""The seeded corpus in the forms that readers, C limits and peers take.

    corpus.jsonl   a document per line: id, published, text
    corpus.csv     the same as rows
    texts/         the same texts as files
    corpus.nul     the same texts, each ended by a zero byte
    names-20000.txt, names-200000.txt
                   names to look up in them
    empty.jsonl    no document: what a run costs before the first one
"""

import csv
import json
import pathlib
import shutil
import subprocess
import sys
from dataclasses import dataclass

from names import write_names


@dataclass(frozen=True)
class Corpus:
    folder: pathlib.Path
    seed: int
    documents: int
    text_bytes: int

    @property
    def megabytes(self):
        return self.text_bytes / 1e6

    def path(self, name):
        return str(self.folder / name)


def make_corpus(folder, megabytes, seed):
    """Makes the corpus anew: the same bytes for the same size and seed."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "texts").mkdir(parents=True)
    (folder / "empty.jsonl").touch()
    script = pathlib.Path(__file__).with_name("make_corpus.py")
    lines = folder / "corpus.jsonl"
    subprocess.run(
        [sys.executable, script, str(megabytes), lines, "--seed", str(seed)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    documents = text_bytes = 0
    first_texts = []
    with (
        open(lines, encoding="utf-8") as source,
        open(folder / "corpus.csv", "w", encoding="utf-8", newline="") as table,
        open(folder / "corpus.nul", "wb") as texts,
    ):
        rows = csv.writer(table)
        rows.writerow(["id", "published", "text"])
        for line in source:
            document = json.loads(line)
            rows.writerow([document["id"], document["published"], document["text"]])
            if documents < 1_000:
                first_texts.append(document["text"])
            text = document["text"].encode()
            texts.write(text + b"\0")
            (folder / "texts" / f"{document['id']}.txt").write_bytes(text)
            documents += 1
            text_bytes += len(text)
    write_names(folder, first_texts, seed)
    return Corpus(folder, seed, documents, text_bytes)


def first_megabytes(corpus, megabytes):
    """The path of the corpus's first lines, up to so much text, for what is too slow for all."""
    path = corpus.folder / f"first-{megabytes}.jsonl"
    size = 0
    with open(corpus.path("corpus.jsonl"), encoding="utf-8") as source, open(path, "w") as part:
        for line in source:
            part.write(line)
            size += len(json.loads(line)["text"].encode())
            if size >= megabytes * 1e6:
                break
    return str(path)
