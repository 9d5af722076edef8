#!/usr/bin/env python3
"""Makes a corpus of any size from the articles of examples/summit, the same for the same seed.

Each document joins paragraphs drawn from the articles, so that lengths and contents vary.
Usage: make_corpus.py MEGABYTES OUT.jsonl [--seed N]"""
import argparse
import json
import pathlib
import random

parser = argparse.ArgumentParser(
    description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
)
parser.add_argument("megabytes", type=float)
parser.add_argument("out")
parser.add_argument("--seed", type=int, default=1)
arguments = parser.parse_args()

examples = pathlib.Path(__file__).resolve().parent.parent / "examples" / "summit"
articles = [path.read_bytes().decode("utf-8") for path in sorted(examples.glob("*.txt"))]
paragraphs = [
    paragraph
    for article in articles
    for paragraph in article.replace("\r\n", "\n").split("\n\n")
    if paragraph.strip()
]
draw = random.Random(arguments.seed)
size, number = 0, 0
with open(arguments.out, "w", encoding="utf-8") as out:
    while size < arguments.megabytes * 1e6:
        text = "\n\n".join(draw.choices(paragraphs, k=draw.randint(4, 16)))
        day = f"2023-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
        number += 1
        size += len(text.encode("utf-8"))
        document = {"id": f"doc-{number:07}", "published": day, "text": text}
        out.write(json.dumps(document, ensure_ascii=False) + "\n")
print(f"{number} documents, {size / 1e6:.1f} MB of text")
