"""Names of a list, the longest at each place, whole words.

pyahocorasick  an automaton over characters; what begins or ends inside a word is left out
"""


def finder(names):
    """A function from a text to the spans of names."""
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for name in names:
        automaton.add_word(name, len(name))
    automaton.make_automaton()

    def spans(text):
        found = []
        size = len(text)
        for last, length in automaton.iter_long(text):
            first = last - length + 1
            if first and text[first - 1].isalnum():
                continue
            if last + 1 < size and text[last + 1].isalnum():
                continue
            found.append((first, last + 1))
        return found

    return spans


def ahocorasick_names(_, names):
    spans = finder(names)
    return lambda texts: sum(len(spans(text)) for text in texts)


PEERS = {"pyahocorasick": ahocorasick_names}
