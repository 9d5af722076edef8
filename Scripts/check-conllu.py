"""Reads CoNLL-U with the package 'conllu' and says what does not fit; without a problem, how much it read.

usage: check-conllu.py FILE

Ends with status 1 when there is a problem: a sentence without words or without its text, words that are not
numbered from 1, a word without form, an unknown part of speech, words that are not the text, or a
sentence that the package writes in another way.
"""

import sys

import conllu

UPOS = set(
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
)


def spelled(sentence):
    """The sentence as its words and their blanks spell it."""
    pieces, covered = [], 0
    for token in sentence:
        number = token["id"]
        if isinstance(number, int):
            if number <= covered:
                continue
        else:
            covered = number[2]
        pieces.append(token["form"])
        if (token["misc"] or {}).get("SpaceAfter") != "No":
            pieces.append(" ")
    return "".join(pieces).rstrip()


def problems(sentence, source):
    words = [token for token in sentence if isinstance(token["id"], int)]
    if [word["id"] for word in words] != list(range(1, len(words) + 1)) or not words:
        yield "words are not numbered 1, 2, 3 …"
    for word in words:
        if not word["form"] or word["form"] == "_":
            yield f"word {word['id']} has no form"
        if word["upos"] not in UPOS:
            yield f"word {word['id']} is '{word['upos']}'"
    text = sentence.metadata.get("text")
    if text is None or " ".join(text.split()) != " ".join(spelled(sentence).split()):
        yield f"'{text}' is spelled '{spelled(sentence)}'"
    if sentence.serialize().strip() != source.strip():
        yield "is written otherwise"


def main(path):
    with open(path, encoding="utf-8", newline="") as file:
        blocks = [block for block in file.read().split("\n\n") if block.strip()]
    words = found = 0
    for number, block in enumerate(blocks, 1):
        parsed = conllu.parse(block + "\n\n")
        if len(parsed) != 1:
            print(f"{path}: block {number} holds {len(parsed)} sentences")
            found += 1
            continue
        words += sum(isinstance(token["id"], int) for token in parsed[0])
        for problem in problems(parsed[0], block):
            print(f"{path}: sentence {number}: {problem}")
            found += 1
    if found:
        return 1
    print(f"{len(blocks)} sentences, {words} words")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
