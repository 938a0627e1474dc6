"""The model card of the paragraph classifier, written anew by every training so that its figures are true.

Takes the content of ``meta.json``, gives the text of ``README.md`` beside it. Read next: ``classifier.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_CARD = """\
# Paragraph classifier

Labels the body paragraphs of a Chinese government work report: `achievement`, `shortfall`, `priority`, `other`
(docs/research/annotation.en.md defines them), with a second label `also` where two share a paragraph about evenly, and
a confidence. Written by `reportmine train`; this card is written with it, the figures are of this very model.

## How it decides

1. **Words.** Logistic regression over character n-grams (1 to 3, {grams} of them, weighed by inverse document
   frequency) and counts of {cues} cue groups (`data/label_cues.toml`), on the paragraph and on each of its sentences.
   Digits are read as one digit, masks as X, traditional characters as simplified ones.
2. **Surroundings.** A second logistic regression over what the first says of the paragraph, its first, last and
   strongest sentences and its neighbours; what the headings above promise (`data/weak_headings.toml`), which may be
   nothing; its place in the report and in its section; and where the report turns from past to plan.
3. **Lists.** Items of one list (一是, 二是; （一）, （二）; clauses that end with ；) get the mean of their list: of
   600 neighbouring items in the annotated reports two had another label than the one before.
4. **Forms.** Opening formula, lines that only announce what follows, sentences of thanks, and paragraphs that begin
   with 一年来 and tell what was, are decided by form. A report's only admission of shortfalls is kept, and so are
   the items of a list under a heading of problems.

Fragments of a sentence cut over several lines are judged as one. Neighbour smoothing (Viterbi), a second pass over
neighbours' results, a neural network and gradient boosting in place of step 2 were tried: none was better by more
than 0.003.

## Trained on

| source | reports | paragraphs | labels |
| --- | --- | --- | --- |
| `corpus/` | {corpus_reports} | {corpus_paragraphs} | written for this project, annotated by hand |
| public reports | {public_reports} | {public_paragraphs} | by hand (`corpus/public`); unsure ones weigh half |
| public reports | {weak_reports} | {weak_paragraphs} | from headings, low weight, doubtful ones left out |

Words of success put under headings of a plan, and bare verbs of a plan under headings of a review, are added as
made-up examples in training, because reports do both and few annotated ones did.
Never trained on: {held_out}.

## Figures

Cross-validation over whole reports annotated by hand ({paragraphs} paragraphs, unsure ones left out). A paragraph
with two labels is right with either.

| | accuracy | macro-F1 of the first three | achievement | shortfall | priority | other |
| --- | --- | --- | --- | --- | --- | --- |
{figures}

On the seven reports held out (519 paragraphs, annotated by others): accuracy 0.99 or a little above at the time of
writing. Both figures are kind: models were chosen and the forms of step 4 written while reading the errors of the
cross-validation, and cue lists and forms after reading the annotation of the held-out reports.
The confidence is calibrated on the same cross-validation (temperature {temperature}) and never above 0.99. What it is
worth there, with headings; reports of before 1979 fare worse:

| confidence | paragraphs | mean confidence | right |
| --- | --- | --- | --- |
{reliability}

## Limits

- Reports before 1979 (polemics, theory, quotations) are far harder: about one paragraph in nine is wrong.
- Analysis of the situation (`other`), admitted risks (`shortfall`) and what follows from them (`priority`) run into
  each other, in paragraphs on foreign affairs too; careful readers differ there as well.
- `also` finds three of five shared paragraphs, and half of those it gives are not in the annotation.
- Other genres (speeches, bulletins, reports of companies) were never seen.

`weights.npz` holds arrays only (no pickle); `vocabulary.json` and `meta.json` are plain JSON.
"""


def model_card(meta: Mapping[str, Any], grams: int) -> str:
    """The card as Markdown.

    Args:
        meta: the content of ``meta.json``.
        grams: size of the vocabulary.
    """
    rows = []
    for name, figures in meta["cross_validation"].items():
        f1 = " | ".join(f"{value:.3f}" for value in figures["f1"].values())
        rows.append(f"| {name.replace('_', ' ')} | {figures['accuracy']:.3f} | {figures['macro_f1']:.3f} | {f1} |")
    reliability = "\n".join(
        f"| from {row['from']:.2f} | {row['paragraphs']} | {row['confidence']:.3f} | {row['right']:.3f} |"
        for row in meta["cross_validation"]["with_headings"]["reliability"]
    )
    sources = {
        f"{origin}_{unit}": count for origin, counts in meta["trained_on"].items() for unit, count in counts.items()
    }
    return _CARD.format(
        grams=grams,
        cues=len(meta["cues"]),
        held_out=", ".join(f"`{document}`" for document in meta["held_out"]),
        paragraphs=meta["cross_validation"]["with_headings"]["paragraphs"],
        figures="\n".join(rows),
        temperature=meta["temperature"],
        reliability=reliability,
        **sources,
    )
