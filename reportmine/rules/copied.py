"""Text that stands in another report too, where the user has given reports to compare with (``screen --against``).

Takes a ``Page`` whose settings have those reports, gives the passages they share and, where these are much of the text,
the title. Only letters, digits and characters count. Read next: ``settings.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from reportmine.messages import tr
from reportmine.patterns import regex
from reportmine.rules.rule import Hit, Page, Rule
from reportmine.rules.settings import Settings
from reportmine.text import normalise

# Characters of a shingle; a phrase of eight that two texts share is seldom chance.
_SIZE = 8
# A passage that is told: shorter ones are phrases of the trade.
_SHORTEST = 40
# What was changed in a copied passage: a figure, the name of the place.
_GAP = 8
# A share from which on the whole text is in question.
_MUCH = 0.3
# What stands in so many of the others, and in a third of them, is everybody's.
_SLOGAN = 3

_LETTER = regex(r"[\u3400-\u9fff\U00020000-\U0003ffffA-Za-z0-9]")


class _Passage(NamedTuple):
    """A stretch of the text, and how much of it another report has; offsets count in the text."""

    start: int
    end: int
    shared: int


class _Overlap(NamedTuple):
    """What one other report has of the text."""

    name: str
    passages: list[_Passage]
    share: float


class CopiedPassage(Rule):
    """A passage stands word for word in another report.

    **What it finds.** Passages of 40 characters and more that stand in one of the reports given with ``--against``,
    also when a figure or a name in them was changed; the title, when such passages are 30 % of the text or more.
    Phrases that a third of the given reports have are everybody's and do not count.

    **Why.** A report that is 98 % another county's was in the papers for weeks.

    **Example.** ``screen 报告.docx --against 往年``

    **What to do.** Write the passage anew; what is taken over on purpose (laws, names of programmes) may stay.

    **Norm.** 通常.
    """

    id = "RM1701"
    name = "copied-passage"
    category = "consistency"
    severity = "low"
    message = "这一段与另一份报告相同"
    advice = "核对这一段的来源；法规、规划名称等固定表述可以保留，其余建议改写"
    example_settings = Settings(
        against=(
            ("邻县.txt", "2022年工作总结\n全县上下抢抓机遇、攻坚克难，新建改建农村公路三百二十公里，建成美丽乡村示范点"
                        "四十六个，群众满意度连续三年居全市首位，圆满完成了年初确定的各项任务。"),
        )
    )  # fmt: skip
    hit = (
        "⟦2023年工作总结⟧\n我们⟦抢抓机遇、攻坚克难，新建改建农村公路三百五十公里，建成美丽乡村示范点五十八个，"
        "群众满意度连续三年居全市首位⟧。",
    )
    miss = (
        "2023年工作总结\n全县上下抢抓机遇、攻坚克难，农村公路建设取得新进展，美丽乡村示范点增加，群众满意度提高，完成了各项任务。",
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """The passages of the report that shares most at each place, and the title when it is much."""
        overlaps = [overlap for overlap in _overlaps(page.norm, page.settings.against) if overlap.passages]
        if not overlaps:
            return
        nearest = max(overlaps, key=lambda overlap: (overlap.share, overlap.name))
        if nearest.share >= _MUCH and page.lines:
            head = page.titles[0] if page.titles else page.lines[0]
            longest = max(passage.shared for passage in nearest.passages)
            said = tr(
                "全文有 {share} 与“{name}”相同，最长一段 {longest} 字",
                share=f"{nearest.share:.0%}", name=nearest.name, longest=longest,
            )  # fmt: skip
            yield Hit(head.start, head.end, "medium", said)
        taken: list[tuple[int, int]] = []
        ranked = sorted(
            ((passage, overlap.name) for overlap in overlaps for passage in overlap.passages),
            key=lambda pair: (-pair[0].shared, pair[0].start, pair[1]),
        )
        for passage, name in ranked:
            if all(passage.end <= start or end <= passage.start for start, end in taken):
                taken.append((passage.start, passage.end))
                yield Hit(passage.start, passage.end, None, tr("这一段与“{name}”相同", name=name))


def _overlaps(norm: str, against: tuple[tuple[str, str], ...]) -> Iterator[_Overlap]:
    if not against:
        return
    places = [match.start() for match in _LETTER.finditer(norm)]
    letters = "".join(norm[place] for place in places)
    if len(letters) < _SHORTEST:
        return
    own: dict[str, list[int]] = {}
    for position in range(len(letters) - _SIZE + 1):
        own.setdefault(letters[position : position + _SIZE], []).append(position)
    shared = [(name, own.keys() & _shingles(text)) for name, text in against]
    frequency = Counter(shingle for _, found in shared for shingle in found)
    limit = max(_SLOGAN, len(shared) / 3)
    common = {shingle for shingle, count in frequency.items() if count >= limit}
    for name, found in shared:
        covered = bytearray(len(letters))
        telling = bytearray(len(letters))
        for shingle in found:
            for position in own[shingle]:
                covered[position : position + _SIZE] = b"\x01" * _SIZE
                telling[position] = shingle not in common
        passages = list(_passages(covered, telling, places))
        yield _Overlap(name, passages, sum(passage.shared for passage in passages) / len(letters))


def _passages(covered: bytearray, telling: bytearray, places: list[int]) -> Iterator[_Passage]:
    """Runs of shared characters, joined over small changes, unless they are mostly everybody's phrases."""
    pattern = re.compile(rb"\x01+(?:\x00{1,%d}\x01+)*" % _GAP)
    for match in pattern.finditer(bytes(covered)):
        start, end = match.span()
        shared = match.group().count(1)
        if shared >= _SHORTEST and 2 * telling[start:end].count(1) * _SIZE >= shared:
            yield _Passage(places[start], places[end - 1] + 1, shared)


# The same reports are compared with every file of a run.
@lru_cache(maxsize=256)
def _shingles(text: str) -> frozenset[str]:
    letters = "".join(_LETTER.findall(normalise(text)))
    return frozenset(letters[at : at + _SIZE] for at in range(len(letters) - _SIZE + 1))


RULES: tuple[Rule, ...] = (CopiedPassage(),)
