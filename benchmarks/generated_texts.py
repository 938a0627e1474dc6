"""One generated report: its place and year, and the text that is put together for them.

``places(seed)`` goes through the divisions in an order of its own; ``write_text(place, year, seed)`` gives the text.
Years of one place share stock, headings and the order of topics, with other figures. Read next:
``generated_reports.py``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import takewhile
from typing import NamedTuple, TypeVar

from generated_material import Local, Sentence, material, settings

from reportmine.identity.division_codes import CodeRecord, at, chain, stem
from reportmine.resources import resource

Row = TypeVar("Row")
FIRST_YEAR, LAST_YEAR = 2001, 2025
#: Lengths of the texts in characters.
SHORTEST, LONGEST, MEAN = 3_000, 20_000, 12_000
# Sentences without a figure that a paragraph ends with: those of the corpus are full of figures, two or three times as
# many as in published reports.
_PLAIN = (3, 5)
# Of the paragraphs of a report so many come from what its place says every year.
_STOCK = 0.4
_NUMERALS = "一二三四五六七八九十"
_OFFICES = {"省": "省长", "市": "市长", "县": "县长", "区": "区长", "州": "州长", "旗": "旗长", "自治区": "主席"}


class Place(NamedTuple):
    """A division; ``rank`` is 1 for a province, 3 for a county, ``above`` are names, the province first."""

    code: str
    name: str
    rank: int
    above: tuple[str, ...]

    @property
    def stem(self) -> str:
        """Its name in running text; of one character it is kept whole, 攸县."""
        short = stem(self.name)
        return short if len(short) > 1 else self.name

    @property
    def level(self) -> str:
        """The character that the place is called by: 全市, 全区."""
        return self.name[-1]


@cache
def _records() -> tuple[CodeRecord, ...]:
    """All divisions with a government of their own, in the years that reports are of, by code."""
    lines = resource("data", "division_codes.tsv").read_text(encoding="utf-8").splitlines()
    found: dict[CodeRecord, None] = {}
    for code in dict.fromkeys(line[:6] for line in lines if line[:1] in "123456"):
        for year in (FIRST_YEAR, 2013, LAST_YEAR):
            record = at(code, year)
            if record is not None and record.is_in_use(year):
                found[record] = None
    return tuple(one for one in sorted(found) if one.name[-1] in _OFFICES and not one.name.endswith("地区"))


def places(seed: int) -> Iterator[tuple[Place, range]]:
    """Places, each with a run of years in which it and what is above it kept their names.

    Without end: who comes by again has other years.
    """
    chance = random.Random(f"places {seed}")
    while True:
        for record in chance.sample(_records(), len(_records())):
            first = max(FIRST_YEAR, record.from_year)
            last = LAST_YEAR if record.until_year is None else min(LAST_YEAR, record.until_year - 1)
            length = min(chance.randint(3, 20), last - first + 1)
            if length < 1:
                continue
            first = chance.randint(first, last - length + 1)
            above = _above(record, first)
            years = list(
                takewhile(
                    lambda year, record=record, above=above: _above(record, year) == above, range(first, first + length)
                )
            )
            yield Place(record.code, record.name, record.rank, above), range(first, years[-1] + 1)


def _above(record: CodeRecord, year: int) -> tuple[str, ...]:
    return tuple(one.name for one in chain(record, year).values() if one.rank < record.rank)


def gdp_target(place: Place, year: int) -> float:
    """The growth of GDP in % that the report of a year aims at; higher in the years before 2012."""
    usual = 11.5 if year < 2012 else 8.0 if year < 2018 else 6.0
    return usual + (int(place.code) * 7919 + year * 31) % 5 / 2 - 1


class _Stock(NamedTuple):
    """What a place draws from: its words, and the material in an order of its own."""

    words: dict[str, str]
    paragraphs: dict[str, list[tuple[Sentence, ...]]]
    headings: dict[str, list[Sentence]]
    style: int
    length: float


@lru_cache(maxsize=4)
def _stock(place: Place, seed: int) -> _Stock:
    chance = random.Random(f"{seed} {place.code}")
    upper = ("国", "省", "市") if place.rank == 3 else ("国", "省") if place.rank == 2 else ("国",)
    words = {
        "own": place.stem, "name": place.name, "above": place.above[-1] if place.above else "全国",
        "below": "城关镇" if place.rank == 3 else "新城区",
    }  # fmt: skip
    for rank in range(-3, 3):
        words[f"level{rank}"] = place.level if rank >= 0 else upper[max(0, len(upper) + rank)]
    made = material()
    length = chance.gauss((14_000, 13_000, 11_200)[place.rank - 1], 3_000)
    return _Stock(
        words,
        {label: chance.sample(rows, len(rows)) for label, rows in made.paragraphs.items()},
        {label: chance.sample(rows, len(rows)) for label, rows in made.headings.items()},
        chance.randrange(4),
        length,
    )


@lru_cache(maxsize=4096)
def _local(sentence: Sentence, place: Place, seed: int) -> Local:
    return sentence.told(_stock(place, seed).words, int(place.code) + seed)


class Written(NamedTuple):
    """A text, its title and the words that its page was made with (for copies from the web)."""

    text: str
    title: str
    words: dict[str, str | int]


def write_text(place: Place, year: int, seed: int) -> Written:
    """The report of a place in a year; the same for the same arguments.

    >>> write_text(next(places(1))[0], 2019, 1) == write_text(next(places(1))[0], 2019, 1)
    True
    """
    return _Writer(place, year, seed).written()


class _Writer:
    """Puts one report together, paragraph by paragraph."""

    def __init__(self, place: Place, year: int, seed: int) -> None:
        self._place, self._year, self._seed = place, year, seed
        self._stock = _stock(place, seed)
        self._chance = random.Random(f"{seed} {place.code} {year}")
        self._frames = settings()
        self._lines: list[str] = []
        self._length = 0
        self._words = self._make_words()

    def _make_words(self) -> dict[str, str | int]:
        chance, frames, place = self._chance, self._frames, self._place
        growth = gdp_target(place, self._year)
        done = {
            f"{name}_done": f"{gdp_target(place, self._year - 1) + chance.randint(-9 + more, 9 + 3 * more) / 10:.1f}"
            for name, more in (
                ("gdp", 0),
                ("revenue", 5),
                ("investment", 9),
                ("income", 3),
                ("industry", 4),
                ("retail", 6),
            )
        }
        size = (9_000, 900, 90)[place.rank - 1] * (0.5 + int(place.code) * 7919 % 997 / 400)
        size *= 1.09 ** (self._year - FIRST_YEAR)
        return done | {
            "gdp_value": f"{size:.1f}", "revenue_value": f"{size * 0.09:.2f}",
            "name": place.name, "stem": place.stem, "level": place.level, "year": self._year, "last": self._year - 1,
            "office": _OFFICES["自治区" if place.name.endswith("自治区") else place.level],
            "person": chance.choice(frames["surnames"]) + chance.choice(frames["given"]),
            "month": chance.choice((1, 1, 1, 2, 2, 3)), "day": chance.randint(4, 28), "minute": chance.randint(10, 59),
            "views": chance.randint(100, 99_999), "term": _NUMERALS[(self._year - 2001) // 5 + int(place.code) % 4],
            "session": _NUMERALS[(self._year - 2002) % 5], "about": chance.choice(("左右", "以上", "")),
            "gdp": f"{growth:g}", "revenue": f"{growth + chance.randint(-2, 4):g}", "income": f"{growth + 0.5:g}",
            "industry": f"{growth + chance.randint(0, 4):g}", "investment": f"{growth + chance.randint(1, 12):g}",
            "retail": f"{growth + chance.randint(0, 3):g}", "jobless": chance.choice(("4", "4.2", "4.5", "5.5")),
            "prices": chance.choice(("2", "3", "3.5")), "jobs": chance.randint(20, 900) * 100,
        }  # fmt: skip

    def written(self) -> Written:
        """The whole report."""
        wanted = self._stock.length + self._chance.gauss(0, 900)
        wanted = min(LONGEST - 1_000, max(SHORTEST + 400, wanted))
        title = self._frame("titles")
        self._add(title)
        self._add(self._frame("under_titles"))
        self._add(self._frame("speakers"))
        self._add("各位代表：")
        self._add(self._frame("openings"))
        self._add(self._outer(0, "reviews"))
        self._add(self._frame("first_of_review") + self._frame("results"))
        self._sections("achievement", wanted * 0.5)
        self._add(self._frame("thanks"))
        if self._stock.style == 2:
            self._add(self._outer(1, "shortfalls"))
        self._shortfalls()
        self._add(self._outer(2 if self._stock.style == 2 else 1, "plans"))
        self._add(self._frame("first_of_plan"))
        self._add(self._frame("targets"))
        self._add(self._frame("before_tasks"))
        self._sections("priority", wanted - 250)
        self._add(self._frame("closings"))
        return Written("\n".join(self._lines) + "\n", title, self._words)

    def _frame(self, kind: str) -> str:
        """One of the wordings of a frame, mostly that of the place's other years."""
        wordings: list[str] = self._frames[kind]
        usual = (int(self._place.code) + len(kind)) % len(wordings)
        chosen = wordings[usual] if self._chance.random() < 0.8 else self._chance.choice(wordings)
        return chosen.format(**self._words)

    def _outer(self, number: int, kind: str) -> str:
        return ("" if self._stock.style == 3 else f"{_NUMERALS[number]}、") + self._frame(kind)

    def _add(self, line: str) -> None:
        self._lines.append(line)
        self._length += len(line) + 1

    def _say(self, sentence: Sentence) -> str:
        return _local(sentence, self._place, self._seed).written(self._year)

    def _sections(self, label: str, until: float) -> None:
        """Sections with headings and paragraphs of one label until the text is so long."""
        chance, year = self._chance, self._year
        skeletons = iter(self._order(self._stock.paragraphs[label]))
        headings = iter(self._order([one for one in self._stock.headings[label] if one.since <= year]))
        spare = chance.sample(self._stock.paragraphs[label], 24)
        number = 0
        while self._length < until:
            heading = next(headings, None)
            if heading is not None and number < 10:
                mark = "" if self._stock.style == 3 else f"（{_NUMERALS[number]}）"
                self._add(mark + self._say(heading))
                number += 1
            for _ in range(chance.randint(2, 5)):
                line = ""
                for sentence in next(skeletons, ()):
                    # One in three gives way to one from another paragraph of the label.
                    if line and chance.random() < 0.3:
                        sentence = chance.choice(chance.choice(spare))
                    if sentence.since <= year:
                        said = self._say(sentence)
                        if said[-30:] not in line:
                            line += said
                self._add(line + self._plain(label))
                if self._length >= until:
                    return

    def _plain(self, label: str) -> str:
        """Sentences of one field without any figure; nothing is said twice."""
        chance, phrases = self._chance, self._frames["phrases"]
        if chance.random() < _STOCK:
            # What the place says every year.
            chance = random.Random(f"{self._seed} {self._place.code} {label} {chance.randrange(20)}")
        field = chance.choice(phrases["fields"])
        clauses = []
        for verbs, objects in field["pairs"]:
            for thing in objects:
                clauses.append(chance.choice(verbs) + thing)
        if label == "achievement":
            clauses = [
                clause if clause.startswith(("自觉", "主动")) else chance.choice(phrases["done"]) + clause
                for clause in clauses
            ] + [subject + chance.choice(phrases["states"]) for subject in field["subjects"]]
        chance.shuffle(clauses)
        made = ""
        for _ in range(chance.randint(*_PLAIN)):
            some, clauses = clauses[: (size := chance.randint(2, 4))], clauses[size:]
            made += "，".join(some) + "。" if some else ""
        return made

    def _order(self, rows: list[Row]) -> list[Row]:
        """The first of the place's own order every year, the rest as the year will have it."""
        stock = int(len(rows) * _STOCK)
        fresh = self._chance.sample(rows[stock:], len(rows) - stock)
        mixed: list[Row] = []
        old, new = iter(rows[:stock]), iter(fresh)
        for _ in rows:
            source, other = (old, new) if self._chance.random() < _STOCK else (new, old)
            one = next(source, None) or next(other, None)
            if one is not None:
                mixed.append(one)
        return mixed

    def _shortfalls(self) -> None:
        rows = self._order(self._stock.paragraphs["shortfall"])
        line = self._frame("before_shortfalls")
        for row in rows[: self._chance.randint(2, 4)]:
            line += "".join(self._say(sentence) for sentence in row if sentence.since <= self._year)
        self._add(line + self._frame("after_shortfalls"))
