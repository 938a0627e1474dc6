"""``reportmine evaluate``: precision, recall and F1 of every step on annotated reports."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from reportmine.cli import output
from reportmine.cli.help import Command
from reportmine.evaluate import LABELS, Evaluation, Score
from reportmine.messages import LANGUAGES, tr


@click.command(cls=Command, help=tr("在标注好的报告上测量每一步的准确率、召回率和 F1；DIR 默认为自带的 corpus/。"))
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@click.option("--reports", metavar="DIR", type=click.Path(path_type=Path),
              help=tr("改用公开报告测量：报告在 DIR，标注在 corpus/public（只有位置，没有原文）。"))  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
              help=tr("输出形式。"))  # fmt: skip
@click.option("--errors", type=click.IntRange(0), default=0, help=tr("同时列出前 N 处差异。"))
@click.option("--output", "-o", "target", metavar="PATH", help=tr("写入文件而不是屏幕。"))
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
def evaluate(folder: Path | None, reports: Path | None, form: str, errors: int, target: str | None) -> None:
    """Evaluates and prints."""
    import reportmine
    from reportmine.evaluate import evaluate as compare_all
    from reportmine.evaluate import evaluate_public
    from reportmine.resources import resource

    if reports is not None:
        result = evaluate_public((folder or resource("corpus")) / "public", reports, reportmine.analyze)
    else:
        result = compare_all(folder or resource("corpus"), reportmine.analyze)
    if form == "json":
        output.write(_as_json(result), target, data=True)
        return
    note = tr("注：自带语料参与过训练和调整，这里是已经达到的水平；新文本上的表现见 corpus/held-out。")
    own = folder is None and reports is None
    output.write(_as_text(result, errors) + (f"\n\n{note}" if own else ""), target)


def _as_json(result: Evaluation) -> str:
    scores = {
        step: {
            "precision": round(score.precision, 4), "recall": round(score.recall, 4), "f1": round(score.f1, 4),
            "gold": score.right + score.missed,
        }
        for step, score in result.scores.items()
    }  # fmt: skip
    rates = {name: round(agreed / compared, 4) for name, (agreed, compared) in result.rates.items()}
    fields = {"documents": result.documents, "scores": scores, "rates": rates}
    return msgspec.json.format(msgspec.json.encode(fields), indent=2).decode()


def _as_text(result: Evaluation, errors: int) -> str:
    lines = [tr("{count} 篇报告：{names}", count=len(result.documents), names=" ".join(result.documents)), ""]
    lines.append(f"{'':26}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}")
    lines += [_row(step, score) for step, score in result.scores.items()]
    three = [result.scores.get(f"paragraphs.{label}") for label in LABELS[:3]]
    if all(three):
        macro = sum(score.f1 for score in three if score) / 3
        lines.append(f"{'paragraphs (macro of 3)':26}{macro:>21.3f}")
    lines += ["", f"{'':26}{tr('一致'):>5}{'':>9}{'gold':>7}"]
    lines += [
        f"{name:26}{agreed / compared:>7.3f}{'':>14}{compared:>7}"
        for name, (agreed, compared) in sorted(result.rates.items())
    ]
    if errors:
        lines.append("")
        lines += [
            f"{document}  {miss.step}.{miss.what}  {miss.gold} | {miss.found}  …{miss.context}…"
            for document, miss in result.misses[:errors]
        ]
    return "\n".join(lines)


def _row(step: str, score: Score) -> str:
    gold = score.right + score.missed
    return f"{step:26}{score.precision:>7.3f}{score.recall:>7.3f}{score.f1:>7.3f}{gold:>7}"
