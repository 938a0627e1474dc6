"""The model card of the follow-up weights, written anew by every training so that its figures are true.

Takes the content of ``meta.json``, gives the text of ``README.md`` beside it. Read next: ``follow_up.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_CARD = """\
# Follow-up of promises

Tells whether the next report of a place takes a commitment up: in its review (`reported`), in its new plan alone
(`restated`), or not at all (`not_mentioned`); docs/research/annotation.en.md defines them. Targets that have a number
to be set against are not decided here but by arithmetic (`reportmine/comparison/follow_up/outcome.py`), and neither
are admitted failures. Written by training; this card is written with it, the figures are of this very model.

## How it decides

1. **Candidates.** Every clause of the next report is compared with every commitment: weighted overlap of words, of
   pairs of characters and of characters, both ways, with its clause, its sentence, its paragraph. What a word is worth
   is its inverse sentence frequency in `background.json`: {sentences} sentences of {reports} reports, vocabulary and
   counts only. Wordings of one thing (营业税改征增值税, 营改增) are put in one form first (`data/follow_up.toml`). The
   best eight clauses of review and plan go on.
2. **Clauses.** A logistic regression over {features} features of a clause says whether it speaks of the commitment:
   besides the overlaps the longest common run, the rarest shared and the rarest missing word, the object, the verb,
   the name and the name without its head word (行动, 计划), shared numbers, a figure of the same measure; and the same
   overlaps of what is left of both clauses without the verbs and generic heads that any clause of a plan may have
   (公务用车制度改革 → 公务用车), so that one phrasing does not make two things one.
3. **Outcome.** A second logistic regression over the two best clauses of review and plan and the kind of commitment
   gives the probability of each outcome; that of the likeliest is the confidence. Its odds are divided by a
   temperature chosen on pairs that the weights have not seen.

Gradient boosting and random trees in place of step 2, word vectors from the same reports, the length of the review,
and more features in step 3 were tried: none was better.

## Trained on

{pairs}

Rows the annotators were unsure of weigh half in step 3; the scores it is fitted on are of pairs that step 2 has not
seen. `weights.json` holds the weights learnt on all pairs and, for evaluation, those learnt without each of them.

## Figures

Each pair with the weights learnt without it (leave one pair out), commitments as the tool finds them, numbers and
admissions included:

| pair | found | outcome | evidence | numeric targets |
| --- | --- | --- | --- | --- |
{figures}

Of the rows the annotators were sure of, the outcome is right for {sure:.3f}. Outcome by kind: targets {target:.3f},
named actions {action:.3f}, tasks {task:.3f}. The figures are a little kind: word lists, thresholds of pairing and
features were chosen while reading the errors of these pairs. What to expect at first sight: six of the pairs
(`district-2021-2022`, `province-2019-2020`, and the State Council of 2003, 2005, 2009 and 2017) were measured once with
the weights of five others before anything was learnt or read from them: outcome 0.791 (tasks 0.752, named actions
0.879), evidence 0.846, and where 0.97 was said 0.90 was right.

| confidence from | rows | mean confidence | right |
| --- | --- | --- | --- |
{calibration}

## Limits

- Whether a related clause is the same thing is a matter on which careful readers differ: every tenth row is marked
  unsure by its annotator.
- Paraphrases without a common word (药价下降, 医保控费) are missed; near relatives with many common words
  (失业保险扩围, 失业保险返还) are taken for the thing now and then.
- Reports of before 1979 have few checkable commitments and were not annotated.

All files are plain JSON.
"""


def follow_up_card(meta: Mapping[str, Any]) -> str:
    """The card for a model with this ``meta.json``."""
    figures = meta["leave_one_pair_out"]
    shown = ("recall", "outcome", "evidence", "numbers")

    def cells(row: Mapping[str, Any]) -> str:
        values = (row.get(name, {}).get("value") for name in shown)
        return " | ".join("–" if value is None else f"{value:.3f}" for value in values)

    value = {name: entry["value"] for name, entry in figures["figures"].items()}
    return _CARD.format(
        sentences=meta["background"]["sentences"],
        reports=meta["background"]["reports"],
        features=meta["features"],
        pairs="\n".join(f"- `{name}`: {number} commitments" for name, number in meta["trained_on"].items()),
        figures="\n".join(
            [
                f"| all | {cells(figures['figures'])} |",
                *(f"| `{name}` | {cells(row)} |" for name, row in figures["pairs"].items()),
            ]
        ),
        sure=value["outcome.sure"],
        target=value["outcome.target"],
        action=value["outcome.action"],
        task=value["outcome.task"],
        calibration="\n".join(
            f"| {row['from']:.1f} | {row['rows']} | {row['confidence']:.3f} | {row['right']:.3f} |"
            for row in figures["calibration"]
        ),
    )
