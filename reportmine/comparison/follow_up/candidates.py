"""The clauses of the next report that may speak of a commitment, each with the features that tell whether it does.

Takes commitments of one edition and the next edition; gives, for each commitment, its best candidates. What words are
worth comes from models/follow_up/background.json: in how many sentences of many reports each stands.
Read next: ``mentions.py`` (what the features say), ``follow_up.py``.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import add
from typing import TYPE_CHECKING, Any, NamedTuple

from reportmine.comparison.actions.renamings import Name, is_telling, parse_name, relate
from reportmine.comparison.edition import Clause, Edition, Sentence, plain
from reportmine.comparison.follow_up.overlap import Floats, Space, common, cosine, longest_run
from reportmine.comparison.follow_up.resemblance import Placed, likeness, place
from reportmine.comparison.follow_up.terms import (
    TokenKind,
    Tokens,
    all_covered,
    background,
    bare,
    covered,
    one_form,
    stem,
    tokens,
    weight,
)
from reportmine.lexicon import alternatives, strings
from reportmine.patterns import regex

if TYPE_CHECKING:
    from reportmine.comparison.commitments import Commitment

#: The features of a candidate in their order; data for models/follow_up/weights.json.
FEATURES = (
    "core_words", "core_bigrams", "core_signs", "clause_words", "clause_bigrams", "back_words", "back_bigrams",
    "sentence_core", "sentence_words", "run", "run_share", "run_length", "rarest_shared", "rarest_missing", "object",
    "object_near", "verb", "context", "paragraph", "numbers", "name", "stem", "review", "length", "other_length",
    "gap", "rank", "action", "target", "action_core", "action_sentence", "target_core", "figure", "code",
    "same_action", "matter", "matter_back", "matter_both", "matter_sentence", "matter_missing", "matter_extra",
    "matter_last",
)  # fmt: skip
_EACH_SIDE = 8
_LEAST_SHARED = 0.2
# The weight of a name from which it can be looked for alone.
_TELLING = 9.0
# A stretch of a clause is there from this share on; that of the weightiest ones.
_MATTER_COVERED = 0.6
_HEAVY = 30.0
#: Words with which a report owns that something was not reached.
FAILED = regex(alternatives(strings("follow_up", "failure", "words")))
_NUMBER = regex(r"\d+(?:\.\d+)?")


class Candidate(NamedTuple):
    """A clause of the next report.

    ``review`` tells whether it looks back; ``features`` are in the order of ``FEATURES``.
    """

    sentence: Sentence
    clause: Clause
    review: bool
    features: tuple[float, ...]


class Pool:
    """The clauses of a report that may take a promise up, ready to be looked up."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        # A problem the report admits takes a promise up only where it owns that it was not kept.
        self.places = [
            (number, clause)
            for number, one in enumerate(edition.sentences)
            for clause in one.clauses
            if one.label != "shortfall" or FAILED.search(clause.plain)
        ]
        self.review = [_looks_back(edition.sentences[number]) for number, _ in self.places]
        self.plain = [one_form(clause.plain) for _, clause in self.places]
        starts = [one.start for one in edition.report.actions]
        names = [parse_name(one.name) for one in edition.report.actions]
        self.actions = [
            names[bisect_left(starts, clause.start) : bisect_left(starts, clause.end)] for _, clause in self.places
        ]
        self.written = [bare(text) for text in self.plain]
        self.tokens = [tokens(clause.plain) for _, clause in self.places]
        self.words = [frozenset(one.words) for one in self.tokens]
        near: dict[int, set[str]] = defaultdict(set)
        for (number, _), words in zip(self.places, self.words, strict=True):
            near[number] |= words
        #: The words of each sentence.
        self.near = dict(near)
        self.placed = place(edition)
        self.figures = _by_clause(self.placed, [clause for _, clause in self.places])


def _by_clause(figures: dict[int, Placed], clauses: Sequence[Clause]) -> list[list[Placed]]:
    """The figures in each clause; both come in the order of the text."""
    starts = sorted(figures)
    return [
        [figures[start] for start in starts[bisect_left(starts, one.start) : bisect_left(starts, one.end)]]
        for one in clauses
    ]


def _looks_back(sentence: Sentence) -> bool:
    return sentence.label in ("achievement", "shortfall", "other")


class _Need(NamedTuple):
    """A commitment as it is looked for.

    ``core`` is the name or measure that must come again, the whole clause for a task; ``name`` and ``stem`` are the
    core without punctuation and without its head word; ``goal`` is its last word, ``verb`` the first of the clause;
    ``worths`` are the words of the core with what each is worth.
    """

    core: str
    kind: str
    sentence: str
    clause: str
    tokens: Tokens
    core_tokens: Tokens
    figure: Placed | None
    name: str
    stem: str
    numbers: frozenset[str]
    goal: str
    verb: str
    worths: tuple[tuple[str, float], ...]
    action: Name | None


def find_candidates(commitments: Sequence[Commitment], earlier: Edition, pool: Pool) -> list[list[Candidate]]:
    """The best candidates for each commitment, best first by how much of it they share."""
    if not commitments or not pool.places:
        return [[] for _ in commitments]
    figures = place(earlier)
    needs = [_need(one, earlier, figures) for one in commitments]
    return _Scores(needs, pool).candidates()


def _need(commitment: Commitment, earlier: Edition, figures: dict[int, Placed]) -> _Need:
    clause = plain(earlier.text[commitment.start : commitment.end])
    core = clause
    action: Name | None = None
    if commitment.kind == "action" and commitment.subject:
        name = plain(earlier.text[slice(*commitment.subject)])
        action = parse_name(name)
        # 专项治理行动 alone is no name to look for.
        core = name if weight(stem(name)) >= _TELLING else clause
    elif commitment.kind == "target" and commitment.indicator is not None:
        core = commitment.indicator.name
    core_tokens = tokens(core)
    clause_tokens = tokens(clause)
    worth = background().weight
    name = bare(one_form(core))
    return _Need(
        core=one_form(core),
        kind=commitment.kind,
        sentence=commitment.sentence.plain,
        clause=one_form(clause),
        tokens=clause_tokens,
        core_tokens=core_tokens,
        figure=figures.get(commitment.indicator.start)
        if commitment.kind == "target" and commitment.indicator
        else None,
        name=name,
        stem=stem(name),
        numbers=frozenset(_NUMBER.findall(clause)),
        goal=core_tokens.words[-1] if core_tokens.words else "",
        verb=clause_tokens.words[0] if clause_tokens.words else "",
        worths=tuple((word, worth("words", word) / 10) for word in dict.fromkeys(core_tokens.words)),
        action=action if action is not None and is_telling(action) else None,
    )


class _Scores:
    """Overlaps of all commitments with all clauses, as matrices."""

    def __init__(self, needs: Sequence[_Need], pool: Pool) -> None:
        import numpy

        self.needs, self.pool = needs, pool
        sentences = pool.edition.sentences
        numbers = [number for number, _ in pool.places]
        order = {key: at for at, key in enumerate(dict.fromkeys(one.paragraph for one in sentences))}
        paragraphs = [order[sentences[number].paragraph] for number in numbers]
        each, of, within = numpy.arange(len(numbers)), numpy.array(numbers), numpy.array(paragraphs)
        #: Each overlap with the column that each clause has in it: that of its own, its sentence, its paragraph.
        self._overlaps: dict[str, tuple[Floats, Any]] = {}
        kinds: tuple[TokenKind, ...] = ("words", "bigrams", "signs")
        for kind in kinds:
            space = Space(kind)
            units = space.rows(getattr(one, kind) for one in pool.tokens)
            cores = space.rows(getattr(one.core_tokens, kind) for one in needs)
            if kind == "signs":
                self._overlaps["core_signs"] = common(cores, units) / cores.worth, each
                continue
            clauses = space.rows(getattr(one.tokens, kind) for one in needs)
            whole = units.grouped(numbers)
            if kind == "bigrams":
                matters = space.rows(_pairs(one.core_tokens.matters) for one in needs)
                other = space.rows(_pairs(one.matters) for one in pool.tokens)
            else:
                # What stands around a clause tells the matter of the report it belongs to.
                around = space.rows(tokens(one.sentence).words for one in needs)
            both = common(clauses, units)
            self._overlaps[f"core_{kind}"] = common(cores, units) / cores.worth, each
            self._overlaps[f"clause_{kind}"] = both / clauses.worth, each
            self._overlaps[f"back_{kind}"] = both / units.worth.T, each
            if kind == "bigrams":
                self._overlaps["matter"] = common(matters, units) / matters.worth, each
                self._overlaps["matter_back"] = common(clauses, other) / other.worth.T, each
                self._overlaps["matter_sentence"] = common(matters, whole) / matters.worth, of
                self._overlaps["sentence_core"] = common(cores, whole) / cores.worth, of
            else:
                self._overlaps["sentence_words"] = common(clauses, whole) / clauses.worth, of
                self._overlaps["context"] = cosine(around, whole), of
                self._overlaps["paragraph"] = cosine(around, units.grouped(paragraphs)), within
        m = {name: overlap for name, (overlap, _) in self._overlaps.items()}
        self.first = (
            m["core_bigrams"] + m["clause_words"] + 0.5 * m["sentence_core"][:, of] + 0.5 * m["back_bigrams"]
            + 0.3 * m["context"][:, of] + 0.3 * m["core_signs"]
        )  # fmt: skip

    def candidates(self) -> list[list[Candidate]]:
        """The best clauses of review and plan for each commitment, the best first."""
        import numpy

        review = numpy.array(self.pool.review)
        chosen = [self._choose(first, (review, ~review)) for first in self.first]
        rows = numpy.repeat(numpy.arange(len(chosen)), list(map(len, chosen)))
        places = numpy.fromiter(chain.from_iterable(chosen), dtype=numpy.int64, count=len(rows))
        overlaps = zip(*(one[rows, at[places]].tolist() for one, at in self._overlaps.values()), strict=True)
        found = []
        for first, need, best in zip(self.first, self.needs, chosen, strict=True):
            gaps = (first[best[0]] - first[best]).tolist() if best else []
            found.append(
                [
                    self._candidate(need, place, rank, gap, dict(zip(self._overlaps, next(overlaps), strict=True)))
                    for rank, (place, gap) in enumerate(zip(best, gaps, strict=True))
                ]
            )
        return found

    def _choose(self, first: Floats, sides: Iterable[Any]) -> list[int]:
        """The best clauses of each side that share enough, the best first, of equals the first."""
        import numpy

        chosen: list[int] = []
        near = first > _LEAST_SHARED
        for side in sides:
            places = numpy.flatnonzero(near & side)
            chosen += places[numpy.argsort(-first[places], kind="stable")][:_EACH_SIDE].tolist()
        return sorted(chosen, key=lambda place: (-first[place], place))

    def _candidate(self, need: _Need, place: int, rank: int, gap: float, shared: dict[str, float]) -> Candidate:
        pool = self.pool
        number, clause = pool.places[place]
        text, written, words = pool.plain[place], pool.written[place], pool.words[place]
        run = longest_run(need.core, text)
        action, target = float(need.kind == "action"), float(need.kind == "target")
        review = pool.review[place]
        matters = need.core_tokens.matters
        features = {
            **{name: shared[name] for name in FEATURES[:9]},
            "run": run / max(1, len(need.core)),
            "run_share": run / max(1, min(len(need.core), len(text))),
            "run_length": min(run, 12) / 12,
            "rarest_shared": max([worth for word, worth in need.worths if word in words], default=0.0),
            "rarest_missing": max([worth for word, worth in need.worths if word not in words], default=0.0),
            "object": float(need.goal in words),
            "object_near": float(need.goal in pool.near[number]),
            "verb": float(need.verb in words),
            "context": shared["context"],
            "paragraph": shared["paragraph"],
            "numbers": float(bool(need.numbers) and not need.numbers.isdisjoint(_NUMBER.findall(clause.plain))),
            "name": float(need.name in written),
            "stem": float(need.stem in written),
            "review": float(review),
            "length": math.log(1 + len(need.core)) / 3,
            "other_length": math.log(1 + len(text)) / 3,
            "gap": gap,
            "rank": math.log(1 + rank) / 3,
            "action": action,
            "target": target,
            "action_core": action * shared["core_bigrams"],
            "action_sentence": action * shared["sentence_core"],
            "target_core": target * shared["core_bigrams"],
            "figure": self._figure(need, place),
            "code": float(
                need.figure is not None
                and any(one.measurement.key == need.figure.measurement.key for one in pool.figures[place])
            ),
            "same_action": self._relation(need, place),
            "matter": shared["matter"],
            "matter_back": shared["matter_back"],
            "matter_both": math.sqrt(shared["matter"] * shared["matter_back"]),
            "matter_sentence": shared["matter_sentence"],
            "matter_missing": _heaviest_missing(matters, text),
            "matter_extra": _heaviest_missing(pool.tokens[place].matters, need.clause),
            "matter_last": covered(matters[-1], text) if matters else 0.0,
        }
        return Candidate(pool.edition.sentences[number], clause, review, tuple(features.values()))

    def _figure(self, need: _Need, place: int) -> float:
        """How surely a figure of the clause is of the measure of the target."""
        if need.figure is None:
            return 0.0
        return max((likeness(need.figure, one) for one in self.pool.figures[place]), default=0.0)

    def _relation(self, need: _Need, place: int) -> float:
        """Whether the clause has the action by its name, 1, or by another name it may have got."""
        if need.action is None:
            return 0.0
        relations = {relate(need.action, name) for name in self.pool.actions[place]}
        return 1.0 if "same" in relations else 0.7 if "renamed" in relations else 0.0


def _pairs(stretches: Sequence[str]) -> list[str]:
    return [pair for one in stretches for pair in map(add, one, one[1:])]


def _heaviest_missing(matters: Sequence[str], text: str) -> float:
    """What the weightiest stretch is worth that another text has not, 0 to 1."""
    missing = [worth * (1 - share) for worth, share in all_covered(matters, text) if share < _MATTER_COVERED]
    return min(1.0, max(missing, default=0.0) / _HEAVY)
