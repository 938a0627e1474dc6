"""A comparison as pages, one a part, before it is drawn: what a person wants to know, the striking first.

Takes a ``Comparison``, gives ``Page``s of listings and grids, all words in the language of the user;
``comparison_text`` and ``comparison_markdown`` draw them.
Read next: ``comparison_words.py`` (the names of outcomes, verdicts and so on), ``comparison_places.py``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from reportmine.comparison.model import (
    ActionChange,
    Comparison,
    FollowUp,
    LedgerEntry,
    Outcome,
    PartName,
    Passage,
    SharedPassage,
    ShortfallChange,
    ShortfallTrend,
    Similarity,
    Verdict,
    WordingShift,
    WordTrend,
)
from reportmine.messages import tr
from reportmine.renderers.comparison_figures import tabulate
from reportmine.renderers.comparison_places import Places, count_places, quote
from reportmine.renderers.comparison_words import (
    action_change,
    arithmetic,
    check_name,
    figure_value,
    ledger_reason,
    number,
    outcome_name,
    reckoned,
    shift_name,
    shortfall_change,
    verdict_name,
)
from reportmine.renderers.words import in_brackets, type_name

#: The outcomes, grave ones first.
OUTCOMES: tuple[Outcome, ...] = ("missed", "not_mentioned", "restated", "met", "reported")
VERDICTS: tuple[Verdict, ...] = ("contradiction", "different_base", "rounding", "consistent")
_ROWS = 10
# Of many pairs of years the last ones are shown.
_PAIRS = 2


class Item(NamedTuple):
    """One thing: what it is, where it stands, and lines that explain it."""

    text: str
    place: str
    details: tuple[str, ...] = ()


class Listing(NamedTuple):
    """Things of one sort under a heading; ``left`` more are not shown."""

    title: str
    items: tuple[Item, ...]
    left: int = 0


class Grid(NamedTuple):
    """A table; every column but the first holds figures."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left: int = 0


class Page(NamedTuple):
    """One part of a comparison: a sentence or two, then listings and grids."""

    title: str
    lead: tuple[str, ...]
    blocks: tuple[Listing | Grid, ...]


def pages(comparison: Comparison, *, full: bool = False) -> Iterator[Page]:
    """The pages of the parts that were found, in the order of ``PARTS``; ``full`` leaves no row out."""
    places = Places(comparison)
    limit = None if full else _ROWS
    makers: dict[PartName, Callable[[Comparison, Places, int | None], Page]] = {
        "follow_up": _follow_up,
        "ledger": _ledger,
        "series": _series,
        "actions": _actions,
        "shortfalls": _shortfalls,
        "wording": _wording,
        "similarity": _similarity,
    }
    for part, make in makers.items():
        if getattr(comparison, part) is not None:
            page = make(comparison, places, limit)
            yield page if page.lead or page.blocks else page._replace(lead=(tr("没有找到可列的内容"),))


def _listing(title: str, items: Sequence[Item], limit: int | None) -> Listing:
    shown = tuple(items if limit is None else items[:limit])
    return Listing(f"{title} {len(items)}", shown, len(items) - len(shown))


def _pairs(rows: Iterable[FollowUp]) -> dict[tuple[int, int], list[FollowUp]]:
    found: dict[tuple[int, int], list[FollowUp]] = defaultdict(list)
    for row in rows:
        found[row.promise.report, row.next_report].append(row)
    return found


def _follow_up(comparison: Comparison, places: Places, limit: int | None) -> Page:
    blocks: list[Listing | Grid] = []
    lead: list[str] = []
    pairs = sorted(_pairs(comparison.follow_up or ()).items())
    for (earlier, later), rows in pairs:
        counts = Counter(row.outcome for row in rows)
        said = tr("，").join(f"{outcome_name(outcome)} {counts[outcome]}" for outcome in OUTCOMES if counts[outcome])
        lead.append(
            tr(
                "{earlier} 年计划的 {count} 项，到 {later} 年报告：{said}",
                earlier=places.names[earlier],
                later=places.names[later],
                count=len(rows),
                said=said,
            )
        )
        if limit is not None and (earlier, later) not in dict(pairs[-_PAIRS:]):
            continue
        clauses = Counter(row.promise.start for row in rows)
        for outcome in OUTCOMES:
            chosen = [row for row in rows if row.outcome == outcome]
            # What the office has written of stands first; figures say more than names, and names more than tasks.
            chosen.sort(
                key=lambda row: (not row.filled, ("target", "action", "task").index(row.kind), row.promise.start)
            )
            if chosen:
                title = f"{places.names[earlier]} → {places.names[later]}  {outcome_name(outcome)}"
                items = [_promise(row, places, clauses[row.promise.start] > 1) for row in chosen]
                blocks.append(_listing(title, items, limit))
    if limit is not None and len(pairs) > _PAIRS:
        lead.append(tr("下面是最近 {count} 对年份的，其余加 --full", count=_PAIRS))
    return Page(tr("承诺落实情况"), tuple(lead), tuple(blocks))


def _promise(row: FollowUp, places: Places, shared: bool) -> Item:
    """A commitment; ``shared`` tells that its clause makes others, too, so that its name has to be told."""
    details = []
    if row.arithmetic is not None:
        details.append(arithmetic(row.target, row.actual, row.arithmetic))
    details += ["→ " + places.quoted(passage) for passage in row.evidence[:1]]
    if row.filled:
        details.append(
            tr("任务分解表：")
            + tr("；").join(tr("{name}：{said}", name=key, said=value) for key, value in row.filled.items())
        )
    text = quote(row.promise.text)
    if shared and row.name:
        text = tr("{name}——{clause}", name=row.name, clause=text)
    return Item(text, places.of(row.promise.report, row.promise.start), tuple(details))


def _ledger(comparison: Comparison, places: Places, limit: int | None) -> Page:
    rows = comparison.ledger or ()
    counts = Counter(row.verdict for row in rows)
    said = tr("，").join(f"{verdict_name(verdict)} {counts[verdict]}" for verdict in VERDICTS if counts[verdict])
    lead = tr("核对 {count} 处：{said}", count=len(rows), said=said) if rows else tr("没有可以互相核对的数字")
    blocks = []
    # Whether targets were reached has its own page.
    of_targets = [row for row in rows if row.check == "target-result" and row.verdict == "consistent"]
    if of_targets and limit is not None:
        lead += tr("，其中 {count} 处是目标与结果，见“承诺落实情况”", count=len(of_targets))
        rows = tuple(row for row in rows if row not in of_targets)
    for verdict in VERDICTS:
        chosen = [row for row in rows if row.verdict == verdict]
        if chosen:
            most = None if verdict == "contradiction" else limit
            blocks.append(_listing(verdict_name(verdict), [_entry(row, places) for row in chosen], most))
    return Page(tr("账目核对"), (lead,), tuple(blocks))


def _entry(row: LedgerEntry, places: Places) -> Item:
    details = [
        f"{figure.name} {figure_value(figure)}" + in_brackets(places.of(figure.report, figure.start))
        for figure in row.figures
    ]
    if row.check != "target-result" and row.expected is not None and row.actual is not None:
        details.append(
            tr(
                "推算 {expected}{unit}，报告写 {actual}{unit}",
                expected=reckoned(row.expected),
                actual=number(row.actual),
                unit=row.unit,
            )
        )
    if row.reason:
        details.append(ledger_reason(row.reason))
    if row.missing:
        details.append(tr("缺 {years} 年的数", years=tr("、").join(map(str, row.missing))))
    first = row.figures[0]
    return Item(
        tr("{name}：{said}", name=row.name, said=check_name(row.check)),
        places.of(first.report, first.start),
        tuple(details),
    )


def _series(comparison: Comparison, places: Places, limit: int | None) -> Page:
    series = comparison.series or ()
    table = tabulate(series, comparison.reports, places.names, limit and 2 * limit)
    lead = tr("两份以上报告都有的指标 {count} 个；“目标→结果”同列", count=len(series))
    grid = Grid("", *table, len(series) - len(table.rows))
    return Page(tr("指标变化"), (lead,), (grid,) if table.rows else ())


def _actions(comparison: Comparison, places: Places, limit: int | None) -> Page:
    rows = comparison.actions or ()
    counts = Counter(row.change for row in rows)
    order: tuple[ActionChange, ...] = ("renamed", "dropped", "new", "continued")
    lead = tr("，").join(f"{action_change(change)} {counts[change]}" for change in order if counts[change])
    blocks = []
    for change in order:
        chosen = [row for row in rows if row.change == change]
        items = []
        for row in chosen:
            last = row.mentions[-1]
            name = " → ".join(row.names) if row.names else row.name
            reports = list(dict.fromkeys(places.names[mention.report] for mention in row.mentions))
            among = (
                f"{reports[0]}–{reports[-1]} ({len(reports)})" if len(reports) > _ROWS // 2 else tr("、").join(reports)
            )
            said = name + in_brackets(type_name(row.type)) + (f"  {among}" if len(reports) > 1 else "")
            items.append(Item(said, places.of(last.report, last.start)))
        if items:
            blocks.append(_listing(action_change(change), items, limit))
    return Page(tr("举措变化"), (lead,) if lead else (), tuple(blocks))


def _shortfalls(comparison: Comparison, places: Places, limit: int | None) -> Page:
    rows = comparison.shortfalls or ()
    among = count_places(comparison.reports)
    blocks = []
    order: tuple[ShortfallChange, ...] = ("returns", "new", "gone")
    for change in order:
        chosen = [row for row in rows if row.change == change]
        items = [
            Item(
                quote(row.mentions[-1].text),
                places.of(row.mentions[-1].report, row.mentions[-1].start),
                tuple("← " + places.quoted(mention) for mention in _earlier(row)[: limit and _PAIRS]),
            )
            for row in chosen
        ]
        if items:
            blocks.append(_listing(shortfall_change(change, among), items, limit))
    counts = Counter(row.change for row in rows)
    lead = tr("，").join(f"{shortfall_change(change, among)} {counts[change]}" for change in order if counts[change])
    return Page(tr("问题变化"), (lead or tr("没有找到写问题的段落"),), tuple(blocks))


def _earlier(row: ShortfallTrend) -> list[Passage]:
    """How earlier reports put a problem, the latest first, one passage a report."""
    found: dict[int, Passage] = {}
    for mention in row.mentions[-2::-1]:
        if mention.report != row.mentions[-1].report:
            found.setdefault(mention.report, mention)
    return list(found.values())


def _wording(comparison: Comparison, places: Places, limit: int | None) -> Page:
    wording = comparison.wording
    assert wording is not None
    blocks: list[Listing | Grid] = []
    for shift in ("weakened", "strengthened"):
        items = [
            Item(
                tr("{change}：{clause}", change=_shifted(row), clause=quote(row.later.text)),
                places.of(row.later.report, row.later.start),
                ("← " + places.quoted(row.earlier),),
            )
            for row in wording.shifts
            if row.shift == shift
        ]
        if items:
            blocks.append(_listing(shift_name(shift), items, limit))
    for rises, title in ((True, tr("使用增多的词")), (False, tr("使用减少的词"))):
        chosen = [row for row in wording.words if row.rises is rises]
        shown = chosen if limit is None else chosen[:limit]
        if shown:
            columns = (tr("词"), *places.names, "z", "G²", tr("首次–末次"))
            blocks.append(Grid(title, columns, tuple(_word(row) for row in shown), len(chosen) - len(shown)))
    return Page(tr("措辞变化"), (), tuple(blocks))


def _shifted(row: WordingShift) -> str:
    if not row.new:
        return tr("去掉“{word}”", word=row.old)
    return f"{row.old} → {row.new}" if row.old else tr("加上“{word}”", word=row.new)


def _word(row: WordTrend) -> tuple[str, ...]:
    years = "–".join(str(year) for year in (row.first_year, row.last_year) if year is not None)
    return (row.word, *map(str, row.counts), f"{row.z:.1f}", f"{row.g2:.1f}", years)


def _similarity(comparison: Comparison, places: Places, limit: int | None) -> Page:
    pairs = comparison.similarity or ()
    shown = pairs if limit is None else sorted(pairs, key=lambda pair: -pair.cosine)[: 2 * limit]
    grid = Grid(
        "",
        (tr("两份报告"), tr("用词相似度"), tr("前一份被沿用"), tr("后一份沿自前一份")),
        tuple(
            (
                f"{places.names[pair.earlier]} – {places.names[pair.later]}",
                f"{pair.cosine:.2f}",
                f"{pair.earlier_in_later:.0%}",
                f"{pair.later_in_earlier:.0%}",
            )
            for pair in shown
        ),
        len(pairs) - len(shown),
    )
    blocks: list[Listing | Grid] = [grid] if pairs else []
    near = [pair for pair in pairs if pair.later == pair.earlier + 1]
    for pair in pairs if limit is None else near[-_PAIRS:]:
        blocks += _overlap(pair, places, limit)
    return Page(tr("文字沿用"), (), tuple(blocks))


def _overlap(pair: Similarity, places: Places, limit: int | None) -> Iterator[Listing | Grid]:
    names = f"{places.names[pair.earlier]} – {places.names[pair.later]}"
    later = [row for row in pair.sections if row.report == pair.later]
    if later:
        rows = []
        for row in later:
            total = max(1, row.carried + row.rewritten + row.new)
            shares = (f"{count / total:.0%}" for count in (row.carried, row.rewritten, row.new))
            rows.append((row.heading or tr("全文"), str(total), *shares))
        shown = rows if limit is None else rows[:limit]
        columns = (tr("部分"), tr("字数"), tr("原样沿用"), tr("改写"), tr("新增"))
        yield Grid(f"{names}  {tr('各部分来历')}", columns, tuple(shown), len(rows) - len(shown))
    if pair.longest:
        items = [
            Item(
                quote(one.later.text),
                tr("{count} 字", count=one.chars),
                (_same(places, one),),
            )
            for one in pair.longest
        ]
        yield _listing(f"{names}  {tr('最长的相同段落')}", items, None if limit is None else 3)


def _same(places: Places, shared: SharedPassage) -> str:
    earlier, later = shared.earlier, shared.later
    return f"{places.of(earlier.report, earlier.start)} = {places.of(later.report, later.start)}"
