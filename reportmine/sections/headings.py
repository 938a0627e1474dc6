"""Heading or body: decides it for every block by its own form, by what follows it and by its siblings.

Takes the blocks of a report without furniture and sets their kind. A heading only names what follows; a
number with a sentence behind it is body, and may open a section all the same (``run_in``).
Read next: ``structure.py``.
"""

from __future__ import annotations

import os.path
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from reportmine.patterns import regex
from reportmine.sections.margins import pattern
from reportmine.sections.numbering import RANK

if TYPE_CHECKING:
    from reportmine.sections.layout import Block

_LONGEST = 60  # of a heading
_LONGEST_SENTENCE = 50  # of a heading that ends with a full stop
_DEVELOPED = 40  # what follows a heading without number says at least so much
_ENDS = "。！？!?；;：:，,、"
_BREAK = regex("[。！？!?；;]")
_BRACKETED = regex("[【〖] ?([^【】〖〗。；]{2,40}?) ?[】〗]")
# A clause, a line of figures alone, and what a line says as a sentence does.
_CLAUSE_END = regex("[，,：:]")
_FIGURES = regex(r"[\d\s.,%A-Za-z]{1,20}")
_SPOKEN = regex("[：；].")
_DIGIT = regex(r"\d")
_BEHIND_BRACKET = 20  # characters that make the line body
_OUTLINE = frozenset(("第章", "第条", "一、", "（一）"))


class _Sight(NamedTuple):
    """What is seen of a block: its words without number, their end, whether they are several sentences."""

    rest: str
    end: str
    broken: bool
    clauses: int


def mark_headings(blocks: Sequence[Block]) -> None:
    """Sets ``kind`` where it is not known yet, and ``run_in``."""
    sights = [_look(block) for block in blocks]
    candidates = [block.kind is None and _may_be_heading(blocks, sights, index) for index, block in enumerate(blocks)]
    runs = numbered_runs(blocks)
    _settle_lists(blocks, sights, candidates, runs)
    _settle_unnumbered(blocks, sights, candidates)
    for index, block in enumerate(blocks):
        if block.kind is not None:
            continue
        block.kind = "heading" if candidates[index] else "body"
    _settle_run_ins(blocks, sights, runs)
    _settle_brackets(blocks)


def bracketed(text: str) -> str | None:
    """The name in the brackets that a line begins with.

    >>> bracketed("【筑牢防线】一要严把入口。")
    '筑牢防线'
    """
    found = _BRACKETED.match(text)
    return found.group(1) if found else None


def first_sentence(text: str, limit: int = 60) -> str:
    """The sentence that heads a run-in paragraph, without its full stop.

    >>> first_sentence("推进强市建设。以试点为抓手。")
    '推进强市建设'
    """
    head = text[: limit + 1]
    cut = _BREAK.search(head)
    if cut:
        return head[: cut.start()]
    cut = _CLAUSE_END.search(head)
    # Run together with the text and no sign where the heading ends: the first clause is the nearest.
    return head[: cut.start()] if cut else text[:limit]


def _look(block: Block) -> _Sight:
    text = block.text
    rest = text[block.marker.end :] if block.marker else text
    body, end = (rest[:-1], rest[-1]) if rest and rest[-1] in _ENDS else (rest, "")
    head = body[:200]
    return _Sight(rest, end, len(body) > 120 or _BREAK.search(head) is not None, head.count("，") + head.count(",") + 1)


def _may_be_heading(blocks: Sequence[Block], sights: Sequence[_Sight], index: int) -> bool:
    """Whether the form of a block allows it to be a heading, its siblings not yet heard."""
    block, sight = blocks[index], sights[index]
    size = len(sight.rest)
    if block.marker is not None and size == 0:
        return block.marker.style == "一"
    if sight.broken or size > 85 or sight.end in ("；", ";", "，", ",", "、", "！", "!", "？", "?"):
        return False
    if pattern("heading", "outermost").match(block.text):
        return True
    following = _following(blocks, index)
    if sight.end in ("：", ":"):
        return block.marker is not None and size <= 14 and not pattern("heading", "lead_in").search(sight.rest)
    if sight.end == "":
        if _FIGURES.fullmatch(sight.rest):
            return False
        if block.marker is not None and block.marker.style != "——":
            return _names(blocks, block, following) and (size <= _LONGEST or following is not None)
        spoken = pattern("heading", "address").search(sight.rest) or _SPOKEN.search(sight.rest)
        return size <= _LONGEST and following is not None and len(block.lines) < 4 and not spoken
    # A sentence with its full stop: only where it is short and what follows develops it.
    if size > _LONGEST_SENTENCE or following is None or pattern("heading", "lead_in").search(sight.rest):
        return False
    if block.marker is None:
        return len(block.lines) == 1
    if block.marker.style == "——" and size > 30:
        return False
    return following.marker is None or following.marker.style != block.marker.style


def _names(blocks: Sequence[Block], block: Block, following: Block | None) -> bool:
    """Whether a numbered line without a stop has something below it; in the outline it is one anyway."""
    if block.marker is None or block.marker.style in _OUTLINE or block is blocks[-1]:
        return True
    if following is None or following.marker is None:
        return following is not None
    return RANK[following.marker.style] >= RANK[block.marker.style]


def _following(blocks: Sequence[Block], index: int) -> Block | None:
    """The block that would be developed text below a heading, if it can be that."""
    for block in blocks[index + 1 : index + 3]:
        if block.kind == "salutation":
            continue
        return None if block.kind == "title" else block
    return None


def _settle_lists(
    blocks: Sequence[Block], sights: Sequence[_Sight], candidates: list[bool], runs: Sequence[Sequence[int]]
) -> None:
    """The items of a numbered list are headings together or not at all.

    One of the items may lack its stop, or be followed by the next paragraph; the greater part decides. A list
    of bare names with nothing between them develops nothing, so it is body.
    """
    for run in runs:
        style = _style(blocks[run[0]])
        chosen = [index for index in run if candidates[index]]
        if not chosen:
            continue
        stopped = [index for index in chosen if sights[index].end]
        items = [index for index in run if not candidates[index] and not sights[index].broken]
        others = len(run) - len(chosen) - len(items)
        for index in stopped:
            after = _following(blocks, index)
            if len(chosen) < len(items) or (others > len(chosen) and after is not None and after.marker is None):
                candidates[index] = False
        if style in _OUTLINE or len(run) < 2:
            continue
        bare = [i for i in run if i + 1 < len(blocks) and _style(blocks[i + 1]) == style]
        if len(bare) >= len(run) - 1:
            for index in run:
                candidates[index] = False


def _style(block: Block) -> str | None:
    outside = block.marker is None or block.kind in ("title", "salutation", "furniture")
    return None if outside or block.marker is None else block.marker.style


def numbered_runs(blocks: Sequence[Block]) -> list[list[int]]:
    """Indexes of numbered blocks of one style that count up, until something outside them comes."""
    runs: list[list[int]] = []
    open_runs: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        style = _style(block)
        if style is None or block.marker is None:
            continue
        run = open_runs.get(style)
        value = block.marker.value
        last = blocks[run[-1]].marker if run else None
        if run and last is not None and (value is None or (last.value is not None and value == last.value + 1)):
            run.append(index)
        else:
            open_runs[style] = run = [index]
            runs.append(run)
        for other in [name for name in open_runs if RANK[name] > RANK[style]]:
            del open_runs[other]
    return runs


def _settle_unnumbered(blocks: Sequence[Block], sights: Sequence[_Sight], candidates: list[bool]) -> None:
    """Short sentences on a line of their own: headings where the report makes a habit of them.

    Reports that put 大力提振消费。 on a line of its own do so all through; in the others a lone short
    sentence leads in what follows. So the habit is measured first, over the whole report and by frame
    (这是…的五年。 several times).
    """
    loose = [
        index
        for index, block in enumerate(blocks)
        if candidates[index] and block.marker is None and sights[index].end == "。"
    ]
    texts = sum(1 for block in blocks if block.kind is None and len(block.text) >= 60)
    plain = [index for index in loose if _is_plain(blocks, sights, index)]
    # A line right below a heading may lead in its section, so only those further down prove a habit.
    inner = sum(1 for index in plain if not _below_heading(blocks, candidates, index))
    habit = len(plain) >= 4 and inner >= 3 and len(plain) >= 0.12 * texts
    small = len(plain) >= 2 and inner >= 1 and len(plain) >= 0.3 * texts
    frames = _frames(blocks, loose)
    below = {index for index in loose if _below_heading(blocks, candidates, index)}
    near = _neighbourhoods(blocks, plain)
    for index in loose:
        peers, others = near.get(index, (0, 0))
        if index in frames:
            keep = _develops(blocks, index) and not pattern("heading", "leaning").search(sights[index].rest)
        elif habit or small or (peers >= 3 and peers >= 0.3 * others):
            # Right below a heading a longer sentence leads in the section, unless it has peers there.
            keep = index in near and not (index in below and peers < 2 and _long(sights[index]))
        else:
            keep = False
        candidates[index] = keep


def _below_heading(blocks: Sequence[Block], candidates: Sequence[bool], index: int) -> bool:
    return index > 0 and blocks[index - 1].kind is None and candidates[index - 1]


def _long(sight: _Sight) -> bool:
    return len(sight.rest) > 24 or sight.clauses > 2


def _is_plain(blocks: Sequence[Block], sights: Sequence[_Sight], index: int) -> bool:
    """Names a task or a result and nothing else."""
    sight = sights[index]
    return (
        len(sight.rest) <= 42
        and sight.clauses <= 3
        and _develops(blocks, index)
        and not pattern("heading", "leaning").search(sight.rest)
        and not pattern("heading", "judging").search(sight.rest)
        and _DIGIT.search(sight.rest) is None
    )


def _develops(blocks: Sequence[Block], index: int) -> bool:
    following = _following(blocks, index)
    if following is None:
        return False
    if following.marker is not None and following.marker.style not in _OUTLINE:
        return True
    return following.marker is None and (
        len(following.text) >= _DEVELOPED or len(following.text) >= 2 * len(blocks[index].text)
    )


def _frames(blocks: Sequence[Block], loose: Sequence[int]) -> set[int]:
    """Lines cut to one pattern, three of them at least: a long opening in common, or opening and end."""
    found: set[int] = set()
    groups: dict[str, list[int]] = {}
    for index in loose:
        groups.setdefault(blocks[index].text[:2], []).append(index)
    for members in groups.values():
        if len(members) < 3:
            continue
        texts = [blocks[index].text for index in members]
        shared = len(os.path.commonprefix(texts))
        ends = len(os.path.commonprefix([text[::-1] for text in texts]))
        if shared >= 3 or (shared >= 2 and ends >= 3):
            found.update(members)
    return found


def _neighbourhoods(blocks: Sequence[Block], plain: Sequence[int]) -> dict[int, tuple[int, int]]:
    """For every plain short line, how many of them and how many paragraphs its part of the outline has."""
    found: dict[int, tuple[int, int]] = {}
    marked = set(plain)
    members: list[int] = []
    texts = 0
    for index in range(len(blocks) + 1):
        if index == len(blocks) or _style(blocks[index]) in _OUTLINE:
            found.update(dict.fromkeys(members, (len(members), texts)))
            members, texts = [], 0
        elif index in marked:
            members.append(index)
        if index < len(blocks):
            texts += blocks[index].kind is None and len(blocks[index].text) >= 60
    return found


def _settle_run_ins(blocks: Sequence[Block], sights: Sequence[_Sight], runs: Sequence[Sequence[int]]) -> None:
    """Numbered body paragraphs open sections all together or not at all, as most of their list would."""
    for run in runs:
        bodies = [index for index in run if blocks[index].kind == "body"]
        opening = [index for index in bodies if _runs_in(blocks[index], sights[index])]
        marker = blocks[run[0]].marker
        # 二是 first: the list began inside the paragraph before, and is no outline.
        inside = marker is not None and RANK[marker.style] >= RANK["第一，"] and marker.value != 1
        if 2 * (len(run) - len(bodies) + len(opening)) > len(run) and not inside:
            if len(run) == 1 and marker is not None and RANK[marker.style] > RANK["（一）"]:
                continue  # a number without a second is no list
            for index in bodies if len(run) > 1 else opening:
                marker = blocks[index].marker
                blocks[index].run_in = marker is not None and marker.value is not None


def _runs_in(block: Block, sight: _Sight) -> bool:
    """Whether a numbered body paragraph opens a section: a short first sentence, and text behind it."""
    marker = block.marker
    if marker is None or marker.value is None or len(block.lines[0].text) <= marker.end:
        return False
    sentence = first_sentence(sight.rest[:200], 86)
    behind = len(sight.rest) - len(sentence)
    if marker.style in ("一、", "（一）", "第章"):
        return behind >= 10 and len(sight.rest) >= 20
    return len(sentence) <= 48 and behind >= 12 and sight.rest[len(sentence)] in "。！："


def _settle_brackets(blocks: Sequence[Block]) -> None:
    """【筑牢防线】一要… on several lines: the names in brackets open sections, as on lines of their own."""
    names: dict[str, int] = {}
    run_in = []
    for block in blocks:
        name = bracketed(block.text) if block.marker is None and block.kind in ("heading", "body") else None
        if name is None:
            continue
        names[name] = names.get(name, 0) + 1
        if block.kind == "body" and len(block.text) - len(name) - 2 >= _BEHIND_BRACKET:
            run_in.append((block, name))
    # 【案例】 again and again labels its paragraphs and names none of them.
    if len(names) > 1:
        for block, name in run_in:
            block.run_in = names[name] == 1
