"""The patterns of patterns.tsv and patterns-200.tsv, for programs that take lines NAME, tab, pattern."""

import pathlib

TABLE = pathlib.Path(__file__).with_name("patterns.tsv")
LONG_TABLE = pathlib.Path(__file__).with_name("patterns-200.tsv")


def read_patterns(table=TABLE):
    """Pairs of name and pattern."""
    lines = [
        line.split("\t")
        for line in table.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    columns = lines[0]
    name, pattern = columns.index("name"), columns.index("pattern")
    return [(cells[name], cells[pattern]) for cells in lines[1:]]


def write_pairs(path, table=TABLE):
    """Writes the pairs of `table` to `path`."""
    with open(path, "w", encoding="utf-8") as out:
        for name, pattern in read_patterns(table):
            out.write(f"{name}\t{pattern}\n")
