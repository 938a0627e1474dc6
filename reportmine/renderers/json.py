"""The analysis as JSON: one object a report, the fields of ``model.py``, and the JSON Schema of it.

The text stands in it last, so that a saved analysis can be compared and shown without the file it came from.

Takes a ``Report``, gives a string. A field that does not apply (a ``direction`` of a level) is left out; a value that
a mask hides is ``null``.
"""

from __future__ import annotations

from inspect import cleandoc
from typing import Any

import msgspec

from reportmine.masking import mask_report
from reportmine.model import SCHEMA_VERSION, Report


def render(report: Report, *, indent: bool = True, show_secrets: bool = False) -> str:
    """The report as one JSON object; on one line unless ``indent``.

    Secrets and personal data are masked with ``•`` unless ``show_secrets``; offsets stay as they are.
    """
    if not show_secrets:
        report = mask_report(report)
    fields: dict[str, Any] = {"schema": SCHEMA_VERSION, **msgspec.to_builtins(report)}
    encoded = msgspec.json.encode(fields)
    return (msgspec.json.format(encoded, indent=2) if indent else encoded).decode()


def schema() -> str:
    """The JSON Schema (2020-12) of what ``render`` gives."""
    definition = msgspec.json.schema(Report)
    body = definition["$defs"]["Report"]
    properties = {"schema": {"const": SCHEMA_VERSION}, **body["properties"]}
    body["properties"] = properties
    # msgspec counts everything with a default as optional; render always writes these.
    body["required"] = list(properties)
    for struct in definition["$defs"].values():
        if "description" in struct:
            # Python 3.13 strips the indentation of docstrings, those before it do not.
            struct["description"] = cleandoc(struct["description"])
    definition["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return msgspec.json.format(msgspec.json.encode(definition), indent=2).decode()
