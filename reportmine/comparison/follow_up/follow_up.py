"""What became of the promises of a plan: each commitment due, and what the next report of the same place says of it.

A target with a number is set against the figure that answers it (``pairing.py``, ``outcome.py``), one that leans on
another measure against both (``relative.py``); for the rest the clauses of the next report are scored
(``candidates.py``, ``mentions.py``). The outcomes are those of docs/research/annotation.en.md, Promises.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reportmine.comparison.commitments import Commitment
from reportmine.comparison.edition import Clause, Edition, Sentence, plain
from reportmine.comparison.follow_up.candidates import FAILED, Candidate, Pool, find_candidates
from reportmine.comparison.follow_up.mentions import Weights, weights
from reportmine.comparison.follow_up.outcome import judge
from reportmine.comparison.follow_up.pairing import is_for, pair_figures
from reportmine.comparison.follow_up.relative import judge_leaning
from reportmine.comparison.follow_up.resemblance import place
from reportmine.comparison.follow_up.terms import covered
from reportmine.comparison.model import Arithmetic, Figure, FollowUp, Outcome, Passage
from reportmine.comparison.naming import parse_name
from reportmine.patterns import regex

if TYPE_CHECKING:
    from reportmine.comparison.tasks.tasks import Tasks

_MOST_EVIDENCE = 3
# The log odds from which a clause is shown as evidence beside the best one.
_EVIDENT = -0.5
# Those from which an admission counts as one of this commitment.
_SURE = 0.5
# The share of a measure's name that an admission must have.
_MEASURE_NAMED = 0.6
_AIM_ONLY = regex("年度|全年|年初|原定|预定|预期|计划|确定|增长|任务|目标|的|也|均|都|仍")


class Answer(NamedTuple):
    """What the next report says of one commitment."""

    outcome: Outcome
    confidence: float
    evidence: tuple[Passage, ...]
    target: Figure | None = None
    actual: Figure | None = None
    arithmetic: Arithmetic | None = None


def follow_up(consecutive: Sequence[tuple[Edition, Edition]], tasks: Tasks | None = None) -> tuple[FollowUp, ...]:
    """What became of the commitments of each earlier plan, in the order of the text.

    Args:
        consecutive: pairs of editions of one place, the second a year after the first.
        tasks: what an office filled into its list of tasks; goes into ``filled`` and changes no outcome.
    """
    return tuple(row for earlier, later in consecutive for row in _follow(earlier, later, tasks))


def _follow(earlier: Edition, later: Edition, tasks: Tasks | None) -> Iterator[FollowUp]:
    commitments = [one for one in earlier.commitments if is_due(one, earlier)]
    for one, answer in zip(commitments, answer_all(commitments, earlier, later, weights()), strict=True):
        yield FollowUp(
            kind=one.kind,
            promise=earlier.passage(one.start, one.end),
            next_report=later.id,
            outcome=answer.outcome,
            evidence=answer.evidence,
            confidence=answer.confidence,
            subject=earlier.passage(*one.subject) if one.subject else None,
            name=_name(one, earlier),
            section=one.section,
            target=answer.target,
            actual=answer.actual,
            arithmetic=answer.arithmetic,
            filled=tasks.find(earlier, one) if tasks is not None else None,
        )


def is_due(commitment: Commitment, earlier: Edition) -> bool:
    """Whether a commitment falls due by the end of the year the report was given in."""
    return commitment.due is None or earlier.year is None or commitment.due <= earlier.year


def _name(commitment: Commitment, earlier: Edition) -> str | None:
    if commitment.kind == "action" and commitment.subject:
        return plain(earlier.text[slice(*commitment.subject)])
    return commitment.indicator.name if commitment.indicator is not None else None


def answer_all(commitments: Sequence[Commitment], earlier: Edition, later: Edition, learnt: Weights) -> list[Answer]:
    """An answer for each commitment."""
    pool = Pool(later)
    candidates = find_candidates(commitments, earlier, pool)
    numbers = answer_numbers(commitments, earlier, later)
    return [
        numbers[at] or _answer(one, earlier, found, pool, learnt)
        for at, (one, found) in enumerate(zip(commitments, candidates, strict=True))
    ]


def answer_numbers(commitments: Sequence[Commitment], earlier: Edition, later: Edition) -> dict[int, Answer | None]:
    """The commitments that numbers decide, by their place in the list; ``None`` for the others."""
    found: dict[int, Answer | None] = dict.fromkeys(range(len(commitments)))
    if earlier.year is None:
        return found
    mine = place(earlier)
    targets = [
        (at, one.indicator, mine[one.indicator.start])
        for at, one in enumerate(commitments)
        if one.indicator is not None
        and one.indicator.value is not None
        and one.indicator.start in mine
        # A figure of another year stands in the plan for comparison.
        and is_for(mine[one.indicator.start], earlier.year)
    ]
    answers = pair_figures([placed for _, _, placed in targets], list(place(later).values()), earlier.year)
    for (at, indicator, _), answer in zip(targets, answers, strict=True):
        if answer is None:
            continue
        target = earlier.figure(indicator)
        judged = [(judge(target, actual), actual) for actual in map(later.figure, answer[0])]
        known = [(judgement, actual) for judgement, actual in judged if judgement is not None]
        if known:
            # Where several things must reach it, one that does not decides.
            judgement, actual = next((one for one in known if one[0].outcome == "missed"), known[0])
            found[at] = Answer(
                judgement.outcome, answer[1], (_around(actual, later),), target, actual, judgement.arithmetic
            )
    for at, one in enumerate(commitments):
        if found[at] is None and one.kind != "action" and (one.indicator is None or one.indicator.value is None):
            leaning = judge_leaning(earlier.text[one.start : one.end], earlier, later)
            if leaning is not None:
                outcome, arithmetic, actual = leaning
                found[at] = Answer(outcome, 0.9, (_around(actual, later),), None, actual, arithmetic)
    return found


def _around(figure: Figure, edition: Edition) -> Passage:
    """The clause a figure stands in."""
    for sentence in edition.sentences:
        if sentence.start <= figure.start < sentence.end:
            for clause in sentence.clauses:
                if clause.start <= figure.start < clause.end:
                    return edition.passage(clause.start, clause.end)
    return edition.passage(figure.start, figure.end)


def _answer(
    commitment: Commitment, earlier: Edition, candidates: Sequence[Candidate], pool: Pool, learnt: Weights
) -> Answer:
    target = earlier.figure(commitment.indicator) if commitment.indicator is not None else None
    owned = _owned_up(commitment, pool)
    if owned is not None:
        return Answer("missed", 0.8, (owned,), target)
    scores = learnt.score(candidates)
    chances = learnt.decide(commitment.kind, candidates, scores)
    outcome = max(chances, key=lambda one: (chances[one], one))
    confidence = round(chances[outcome], 3)
    if outcome == "not_mentioned" or not candidates:
        return Answer("not_mentioned", confidence, (), target)
    ranked = sorted(zip(scores, candidates, strict=True), key=lambda pair: (-pair[0], pair[1].clause.start))
    failed = next((one for score, one in ranked if score > _SURE and _admits(one)), None)
    if failed is not None and commitment.kind != "target":
        return Answer("missed", confidence, (_passage(failed, pool),), target)
    wanted = [one for _, one in ranked if one.review == (outcome == "reported")] or [one for _, one in ranked]
    more = [one for score, one in ranked if score > _EVIDENT and one is not wanted[0]]
    return Answer(
        outcome, confidence, tuple(_passage(one, pool) for one in [wanted[0], *more][:_MOST_EVIDENCE]), target
    )


def _owned_up(commitment: Commitment, pool: Pool) -> Passage | None:
    """Where the report says of the measure of a target, without a number, that it was not reached."""
    if commitment.indicator is None:
        return None
    core = parse_name(commitment.indicator.name, commitment.indicator.kind).core
    for number, clause in pool.places:
        sentence = pool.edition.sentences[number]
        if (
            sentence.label == "shortfall"
            and "目标" in clause.plain
            and FAILED.search(clause.plain)
            and covered(core, _with_subject(clause, sentence)) >= _MEASURE_NAMED
        ):
            return pool.edition.passage(clause.start, clause.end)
    return None


def _with_subject(clause: Clause, sentence: Sentence) -> str:
    """An admission, with the clause before it where it says no more than that: 进出口总额下降，预期增长目标未能实现."""
    at = sentence.clauses.index(clause)
    if at and not _AIM_ONLY.sub("", FAILED.sub("", clause.plain)):
        return sentence.clauses[at - 1].plain
    return clause.plain


def _admits(candidate: Candidate) -> bool:
    sentence = candidate.sentence
    return sentence.label == "shortfall" and bool(FAILED.search(candidate.clause.plain))


def _passage(candidate: Candidate, pool: Pool) -> Passage:
    return pool.edition.passage(candidate.clause.start, candidate.clause.end)
