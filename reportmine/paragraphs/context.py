"""What the paragraph classifier sees around the words: headings above, place in the report, neighbours.

Takes paragraphs, sections and what the word model said of each unit, gives one row of numbers per unit.
Read next: ``classifier.py`` (applying both models), the package ``train``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import numpy as np

from reportmine.lexicon import strings
from reportmine.model import Label, Paragraph, Section
from reportmine.paragraphs.features import Sight, cue_groups
from reportmine.paragraphs.finder import Floats

LABELS: tuple[Label, ...] = ("achievement", "shortfall", "priority", "other")
_ACHIEVEMENT, _SHORTFALL, _PRIORITY, _OTHER = range(4)
_OUTRIGHT = ("aspect", "lesson", "must", "past_time", "problem", "result", "situation", "target", "this_year")
# Where a column of numbers comes from, and the numbers, one row per unit.
Column = tuple[Literal["words", "heading", "neighbours", "place"], Floats]
PROMISES = ("achievement", "shortfall", "priority", "mixed", "none")


class Unit(NamedTuple):
    """Body text that is judged as one: a paragraph, or the fragments of one (indexes into paragraphs)."""

    members: tuple[int, ...]
    text: str
    headings: tuple[str, ...]  # innermost first
    section: int  # id of the innermost section, -1 for none
    top: int  # id of the outermost section, -1 for none
    own: tuple[str, ...] = ()  # what the text itself begins with, where that promises something


def gather(text: str, paragraphs: Sequence[Paragraph], sections: Sequence[Section]) -> list[Unit]:
    """Body paragraphs in order, fragments of one sentence put together.

    Furniture does not part the fragments: a page break, or a line of invisible characters, falls into any sentence.
    """
    above: dict[int | None, tuple[tuple[str, ...], int]] = {None: ((), -1)}
    for section in sections:
        headings, top = above.get(section.parent, ((), -1))
        above[section.id] = (section.heading, *headings[:11]), section.id if top < 0 else top
    titles = (text[p.start : p.end] for p in paragraphs if p.kind == "title")
    over_all = tuple(title for title in titles if _PLAN_TITLE.fullmatch(title))[:1]
    groups: list[list[int]] = []
    whole = False
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind == "furniture":
            continue
        if paragraph.kind != "body":
            whole = False
            continue
        if paragraph.continues and whole:
            groups[-1].append(index)
        else:
            groups.append([index])
        whole = True
    units = []
    for group in groups:
        innermost = paragraphs[group[0]].section
        headings, top = above.get(innermost, ((), -1))
        headings += over_all
        whole_text = "".join(text[paragraphs[i].start : paragraphs[i].end] for i in group)
        units.append(
            Unit(
                tuple(group),
                whole_text,
                headings,
                innermost if innermost is not None and len(headings) > len(over_all) else -1,
                top,
                _own_heading(whole_text),
            )
        )
    return units


# 2017年工作计划 is a heading over everything; 2016年工作总结和2017年工作计划 is none over anything.
_PLAN_TITLE = re.compile("[^和及与暨总结]{2,40}(?:计划|要点|安排|思路|打算)(?:[（(][^（）()]{1,12}[）)])?")

# 存在的主要问题：一是… names what it says before it says it, as a heading would.
_OWN_HEADING = re.compile("[^，。：:；！？、]{4,16}(?=[：:].{10})")


def _own_heading(text: str) -> tuple[str, ...]:
    """What stands before the colon that opens a paragraph, where it promises something."""
    found = _OWN_HEADING.match(text)
    return (found.group(),) if found and promise(found.group()) != "none" else ()


_REMEDY = re.compile("补[齐上强短足]|加强|加固|弥补|化解|破解|克服|解决|攻克|消除|应对|缩小|改进|整改")
_JOINED = re.compile("[和及与、暨]")


@cache
def _promising() -> dict[str, list[tuple[str, Label]]]:
    """The words that promise something, with what they promise, by their first two characters."""
    words: dict[str, list[tuple[str, Label]]] = {}
    for label in LABELS[:3]:
        for word in strings("weak_headings", "promise", label):
            words.setdefault(word[:2], []).append((word, label))
    return words


@lru_cache(maxsize=4096)
def promise(heading: str) -> str:
    """What a heading promises: a label, ``mixed`` for two at once, or ``none``.

    >>> promise("2025年工作回顾")
    'achievement'
    >>> promise("加快产业升级")
    'none'
    """
    words, places = _promising(), {}
    for at in range(len(heading) - 1):
        for word, label in words.get(heading[at : at + 2], ()):
            if heading.startswith(word, at):
                places[word] = at, label  # where it stands last
    ends: dict[Label, int] = {}
    for word, (at, label) in places.items():
        # 补齐基础设施短板 is a task.
        if not (label == "shortfall" and _REMEDY.search(heading, 0, at)):
            ends[label] = max(ends.get(label, 0), at + len(word))
    if not ends:
        return "none"
    order = [label for label in LABELS if label in ends]
    first, last = min(order, key=ends.__getitem__), max(order, key=ends.__getitem__)
    # 差距和不足 has its 和 inside the word: the joint is looked for behind the end of the first promise.
    if first != last and _JOINED.search(heading, ends[first]):
        return "mixed"
    return last


def promised(headings: Sequence[str]) -> str:
    """The promise of the innermost heading that makes one."""
    for heading in headings:
        found = promise(heading)
        if found != "none":
            return found
    return "none"


def _shifted(values: Floats, by: int) -> Floats:
    """Rows moved by ``by``; where nothing comes from, the row says nothing (all zero)."""
    out = np.zeros_like(values)
    if by > 0:
        out[by:] = values[:-by]
    elif by < 0:
        out[:by] = values[-by:]
    return out


def _window(values: Floats, reach: int) -> Floats:
    """Mean over the neighbours at most ``reach`` away, oneself left out."""
    total = np.zeros_like(values)
    for by in range(1, min(reach, len(values) - 1) + 1):
        total[by:] += values[:-by]
        total[:-by] += values[by:]
    place = np.arange(len(values), dtype=np.float32)[:, None]
    weight = np.minimum(place, reach) + np.minimum(place[::-1], reach)
    mean: Floats = total / np.maximum(weight, 1.0)
    return mean


def _group_mean(values: Floats, group: Sequence[int]) -> Floats:
    """Mean over the others of the same group; zero where there is no group or no other."""
    keys, index = np.unique(np.asarray(group), return_inverse=True)
    total = np.zeros((len(keys), values.shape[1]), dtype=np.float32)
    np.add.at(total, index, values)
    size = np.bincount(index)[index][:, None]
    mean = (total[index] - values) / np.maximum(size - 1, 1)
    mean[(size[:, 0] < 2) | (np.asarray(group) < 0)] = 0.0
    return mean


def _turn(scores: Floats) -> Floats:
    """Where the report turns from what was done to what will be: signed distance of each unit.

    The cut is where the sum of the evidence for the past before it and for the plan behind it is largest.
    """
    gain = np.concatenate([[0.0], np.cumsum(scores[:, _ACHIEVEMENT] - scores[:, _PRIORITY])])
    cut = int(np.argmax(gain))
    strength = float(np.tanh((2 * gain[cut] - gain[-1]) / 10.0))
    distance = np.arange(len(scores)) + 0.5 - cut
    return np.stack([np.tanh(distance / 2.0) * strength, np.tanh(distance / 8.0) * strength], axis=1)


def _headings(units: Sequence[Unit], hide: bool) -> Floats:
    """Promises of the nearest promising heading and of the outermost one, as ones and zeros."""
    rows = np.zeros((len(units), 2 * len(PROMISES)), dtype=np.float32)
    for row, unit in zip(rows, units, strict=True):
        headings = () if hide else unit.headings
        row[PROMISES.index(promised((*unit.own, *headings)))] = 1.0
        row[len(PROMISES) + PROMISES.index(promised(headings[-1:]))] = 1.0
    return rows


def _marks(sight: Sight) -> Floats:
    """Share of a unit's sentences with outright marks of past, plan, shortfall or analysis."""
    names = cue_groups()
    return sight.unit_cues[:, [names.index(name) + len(names) for name in _OUTRIGHT]]


def outright(sight: Sight) -> Floats:
    """Two ones or zeros: told as past from the first sentence on, and asked for without a word of the past.

    过去的一年，外交工作取得新成绩 stays what was done in the middle of any plan.
    """
    names = cue_groups()
    place = sight.reading.first[:-1]
    # The second sentence may be the first that says something: 各位代表！一年来…
    second = np.minimum(place + 1, sight.reading.first[1:] - 1)
    opening = sight.sentence_cues[:, len(names) + names.index("retrospect")]
    begins = np.maximum(opening[place], opening[second])
    whole = sight.unit_cues[:, len(names) :]
    column = {name: index for index, name in enumerate(names)}
    past = whole[:, column["aspect"]] + whole[:, column["improved"]] + whole[:, column["result"]]
    plan = whole[:, column["must"]] + whole[:, column["target"]]
    told = (begins > 0) & (past > 0) & (whole[:, column["must"]] == 0)
    asked = (plan >= 0.5) & (whole[:, column["aspect"]] + whole[:, column["past_time"]] == 0)
    return np.stack([told, asked], axis=1).astype(np.float32)


def _against_headings(headings: Floats, scores: Floats, group: Floats, marks: Floats, around: Floats) -> list[Column]:
    """What the words say, apart for each promise of the heading above.

    A review may be written in the bare verbs of a plan and a plan in the words of success; under a heading
    that says which it is, only outright marks (要, 必须; 了, 同比) should speak against it.
    """
    lean = scores[:, _ACHIEVEMENT] - scores[:, _PRIORITY]
    section = group[:, _ACHIEVEMENT] - group[:, _PRIORITY]
    said = np.hstack([lean[:, None], section[:, None], marks, around])
    told: list[Column] = []
    for promise_ in range(len(PROMISES)):
        under = headings[:, promise_, None] * said
        told += [
            ("words", under[:, :1]),
            ("neighbours", under[:, 1:2]),
            ("words", under[:, 2 : 2 + marks.shape[1]]),
            ("neighbours", under[:, 2 + marks.shape[1] :]),
        ]
    return told


def surround(units: Sequence[Unit], sight: Sight, words: Floats, sentences: Floats, *, hide: bool = False) -> Floats:
    """One row of numbers per unit, for the context model; the arguments are those of ``surroundings``."""
    columns = [values for _, values in surroundings(units, sight, words, sentences, hide=hide)]
    return np.concatenate(columns, axis=1, dtype=np.float32, casting="unsafe")


def surroundings(
    units: Sequence[Unit], sight: Sight, words: Floats, sentences: Floats, *, hide: bool = False
) -> list[Column]:
    """What the context model sees of each unit, in columns that say where they come from.

    Args:
        units: the units of one report.
        sight: what was seen of their words.
        words: log-probabilities of the word model per unit, one column per label.
        sentences: the same per sentence.
        hide: behave as if the report had no headings (training shows both, so that it works without).
    """
    count = len(units)
    reading = sight.reading
    probability = np.exp(words)
    length = (reading.end - reading.start).astype(np.float32)
    weighted = np.zeros_like(words)
    np.add.at(weighted, reading.unit, np.exp(sentences) * length[:, None])
    total = np.bincount(reading.unit, weights=length, minlength=count)[:, None]
    shares = weighted / np.maximum(total, 1.0)
    scores = np.maximum(words, -5.0)
    first = np.maximum(sentences[reading.first[:-1]], -5.0)
    last = np.maximum(sentences[np.maximum(reading.first[1:] - 1, 0)], -5.0)
    sections = [-1] * count if hide else [unit.section for unit in units]
    tops = [-1] * count if hide else [unit.top for unit in units]
    before = np.cumsum(probability, axis=0) - probability
    after = probability.sum(axis=0) - before - probability
    index = np.arange(count, dtype=np.float32)[:, None]
    shortfall = probability[:, _SHORTFALL : _SHORTFALL + 1]
    admitted = np.maximum.accumulate(np.vstack([np.zeros((1, 1)), shortfall]))
    peak = np.full_like(words, -5.0)
    np.maximum.at(peak, reading.unit, np.maximum(sentences, -5.0))
    headings = _headings(units, hide)
    marks = _marks(sight)
    in_section = _group_mean(probability, sections)
    ends = np.array([[unit.text.rstrip().endswith(("：", ":"))] for unit in units], dtype=np.float32)
    opens = np.array(
        [
            [i == 0 or sections[i] != sections[i - 1], i + 1 == count or sections[i] != sections[i + 1]]
            for i in range(count)
        ],
        dtype=np.float32,
    ).reshape(count, 2) * np.array([[s >= 0] for s in sections], dtype=np.float32)
    # What is asked of the neighbours is asked for marks and probabilities at once.
    both = np.hstack([marks, probability])
    around, beside = _window(both, 4), _group_mean(both, tops)
    in_top = beside[:, marks.shape[1] :]
    return [
        ("words", scores),
        ("words", shares),
        ("words", first),
        ("words", last),
        ("place", np.log1p(total) / 3.0),
        ("place", np.log1p(np.diff(reading.first))[:, None]),
        ("words", ends),
        ("words", sight.unit_cues),
        ("heading", headings),
        *_against_headings(headings, scores, in_top, marks, beside[:, : marks.shape[1]]),
        ("neighbours", around[:, : marks.shape[1]]),
        ("words", outright(sight)),
        ("words", peak),
        ("place", opens),
        ("neighbours", _shifted(probability, 1)),
        ("neighbours", _shifted(probability, -1)),
        ("neighbours", _shifted(probability, 2)),
        ("neighbours", _shifted(probability, -2)),
        ("neighbours", around[:, marks.shape[1] :]),
        ("neighbours", in_section),
        ("neighbours", in_top),
        ("neighbours", before / np.maximum(index, 1.0)),
        ("neighbours", after / np.maximum(count - 1 - index, 1.0)),
        ("neighbours", admitted[:-1]),
        ("place", (index + 0.5) / max(count, 1)),
        ("place", index == 0),
        ("place", index == count - 1),
        ("neighbours", _turn(scores)),
        ("words", scores * (1.0 - np.minimum(total, 60.0) / 60.0)),
    ]
