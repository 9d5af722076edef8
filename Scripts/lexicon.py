#!/usr/bin/env python3
"""Writes a lexicon for 'galley train tagger': what English words can be, and how common they are.

usage: lexicon.py [WORDNET [SCOWL]]

WORDNET is the folder of the files of WordNet 3.0 (Debian: wordnet-base, /usr/share/wordnet), SCOWL that of
the word lists of SCOWL 2020.12.07 (Debian: scowl, /usr/share/dict/scowl). Lines are word, kinds and rank,
with tabs between.

Kinds: of WordNet and the regular and listed inflections of its words: N noun, P its plural, V verb, Z its
third person, G its -ing form, D its past, J adjective, R and S its comparative and superlative, A adverb,
Q name, q part of a longer name. Behind a colon: which of noun, verb, adjective and adverb it mostly is
in WordNet's counts, and how clearly.

Rank: how common SCOWL says the word is, in small letters and with a capital (a to d, 0: not there), and
whether it is an abbreviation.
"""
import collections
import glob
import re
import sys

POS = ["noun", "verb", "adj", "adv"]


def records(path):
    with open(path, encoding="utf-8") as file:
        return [line for line in file if not line.startswith(" ")]


def plural(word):
    if re.search(r"(s|x|z|ch|sh)$", word):
        return word + "es"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + "s"


def doubled(word):
    """The word with its last consonant twice, when its form allows that: stop, stopp-."""
    return [word + word[-1]] if re.search(r"[^aeiou][aeiou][bcdfgklmnprtvz]$", word) else []


def past(word):
    if word.endswith("e"):
        return [word + "d"]
    if re.search(r"[^aeiou]y$", word):
        return [word[:-1] + "ied"]
    return [stem + "ed" for stem in [word] + doubled(word)]


def present_participle(word):
    if word.endswith("ie"):
        return [word[:-2] + "ying"]
    if re.search(r"[^eoy]e$", word):
        return [word[:-1] + "ing"]
    return [stem + "ing" for stem in [word] + doubled(word)]


def comparison(word):
    if re.search(r"[^aeiou]y$", word):
        stem = word[:-1] + "i"
    else:
        stem = word[:-1] if word.endswith("e") else word
    return stem + "er", stem + "est"


class WordNet:
    def __init__(self, folder):
        self.kinds = collections.defaultdict(set)
        self.irregular = {pos: self.exceptions(f"{folder}/{pos}.exc") for pos in POS}
        self.words = {pos: self.single(f"{folder}/index.{pos}") for pos in POS}
        self.names, self.parts, self.common = self.nouns(f"{folder}/data.noun")
        self.counts = self.sense_counts(f"{folder}/cntlist.rev")

    @staticmethod
    def exceptions(path):
        forms = collections.defaultdict(list)
        for line in open(path, encoding="utf-8"):
            form, *bases = line.split()
            for base in bases:
                forms[base].append(form)
        return forms

    @staticmethod
    def single(path):
        return [line.split()[0] for line in records(path) if "_" not in line.split()[0]]

    @staticmethod
    def nouns(path):
        names, parts, common = set(), set(), set()
        for line in records(path):
            fields = line.split("|")[0].split()
            for i in range(int(fields[3], 16)):
                word = fields[4 + 2 * i]
                if "_" in word:
                    parts.update(part for part in word.split("_") if part[:1].isupper())
                elif word[:1].isupper():
                    names.add(word)
                else:
                    common.add(word)
        return names, parts, common

    @staticmethod
    def sense_counts(path):
        counts = collections.Counter()
        for line in open(path, encoding="utf-8"):
            key, _, count = line.split()
            lemma, rest = key.split("%")
            counts[lemma, "?nvara"[int(rest[0])]] += int(count)
        return counts

    def inflect(self):
        for word in self.common:
            self.kinds[word].add("N")
            for form in self.irregular["noun"].get(word) or [plural(word)]:
                self.kinds[form].add("P")
        for word in self.words["verb"]:
            self.inflect_verb(word)
        for word in self.words["adj"]:
            self.kinds[word].add("J")
            if len(word) <= 7 and "-" not in word:
                comparative, superlative = comparison(word)
                self.kinds[comparative].add("R")
                self.kinds[superlative].add("S")
            for form in self.irregular["adj"].get(word, []):
                self.kinds[form].add("S" if form.endswith("est") else "R")
        for word in self.words["adv"]:
            self.kinds[word].add("A")
            for form in self.irregular["adv"].get(word, []):
                self.kinds[form].add("R")

    def inflect_verb(self, word):
        self.kinds[word].add("V")
        self.kinds[plural(word)].add("Z")
        for form in present_participle(word):
            self.kinds[form].add("G")
        listed = self.irregular["verb"].get(word, [])
        for form in listed:
            if form.endswith("ing"):
                self.kinds[form].add("G")
            elif form.endswith("s") and not form.endswith("ss"):
                self.kinds[form].add("Z")
            else:
                self.kinds[form].add("D")
        if all(form.endswith("ing") for form in listed):
            for form in past(word):
                self.kinds[form].add("D")

    def classes(self):
        self.inflect()
        classes = {word: self.described(word, kinds) for word, kinds in self.kinds.items()}
        for word in self.parts:
            classes.setdefault(word, "q")
        for word in self.names:
            classes[word] = "Q"
        return classes

    def described(self, word, kinds):
        name = "".join(sorted(kinds))
        counts = {pos: self.counts[word, pos] for pos in "nvar"}
        total = sum(counts.values())
        if len(kinds) == 1 or total < 3:
            return name
        top = max(counts, key=lambda pos: (counts[pos], pos))
        share = counts[top] / total
        return f"{name}:{top}{3 if share >= 0.9 else 2 if share >= 0.7 else 1}"


def ranks(folder):
    """Of each word in small letters: rank in small letters, with a capital, as an abbreviation."""
    # Larger lists have rare words, and sources with further conditions.
    largest = 70
    levels = {"words": {}, "names": {}, "abbreviations": {}}
    for path in sorted(glob.glob(f"{folder}/*")):
        form = r"(?:american|british|english)-(words|upper|proper-names|abbreviations)\.(\d+)$"
        match = re.search(form, path)
        if not match or int(match[2]) > largest:
            continue
        level = levels[match[1] if match[1] in levels else "names"]
        for word in open(path, encoding="latin-1").read().split("\n"):
            if word and not word.endswith("'s"):
                key = word if match[1] == "words" else word.lower()
                level[key] = min(int(match[2]), level.get(key, largest))

    def rank(level, word):
        number = levels[level].get(word)
        if number is None:
            return "0"
        return "a" if number <= 20 else "b" if number <= 35 else "c" if number <= 50 else "d"

    words = {word.lower() for level in levels.values() for word in level}
    return {
        word: rank("words", word) + rank("names", word) + str(int(word in levels["abbreviations"]))
        for word in words
    }


def folders(arguments):
    """The folders of WordNet and SCOWL: those given, for others those of Debian."""
    return (arguments + ["/usr/share/wordnet", "/usr/share/dict/scowl"][len(arguments):])[:2]


def main():
    wordnet, scowl = folders(sys.argv[1:])
    kinds, levels = WordNet(wordnet).classes(), ranks(scowl)
    print("# WordNet 3.0, Copyright 2006 Princeton University; SCOWL, Copyright 2000-2020 Kevin Atkinson")
    for word in sorted(set(kinds) | set(levels)):
        print(word, kinds.get(word, "-"), levels.get(word, "-"), sep="\t")


if __name__ == "__main__":
    main()
