"""The sentences of our corpus as templates: places, levels, years and figures are gaps to be filled for another report.

``material()`` gives them by the gold label of their paragraph, with the headings above such paragraphs;
``Sentence.told`` fills the gaps for a place, ``Local.written`` those for a year. Masked reports, the State Council's
and sentences with findings stay out. Read next: ``generated_texts.py``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from reportmine.lexicon import tomllib

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent / "corpus"
Settings = dict[str, Any]

_SENTENCE = re.compile(r"[^。！？\s][^。！？]*[。！？]+[”’』」）]*")
_DIGITS = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_YEAR = re.compile(r"(?<!\d)(?:19[5-9]|20[0-4])\d(?=年|[—－～-]|（)")
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
# Said once in a report, so that it stands in the frames: targets, the whole economy, words to the meeting.
_ONCE = re.compile("预期目标|主要预期|生产总值|总产值|各位代表|各位委员|让我们")
# Counted in these nothing grows with the place.
_FIXED_UNITS = ("年", "月", "日", "天", "岁", "小时", "分钟", "个工作日")
# 全县, 我市, 县委、县政府, 省政府; not the 区 of 社区 or the 市 of 城市.
_LEVEL = re.compile(
    r"(?<=[全我])[省市县区镇](?![域级中场])|(?<![城社园校景小新片街灌矿山牧林特发县市区乡])[省市县区镇](?=委|人民政府|政府|人大|政协)"
)
_RANKS = {"省": 1, "市": 2, "县": 3, "区": 3, "镇": 3}
# Names of periods of five years: “十三五” begins in 2016, the congress before 2018 is the nineteenth.
_PLANS = ("七五", "八五", "九五", "十五", "十一五", "十二五", "十三五", "十四五", "十五五", "十六五", "十七五")
_PLAN = re.compile("(?<=“)(?:[七八九]五|十[一二三四五]?五)(?=”)")
_FIRST_PLAN = 1986
_CONGRESSES = ("十二大", "十三大", "十四大", "十五大", "十六大", "十七大", "十八大", "十九大", "二十大", "二十一大")
_CONGRESS = re.compile("(?<=党的)(?:十[二三四五六七八九]|二十)大")
_FIRST_CONGRESS = 1983
_NUMBERING = re.compile(
    r"(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|第[一二三四五六七八九十]+(?:，|部分\s*)|\d+[.、](?!\d)|——|"
    r"[首其再最][先次后]，|[（(]\d+[)）]|[①-⑳])"
)
_MONEY_GROWTH, _GROWTH = 1.07, 1.015


class Gap(NamedTuple):
    """Something that hangs on the place or the year.

    ``kind`` is ``own`` (the place without its suffix), ``name``, ``above``, ``below``, ``level``, ``year``, ``plan``,
    ``congress``, ``money``, ``count``, ``percent``; ``number`` is a level's rank below the report's own, years after
    its own, periods after its own, or a figure; ``digits`` are a figure's decimals.
    """

    kind: str
    number: float = 0.0
    digits: int = 0


Part = str | Gap


class Local(NamedTuple):
    """A sentence of one place; years and figures are still open."""

    parts: tuple[Part, ...]
    year: int
    scale: float
    seed: int

    def written(self, year: int) -> str:
        """The sentence in the report of a year: figures grow from year to year, percentages go up and down."""
        made: list[str] = []
        for number, part in enumerate(self.parts):
            if isinstance(part, str):
                made.append(part)
                continue
            kind, value, digits = part
            if kind == "year":
                made.append(str(year + int(value)))
            elif kind == "percent":
                # A small hash by hand: a Random for every figure would cost more than all the rest.
                noise = ((self.seed + number * 7919 + year * 104729) * 2654435761 >> 7 & 1023) / 1023
                made.append(
                    f"{value * (0.8 + 0.4 * noise) if value < 50 else min(99.9, value + 4 * noise - 2):.{digits}f}"
                )
            elif kind == "plan":
                made.append(_PLANS[max(0, min(len(_PLANS) - 1, (year - _FIRST_PLAN) // 5 + int(value)))])
            elif kind == "congress":
                made.append(_CONGRESSES[max(0, min(len(_CONGRESSES) - 1, (year - _FIRST_CONGRESS) // 5 + int(value)))])
            else:
                value *= self.scale * (_MONEY_GROWTH if kind == "money" else _GROWTH) ** (year - self.year)
                made.append(f"{max(value, 10.0**-digits):.{digits}f}")
        return "".join(made)


class Sentence(NamedTuple):
    """A sentence as a template; ``year`` is its source's, ``since`` the first year it can be said in."""

    parts: tuple[Part, ...]
    year: int
    since: int
    number: int

    def told(self, words: dict[str, str], seed: int) -> Local:
        """Fills what hangs on the place: ``words`` by the kind of a gap, ``level-1`` for the level above the place."""
        filled: list[Part] = []
        for part in self.parts:
            if isinstance(part, Gap):
                key = f"level{int(part.number)}" if part.kind == "level" else part.kind
                part = words.get(key, part)
            if filled and isinstance(part, str) and isinstance(filled[-1], str):
                filled[-1] += part
            else:
                filled.append(part)
        mixed = (self.number * 2654435761 ^ seed * 40503) & 0xFFFFFFFF
        return Local(tuple(filled), self.year, 0.4 + 1.4 * ((mixed >> 5) % 997) / 997, mixed)


class Material(NamedTuple):
    """Paragraphs (each a tuple of sentences) by label; headings by the label of what follows them."""

    paragraphs: dict[str, list[tuple[Sentence, ...]]]
    headings: dict[str, list[Sentence]]


@cache
def settings() -> Settings:
    """What stands in generated_reports.toml."""
    return tomllib.loads((HERE / "generated_reports.toml").read_text(encoding="utf-8"))


@cache
def material() -> Material:
    """All that is drawn from; the order is that of the files, so that a seed always finds the same."""
    paragraphs: dict[str, list[tuple[Sentence, ...]]] = {}
    headings: dict[str, list[Sentence]] = {}
    number = 0
    for path in sorted([*CORPUS.glob("*.json"), *CORPUS.glob("held-out/*.json")]):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if not gold["region"] or not re.fullmatch(r"[\u4e00-\u9fff]+", gold["region"]) or "某" in gold["region"]:
            continue
        text = path.with_suffix(".txt").read_text(encoding="utf-8").translate(_DIGITS)
        above: Sentence | None = None
        for paragraph in gold["paragraphs"]:
            start, end = paragraph["start"], paragraph["end"]
            if paragraph["kind"] == "heading" and _level_of(gold, start) > 1:
                begin, stop = _bare(text, start, end)
                if stop - begin > 4:
                    above = _compile(text, begin, stop, gold, number := number + 1)
            elif paragraph["kind"] == "heading":
                above = None
            elif paragraph["kind"] == "body":
                sentences = []
                for begin, stop in _clean_sentences(text, start, end, gold):
                    sentences.append(_compile(text, begin, stop, gold, number := number + 1))
                if sentences:
                    paragraphs.setdefault(paragraph["label"], []).append(tuple(sentences))
                if above is not None:
                    headings.setdefault(paragraph["label"], []).append(above)
                    above = None
    return Material(paragraphs, headings)


def _level_of(gold: dict[str, Any], start: int) -> int:
    return next((section["level"] for section in gold["sections"] if section["start"] == start), 0)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Without number in front and marks around it."""
    number = _NUMBERING.match(text[start:end])
    start += number.end() if number else 0
    while start < end and text[start] in "【　":
        start += 1
    while start < end and text[end - 1] in "。】　":
        end -= 1
    return start, end


def _clean_sentences(text: str, start: int, end: int, gold: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Sentences that hold nothing a report should not say."""
    for found in _SENTENCE.finditer(text, start, end):
        if not _ONCE.search(found[0]) and not any(
            one["start"] < found.end() and one["end"] > found.start() for one in gold["findings"]
        ):
            yield _bare(text, found.start(), found.end())[0], found.end()


def _compile(text: str, start: int, end: int, gold: dict[str, Any], number: int) -> Sentence:
    """The gaps of a stretch of text, in their order; of two that overlap the first counts."""
    year = gold["year"]
    stem = gold["region"].removesuffix("自治区").rstrip("省市县区镇")
    rank = 1 if gold["region"].endswith("自治区") else _RANKS[gold["region"][-1]]
    gaps: list[tuple[int, int, Gap]] = []

    def note(pattern: str | re.Pattern[str], kind: str, value: Any = lambda word: 0) -> None:
        for found in re.compile(pattern).finditer(text, start, end):
            gaps.append((*found.span(), Gap(kind, value(found[0]))))

    note(gold["region"], "name")
    invented = settings()["invented"]
    for kind in ("above", "below"):
        note("|".join(name for name in invented[kind] if name != gold["region"]), kind)
        note("|".join(name[:-1] for name in invented[kind] if name != gold["region"]), kind)
    note(stem, "own")
    note(_YEAR, "year", lambda word: int(word) - year)
    note(_PLAN, "plan", lambda word: _PLANS.index(word) - (year - _FIRST_PLAN) // 5)
    note(_CONGRESS, "congress", lambda word: _CONGRESSES.index(word) - (year - _FIRST_CONGRESS) // 5)
    note(_LEVEL, "level", lambda word: (1 if word == "区" and rank == 1 else _RANKS[word]) - rank)
    sentence = text[start:end]
    # 由A提高到B，增长C: with another C it would be wrong.
    derived = "到" in sentence and ("由" in sentence or "从" in sentence)
    for one in gold["indicators"]:
        if start <= one["start"] < end and one["kind"] != "rank" and not one["unit"].startswith(_FIXED_UNITS):
            kind = "percent" if one["unit"] in ("%", "个百分点") else "money" if one["unit"].endswith("元") else "count"
            if kind != "percent" or not derived:
                for found in _NUMBER.finditer(text, one["start"], one["end"]):
                    gaps.append(
                        (*found.span(), Gap(kind, float(found[0].replace(",", "")), len(found[0].partition(".")[2])))
                    )
    parts: list[Part] = []
    at = start
    for begin, stop, gap in sorted(gaps, key=lambda gap: (gap[0], -gap[1])):
        if begin >= at:
            parts += [text[at:begin], gap]
            at = stop
    parts.append(text[at:end])
    since = max((int(first) for first, words in settings()["since"].items() if re.search(words, sentence)), default=0)
    return Sentence(tuple(part for part in parts if part), year, since, number)
