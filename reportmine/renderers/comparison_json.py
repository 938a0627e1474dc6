"""A comparison as JSON: one object, the fields of ``comparison/model.py``, and the JSON Schema of it.

Takes a ``Comparison``, gives a string. The texts of the reports stay out: they are in the analyses.
A part that was not asked for or cannot be had is ``null``.
"""

from __future__ import annotations

from inspect import cleandoc
from typing import Any

import msgspec

from reportmine.comparison.masked import mask_comparison
from reportmine.comparison.model import COMPARISON_SCHEMA_VERSION, Comparison


def render(comparison: Comparison, *, show_secrets: bool = False) -> str:
    """The comparison as one JSON object."""
    comparison = comparison if show_secrets else mask_comparison(comparison)
    fields: dict[str, Any] = {"schema": COMPARISON_SCHEMA_VERSION, **msgspec.to_builtins(comparison)}
    for report in fields["reports"]:
        del report["text"]
    return msgspec.json.format(msgspec.json.encode(fields), indent=2).decode()


def schema() -> str:
    """The JSON Schema (2020-12) of what ``render`` gives."""
    definition = msgspec.json.schema(Comparison)
    body = definition["$defs"]["Comparison"]
    body["properties"] = {"schema": {"const": COMPARISON_SCHEMA_VERSION}, **body["properties"]}
    del definition["$defs"]["Compared"]["properties"]["text"]
    # msgspec counts everything with a default as optional; render always writes these.
    body["required"] = list(body["properties"])
    for struct in definition["$defs"].values():
        if "description" in struct:
            # Python 3.13 strips the indentation of docstrings, those before it do not.
            struct["description"] = cleandoc(struct["description"])
    definition["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return msgspec.json.format(msgspec.json.encode(definition), indent=2).decode()
