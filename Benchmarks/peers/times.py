"""Mentions of time.

dateparser  search_dates in English, relative ones seen from one day; it finds dates, no durations or sets
"""


def dateparser_times(*_):
    from datetime import datetime

    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": datetime(2023, 11, 15)}
    search_dates("May 5 2010", languages=["en"], settings=settings)
    return lambda texts: sum(
        len(search_dates(text, languages=["en"], settings=settings) or []) for text in texts
    )


PEERS = {"dateparser": dateparser_times}
