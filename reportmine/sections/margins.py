"""What stands around the report: page furniture, title lines, salutations, contents boxes, glossaries.

Takes the lines of ``layout.py`` and sets the kind of those it knows; what is left without a kind is the
report's own text. The words are in ``data/layout.toml``. Read next: ``headings.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from reportmine.lexicon import load, strings
from reportmine.patterns import regex
from reportmine.sections.numbering import read_marker

if TYPE_CHECKING:
    from reportmine.sections.layout import Line

_LONGEST_FURNITURE = 160
_FRONT_LINES = 90
_ENDS = "。！？!?；;"
# Three characters at least, each apart from the next: 政 府 工 作 报 告; a name (李 明) is not taken for it.
_HAN = r"[^\W_a-zA-Z]"
_GAPS = regex("[ \u3000]+")
_SPACED = regex(rf"(?:(?<![^\W\d_a-zA-Z])|(?<=[年度月])){_HAN}(?:[ \u3000]{{1,4}}{_HAN}(?!{_HAN})){{2,40}}")
# An address that has a stop inside or a verb is a sentence.
_STOP_INSIDE = regex("[。！!：:；？]")
_SENTENCE = regex("我们|今年|要|让|请|现在")
_LEADERS = regex(r"[.·…\s]{1,60}\d{0,3}$")
_PAGE_NUMBER = regex(r"\d$")
_SENTENCES = regex("[。；！？]")
_STOPPED = regex("[。；]")
_OWN_TITLE = regex(r"^[和与及暨（(—]|\d{4}|报告|总结|汇报")
_NAMED = regex(r"^关于|\d{4}年|[一-龥]{2}(?:省|市|县|区|局|委|厅)|某|X{2}")
_LICENCE = regex("本作品(?:是|在|来自)")
_ATTACHMENT = regex(r"附件 ?[\d一二三四五六七八九十]{1,2}[:：]?$")


@cache
def pattern(*keys: str) -> re.Pattern[str]:
    """One compiled expression of ``data/layout.toml``; a list of them is tried as alternatives."""
    node = load("layout")
    for key in keys[:-1]:
        node = node[key]
    entry = node[keys[-1]]
    return re.compile("|".join(f"(?:{one})" for one in entry) if isinstance(entry, list) else entry)


@cache
def _words(*keys: str) -> frozenset[str]:
    return frozenset(strings("layout", *keys))


def mark_margins(lines: Sequence[Line], full: int) -> None:
    """Sets ``kind`` of every line that is furniture, title or salutation.

    Args:
        lines: the lines of the text.
        full: from which length on a line is taken for text that was broken at a fixed width.
    """
    for line in lines:
        if is_furniture(line.text):
            line.kind = "furniture"
        elif is_salutation(line.text):
            line.kind = "salutation"
    _join_labels(lines)
    _mark_contents(lines)
    first = _mark_front(lines, full)
    _mark_tail(lines, first)


def close_up(text: str) -> str:
    """Letter-spaced words without the spaces that set them wide; the rest of the line stays.

    >>> close_up("云溪县 工 作 报 告")
    '云溪县 工作报告'
    """
    if " " not in text and "\u3000" not in text:
        return text
    return _SPACED.sub(lambda found: _GAPS.sub("", found.group()), text)


def is_furniture(line: str) -> bool:
    """Whether a line is page furniture wherever it stands.

    >>> is_furniture("【字体：大 中 小】")
    True
    """
    if not line or line in _words("furniture", "exact"):
        return True
    if len(line) > _LONGEST_FURNITURE:
        return False
    bare = line.strip("【】[]（）() ")
    if bare in _words("furniture", "exact") and bare not in "大中小":
        return True
    if label_of(line) is not None and len(line) <= 60 and line[-1] not in _ENDS:
        return True
    if pattern("furniture", "begins").match(line) or pattern("furniture", "notes").match(line):
        return True
    # Few lines hold one of the signs, and to look for them is cheap.
    if pattern("furniture", "signs").search(line) and pattern("furniture", "patterns").search(line):
        return True
    return len(line) <= 40 and line[-1] not in _ENDS and bool(pattern("furniture", "short").search(line))


def label_of(line: str) -> str | None:
    """The furniture label before a colon: ``来源：某报`` → ``来源``."""
    head = line[:12].lstrip("【[（( ")
    for sign in "：:":
        name, colon, _ = head.partition(sign)
        if colon and name.replace(" ", "") in _words("furniture", "labels"):
            return name.replace(" ", "")
    return None


def is_salutation(line: str) -> bool:
    """Whether a line does nothing but address the meeting: ``各位代表：``."""
    if len(line) > 45:
        return False
    line = close_up(line)
    others = pattern("salutation", "addressee").match(line) or pattern("salutation", "others").match(line)
    if line in _words("salutation", "bare") or others:
        return True
    return (
        line[-1:] in "：:！!，,"
        and line.startswith(strings("layout", "salutation", "starts"))
        and not _STOP_INSIDE.search(line[:-1])
        and not _SENTENCE.search(line)
    )


def _join_labels(lines: Sequence[Line]) -> None:
    """``来源：`` and its value on the next line are furniture both."""
    for line, value in zip(lines[:_FRONT_LINES], lines[1 : _FRONT_LINES + 1], strict=False):
        if line.kind != "furniture" or line.text[-1:] not in "：:" or value.kind is not None:
            continue
        if label_of(line.text) and len(value.text) <= 30 and value.text[-1] not in _ENDS and not _is_title(value):
            value.kind = "furniture"


def _key(line: str) -> str:
    """A heading as it would stand in a contents box, without leaders and page number."""
    return _LEADERS.sub("", line[:60])


def _mark_contents(lines: Sequence[Line]) -> None:
    """A contents box: short lines at the front that all come again later."""
    keys: dict[str, int] = {}
    for index, line in enumerate(lines):
        if 4 <= len(line.text) <= 60:
            keys[_key(line.text)] = index
    for index, line in enumerate(lines[:_FRONT_LINES]):
        if line.text in _words("furniture", "contents"):
            line.kind = "furniture"
            _mark_run(lines, index + 1, keys, announced=True)
            return
    for index in range(min(len(lines), _FRONT_LINES)):
        if _mark_run(lines, index, keys, announced=False):
            return


def _mark_run(lines: Sequence[Line], start: int, keys: dict[str, int], *, announced: bool) -> bool:
    stop = start
    while stop < min(len(lines), start + 80):
        text = lines[stop].text
        if not announced and lines[stop].marker is None:
            break
        again = keys.get(_key(text), -1) > stop
        if not 2 <= len(text) <= 60 or text[-1] in "。：" or not (again or (announced and _PAGE_NUMBER.search(text))):
            break
        stop += 1
    # The box ends where the same lines begin again.
    if stop - start < (1 if announced else 3):
        return False
    for line in lines[start:stop]:
        line.kind = "furniture"
    return True


def _is_title(line: Line) -> bool:
    text = close_up(line.text)
    return (
        4 <= len(text) <= 70
        and not _SENTENCES.search(text)
        and read_marker(text) is None
        and bool(pattern("title", "name").search(text))
    )


def is_session(line: str) -> bool:
    """Whether a line tells at which meeting the report was given."""
    line = close_up(line)
    if len(line) > 90 or line[-1:] in _ENDS:
        return False
    return bool(pattern("title", "session").search(line) or pattern("title", "session_head").match(line))


def _opens_text(line: Line, full: int) -> bool:
    """Whether a line belongs to the report proper, so that the front matter is over."""
    if len(line.text) <= _LONGEST_FURNITURE and pattern("furniture", "captions").search(line.text):
        return False
    marker = line.marker
    if marker is not None and marker.style != "——":
        return True
    if pattern("heading", "address").search(line.text) or (len(line.text) > 12 and line.text[-1] in "：:"):
        return True
    if len(line.text) >= full and not _is_title(line) and not is_session(line.text):
        return True
    return (_STOPPED.search(line.text) is not None and not is_session(line.text)) or len(line.text) > 90


def _mark_front(lines: Sequence[Line], full: int) -> int:
    """Title lines and furniture above the report; gives the index of its first line."""
    stop = 0
    while stop < min(len(lines), _FRONT_LINES):
        line = lines[stop]
        if line.kind == "salutation" or (line.kind is None and _opens_text(line, full)):
            break
        stop += 1
    front = [line for line in lines[:stop] if line.kind is None]
    if len(lines) == 1 and front and not _is_title(front[0]):
        return 0
    if front and stop < len(lines) and lines[stop].kind is None and _heads_text(front[-1], lines[stop], front):
        stop = front.pop().index
    _mark_titles(lines[:stop], front)
    return stop


def _heads_text(last: Line, text: Line, front: Sequence[Line]) -> bool:
    """Whether the last short line above the text is its first heading (基本情况), not a title line."""
    if last.index + 1 != text.index or len(last.text) > 14 or text.marker is not None:
        return False
    own = _OWN_TITLE.search(last.text) or is_session(last.text)
    other = any(pattern("title", key).search(last.text) for key in ("speaker", "date", "signature", "document"))
    return not own and not other and any(_is_title(line) for line in front[:-1])


def _mark_titles(around: Sequence[Line], front: Sequence[Line]) -> None:
    pending = []
    for line in front:
        place = around.index(line)
        crumb = any(near.text in (">", ">>", "›", "»") for near in around[max(place - 1, 0) : place + 2])
        if crumb or pattern("furniture", "captions").search(line.text):
            line.kind = "furniture"
        elif is_session(line.text) or _is_title(line):
            line.kind = "title"
        else:
            pending.append(line)
    _join_broken_titles(pending)
    for line, rest in zip(front, front[1:], strict=False):
        cut = pattern("title", "session_head").match(line.text) and not pattern("title", "session").search(line.text)
        if cut and pattern("title", "session").search(rest.text) and rest.index == line.index + 1:
            rest.continues = True
    titles = [place for place, line in enumerate(around) if line.kind == "title"]
    known = {line.text for line in around if line.kind == "furniture"}
    for line in pending:
        if line.kind is not None:
            continue
        text = line.text
        text = close_up(text)
        if pattern("title", "document").match(text) or (text in known and not titles):
            line.kind = "furniture"
        elif pattern("title", "speaker").search(text) or pattern("title", "date").match(text):
            line.kind = "title"
        elif not titles:
            line.kind = "title" if len(text) >= 4 else "furniture"
        elif around.index(line) < titles[0] and not _within_title(around, around.index(line)):
            named = _NAMED.search(text)
            line.kind = "title" if named and len(text) >= 6 else "furniture"
        else:
            line.kind = "title" if len(text) <= 40 and ":" not in text else "furniture"


def _within_title(around: Sequence[Line], place: int) -> bool:
    """Whether a line stands right between two lines of the title: 在某会议 / 第一次会议上的 / 政府工作报告."""
    near = around[max(place - 1, 0) : place + 2]
    return len(near) == 3 and near[0].kind == near[2].kind == "title"


def _join_broken_titles(pending: Sequence[Line]) -> None:
    """A title cut over two or three lines: 政府工作报 / 告."""
    for size in (2, 3):
        for start in range(len(pending) - size + 1):
            parts = pending[start : start + size]
            whole = "".join(part.text for part in parts)
            consecutive = parts[-1].index - parts[0].index <= size
            if consecutive and len(whole) <= 70 and pattern("title", "name").search(whole) and len(whole) >= 6:
                for number, part in enumerate(parts):
                    part.kind = "title"
                    part.continues = number > 0


def _mark_tail(lines: Sequence[Line], first: int) -> None:
    """Glossaries, licence boxes, signatures and page furniture below the report."""
    _mark_glossary(lines, first)
    last = max((i for i, line in enumerate(lines) if line.kind is None and len(line.text) >= 60), default=first)
    for index in range(last, len(lines)):
        line = lines[index]
        if line.kind in (None, "furniture") and pattern("furniture", "tail").search(line.text[:60]):
            for rest in lines[index:]:
                rest.kind = "furniture"
            break
    # The licence box of a wiki holds longer lines, so it is looked for by its first words alone.
    for index in range(max(first, len(lines) - 40), len(lines)):
        if _LICENCE.match(lines[index].text):
            for rest in lines[index:]:
                rest.kind = "furniture"
            break
    _mark_attached(lines[max(first, len(lines) - 30) :])
    for line in reversed(lines[max(first, len(lines) - 12) :]):
        if line.kind is not None:
            continue
        if pattern("title", "date").match(line.text) or pattern("title", "signature").match(line.text):
            line.kind = "title"
        else:
            break


def _mark_attached(last: Sequence[Line]) -> None:
    """The names of what is attached are furniture; what is attached under a heading of its own is not."""
    for place, line in enumerate(last):
        if line.kind is None and pattern("furniture", "attached").match(line.text):
            line.kind = "furniture"
            for number, rest in enumerate(last[place + 1 :], 2):
                named = rest.marker is not None and rest.marker.value == number and len(rest.text) <= 60
                if not named or rest.text[-1] in _ENDS:
                    return
                rest.kind = "furniture"


def _mark_glossary(lines: Sequence[Line], first: int) -> None:
    start = max(first, len(lines) // 3)
    for index in range(start, len(lines)):
        line = lines[index]
        if line.kind == "salutation" or len(line.text) > 40 or not pattern("furniture", "glossary").search(line.text):
            continue
        if line.text[-1] in _ENDS:
            continue
        for rest in lines[index:]:
            if rest is not line and _ATTACHMENT.match(rest.text):
                break
            rest.kind = "furniture"
        return
