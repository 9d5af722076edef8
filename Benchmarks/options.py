"""What both benchmarks can be told."""

import argparse
import pathlib

from galley import ROOT


def make_parser(description, megabytes, only):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(
        "--megabytes", type=float, default=megabytes, help="size of the corpus (%(default)s)"
    )
    parser.add_argument("--repeats", type=int, default=3, help="runs of each (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the corpus (%(default)s)")
    parser.add_argument("--only", default="", metavar="NAME", help=only)
    parser.add_argument(
        "--galley",
        type=pathlib.Path,
        default=ROOT / ".build" / "release" / "galley",
        help="a release build",
    )
    return parser


def parsed_options(parser, names):
    """The options; ends the program with status 2 when they make no sense.

    `names` are those that --only chooses from."""
    options = parser.parse_args()
    if options.megabytes <= 0 or options.repeats < 1:
        parser.error("--megabytes and --repeats are more than 0")
    if not any(options.only in name for name in names):
        parser.error(f"--only '{options.only}' is in no name; names: {', '.join(names)}")
    if not options.galley.is_file():
        parser.error(f"there is no program '{options.galley}'; make build builds one")
    return options
