"""The account of a cleaning: what was removed or masked, what was left, what the check of the copy finds.

Takes a ``Cleaned``, gives text for the terminal or JSON; the page is ``html/cleaning.py``. Secrets are masked in what
is quoted of the file. Read next: ``screening_text.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from reportmine.cleaning import Cleaned
from reportmine.masking import mask_text
from reportmine.messages import tr
from reportmine.model import SEVERITIES
from reportmine.renderers import screening_text
from reportmine.renderers.controls import visible
from reportmine.renderers.screening_text import printable
from reportmine.rules import check

# So many places and texts of one kind of change are listed on the screen, and so long is a text.
_LISTED = 8
_WIDEST = 60


class Change(NamedTuple):
    """One kind of change in words: how often it was made, the places, and what stood there, cut and masked.

    ``more`` is how many texts are not told.
    """

    what: str
    times: int
    places: str
    said: tuple[str, ...]
    more: int


def changes_of(cleaned: Cleaned, *, listed: int = _LISTED, widest: int = _WIDEST) -> list[Change]:
    """The changes, each with ``listed`` places and texts of ``widest`` characters at most."""
    told = [_plain(said) for deed in cleaned.deeds for said in deed.said[:listed]]
    shown = iter(_masked(told))
    return [
        Change(
            what=deed.what,
            times=deed.count,
            places=visible(tr("、").join(deed.places[:listed])) + ("…" if len(deed.places) > listed else ""),
            said=tuple(_cut(next(shown), widest) for _ in deed.said[:listed]),
            more=max(0, len(deed.said) - listed),
        )
        for deed in cleaned.deeds
    ]


def left_of(cleaned: Cleaned, *, widest: int = 4 * _WIDEST) -> list[str]:
    """What a person has to look at still, a line each, masked and no longer than ``widest``."""
    return [_cut(line, widest) for line in _masked([_plain(line) for line in cleaned.left])]


def render_text(name: str, target: str, cleaned: Cleaned, *, colour: bool = False) -> str:
    """The account for the terminal, with the check of the copy ``target`` of the file ``name``."""
    return "\n".join([*_lines(name, target, cleaned), screening_text.render(cleaned.proof, colour=colour)])


def render_json(target: str, cleaned: Cleaned) -> str:
    """The account as one JSON object. What stood there before stays out: that is what was cleaned away."""
    account = {
        "file": visible(target),
        "deeds": [
            {"what": deed.what, "count": deed.count, "places": [visible(place) for place in deed.places]}
            for deed in cleaned.deeds
        ],
        "left": left_of(cleaned),
        "verdict": cleaned.proof.verdict,
        "counts": {severity: cleaned.proof.count(severity) for severity in SEVERITIES},
    }
    return msgspec.json.format(msgspec.json.encode(account), indent=2).decode()


def _lines(name: str, target: str, cleaned: Cleaned) -> Iterator[str]:
    yield tr("{name} 已清理，写入 {target}", name=name, target=target)
    for change in changes_of(cleaned):
        line = tr("{what}：{count} 处", what=change.what, count=change.times)
        yield "  " + (tr("{line}（{places}）", line=line, places=change.places) if change.places else line)
        yield from (f"    {printable(said)}" for said in change.said)
        if change.more:
            yield f"    … {change.more}"
    if not cleaned.deeds:
        yield "  " + tr("没有需要删除或遮盖的内容")
    if cleaned.left:
        yield tr("没有处理，请人工看：")
        yield from (f"  {printable(line)}" for line in left_of(cleaned))
    yield tr("清理后再检查：")


def _masked(lines: list[str]) -> list[str]:
    """The lines without secrets and personal data, all of them looked at in one go."""
    text = "\n".join(lines)
    return mask_text(text, check(text)).split("\n") if lines else []


def _plain(said: str) -> str:
    return visible(" ".join(said.split()))


def _cut(line: str, most: int) -> str:
    return line if len(line) <= most else line[:most] + "…"
