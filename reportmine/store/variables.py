"""What the variables of a panel are called, short enough for Stata, and what their labels say.

``call(measure, name, part, unit)`` gives the name, ``describe`` the label; the short forms stand in data/measures.toml.
Read next: ``panel.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from reportmine.indicators.codes import indicator_codes
from reportmine.lexicon import load
from reportmine.measures.model import BY_PART
from reportmine.messages import language, tr
from reportmine.patterns import regex

#: The characters a name may have: those of a variable of Stata.
LONGEST = 32
_PARTING = regex(r"[.:]")
# Letters of any script, digits and underscores are what Stata 14 and later takes.
_NOT_IN_NAMES = regex(r"[\W_]+")


def rank(measure: str) -> int:
    """Where a family stands among the others."""
    return list(_table("families")).index(measure)


def call(measure: str, name: str, part: str, unit: str, *, note: bool = False, number: int = 1) -> str:
    """The name of a variable: the same in every export.

    A word list of the user may have a name of any length: it is cut, so that what is counted of it can be read.

    Args:
        measure: the family.
        name: what of it.
        part: of what is measured by part ``review``, ``shortfalls`` and ``plan`` end the name.
        unit: of two units for one thing the second ends the name.
        note: whether it is the note beside the value.
        number: another than 1 when the name is taken.

    >>> call("dictionary", "environment.pollution.per_10000_characters", "plan", "per 10,000 characters")
    'env_pollution_p10k_plan'
    """
    family = _table("families")[measure]["short"]
    front = [_short(piece) for piece in _PARTING.split(name)]
    tail = [front.pop()] if measure == "dictionary" else []
    tail += [_table("second_units")[unit]] if unit in _table("second_units") else []
    tail += [str(number)] if number > 1 else []
    tail += ["note"] if note else []
    tail += [_table("parts")[part]["short"]] if measure in BY_PART and part != "whole" else []
    ending = "".join(f"_{piece}" for piece in tail)
    begun = "_".join(piece for piece in (family, *front) if piece)
    # No variable begins with a digit.
    begun = f"d_{begun}" if not begun or begun[0].isdigit() else begun
    return begun[: LONGEST - len(ending)].rstrip("_") + ending


def describe(measure: str, name: str, part: str, unit: str, *, note: bool = False) -> str:
    """The label of a variable in the language of the user.

    >>> describe("target", "gdp:high", "plan", "%")
    '目标：国内生产总值 区间上端（%）'
    """
    family = _table("families")[measure]["title" if language() == "zh" else "english"]
    of = " ".join(_titles(measure, _PARTING.split(name)))
    where = ""
    if measure in BY_PART and part != "whole":
        where = f" [{_table('parts')[part][language()]}]"
    if note:
        return tr("{family}：{of} 的语气，或没有数值的原因", family=family, of=of)
    unit = _table("units").get(unit, unit) if language() == "zh" else unit
    return tr("{family}：{of}", family=family, of=of) + where + (tr("（{unit}）", unit=unit) if unit else "")


def _titles(measure: str, pieces: list[str]) -> Iterator[str]:
    for at, piece in enumerate(pieces):
        above = pieces[at - 1] if at else ""
        if measure in ("attention", "dictionary") and language() == "zh" and (above, piece) in _groups():
            yield _groups()[above, piece]
        elif piece in _codes():
            yield _codes()[piece][language() == "en"]
        else:
            yield _table("pieces")[piece][language()] if piece in _table("pieces") else piece


def _short(piece: str) -> str:
    if piece in _table("codes"):
        return str(_table("codes")[piece])
    if piece in _table("pieces"):
        return str(_table("pieces")[piece]["short"])
    return _NOT_IN_NAMES.sub("_", piece).strip("_").lower()


def _table(name: str) -> dict[str, Any]:
    table: dict[str, Any] = load("measures")[name]
    return table


@cache
def _codes() -> dict[str, tuple[str, str]]:
    """Name and English name of every indicator."""
    return {entry.code: (entry.name, entry.english) for entry in indicator_codes()}


@cache
def _groups() -> dict[tuple[str, str], str]:
    """The titles of the groups of our dictionaries and of the topics of policy, by what is above them."""
    from reportmine.measures.dictionary import dictionary_names, load_dictionary

    titles = {(row["field"], row["name"]): str(row["title"]) for row in load("policy_fields")["topic"]}
    for name in dictionary_names():
        titles |= {(name, group.name): group.title for group in load_dictionary(name).groups}
    return titles
