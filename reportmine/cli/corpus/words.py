"""``reportmine corpus words``: new, hot and dying words over the years of a store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from reportmine.cli.help import Command
from reportmine.messages import LANGUAGES, tr

if TYPE_CHECKING:
    from reportmine.store.rows import Row
    from reportmine.store.store import Store
    from reportmine.store.words import Words

_YEAR = click.IntRange(1900, 2100)
_SHOWN = ("word", "total", "reports", "first_year", "last_year", "before", "recent", "slope", "g2")


@click.command(
    cls=Command,
    help=tr(
        "历年用词：每个词哪年首次出现、增长多快、最后一年是否反常，哪些是新词、热词、正在消失的词。"
        "屏幕上列出最突出的，--output 写出全部。"
    ),
    short_help=tr("历年用词：新词、热词、正在消失的词。"),
)
@click.argument("store_name", metavar="STORE")
@click.option("--by", type=click.Choice(("year", "level", "province")), default="year", show_default=True,
              help=tr("每万词的次数按年份、层级还是省份分列。"))  # fmt: skip
@click.option("--from", "first", type=_YEAR, metavar="YEAR", help=tr("从哪年的报告起。"))
@click.option("--to", "last", type=_YEAR, metavar="YEAR", help=tr("到哪年的报告止。"))
@click.option("--where", metavar="SQL", help=tr("只要符合条件的报告，如 \"level = 'city' AND government\"。"))
@click.option("--min", "least", type=click.IntRange(1), default=5, show_default=True, metavar="N",
              help=tr("总共少于 N 次的词不算。"))  # fmt: skip
@click.option("--top", type=click.IntRange(1, 1000), default=20, show_default=True, metavar="N",
              help=tr("屏幕上每类列出几个词。"))  # fmt: skip
@click.option("--output", "-o", "target", metavar="OUT.{csv,parquet,xlsx,dta}", help=tr("导出到文件。"))
@click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=tr("界面语言；默认中文。"))
def words(
    store_name: str,
    by: str,
    first: int | None,
    last: int | None,
    where: str | None,
    least: int,
    top: int,
    target: str | None,
) -> None:
    """Prints three short lists, and writes all words when asked."""
    from typing import cast

    from reportmine.cli import output
    from reportmine.store.export import check_target, export
    from reportmine.store.store import open_store
    from reportmine.store.words import Group, read_words, table_of

    if target is not None:
        check_target(target)
        output.refuse_overwriting((store_name,), target)
    with open_store(store_name) as store:
        found = read_words(store, by=cast("Group", by), first=first, last=last, where=where, least=least)
    memory, selection = table_of(found)
    with memory:
        output.write(_told(memory, found, top), None)
        if target is not None:
            rows = export(memory, selection, target, name="words")
            click.echo(tr("{target}：{count:,} 行", target=target, count=rows))


def _told(memory: Store, found: Words, top: int) -> str:
    from reportmine.measures.vocabulary import newest_years
    from reportmine.renderers import query_result

    years = found.by_year.years
    if len(years) < 2:
        return tr("有年份的报告只有 {count} 个年份，看不出变化；至少要两年", count=len(years))
    newest = newest_years(years)
    lines = [
        tr(
            "{first}—{last} 年 {count} 个年份，{words} 个词；近期指 {since} 年起的 {newest} 个年份，次数是每万词。",
            first=years[0], last=years[-1], count=len(years), words=f"{len(found.by_year.words):,}",
            since=newest[0], newest=len(newest),
        )
    ]  # fmt: skip
    columns = [
        tr("词"), tr("次数"), tr("报告数"), tr("首次"), tr("最近"), tr("此前"), tr("近期"), tr("年增长"), "G²",
    ]  # fmt: skip
    titles = {"new": tr("新词（近期才出现）"), "hot": tr("热词（近期多用）"), "dying": tr("正在消失的词（近期少用）")}
    for mark, title in titles.items():
        rows = memory.rows(
            f"SELECT {', '.join(_SHOWN)} FROM words WHERE mark = ? ORDER BY abs(keyness_z) DESC, word LIMIT ?",
            [mark, top],
        )
        lines += ["", title, query_result.render(columns, _spoken(rows), "text") if rows else tr("（没有）")]
    return "\n".join(lines) + "\n"


def _spoken(rows: Sequence[Row]) -> list[Row]:
    """Short numbers for the screen: growth a year in percent."""
    return [
        (*row[:5], round(row[5], 2), round(row[6], 2), "" if row[7] is None else f"{100 * row[7]:+.1f}%", round(row[8]))
        for row in rows
    ]
