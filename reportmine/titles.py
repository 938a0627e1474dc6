"""Whether the title a file gives itself names another document than its text is.

Files are made by saving an older one under a new name, and the properties stay: last year's report, the paper of a
neighbour. Takes two strings and the text, gives how sure it is. Used by ``rules/surface.py``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from reportmine.lexicon import alternatives, load
from reportmine.patterns import regex
from reportmine.sections import Structure, find_structure
from reportmine.text import normalise

Grade = Literal["medium", "low"]

_NUMBER = regex(r"[一-龥]{1,12}[〔\[［（(【] ?(?P<year>(?:19|20)\d\d) ?[〕\]］）)】] ?(?:第)?(?P<number>\d{1,5}) ?号")
# What programs put round a title.
_PROGRAM = regex(
    r"^(?:Microsoft Word|WPS Office|PowerPoint|Microsoft Excel) ?[-–—] ?|\.(?:docx?|wps|pdf|rtf|txt)$", re.I
)
_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_GROUPED = regex(r"[全各本我该两]")
_OFFICE = regex(r"[局厅委]$|委员会$")
# Words that stand in any title, shorter names than this and alikeness below say nothing.
_COMMON = regex(r"(?:19|20)\d\d年?度?|关于|[的和与及]|上半年|下半年|\W|_")
_SHORTEST, _ALIKE = 8, 0.4
# A text that tells neither its title nor its place is judged by its beginning; a shorter one need not name its place.
_EXCERPT, _LONG = 3_000, 500


def names_another(said: str, structure: Structure, text: str) -> Grade | None:
    """How sure it is that a title property is that of another document; ``None`` when it may be this one's.

    ``medium`` for another place, another office or a wholly other paper, ``low`` for the same paper of another year.
    """
    said = _PROGRAM.sub("", normalise(said)).strip()
    core = _COMMON.sub("", said)
    if len(re.findall("[一-龥]", core)) < 4:
        return None
    head = normalise(text[:600])
    named = find_structure(said)
    elsewhere = _is_elsewhere(named.region, structure, text)
    if elsewhere or _is_other_office(named.organisation, structure.organisation, head):
        return "medium"
    compact = re.sub(r"\W", "", said)
    if compact in re.sub(r"\W", "", head):
        return None
    title = normalise(structure.title or text[:_EXCERPT])
    if _alike(core, _COMMON.sub("", title)) < _ALIKE and _alike(core, _COMMON.sub("", head)) < 0.7:
        return "medium" if len(core) >= _SHORTEST and _endings().search(core) else None
    years, own = set(_YEAR.findall(said)), set(_YEAR.findall(title))
    return "low" if years and own and not years & own else None


def names_another_number(said: str, text: str) -> bool:
    """Whether a property has the number of a paper that the text does not mention."""
    found = [(match["year"], match["number"]) for match in _NUMBER.finditer(normalise(said))]
    if not found:
        return False
    own = {(match["year"], match["number"]) for match in _NUMBER.finditer(normalise(text))}
    return not own.issuperset(found)


def _is_elsewhere(place: str | None, structure: Structure, text: str) -> bool:
    """Whether a place is not the text's own, nor above or below it."""
    if not place or _GROUPED.match(place):
        return False
    if own := structure.region:
        return not (place in own or own in place or _stem(place) in own)
    return structure.title is not None and len(text) > _LONG and _stem(place) not in text


def _stem(place: str) -> str:
    return place[:-1] if len(place) > 2 and place[-1] in "省市县区州盟旗" else place


def _is_other_office(office: str | None, own: str | None, head: str) -> bool:
    """Whether an office is not the text's own; 发改局 is 发展和改革局."""
    if not office or not own or not (_OFFICE.search(office) and _OFFICE.search(own)):
        return False
    office, own = (re.sub(r"^.*?[省市县区州盟旗](?=..)", "", name) for name in (office, own))
    return office not in head and not _within(office, own) and not _within(own, office)


def _within(short: str, long: str) -> bool:
    """Whether the characters of one stand in the other in their order, but for its last: 局 may be 委."""
    left = iter(long)
    return all(char in left for char in re.sub(r"(?:局|厅|委|委员会)$", "", short))


def _alike(one: str, other: str) -> float:
    """The share of the pairs of characters of the shorter that stand in the other."""
    pairs, others = ({said[at : at + 2] for at in range(len(said) - 1)} for said in (one, other))
    least = min(len(pairs), len(others))
    return len(pairs & others) / least if least else 0.0


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(load('surface')['titles']['endings'])})(?:[(（][^()（）]{{1,12}}[)）])?$")
