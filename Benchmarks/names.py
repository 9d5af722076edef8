"""Lists of names for gazetteers: those of the articles first, then made-up ones of their words.

    names-20000.txt, names-200000.txt   a name in each line"""

import random
import re

COUNTS = [20_000, 200_000]
CAPITALISED = re.compile(r"\b[A-Z]\w+(?: (?:of|the|and) [A-Z]\w+| [A-Z]\w+){0,3}")


def write_names(folder, texts, seed):
    """Writes the lists into `folder`; the longer one begins with the shorter."""
    found = dict.fromkeys(
        " ".join(match[0].split()) for text in texts for match in CAPITALISED.finditer(text)
    )
    words = sorted({word for name in found for word in name.split() if word[0].isupper()})
    draw = random.Random(seed)
    names = dict.fromkeys(sorted(found))
    while len(names) < max(COUNTS):
        made = draw.choices(words, k=draw.choice([2, 2, 2, 3]))
        if draw.random() < 0.3:
            made[0] += draw.choice(["son", "berg", "ville", "ova", "ez", "ton", "kin"])
        names[" ".join(made)] = None
    for count in COUNTS:
        lines = list(names)[:count]
        path = folder / f"names-{count}.txt"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
