"""Whether a named action is done, going on or planned.

Takes the label of the paragraph and the words beside the name in its clause; gives ``done``, ``ongoing`` or
``planned``. Read next: ``[status]`` in data/action_cues.toml.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportmine.actions import lexicon
from reportmine.actions.chunks import Chunk
from reportmine.actions.names import Name
from reportmine.lexicon import strings
from reportmine.model import ActionStatus, ActionType, Paragraph

_FARTHEST = 80
_STOPS = "，。；！？\n"


def status_of(masked: str, start: int, end: int, kind: ActionType, chunk: Chunk, paragraph: Paragraph) -> ActionStatus:
    """The status of the name at ``masked[start:end]``, by its clause and the paragraph's label.

    In a review everything is done unless the text says that it goes on; in a plan a verb of going on (推进,
    深化) tells what has begun already. What was issued or won is done.
    """
    floor = max(0, start - _FARTHEST)
    opened = max(masked.rfind(stop, floor, start) for stop in _STOPS) + 1
    before = masked[max(opened, floor) : start]
    stops = (masked.find(stop, end, end + _FARTHEST) for stop in _STOPS)
    after = masked[end : min((stop for stop in stops if stop >= 0), default=end + 20)]
    if paragraph.label == "priority":
        return _in_plan(before, after, kind, chunk)
    if kind == "designation" and chunk.verb_word in ("申报", "申报了", "申创", "争创"):
        return "planned"
    if kind in ("document", "designation") and chunk.verb in ("issue", "win"):
        return "done"
    if _any("finished", after) and not _any("unfinished", after):
        return "done"
    still = _any("still", before) and not _any("brought_about", before)
    return "ongoing" if still or _any("moving", after) else "done"


def _any(words: str, text: str) -> bool:
    return any(word in text for word in strings("action_cues", "status", words))


def _in_plan(before: str, after: str, kind: ActionType, chunk: Chunk) -> ActionStatus:
    if kind == "event":
        return "ongoing" if any(word in before for word in ("持续", "继续")) else "planned"
    if _any("not_begun", after):
        return "planned"
    if kind == "document" and chunk.verb == "issue":
        return "ongoing" if any(word in before for word in ("商签", "加快", "抓紧")) else "planned"
    if after.startswith("扩面"):
        return "ongoing"
    if chunk.verb in ("create", "win") or chunk.verb_word == "开展":
        # 支持某市创建…: somebody else has yet to do it.
        before = before.replace("支持", "")
    if kind not in ("facility", "document") and (_any("finishing", before) or "任务" in after[:3]):
        return "ongoing"
    return "ongoing" if _any("building" if kind == "facility" else "ongoing", before) else "planned"


def blotted(masked: str, names: Sequence[Name]) -> str:
    """``masked`` with the names blotted out: 提升 in 素质提升行动 says nothing of the next name's status."""
    parts: list[str] = []
    done = 0
    for name in names:
        parts.extend((masked[done : name.start], lexicon.QUOTE * (name.end - name.start)))
        done = name.end
    return "".join((*parts, masked[done:]))
