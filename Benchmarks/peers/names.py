"""Names of a list, the longest at each place, whole words.

pyahocorasick  an automaton over characters; what begins or ends inside a word is left out
"""


def ahocorasick_names(names):
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for (name,) in names:
        automaton.add_word(name, len(name))
    automaton.make_automaton()

    def found(texts):
        count = 0
        for text in texts:
            size = len(text)
            for last, length in automaton.iter_long(text):
                first = last - length + 1
                if first and text[first - 1].isalnum():
                    continue
                if last + 1 < size and text[last + 1].isalnum():
                    continue
                count += 1
        return count

    return found


PEERS = {"pyahocorasick": ahocorasick_names}
