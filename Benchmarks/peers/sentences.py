"""Sentences with their offsets.

spaCy      blank English and its sentencizer, the fastest it has; includes the tokens it needs
BlingFire  sentences with offsets
pySBD      English, with offsets, the text as it is
"""


def spacy_sentences(*_):
    import spacy

    language = spacy.blank("en")
    language.add_pipe("sentencizer")

    def work(texts):
        documents = language.pipe(texts, batch_size=128, n_process=1)
        return sum(len(spans(document)) for document in documents)

    def spans(document):
        return [(sentence.start_char, sentence.end_char) for sentence in document.sents]

    return work


def blingfire_sentences(*_):
    import blingfire

    blingfire.text_to_sentences_and_offsets("Loads its library.")
    return lambda texts: sum(
        len(blingfire.text_to_sentences_and_offsets(text)[1]) for text in texts
    )


def pysbd_sentences(*_):
    import pysbd

    segmenter = pysbd.Segmenter(language="en", clean=False, char_span=True)
    return lambda texts: sum(len(segmenter.segment(text)) for text in texts)


PEERS = {"spaCy": spacy_sentences, "BlingFire": blingfire_sentences, "pySBD": pysbd_sentences}
