#!/usr/bin/env python3
"""Writes a dictionary for 'galley train lemmas': inflected English words with their dictionary forms.

usage: forms.py [WORDNET [SCOWL]]

WORDNET is the folder of the files of WordNet 3.0 (Debian: wordnet-base, /usr/share/wordnet), SCOWL that of
the word lists of SCOWL 2020.12.07 (Debian: scowl, /usr/share/dict/scowl). Lines are word, the two parts of
speech and dictionary form, with tabs between.

The words are those of WordNet with the inflections it lists and the regular ones. Where one form can come
from several words, a listed inflection goes before a regular one, and that before the regular one of a word
that has a listed one: 'hoped' comes from 'hope', as 'hop' has 'hopped'. A verb with a prefix before it is
inflected as without it.
"""
import sys

import lexicon

PREFIXES = ["re", "un", "over", "out", "mis", "fore", "under"]
TAGS = {
    "past": [("VERB", "VBD"), ("VERB", "VBN")],
    "ing": [("VERB", "VBG")],
    "third": [("VERB", "VBZ")],
    "base": [("VERB", "VB"), ("VERB", "VBP")],
    "plural": [("NOUN", "NNS")],
    "comparative": [("ADJ", "JJR"), ("ADV", "RBR")],
    "superlative": [("ADJ", "JJS"), ("ADV", "RBS")],
}
# As WordNet's counts name them.
POS_OF_KIND = {"plural": "n", "comparative": "a", "superlative": "a"}


class Forms:
    def __init__(self, wordnet, known):
        self.wordnet, self.known = wordnet, known
        self.found = {}

    def add(self, kind, form, base, order):
        """Takes a form for that of a word; of several words the one with the lowest order stays, of these
        the one WordNet counts most often."""
        count = self.wordnet.counts[base, POS_OF_KIND.get(kind, "v")]
        key, value = (kind, form), (order, -count, -len(base), base)
        self.found[key] = min(value, self.found.get(key, value))

    def regular(self, kind, forms, base, listed):
        """Adds regular forms; those of a word that has listed ones only when they are known words."""
        for form in forms:
            if not listed:
                self.add(kind, form, base, 1)
            elif form in self.known:
                self.add(kind, form, base, 2)

    def verb(self, base):
        listed = self.wordnet.irregular["verb"].get(base, [])
        by_kind = {"past": [], "ing": [], "third": []}
        for form in listed:
            kind = "ing" if form.endswith("ing") else "past"
            by_kind["third" if form.endswith("s") and not form.endswith("ss") else kind].append(form)
        for kind, forms in by_kind.items():
            for form in forms:
                self.add(kind, form, base, 0)
                if kind == "past":
                    self.prefixed(form, base)
        self.add("base", base, base, 0)
        # WordNet lists doubled consonants, so that the first regular form is the one without.
        past = lexicon.past(base)[:1]
        self.regular("past", past, base, by_kind["past"])
        if not by_kind["past"] and past[0] not in self.known:
            # Some do not change: 'cut'.
            self.add("past", base, base, 3)
        self.regular("ing", lexicon.present_participle(base)[:1], base, by_kind["ing"])
        self.regular("third", self.plurals(base), base, by_kind["third"])

    def prefixed(self, form, base):
        if form.endswith("ed"):
            return
        for prefix in PREFIXES:
            self.add("past", prefix + form, prefix + base, 3)

    def plurals(self, base):
        if base.endswith("o"):
            return [form for form in (base + "es", base + "s") if form in self.known] or [base + "s"]
        return [lexicon.plural(base)]

    def noun(self, base):
        listed = self.wordnet.irregular["noun"].get(base, [])
        for form in listed:
            self.add("plural", form, base, 0)
        self.regular("plural", self.plurals(base), base, listed)
        if base.endswith("s"):
            self.add("plural", base, base, 3)

    def compared(self, base, pos):
        listed = self.wordnet.irregular[pos].get(base, [])
        for form in listed:
            self.add("superlative" if form.endswith("est") else "comparative", form, base, 0)
        if len(base) <= 7 and "-" not in base:
            for kind, form in zip(("comparative", "superlative"), lexicon.comparison(base)):
                if form in self.known:
                    self.regular(kind, [form], base, listed)

    def lines(self):
        for base in self.wordnet.words["verb"]:
            self.verb(base)
        for base in self.wordnet.common:
            self.noun(base)
        for pos in ("adj", "adv"):
            for base in self.wordnet.words[pos]:
                self.compared(base, pos)
        for (kind, form), (*_, base) in self.found.items():
            for upos, xpos in TAGS[kind]:
                yield f"{form}\t{upos}\t{xpos}\t{base}"
        for name in self.wordnet.names:
            # Shorter ones are signs of elements and the like, which texts mostly mean as abbreviations.
            if len(name) > 2 and name[1:].islower():
                yield f"{name}\tPROPN\tNNP\t{name}"


def main():
    wordnet, scowl = lexicon.folders(sys.argv[1:])
    forms = Forms(lexicon.WordNet(wordnet), set(lexicon.ranks(scowl)))
    print("# WordNet 3.0, Copyright 2006 Princeton University; SCOWL, Copyright 2000-2020 Kevin Atkinson")
    print("\n".join(sorted(set(forms.lines()))))


if __name__ == "__main__":
    main()
