"""Labels that headings give away, for training: right for most paragraphs, wrong for some.

Takes the units of a report, gives a label or ``None`` for each. What a heading promises is only believed
where the words do not speak against it: a plan for the next five years stands in many reviews, thanks and
shortfalls in nearly all. ``classifier.py`` throws out what still looks wrong in cross-validation.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.model import Label
from reportmine.paragraphs.context import LABELS, Unit, promise, promised
from reportmine.paragraphs.features import Sight, cue_groups


def _hits(sight: Sight, index: int) -> dict[str, float]:
    """Share of a unit's sentences that hold each cue."""
    groups = cue_groups()
    return dict(zip(groups, sight.unit_cues[index, len(groups) :].tolist(), strict=True))


def _by_its_own_words(share: dict[str, float], sentences: int, length: int) -> Label | None:
    """The label of paragraphs that tell by formula what they are, whatever stands above them."""
    if share["opening"] and length < 160:
        return "other"
    if share["thanks"] > 0.6:
        return "other"
    if share["admission"] and share["problem"] >= 0.5 and sentences >= 2:
        return "shortfall"
    if sentences == 1 and length < 24 and share["lead_in"]:
        return "other"
    return None


def weak_labels(units: Sequence[Unit], sight: Sight) -> list[Label | None]:
    """One label or ``None`` per unit.

    In a report that has a review and goes on with headings of subjects (发展科技教育文化事业), what
    follows the review is taken for the plan, as far as its words agree.
    """
    out: list[Label | None] = []
    reviewed = False
    for index, unit in enumerate(units):
        share = _hits(sight, index)
        first, after = sight.reading.first[index : index + 2]
        formula = _by_its_own_words(share, int(after - first), len(unit.text))
        expected = promised(unit.headings)
        top = promise(unit.headings[-1]) if unit.headings else "none"
        reviewed = reviewed or top in ("achievement", "mixed")
        if expected == "none" and reviewed and unit.headings and top == "none":
            expected = "priority" if share["must"] + share["task"] + share["target"] > 0.5 else "none"
        if formula is not None:
            out.append(formula)
        elif expected in ("achievement", "priority") and _contradicts(expected, share):
            out.append(None)
        else:
            out.append(expected if expected in LABELS else None)
    return out


def _contradicts(expected: str, share: dict[str, float]) -> bool:
    """Whether the words of a paragraph speak against what its heading promises."""
    plan = share["must"] + share["target"]
    past = share["aspect"] + share["result"]
    if share["problem"] > 0.6 or share["situation"] > 0.5:
        return True
    if expected == "achievement":
        return plan > past + share["improved"]
    return past > plan + share["task"]
