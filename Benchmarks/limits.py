"""What the same work costs in C, as far as a folder with such programs is there.

    tokens        letters and digits in runs, other signs alone, by a table of bytes; spans stored
    patterns      PCRE2, machine code, each pattern over each text; nothing stored
    200 patterns  the same with patterns-200.tsv, over the first 2 MB
    prefilter     Hyperscan finds where patterns may end, PCRE2 matches there
    pipeline      JSON, sentences, tokens, names and patterns by Hyperscan and PCRE2, JSON, in C++;
                  of the tokens only their number written
"""

import json
import subprocess
import sys
from dataclasses import dataclass

from patterns import LONG_TABLE, write_pairs
from processes import measure

# Name: program, arguments in braces filled in.
LIMITS = {
    "tokens": ("toklimit", "class {texts} 1"),
    "patterns": ("relimit", "pcre2 {patterns} {texts} 1"),
    "200 patterns": ("relimit", "pcre2 {long_patterns} {texts} 1 2"),
    "prefilter": ("relimit", "pre_end {patterns} {texts} 1"),
    "pipeline": ("pipelimit", "{patterns} {names} {lines} 1 pre {out}"),
}


@dataclass(frozen=True)
class LimitRun:
    """What a program says of itself."""

    megabytes_per_cpu_second: float
    peak_megabytes: float


class Limits:
    """The programs of `sources`, built into `folder`; those that cannot be had are left out."""

    def __init__(self, sources, folder, corpus):
        self.folder = folder
        self.built = set()
        if not (sources / "c" / "Makefile").is_file():
            return
        folder.mkdir(parents=True, exist_ok=True)
        for program in sorted({program for program, _ in LIMITS.values()}):
            if self._build(sources / "c", program):
                self.built.add(program)
        self.paths = {
            "texts": corpus.path("corpus.nul"),
            "lines": corpus.path("corpus.jsonl"),
            "patterns": str(folder / "patterns.txt"),
            "long_patterns": str(folder / "patterns-200.txt"),
            "names": corpus.path("names-20000.txt"),
            "out": str(folder / "pipelimit.out"),
        }
        write_pairs(self.paths["patterns"])
        write_pairs(self.paths["long_patterns"], LONG_TABLE)

    def names(self):
        return [name for name, (program, _) in LIMITS.items() if program in self.built]

    def run(self, name):
        program, arguments = LIMITS[name]
        command = [self.folder / program] + [
            part.format(**self.paths) for part in arguments.split()
        ]
        result = json.loads(measure(command)[1].splitlines()[-1])
        return LimitRun(result["mb_per_cpu_s"], result["rss_mb"] * 2**20 / 1e6)

    def _build(self, sources, program):
        target = self.folder / program
        made = subprocess.run(
            ["make", "--silent", "-C", sources, f"OUT={self.folder}", target],
            capture_output=True,
            text=True,
        )
        linked = subprocess.run(["ldd", target], capture_output=True, text=True)
        if made.returncode == 0 and "not found" not in linked.stdout:
            return True
        reasons = (made.stderr + linked.stdout).splitlines()
        reason = next((r for r in reasons if "error:" in r or "not found" in r), "").strip()
        print(f"note: no limit from {program}: {reason}", file=sys.stderr)
        return False
