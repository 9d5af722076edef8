"""Compares every annotation with the text it covers, as Python counts characters.

usage: check_offsets.py ANNOTATIONS.jsonl ANNOTATIONS.csv ID=TEXTFILE...
Prints what differs, then the number of annotations.
"""
import csv
import json
import sys

lines, rows, *sources = sys.argv[1:]
with open(rows, encoding="utf-8", newline="") as file:
    covered = [
        (row["document"], row["type"], int(row["start"]), int(row["end"]), row["text"])
        for row in csv.DictReader(file)
    ]
expected = []
texts = {}
with open(lines, encoding="utf-8", newline="\n") as file:
    for line in file:
        document = json.loads(line)
        text = texts[document["id"]] = document["text"]
        for annotation in document["annotations"]:
            start, end = annotation["start"], annotation["end"]
            expected.append((document["id"], annotation["type"], start, end, text[start:end]))
for given, wanted in zip(covered, expected):
    if given != wanted:
        print("differs:", given, wanted)
if len(covered) != len(expected):
    print("differs:", len(covered), "rows and", len(expected), "annotations")
for source in sources:
    name, path = source.split("=", 1)
    with open(path, encoding="utf-8", newline="") as file:
        if file.read().removeprefix("\ufeff") != texts[name]:
            print("differs: the text of", name)
print(len(expected))
