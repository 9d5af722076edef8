"""All matches of each of the twenty patterns, with name and offsets.

Python re  the standard library; ASCII classes, as in the other engines
RE2        google-re2
"""


def matcher(regexes):
    """A function from a text to its matches."""
    return lambda text: [
        (*match.span(), name) for name, regex in regexes for match in regex.finditer(text)
    ]


def re_matcher(patterns):
    import re

    return matcher([(name, re.compile(pattern, re.ASCII)) for name, pattern in patterns])


def re2_matcher(patterns):
    import re2

    return matcher([(name, re2.compile(pattern)) for name, pattern in patterns])


def counting(make):
    def made(patterns, _):
        matches = make(patterns)
        return lambda texts: sum(len(matches(text)) for text in texts)

    return made


PEERS = {"Python re": counting(re_matcher), "RE2": counting(re2_matcher)}
