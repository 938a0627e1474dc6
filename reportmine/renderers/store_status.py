"""The state of a store as a page for the terminal, and its tables with what their columns hold."""

from __future__ import annotations

from collections.abc import Iterator

from reportmine.messages import tr
from reportmine.renderers.controls import CONTROLS
from reportmine.store import schema
from reportmine.store.descriptions import describe_column, describe_table
from reportmine.store.overview import Disagreement, Overview

_FEW = 10


def render(overview: Overview, name: str, *, full: bool = False) -> str:
    """The page; ``full`` lists everything, not the first few."""
    return "\n".join(line.translate(CONTROLS) for line in _lines(overview, name, None if full else _FEW))


def _lines(overview: Overview, name: str, most: int | None) -> Iterator[str]:
    tables = {table: f"{count:,}" for table, count in overview.tables.items()}
    yield tr("{name}（格式第 {version} 版，分词 {segmenter}）", name=name, version=overview.version,
             segmenter=overview.segmenter or "-")  # fmt: skip
    yield (
        tr("{count:,} 份报告，{chars} 字；", count=overview.tables["reports"], chars=f"{overview.chars:,}")
        + tr("来自 {count:,} 个文件，其中 {copies} 个内容重复", count=overview.files, copies=f"{overview.copies:,}")
    )
    yield tr("段落 {paragraphs}　指标 {indicators}　举措 {actions}　检查结果 {findings}　研究指标 {measures}", **tables)
    levels = {"nation": tr("全国"), "province": tr("省级"), "city": tr("地级"), "county": tr("县级"),
              "township": tr("乡级")}  # fmt: skip
    if overview.levels:
        told = [f"{levels.get(level, level)} {count:,}" for level, count in overview.levels.items()]
        yield tr("层级：{levels}", levels=tr("，").join(told))
    if overview.years:
        years = list(overview.years)
        yield tr("年份：{first}–{last}，共 {count} 个年份", first=years[0], last=years[-1], count=len(years))
    if overview.without_place or overview.without_year:
        yield tr("认不出地区的 {places} 份，认不出年份的 {years} 份", places=overview.without_place,
                 years=overview.without_year)  # fmt: skip
    if overview.measured:
        yield tr("已计算研究指标的 {count:,} 份；词典：{names}", count=overview.measured,
                 names=tr("、").join(overview.dictionaries) or "-")  # fmt: skip
    if overview.unread:
        yield ""
        yield tr("读不了的文件 {count:,} 个：", count=len(overview.unread))
        yield from (f"  {one.reason}" for one in overview.unread[:most])
        yield from _rest(len(overview.unread), most)
    if overview.disagreements:
        yield ""
        yield tr("说法不一的 {count:,} 处：", count=len(overview.disagreements))
        yield from (f"  {one.path}  {describe_disagreement(one)}" for one in overview.disagreements[:most])
        yield from _rest(len(overview.disagreements), most)


def describe_disagreement(one: Disagreement) -> str:
    """What the sources say of a file, and which was taken."""
    if one.field == "text":
        return tr("与 {path} 几乎相同，只算一份", path=one.chosen)
    fields = {"year": tr("年份"), "place": tr("地区"), "organisation": tr("报告机关")}
    sources = {"metadata": tr("说明表"), "text": tr("正文"), "file name": tr("文件名")}
    others = []
    for said in (one.others or "").split("; "):
        source, _, value = said.partition(": ")
        others.append(tr("{source}是 {value}", source=sources.get(source, source), value=value))
    return tr(
        "{field}取{source}的 {chosen}；{others}",
        field=fields.get(one.field, one.field),
        source=sources.get(one.chosen_from or "", one.chosen_from),
        chosen=one.chosen,
        others=tr("、").join(others),
    )


def _rest(count: int, most: int | None) -> Iterator[str]:
    if most is not None and count > most:
        yield tr("  …还有 {count:,} 个，加 --full 全部列出", count=count - most)


def render_tables() -> str:
    """Every table and column with what it holds, as Markdown."""
    lines = [f"# {tr('语料库的表')}", ""]
    about = tr(
        "语料库文件是 DuckDB 数据库，格式第 {version} 版。用 reportmine corpus query、DuckDB 或 Python 都能读。",
        version=schema.VERSION,
    )
    lines += [about, ""]
    for table in schema.TABLES:
        lines += [f"## {table.name}", "", tr("{about}。", about=describe_table(table)), ""]
        lines += [f"| {tr('列')} | {tr('类型')} | {tr('含义')} |", "| --- | --- | --- |"]
        lines += [f"| {one.name} | {one.type} | {describe_column(one, table.name)} |" for one in table.columns]
        lines.append("")
    return "\n".join(lines).rstrip()
