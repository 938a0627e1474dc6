"""The list of changes between two versions as an office writes it (修改清单): text, Markdown, JSON.

Takes a ``RevisionList``, gives a string without a line break at the end. Read next: ``revisions_xlsx.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from reportmine.comparison.model import Passage
from reportmine.comparison.revisions.places import Place
from reportmine.comparison.revisions.revisions import REVISIONS_SCHEMA_VERSION, Revision, RevisionList
from reportmine.messages import language, tr
from reportmine.renderers.controls import CONTROLS

#: Below this the two files are hardly versions of one report.
UNLIKE = 0.3
# Characters of a quotation on the screen, and around the words that changed.
_QUOTED, _AROUND = 60, 14
# In the middle of a sentence the words before a place tell where it is.
_BEFORE = 12
_MARK = re.compile("[，；：、。！？]")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|#])")
_LINE_BREAK = re.compile(r"\s*\n\s*")
_INNER_QUOTES = str.maketrans("“”", "‘’")
_NUMERALS = "〇一二三四五六七八九"


class Row(NamedTuple):
    """One change in words: where, what, with what around it, and what to look at."""

    place: str
    change: str
    around: str
    remarks: str


def kind_name(kind: str) -> str:
    """The kinds of changes."""
    return {"added": tr("增加"), "replaced": tr("替换"), "deleted": tr("删除"), "moved": tr("移动")}[kind]


def render_text(changes: RevisionList) -> str:
    """The list for the screen; long quotations are cut in the middle."""
    return "\n".join(_text(changes))


def render_markdown(changes: RevisionList) -> str:
    """The list as Markdown, quotations in full."""
    return "\n".join(_markdown(changes))


def render_json(changes: RevisionList) -> str:
    """The list as one JSON object, the fields of ``comparison/revisions/revisions.py``."""
    fields: dict[str, Any] = {"schema": REVISIONS_SCHEMA_VERSION, **msgspec.to_builtins(changes)}
    return msgspec.json.format(msgspec.json.encode(fields), indent=2).decode()


def row_of(revision: Revision, quoted: int | None = None) -> Row:
    """A change in words; quotations are cut to about ``quoted`` characters."""
    return Row(place_of(revision), _change(revision, quoted), _around(revision), _remarks(revision))


def place_of(revision: Revision) -> str:
    """Where a change stands in the draft; what was added, in the final version."""
    place = revision.draft_place or revision.final_place
    assert place is not None
    return place_name(place)


def place_name(place: Place) -> str:
    """第二部分第3段.

    >>> place_name(Place(part=2, paragraph=3)), place_name(Place())
    ('第二部分第3段', '标题')
    """
    if place.part is None:
        return tr("第{paragraph}段", paragraph=place.paragraph) if place.paragraph else tr("标题")
    part = str(place.part) if language() == "en" else _numeral(place.part)
    if not place.paragraph:
        return tr("第{part}部分标题", part=part)
    return tr("第{part}部分第{paragraph}段", part=part, paragraph=place.paragraph)


def warning(changes: RevisionList) -> str | None:
    """What to say where the two files are hardly versions of one report."""
    if changes.share >= UNLIKE:
        return None
    return tr("两份文件只有 {share} 相同，可能不是同一份报告的两稿", share=f"{changes.share:.0%}")


def _text(changes: RevisionList) -> Iterator[str]:
    yield tr("修改清单")
    yield from (line.translate(CONTROLS) for line in _head(changes))
    for number, revision in enumerate(changes.revisions, 1):
        row = row_of(revision, _QUOTED)
        yield ""
        remarks = f"  [{row.remarks}]" if row.remarks else ""
        yield tr("{number}. {place}：{change}", number=number, place=row.place, change=row.change) + remarks
        if row.around:
            yield f"   {row.around}"


def _markdown(changes: RevisionList) -> Iterator[str]:
    yield f"# {tr('修改清单')}"
    for line in _head(changes):
        yield ""
        yield _escaped(line.translate(CONTROLS))
    section: str | None = None
    for number, revision in enumerate(changes.revisions, 1):
        row = row_of(revision)
        if revision.section != section:
            section = revision.section
            yield ""
            yield f"## {_escaped(_clean(section or tr('标题')))}"
        yield ""
        remarks = f" **{row.remarks}**" if row.remarks else ""
        yield f"{number}. {_escaped(tr('{place}：{change}', place=row.place, change=row.change))}{remarks}"
        if row.around:
            yield f"   > {_escaped(row.around)}"


def _head(changes: RevisionList) -> Iterator[str]:
    yield tr("原稿：{draft}", draft=changes.draft)
    yield tr("定稿：{final}", final=changes.final)
    if said := warning(changes):
        yield tr("提示：") + said
    if not changes.revisions:
        yield tr("正文没有改动")
        return
    counts = Counter(revision.kind for revision in changes.revisions)
    kinds = [f"{kind_name(kind)} {counts[kind]}" for kind in ("added", "replaced", "deleted", "moved") if counts[kind]]
    yield tr("共 {count} 处：{kinds}", count=len(changes.revisions), kinds=tr("，").join(kinds))
    shifts = Counter(revision.commitment for revision in changes.revisions)
    told = [
        tr("数字有改动 {count} 处", count=sum(revision.figures for revision in changes.revisions)),
        tr("承诺加强 {count} 处", count=shifts["strengthened"]),
        tr("承诺减弱 {count} 处", count=shifts["weakened"]),
    ]
    yield tr("其中") + tr("，").join(told)


def _change(revision: Revision, quoted: int | None) -> str:
    draft, final = (
        # Quotation marks stand around it.
        _quotation(passage, quoted).translate(_INNER_QUOTES)
        for passage in (revision.draft, revision.final)
    )
    if revision.kind == "replaced":
        return tr("“{draft}”改为“{final}”", draft=draft, final=final)
    if revision.kind == "moved":
        assert revision.final_place is not None
        return tr("“{draft}”移到{place}", draft=draft, place=place_name(revision.final_place))
    if revision.kind == "deleted":
        return tr("删除“{draft}”", draft=draft)
    before = _before(revision)
    if before:
        return tr("在“{before}”后增加“{final}”", before=before, final=final)
    return tr("增加“{final}”", final=final)


def _before(revision: Revision) -> str:
    """The words before what was added inside a sentence."""
    added, sentence = revision.final, revision.final_sentence
    if added is None or sentence is None or revision.draft_sentence is None:
        return ""
    before = _clean(sentence.text[: added.start - sentence.start])
    clause = _MARK.split(before)[-1]
    return (clause or before)[-_BEFORE:].translate(_INNER_QUOTES)


def _around(revision: Revision) -> str:
    """The sentence around the change in the final version (in the draft where it was deleted), the words in 【】."""
    changed, sentence = revision.final, revision.final_sentence
    if changed is None:
        changed, sentence = revision.draft, revision.draft_sentence
    if changed is None or sentence is None or (changed.start, changed.end) == (sentence.start, sentence.end):
        return ""
    before = _clean(sentence.text[: changed.start - sentence.start])
    after = _clean(sentence.text[changed.end - sentence.start :])
    head = "…" if len(before) > _AROUND else ""
    tail = "…" if len(after) > _AROUND else ""
    return f"{head}{before[-_AROUND:]}【{_quotation(changed, _QUOTED)}】{after[:_AROUND]}{tail}"


def _remarks(revision: Revision) -> str:
    said = [tr("数字有改动")] if revision.figures else []
    if revision.commitment:
        said.append({"strengthened": tr("承诺加强"), "weakened": tr("承诺减弱")}[revision.commitment])
    return tr("，").join(said)


def _quotation(passage: Passage | None, most: int | None) -> str:
    if passage is None:
        return ""
    said = _clean(passage.text)
    if most is None or len(said) <= most:
        return said
    return said[: most * 2 // 3] + "……" + said[-(most // 3) :]


def _clean(text: str) -> str:
    return _LINE_BREAK.sub("", text).translate(CONTROLS)


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def _numeral(number: int) -> str:
    """A number below a hundred as in 第十二部分."""
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return head + (_NUMERALS[ones] if ones or not tens else "")
