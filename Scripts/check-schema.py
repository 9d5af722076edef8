"""Checks a JSON Schema against the metaschemas it claims to fit, and YAML files by it.

usage: check-schema.py SCHEMA FILE…

Each problem is a line FILE:LINE:COLUMN: POINTER: KEYWORD; a file that is no YAML is FILE: yaml.
Ends with status 1 when there is one.
"""

import json
import sys

from jsonschema import Draft7Validator, Draft202012Validator
from ruamel.yaml import YAML
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import YAMLError

DRAFTS = [Draft7Validator, Draft202012Validator]


class Constructor(RoundTripConstructor):
    """YAML 1.2's core schema, which has no dates."""


Constructor.add_constructor(
    "tag:yaml.org,2002:timestamp", lambda constructor, node: constructor.construct_scalar(node)
)


def load(path):
    yaml = YAML(typ="rt")
    yaml.Constructor = Constructor
    with open(path, encoding="utf-8") as file:
        return yaml.load(file)


def place(root, path, key=None):
    """1-based line and column of the value at a path, or of a key in it."""
    parent, node, line, column = None, root, 0, 0
    for step in path:
        parent, node = node, node[step]
        data = parent.lc.data[step]
        line, column = data[2:4] if isinstance(parent, dict) else data[0:2]
    if key is not None:
        line, column = node.lc.data[key][0:2]
    return line + 1, column + 1


def problems(root, error):
    """Places, pointers and keyword of an error; of unknown keys, one for each."""
    path = list(error.absolute_path)
    keys = [None]
    if error.validator == "additionalProperties":
        keys = [key for key in error.instance if key not in error.schema.get("properties", {})]
    elif error.parent is None and "propertyNames" in error.absolute_schema_path:
        keys = [error.instance]
    for key in keys:
        steps = path + ([] if key is None else [key])
        pointer = "".join(f"/{step}" for step in steps)
        yield (*place(root, path, key), pointer, error.validator)


def check(path, validators):
    try:
        root = load(path)
    except YAMLError:
        return [f"{path}: yaml"]
    found = [
        sorted({problem for error in validator.iter_errors(root) for problem in problems(root, error)})
        for validator in validators
    ]
    if any(one != found[0] for one in found):
        sys.exit(f"{path}: the drafts do not agree: {found}")
    return [f"{path}:{line}:{column}: {pointer}: {word}" for line, column, pointer, word in found[0]]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    for draft in DRAFTS:
        draft.check_schema(schema)
    validators = [draft(schema) for draft in DRAFTS]
    lines = [line for path in sys.argv[2:] for line in check(path, validators)]
    print("\n".join(lines), end="\n" if lines else "")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
