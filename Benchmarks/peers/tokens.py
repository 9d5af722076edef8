"""Tokens with their offsets.

spaCy      blank English: its tokenizer and nothing else; a Doc knows the offsets of its tokens
BlingFire  words with offsets
"""


def spacy_tokens(*_):
    import spacy

    tokenizer = spacy.blank("en").tokenizer
    return lambda texts: sum(len(document) for document in tokenizer.pipe(texts, batch_size=128))


def blingfire_tokens(*_):
    import blingfire

    blingfire.text_to_words_with_offsets("Loads its library.")
    return lambda texts: sum(
        len(blingfire.text_to_words_with_offsets(text)[1]) for text in texts
    )


PEERS = {"spaCy": spacy_tokens, "BlingFire": blingfire_tokens}
