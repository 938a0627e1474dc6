"""Why a paragraph has its label: the rule, the heading, the neighbours, and the words that weighed most.

Takes the units with what was decided and gives a tuple of ``Reason`` for each; asked for only by ``--explain``. A
weight is in log-odds against the label that came next. Read next: ``decision.py``, ``context.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from reportmine import segment
from reportmine.model import Label, Paragraph, Reason, Section
from reportmine.paragraphs.context import LABELS, Unit, promise, surroundings
from reportmine.paragraphs.decision import Decision, Judgement
from reportmine.paragraphs.features import LONGEST, cue_groups, cue_hits, fold
from reportmine.paragraphs.finder import Floats

if TYPE_CHECKING:
    from reportmine.paragraphs.classifier import Model

_MOST_WORDS = 3
_LEAST_WEIGHT = 0.1
_LONGEST_PHRASE = 14
# A word next to a strong one belongs to the phrase when it weighs so much of what that one weighs.
_BELONGS = 0.25
# Headings and neighbours are named when they gave at least so much of the lead over the next label.
_SHARE_OF_LEAD, _LEAST_LEAD = 0.25, 0.5
# The cues that show the form a label was given for.
_FORM_CUES = {
    "opening": "opening",
    "announcing": "lead_in",
    "thanks": "thanks",
    "told-as-past": "retrospect",
    "list-of-problems": "problem",
    "only-shortfall": "admission",
}
_NO_WORD = re.compile(r"[^一-鿿A-Za-z%]+")

Spot = tuple[int, int]


class _Case(NamedTuple):
    """Everything there is to know of one report."""

    text: str
    paragraphs: Sequence[Paragraph]
    sections: dict[int, Section]
    found: Judgement
    model: Model


def explain(
    text: str,
    paragraphs: Sequence[Paragraph],
    sections: Sequence[Section],
    units: Sequence[Unit],
    found: Judgement,
    decided: Sequence[Decision],
    model: Model,
) -> list[tuple[Reason, ...]]:
    """For each unit what decided its label, and the words that speak for ``also``."""
    case = _Case(text, paragraphs, {section.id: section for section in sections}, found, model)
    leads = _leads(units, found, decided, model)
    return [tuple(_reasons(case, index, unit, decided[index], leads[index])) for index, unit in enumerate(units)]


def _reasons(case: _Case, index: int, unit: Unit, decision: Decision, lead: dict[str, float]) -> Iterator[Reason]:
    other = _next_label(case.found, index, decision.label)
    if decision.by in ("list", "guidance"):
        yield Reason(field="label", rule=decision.by)
    elif decision.by != "model":
        spots = list(islice(_cue_spots(unit, _FORM_CUES[decision.by]), _MOST_WORDS))
        for start, end in _in_text(case, unit, spots) or [(None, None)]:
            yield Reason(field="label", rule=decision.by, start=start, end=end)
    if decision.by in ("model", "list-of-problems"):
        needed = max(_LEAST_LEAD, _SHARE_OF_LEAD * sum(lead.values()))
        heading = _heading(case, unit)
        if heading is not None and (lead["heading"] >= needed or decision.by != "model"):
            start, end = heading
            yield Reason(field="label", rule="heading", start=start, end=end, weight=round(lead["heading"], 2))
        if lead["neighbours"] >= needed:
            yield Reason(field="label", rule="neighbours", weight=round(lead["neighbours"], 2))
    if decision.by in ("model", "list"):
        yield from _strongest(case, index, unit, "label", (decision.label, other), _MOST_WORDS)
    if decision.also is not None:
        yield from _strongest(case, index, unit, "also", (decision.also, decision.label), 1)


def _next_label(found: Judgement, index: int, label: Label) -> Label:
    """The likeliest label but this one."""
    order = np.argsort(-found.probability[index], kind="stable")
    return next(LABELS[place] for place in order.tolist() if LABELS[place] != label)


def _leads(
    units: Sequence[Unit], found: Judgement, decided: Sequence[Decision], model: Model
) -> list[dict[str, float]]:
    """How much words, headings, neighbours and place gave to each label over the next one."""
    words, sentences = model.words.score(found.sight)
    columns = surroundings(units, found.sight, words, sentences)
    values = model.context.standardised(np.concatenate([values for _, values in columns], axis=1, dtype=np.float32))
    origin = np.array([name for name, numbers in columns for _ in range(numbers.shape[1])])
    out = []
    for index, decision in enumerate(decided):
        label, other = (LABELS.index(one) for one in (decision.label, _next_label(found, index, decision.label)))
        lead = values[index] * (model.context.weights[:, label] - model.context.weights[:, other])
        lead = lead / model.context.temperature
        out.append({name: float(lead[origin == name].sum()) for name in ("words", "heading", "neighbours", "place")})
    return out


def _heading(case: _Case, unit: Unit) -> Spot | None:
    """Where the innermost heading that promises a label stands."""
    first = case.paragraphs[unit.members[0]]
    if unit.own:
        return first.start, first.start + len(unit.own[0])
    section = case.sections.get(first.section if first.section is not None else -1)
    while section is not None:
        if promise(section.heading) != "none":
            start = case.text.find(section.heading, section.start, section.end)
            return (start, start + len(section.heading)) if start >= 0 else (section.start, section.start + 1)
        section = case.sections.get(section.parent if section.parent is not None else -1)
    return None


def _cue_spots(unit: Unit, group: str) -> Iterator[Spot]:
    column = cue_groups().index(group)
    for end, size, columns in cue_hits("。" + fold(unit.text[:LONGEST])):
        if column in columns:
            # The stop before a sentence is part of the cue that must stand at its head, and not of the words.
            yield max(end - size, 0), end


def _in_text(case: _Case, unit: Unit, spots: Sequence[Spot]) -> list[tuple[int | None, int | None]]:
    """Offsets in the report of places in a unit; what lies across two lines is cut to the first."""
    out: list[tuple[int | None, int | None]] = []
    for start, end in spots:
        before = 0
        for member in unit.members:
            paragraph = case.paragraphs[member]
            size = paragraph.end - paragraph.start
            if start < before + size:
                shift = paragraph.start - before
                out.append((start + shift, min(end, before + size) + shift))
                break
            before += size
    return out


def _strongest(
    case: _Case, index: int, unit: Unit, field: str, pair: tuple[Label, Label], most: int
) -> Iterator[Reason]:
    """The words that weigh most for the first label of the pair against the second, in the order of their weight."""
    weights = _weights(case, index, unit, pair)
    words: list[Spot] = []
    at = 0
    for word in segment.cut(unit.text[:LONGEST]):
        words.append((at, at + len(word)))
        at += len(word)
    total = np.concatenate([[0.0], np.cumsum(weights)])
    worth = [
        0.0 if _NO_WORD.fullmatch(unit.text[start:end]) else float(total[end] - total[start]) for start, end in words
    ]
    taken = [False] * len(words)
    phrases: list[tuple[float, Spot]] = []
    for place in sorted(range(len(words)), key=lambda place: -worth[place]):
        if len(phrases) == most or worth[place] < _LEAST_WEIGHT:
            break
        if taken[place]:
            continue
        first = last = place
        while first and _joins(words, worth, taken, first - 1, place, words[last][1]):
            first -= 1
        while last + 1 < len(words) and _joins(words, worth, taken, last + 1, place, words[first][0]):
            last += 1
        taken[first : last + 1] = [True] * (last + 1 - first)
        phrases.append((round(sum(worth[first : last + 1]), 2), (words[first][0], words[last][1])))
    for weight, phrase in sorted(phrases, key=lambda entry: (-entry[0], entry[1])):
        for start, end in _in_text(case, unit, [phrase]):
            yield Reason(field=field, rule="words", start=start, end=end, weight=weight)


def _joins(
    words: Sequence[Spot], worth: Sequence[float], taken: Sequence[bool], other: int, place: int, far: int
) -> bool:
    start, end = words[other]
    size = max(abs(far - start), abs(far - end))
    return not taken[other] and size <= _LONGEST_PHRASE and worth[other] >= _BELONGS * worth[place]


def _weights(case: _Case, index: int, unit: Unit, pair: tuple[Label, Label]) -> Floats:
    """What each character of a unit adds to the lead of one label over another in the word model."""
    model = case.model.words
    label, other = map(LABELS.index, pair)
    folded = "。" + fold(unit.text[:LONGEST])
    out = np.zeros(len(folded) + 1)
    lead = model.grams[:, label] - model.grams[:, other]
    hits = [(hits.place, hits.which, size) for size, hits in enumerate(model.vocabulary.find(folded), 1)]
    squares = sum(float((model.vocabulary.idf[which] ** 2).sum()) for _, which, _ in hits)
    for place, which, size in hits:
        for offset in range(size):
            np.add.at(out, place - offset, lead[which] / (np.sqrt(max(squares, 1e-9)) * size))
    seen = case.found.sight.unit_cues[index] * (model.cues[:, label] - model.cues[:, other])
    groups = len(cue_groups())
    found = list(cue_hits(folded))
    times = np.bincount([column for _, _, columns in found for column in columns], minlength=groups)
    for end, size, columns in found:
        for column in columns:
            out[end - size + 1 : end + 1] += (seen[column] + seen[column + groups]) / (times[column] * size)
    return out[1:-1]
