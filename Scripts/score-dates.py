#!/usr/bin/env python3
"""How well publication-date@1 finds days that were hidden from it.

    Scripts/score-dates.py hide GOLD.jsonl > hidden.jsonl
    galley run PIPELINE.yaml --input hidden.jsonl --out out    # jsonl@1 with metadata: true
    Scripts/score-dates.py score GOLD.jsonl out/annotations.jsonl

GOLD has the fields `text` and `published`. Ids are hidden too, since they often hold the day.
"""
import json
import re
import sys
from datetime import date

YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def day(text):
    return date.fromisoformat(text[:10])


def hide(gold):
    for number, document in enumerate(lines(gold)):
        print(json.dumps({"id": f"d{number:05}", "text": document["text"]}, ensure_ascii=False))


def score(gold, found):
    answers = {f"d{number:05}": document for number, document in enumerate(lines(gold))}
    within = {0: 0, 1: 0, 7: 0, 31: 0}
    days = intervals = right_intervals = unknown = yearless = 0
    for document in lines(found):
        answer = answers[document["id"]]
        true = day(answer["published"])
        published = document.get("published")
        between = document.get("metadata", {}).get("published_between")
        if published:
            days += 1
            first = last = day(published)
        elif between:
            intervals += 1
            first, last = (day(end) for end in between.split("/"))
            right_intervals += first <= true <= last
        else:
            unknown += 1
            yearless += not YEAR.search(answer["text"])
            continue
        # Of an interval its farther end counts.
        distance = max(abs((first - true).days), abs((last - true).days))
        for limit in within:
            within[limit] += distance <= limit
    count = len(answers)
    print(f"{count} documents: {days} days, {intervals} intervals ({right_intervals} right)")
    for limit, number in within.items():
        print(f"within {limit:2} days: {number:4}  {number / count:6.1%}")
    print(f"unknown:        {unknown:4}  {unknown / count:6.1%}")
    print(f"  rightly, there is no year in the text: {yearless}")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["hide", gold]:
            hide(gold)
        case ["score", gold, found]:
            score(gold, found)
        case _:
            sys.exit(__doc__)
