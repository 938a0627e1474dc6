"""Whether a named action is done, going on or planned, and which words say so.

Takes the label of the paragraph and the words beside the name in its clause; gives a ``Decision``. Read
next: ``[status]`` in data/action_cues.toml.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import msgspec
from msgspec.structs import replace

from reportmine.actions import lexicon
from reportmine.actions.chunks import Chunk
from reportmine.actions.names import Name
from reportmine.lexicon import alternatives, strings
from reportmine.model import ActionStatus, ActionType, Paragraph

_FARTHEST = 80
_STOPS = "，。；！？\n"
_STOP = re.compile(f"[{_STOPS}]")


class Decision(msgspec.Struct, frozen=True, gc=False):
    """A status and what decided it: ``rule``, and where the word stands when it was one."""

    status: ActionStatus
    rule: str
    start: int | None = None
    end: int | None = None


class _Clause(msgspec.Struct, frozen=True, gc=False):
    """The words of a clause before and behind a name, each with where it begins."""

    before: str
    opened: int
    after: str
    closed: int

    def word_before(self, words: str) -> re.Match[str] | None:
        return _pattern(words).search(self.before)

    def word_behind(self, words: str) -> re.Match[str] | None:
        return _pattern(words).search(self.after)

    def decided_before(self, status: ActionStatus, word: re.Match[str]) -> Decision:
        return Decision(status, "word-before", self.opened + word.start(), self.opened + word.end())

    def decided_behind(self, status: ActionStatus, word: re.Match[str]) -> Decision:
        return Decision(status, "word-behind", self.closed + word.start(), self.closed + word.end())

    def decided_by_verb(self, status: ActionStatus, chunk: Chunk) -> Decision:
        place = self.before.rfind(chunk.verb_word)
        if place < 0:
            return Decision(status, "verb")
        return Decision(status, "verb", self.opened + place, self.opened + place + len(chunk.verb_word))


def status_of(masked: str, start: int, end: int, kind: ActionType, chunk: Chunk, paragraph: Paragraph) -> Decision:
    """The status of the name at ``masked[start:end]``, by its clause and the paragraph's label.

    In a review everything is done unless the text says that it goes on; in a plan a verb of going on (推进,
    深化) tells what has begun already. What was issued or won is done.
    """
    floor = max(0, start - _FARTHEST)
    opened = floor
    for opening in _STOP.finditer(masked, floor, start):
        opened = opening.end()
    closing = _STOP.search(masked, end, end + _FARTHEST)
    after = masked[end : closing.start() if closing else end + 20]
    clause = _Clause(masked[opened:start], opened, after, end)
    if paragraph.label == "priority":
        return _in_plan(clause, kind, chunk)
    if kind == "designation" and chunk.verb_word in ("申报", "申报了", "申创", "争创"):
        return clause.decided_by_verb("planned", chunk)
    if kind in ("document", "designation") and chunk.verb in ("issue", "win"):
        return clause.decided_by_verb("done", chunk)
    finished = clause.word_behind("finished")
    if finished is not None and clause.word_behind("unfinished") is None:
        return clause.decided_behind("done", finished)
    still = clause.word_before("still")
    if still is not None and clause.word_before("brought_about") is None:
        return clause.decided_before("ongoing", still)
    moving = clause.word_behind("moving")
    return Decision("done", "review-paragraph") if moving is None else clause.decided_behind("ongoing", moving)


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(alternatives(strings("action_cues", "status", words)))


def _in_plan(clause: _Clause, kind: ActionType, chunk: Chunk) -> Decision:
    if kind == "event":
        lasting = re.search("持续|继续", clause.before)
        return clause.decided_before("ongoing", lasting) if lasting else Decision("planned", "plan-paragraph")
    not_begun = clause.word_behind("not_begun")
    if not_begun is not None:
        return clause.decided_behind("planned", not_begun)
    if kind == "document" and chunk.verb == "issue":
        pressing = re.search("商签|加快|抓紧", clause.before)
        return clause.decided_before("ongoing", pressing) if pressing else clause.decided_by_verb("planned", chunk)
    if clause.after.startswith("扩面"):
        return Decision("ongoing", "word-behind", clause.closed, clause.closed + 2)
    if chunk.verb in ("create", "win") or chunk.verb_word == "开展":
        # 支持某市创建…: somebody else has yet to do it.
        clause = replace(clause, before=clause.before.replace("支持", "  "))
    if kind not in ("facility", "document"):
        finishing = clause.word_before("finishing")
        if finishing is not None:
            return clause.decided_before("ongoing", finishing)
        task = clause.after.find("任务", 0, 5)
        if 0 <= task < 2:
            return Decision("ongoing", "word-behind", clause.closed + task, clause.closed + task + 2)
    going = clause.word_before("building" if kind == "facility" else "ongoing")
    return Decision("planned", "plan-paragraph") if going is None else clause.decided_before("ongoing", going)


def blotted(masked: str, names: Sequence[Name]) -> str:
    """``masked`` with the names blotted out: 提升 in 素质提升行动 says nothing of the next name's status."""
    parts: list[str] = []
    done = 0
    for name in names:
        parts.extend((masked[done : name.start], lexicon.QUOTE * (name.end - name.start)))
        done = name.end
    return "".join((*parts, masked[done:]))
