"""Trains what models/follow_up holds: what words are worth, and which clauses of the next report speak of a promise.

``train_follow_up(folder, reports, analyze)`` is all of it. Nothing is drawn at random: the same reports give the
same bytes. Read next: ``reportmine/comparison/follow_up/mentions.py``, which applies the weights.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from reportmine.comparison.commitments import Commitment
from reportmine.comparison.edition import Edition
from reportmine.comparison.follow_up.candidates import FEATURES, Candidate, Pool, find_candidates
from reportmine.comparison.follow_up.follow_up import answer_numbers
from reportmine.comparison.follow_up.mentions import OUTCOMES, Weights, signs, unpack, weights
from reportmine.comparison.follow_up.terms import background, tokens
from reportmine.evaluate.comparison_tables import as_json
from reportmine.evaluate.follow_up import evaluate_pairs
from reportmine.evaluate.follow_up_gold import Fate, Pair, as_commitments, load_pairs
from reportmine.messages import tr
from reportmine.model import Report
from reportmine.resources import resource
from reportmine.train.follow_up_card import follow_up_card

#: How many sentences a token must stand in to be kept; rarer ones count as new.
_LEAST = {"words": 4, "bigrams": 7, "signs": 4}
_CLAUSE_C = 0.3
_DECISION_C = 1.0
_TEMPERATURES = (1.0, 1.05, 1.1, 1.15, 1.2, 1.25, 1.3, 1.4, 1.5)


class Example(NamedTuple):
    """An annotated commitment with its candidates."""

    fate: Fate
    commitment: Commitment
    candidates: list[Candidate]


def train_follow_up(folder: Path, reports: Path, analyze: Callable[[Path], Report]) -> str:
    """Counts words, fits the weights, measures them and writes models/follow_up; gives a line on what was done.

    It writes where a comparison reads, for the weights are fitted on what words are worth by the new count.

    Args:
        folder: the annotated pairs, one file a pair.
        reports: where the reports lie, at any depth; words are counted in all of them and in those in and beside
            ``folder``.
        analyze: the analysis of a file.

    Raises:
        UnreadableInput: there is no annotation, or none of its reports is there.
    """
    pairs = load_pairs(folder, reports, analyze)
    out = resource("models", "follow_up")
    out.mkdir(parents=True, exist_ok=True)
    # The corpus may lie below the reports, and a report may be there twice.
    own = (*sorted(folder.parent.glob("*.txt")), *sorted(folder.glob("*.txt")))
    paths = [*sorted(reports.rglob("*.txt")), *own]
    texts = {path.read_bytes(): path for path in paths}
    sentences = count_background(map(analyze, texts.values()), out / "background.json")
    background.cache_clear()
    fit_pairs(pairs, out / "weights.json")
    weights.cache_clear()
    evaluation = evaluate_pairs(pairs)
    meta = {
        "features": len(FEATURES),
        "background": {"sentences": sentences, "reports": len(texts)},
        "trained_on": {pair.name: len(pair.fates) for pair in pairs},
        "leave_one_pair_out": json.loads(as_json(evaluation)),
    }
    (out / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    (out / "README.md").write_text(follow_up_card(meta), encoding="utf-8")
    return tr(
        "承诺跟踪训练完成：前后两年报告 {pairs} 对，承诺 {fates} 项，数词用的报告 {reports} 份。模型写入 {folder}",
        pairs=len(pairs),
        fates=sum(len(pair.fates) for pair in pairs),
        reports=len(texts),
        folder=out,
    )


def fit_pairs(pairs: Sequence[Pair], out: Path) -> None:
    """Fits the weights on all pairs, and on all but one for each pair, so that it can be judged without itself."""
    examples = {pair.key: gather(pair) for pair in pairs}
    keys = sorted(examples) if len(examples) > 2 else []
    fitted = {key: fit([found for other, found in examples.items() if other != key]) for key in keys}
    temperature = _temperature([(unpack(one), examples[key]) for key, one in fitted.items()])
    table = {
        "all": {**fit(list(examples.values())), "temperature": temperature},
        "left_out": {key: {**one, "temperature": temperature} for key, one in fitted.items()},
    }
    out.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _temperature(blind: Sequence[tuple[Weights, Sequence[Example]]]) -> float:
    """By what to divide the odds so that the probabilities hold on pairs that the weights have not seen."""

    def loss(temperature: float) -> float:
        chances = (
            weights._replace(temperature=temperature).decide(
                one.commitment.kind, one.candidates, weights.score(one.candidates)
            )[_told(one.fate)]
            for weights, examples in blind
            for one in examples
        )
        return -sum(math.log(max(chance, 1e-9)) for chance in chances)

    return min(_TEMPERATURES, key=loss)


def gather(pair: Pair) -> list[Example]:
    """The commitments of a pair that no number decides, with their candidates."""
    known = list(as_commitments(pair))
    commitments = [one for _, one in known]
    numbers = answer_numbers(commitments, pair.earlier, pair.later)
    candidates = find_candidates(commitments, pair.earlier, Pool(pair.later))
    return [
        Example(fate, one, found)
        for at, ((fate, one), found) in enumerate(zip(known, candidates, strict=True))
        if numbers[at] is None
    ]


def fit(pairs: Sequence[Sequence[Example]]) -> dict[str, Any]:
    """Both regressions. The second is fitted on scores of the first for pairs that it has not seen."""
    clause = fit_clauses([example for pair in pairs for example in pair])
    rows, outcomes, shares = [], [], []
    for at, pair in enumerate(pairs):
        rest = [example for other, found in enumerate(pairs) if other != at for example in found]
        blind = _weights(fit_clauses(rest or list(pair)))
        for example in pair:
            scores = blind.score(example.candidates)
            rows.append(signs(example.commitment.kind, example.candidates, scores))
            outcomes.append(OUTCOMES.index(_told(example.fate)))
            shares.append(0.5 if example.fate.unsure else 1.0)
    decision = LogisticRegression(C=_DECISION_C, max_iter=5000)
    decision.fit(np.array(rows), np.array(outcomes), sample_weight=np.array(shares))
    return {
        **clause,
        "decision": _rounded(decision.coef_),
        "decision_bias": _rounded(decision.intercept_),
        "temperature": 1.0,
    }


def fit_clauses(examples: Sequence[Example]) -> dict[str, Any]:
    """The regression that says of a clause whether it speaks of a commitment."""
    rows, labels, shares = [], [], []
    for example in examples:
        for one in example.candidates:
            right = is_evidence(one, example.fate)
            rows.append(one.features)
            labels.append(right)
            # Annotators give one to three places; another clause may well speak of the same thing.
            shares.append(1.0 if right or example.fate.outcome == "not_mentioned" else 0.5)
    table = np.array(rows)
    mean, scale = table.mean(axis=0), np.maximum(table.std(axis=0), 0.05)
    model = LogisticRegression(C=_CLAUSE_C, solver="newton-cholesky")
    model.fit((table - mean) / scale, np.array(labels), sample_weight=np.array(shares))
    return {
        "features": list(FEATURES),
        "mean": _rounded(mean),
        "scale": _rounded(scale),
        "clause": _rounded(model.coef_[0]),
        "bias": round(float(model.intercept_[0]), 6),
    }


def is_evidence(candidate: Candidate, fate: Fate) -> bool:
    """Whether a candidate overlaps a place the annotation gives."""
    clause = candidate.clause
    return any(clause.start < end and start < clause.end for start, end in fate.evidence)


def _told(fate: Fate) -> Any:
    # What numbers or admissions decide elsewhere stands in the review.
    return "reported" if fate.outcome in ("met", "missed") else fate.outcome


def _weights(clause: dict[str, Any]) -> Weights:
    return unpack({**clause, "decision": [[0.0]], "decision_bias": [0.0], "temperature": 1.0})


def _rounded(values: Any) -> Any:
    return np.round(np.asarray(values, dtype=float), 6).tolist()


def count_background(reports: Iterable[Report], out: Path) -> int:
    """Counts in how many sentences each word, pair of characters and character stands; gives their number."""
    counts: dict[str, Counter[str]] = {kind: Counter() for kind in _LEAST}
    sentences = 0
    for report in reports:
        for sentence in Edition(report, 0, None).sentences:
            sentences += 1
            found = tokens(sentence.plain)
            for kind, counter in counts.items():
                counter.update(set(getattr(found, kind)))
    table: dict[str, object] = {"sentences": sentences}
    for kind, counter in counts.items():
        by_count: defaultdict[int, list[str]] = defaultdict(list)
        for token, count in counter.items():
            # Two digits of a count are enough for its logarithm, and keep the file small.
            if count >= _LEAST[kind] and not any(sign.isdigit() or sign.isspace() for sign in token):
                by_count[int(float(f"{count:.1e}"))].append(token)
        table[kind] = {str(count): " ".join(sorted(by_count[count])) for count in sorted(by_count)}
    lines = json.dumps(table, ensure_ascii=False, indent=1)
    out.write_text(lines + "\n", encoding="utf-8")
    return sentences
