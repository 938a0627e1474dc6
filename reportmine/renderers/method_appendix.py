"""The method appendix beside an export of measures: what was counted how, by which edition, over which reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportmine import __version__
from reportmine.lexicon import load
from reportmine.messages import language, tr
from reportmine.renderers.store_status import describe_disagreement
from reportmine.store.overview import read_overview
from reportmine.store.store import Store
from reportmine.store.tables import Selection


def render(
    store: Store, selection: Selection, passed_over: Sequence[tuple[str, str]], *, panel: bool, where: str | None
) -> str:
    """The appendix as Markdown."""
    return "\n".join(_lines(store, selection, passed_over, panel, where))


def _lines(
    store: Store, selection: Selection, passed_over: Sequence[tuple[str, str]], panel: bool, where: str | None
) -> Iterator[str]:
    overview = read_overview(store)
    yield f"# {tr('方法说明')}"
    yield ""
    yield tr("用 reportmine {version} 计算；语料库格式第 {schema} 版，分词 {segmenter}。", version=__version__,
             schema=overview.version, segmenter=overview.segmenter or "-")  # fmt: skip
    yield tr("{count:,} 份报告（{files} 个文件，内容重复的 {copies} 个只算一份），{chars} 字。",
             count=overview.tables["reports"], files=f"{overview.files:,}", copies=f"{overview.copies:,}",
             chars=f"{overview.chars:,}")  # fmt: skip
    if where:
        yield tr("只含符合条件的：`{where}`", where=where)
    if panel:
        yield tr("宽表：一地一年一级一行，只用政府的报告（不含部门）；地区代码是当年的。")
    yield ""
    yield f"## {tr('各项指标')}"
    yield ""
    measured = {family for (family,) in store.rows("SELECT DISTINCT measure FROM measures")}
    for family, words in load("measures")["families"].items():
        if family in measured:
            yield f"- **{family}** {words[language()]}"
    yield ""
    yield from _dictionaries(store)
    if panel:
        yield f"## {tr('变量')}"
        yield ""
        yield f"| {tr('变量')} | {tr('含义')} |"
        yield "| --- | --- |"
        yield from (f"| {column.name} | {column.about} |" for column in selection.columns)
        yield ""
    if passed_over:
        yield f"## {tr('同一地区同一年有几份不同的报告')}"
        yield ""
        yield tr("取正文最长的一份：")
        yield ""
        yield from (f"- {path} → {kept}" for path, kept in passed_over)
        yield ""
    if overview.disagreements:
        yield f"## {tr('说法不一的地方')}"
        yield ""
        yield from (f"- {one.path} {describe_disagreement(one)}" for one in overview.disagreements)
        yield ""


def _dictionaries(store: Store) -> Iterator[str]:
    rows = store.rows(
        "SELECT dictionary, dictionary_version FROM measures WHERE dictionary IS NOT NULL GROUP BY ALL ORDER BY ALL"
    )
    if not rows:
        return
    yield f"## {tr('词典')}"
    yield ""
    yield from (f"- {name} {version}" for name, version in rows)
    yield ""
