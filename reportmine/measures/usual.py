"""The measures that researchers compare over places and years: the table of them.

What is in ``data/growth_targets.toml``, checked. Read next: ``stated.py``.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from reportmine.errors import BadLexicon
from reportmine.indicators.codes import indicator_codes
from reportmine.lexicon import load, strings

Form = Literal["growth", "level", "share"]

#: What is put behind the name of a target that is due later than the coming year.
YEARS = ":years"
#: What is put behind the name of the high end of a range.
HIGH = ":high"
_FILE = "data/growth_targets.toml"
_FORMS: tuple[Form, ...] = ("growth", "level", "share")


class Usual(NamedTuple):
    """One of the usual measures: an entry of data/growth_targets.toml."""

    code: str
    form: Form
    units: tuple[str, ...]
    words: tuple[str, ...]
    names: tuple[str, ...]
    usual: bool
    as_index: bool


@cache
def usual_measures() -> dict[str, Usual]:
    """The measures of the table by code, in its order.

    Raises:
        BadLexicon: an entry has no form, no words, no unit for its level, or an unknown code.
    """
    known = {entry.code for entry in indicator_codes()}
    found: dict[str, Usual] = {}
    for code, fields in load("growth_targets")["targets"].items():
        if code not in known:
            raise BadLexicon(f"{_FILE}: targets.{code}: no such code")
        if fields.get("form") not in _FORMS:
            raise BadLexicon(f"{_FILE}: targets.{code}.form: none of {', '.join(_FORMS)}")
        if fields["form"] == "level" and not fields.get("units"):
            raise BadLexicon(f"{_FILE}: targets.{code}.units: missing")
        found[code] = Usual(
            code=code,
            form=fields["form"],
            units=strings("growth_targets", "targets", code, "units") if "units" in fields else (),
            words=strings("growth_targets", "targets", code, "words"),
            names=strings("growth_targets", "targets", code, "names") if "names" in fields else (),
            usual=fields.get("usual", False),
            as_index=fields.get("index", False),
        )
    return found


@cache
def families() -> dict[str, tuple[str, ...]]:
    """The codes that stand for one thing in different times, the first that a report gives first.

    Raises:
        BadLexicon: one of them is not in the table.
    """
    found = {name: strings("growth_targets", "families", name) for name in load("growth_targets")["families"]}
    for name, codes in found.items():
        for code in codes:
            if code not in usual_measures():
                raise BadLexicon(f"{_FILE}: families.{name}: {code!r} is in no entry of targets")
    return found


def base_name(name: str) -> str:
    """The code of a name, without the form and the years behind it.

    >>> base_name("trade:level:years")
    'trade'
    """
    return name.partition(":")[0]
