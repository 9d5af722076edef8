#!/usr/bin/env python3
"""Compares CoNLL-U that a pipeline wrote with a treebank's, over the same text: F1 in percent.

usage: score-conllu.py TREEBANK.conllu WRITTEN.conllu

Places count the characters that are no white space. A word is found when it covers the same characters as one
of the treebank; a word inside a contraction, when it is also the same one of its words. Its part of
speech and lemma are right when they are equal.
"""

import sys


def read(path):
    """Sentences as places, and words as {place: (upos, xpos, lemma)}; the characters of all."""
    sentences, words, text = [], {}, []
    place = begin = 0
    contraction = None
    with open(path, encoding="utf-8") as file:
        for line in [*file, "\n"]:
            if not line.strip():
                if place > begin:
                    sentences.append((begin, place))
                begin, contraction = place, None
                continue
            if line.startswith("#"):
                continue
            number, form, lemma, upos, xpos = line.rstrip("\n").split("\t")[:5]
            if "." in number:
                continue
            letters = "".join(form.split())
            if "-" in number:
                first, last = map(int, number.split("-"))
                contraction = (first, last, place, place + len(letters))
            elif contraction and contraction[0] <= int(number) <= contraction[1]:
                first, _, start, end = contraction
                words[start, end, int(number) - first] = (upos, xpos, lemma)
                continue
            else:
                words[place, place + len(letters), 0] = (upos, xpos, lemma)
            text.append(letters)
            place += len(letters)
    return sentences, words, "".join(text)


def show(name, right, wanted, found):
    print(f"{name:<10}{200 * right / max(wanted + found, 1):7.2f}")


def main(treebank, written):
    wanted_sentences, wanted, wanted_text = read(treebank)
    found_sentences, found, found_text = read(written)
    if wanted_text != found_text:
        place = next(
            (n for n, pair in enumerate(zip(wanted_text, found_text)) if pair[0] != pair[1]),
            min(len(wanted_text), len(found_text)),
        )
        sys.exit(
            f"{written}: the text is another from character {place}: "
            f"'{found_text[place : place + 20]}', not '{wanted_text[place : place + 20]}'"
        )
    both = wanted.keys() & found.keys()
    show("words", len(both), len(wanted), len(found))
    right = len(set(wanted_sentences) & set(found_sentences))
    show("sentences", right, len(wanted_sentences), len(found_sentences))
    for column, name in enumerate(["upos", "xpos", "lemma"]):
        right = sum(wanted[key][column] == found[key][column] for key in both)
        show(name, right, len(wanted), len(found))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__.strip())
    main(sys.argv[1], sys.argv[2])
