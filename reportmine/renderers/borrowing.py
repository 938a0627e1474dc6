"""Where the passages of a text come from, as a page for the terminal or JSON.

What is quoted is the text of the sources as the store holds it, secrets and personal data masked.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from reportmine.borrowing.index import Index
from reportmine.borrowing.similar import Borrowing, Passage, Source
from reportmine.messages import tr
from reportmine.renderers.controls import CONTROLS
from reportmine.renderers.words import in_brackets
from reportmine.text import LineIndex

_PASSAGES, _SHOWN = 3, 120


def render(found: Borrowing, name: str, text: str, index: Index, *, full: bool = False) -> str:
    """The page; ``full`` gives all passages whole, not the longest few."""
    return "\n".join(line.translate(CONTROLS) for line in _lines(found, name, text, index, full))


def _lines(found: Borrowing, name: str, text: str, index: Index, full: bool) -> Iterator[str]:
    yield tr("{name}：与语料库的 {reports} 份报告比较", name=name, reports=f"{found.reports:,}")
    yield tr("{covered} 的文字在别的报告里有，另有 {common} 是很多报告都有的套话", covered=f"{found.covered:.1%}",
             common=f"{found.common_share:.1%}")  # fmt: skip
    if not found.sources:
        yield ""
        yield tr("没有找到来源。")
    lines = LineIndex(text)
    for number, source in enumerate(found.sources, 1):
        yield ""
        yield f"{number}. " + tr("　").join(
            (_called(source), f"{source.share:.1%}", tr("{count} 处", count=len(source.passages)))
        )
        passages = sorted(source.passages, key=lambda one: (-one.score, one.start))
        shown = passages if full else passages[:_PASSAGES]
        origin = index.text(source.report)
        for passage in sorted(shown, key=lambda one: one.start):
            line, _ = lines.locate(passage.start)
            also = tr("，另有 {count} 份也有", count=passage.others) if passage.others else ""
            yield f"   {tr('第 {line} 行', line=line)}{in_brackets(tr('{count} 字相同', count=passage.shared) + also)}"
            yield f"     {_quoted(origin, passage, full)}"
        if len(shown) < len(passages):
            yield tr("   …还有 {count} 处，加 --full 全部列出", count=len(passages) - len(shown))


def _called(source: Source) -> str:
    about = source.description
    year = tr("{year} 年", year=about.year) if about.year else ""
    called = " ".join(part for part in (year, about.place or "") if part)
    return " ".join(part for part in (called, about.title or "") if part) or source.report


def _quoted(origin: str, passage: Passage, full: bool) -> str:
    said = " ".join(origin[passage.source_start : passage.source_end].split())
    return said if full or len(said) <= _SHOWN else said[: _SHOWN - 1] + "…"


class _Quoted(msgspec.Struct, frozen=True):
    """A passage with the words of its source."""

    source_text: str
    start: int
    end: int
    source_start: int
    source_end: int
    shared: int
    score: float
    others: int


def render_json(found: Borrowing, name: str, text: str, index: Index) -> str:
    """Everything, each passage with the words of its source; offsets are code points of the two texts."""
    sources = []
    for source in found.sources:
        origin = index.text(source.report)
        passages = [
            _Quoted(origin[one.source_start : one.source_end], one.start, one.end, one.source_start, one.source_end,
                    one.shared, one.score, one.others)
            for one in source.passages
        ]  # fmt: skip
        sources.append(
            {
                "report": source.report,
                **source.description._asdict(),
                "share": source.share,
                "weight": source.weight,
                "passages": passages,
            }
        )
    told = {
        "file": name, "chars": len(text), "letters": found.letters, "reports": found.reports, "covered": found.covered,
        "common_share": found.common_share, "sources": sources, "common": found.common,
    }  # fmt: skip
    return msgspec.json.format(msgspec.json.encode(told), indent=2).decode()
