"""Whole pipelines: JSON Lines in; sentences, names, twenty patterns, all with offsets, and the number
of tokens; JSON Lines out.

spaCy        blank English, sentencizer, entity ruler, Python re; nlp.pipe
best parts   BlingFire, pyahocorasick, RE2, orjson: the fastest of each kind
datatrove    its executor, reader and writer; sentences and tokens by the spaCy tokenizer it brings,
             pyahocorasick, Python re
"""

import pathlib
import tempfile

from matches import re2_matcher, re_matcher
from names import finder


def spacy_pipeline(patterns, names):
    import orjson
    import spacy

    language = spacy.blank("en")
    language.add_pipe("sentencizer")
    ruler = language.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "NAME", "pattern": name} for name in names])
    matches = re_matcher(patterns)

    def work(corpus, out):
        found = 0
        with open(corpus, "rb") as source, open(out, "wb") as results:
            lines = map(orjson.loads, source)
            pairs = ((line["text"], line["id"]) for line in lines)
            documents = language.pipe(pairs, as_tuples=True, batch_size=128, n_process=1)
            for document, name in documents:
                annotations = {"id": name} | spacy_parts(document)
                annotations["names"] = [(name.start_char, name.end_char) for name in document.ents]
                annotations["matches"] = matches(document.text)
                found += count(annotations)
                results.write(orjson.dumps(annotations) + b"\n")
        return found

    return work


def best_parts(patterns, names):
    import blingfire
    import orjson

    matches = re2_matcher(patterns)
    spans = finder(names)
    blingfire.text_to_words("Loads its library.")

    def work(corpus, out):
        found = 0
        with open(corpus, "rb") as source, open(out, "wb") as results:
            for line in map(orjson.loads, source):
                text = line["text"]
                annotations = {
                    "id": line["id"],
                    "sentences": blingfire.text_to_sentences_and_offsets(text)[1],
                    "tokens": blingfire.text_to_words(text).count(" ") + 1,
                    "names": spans(text),
                    "matches": matches(text),
                }
                found += count(annotations)
                results.write(orjson.dumps(annotations) + b"\n")
        return found

    return work


def datatrove_pipeline(patterns, names):
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter
    from datatrove.utils.logging import logger
    from datatrove.utils.word_tokenizers import SpaCyTokenizer

    logger.remove()
    matches = re_matcher(patterns)
    spans = finder(names)
    # The tokenizer's own methods each run spaCy anew; this is one pass for sentences and tokens.
    language = SpaCyTokenizer("en").tokenizer
    counts = []

    def annotate(documents, rank=0, world_size=1):
        for document in documents:
            document.metadata = spacy_parts(language(document.text))
            document.metadata["names"] = spans(document.text)
            document.metadata["matches"] = matches(document.text)
            document.text = ""
            counts.append(count(document.metadata))
            yield document

    def work(corpus, out):
        corpus = pathlib.Path(corpus)
        with tempfile.TemporaryDirectory() as folder:
            reader = JsonlReader(str(corpus.parent), glob_pattern=corpus.name)
            writer = JsonlWriter(f"{folder}/out", compression=None)
            LocalPipelineExecutor(
                [reader, annotate, writer], tasks=1, workers=1, logging_dir=f"{folder}/log"
            ).run()
        return sum(counts)

    return work


def spacy_parts(document):
    return {
        "sentences": [(sentence.start_char, sentence.end_char) for sentence in document.sents],
        "tokens": len(document),
    }


def count(annotations):
    spans = sum(len(annotations[kind]) for kind in ("sentences", "names", "matches"))
    return spans + annotations["tokens"]


PEERS = {"spaCy": spacy_pipeline, "best parts": best_parts, "datatrove": datatrove_pipeline}
