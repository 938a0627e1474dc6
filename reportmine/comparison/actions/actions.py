"""The named actions of all reports over time: new, continued, renamed, dropped.

Takes editions in order of time, gives ``ActionTrend``s, the striking first. What one report names is looked for in the
text of the others as well: no list of actions is complete. Read next: ``renamings.py`` (which names are one action).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import combinations
from typing import NamedTuple

from reportmine.comparison.actions.renamings import (
    QUOTES,
    Name,
    abbreviates,
    is_telling,
    parse_name,
    relate,
    thin,
    told_renamings,
    without_town,
    written_forms,
)
from reportmine.comparison.edition import Edition, plain
from reportmine.comparison.lineup import are_of_several_places
from reportmine.comparison.model import ActionChange, ActionMention, ActionTrend
from reportmine.lexicon import strings
from reportmine.model import Action, ActionStatus, Label, Paragraph
from reportmine.text import normalise

_LEFT_OUT = set(QUOTES) | set(" \t\r\n\u3000\u00a0\u200b\u200c\u200d\u2060\ufeff")
_STATUS: dict[Label | None, ActionStatus] = {"achievement": "done", "priority": "planned"}
_ORDER: dict[ActionChange, int] = {"renamed": 0, "dropped": 1, "new": 2, "continued": 3}
_COINED = 4
_LONGEST_FRONT = 9  # What a list took for the beginning of a name is shorter.
_JOINTS = "和与及、或暨的"
#: How far behind a name the head of its list may end, in characters.
_LIST = 30
#: A like name so many years after the last mention is another action.
_FORGOTTEN = 10
_REACH = 4  # How far from 更名为 the two names may stand.


class _Group(NamedTuple):
    """One action under one name: how it is written, and where, one mention a paragraph."""

    names: tuple[Name, ...]
    actions: tuple[tuple[int, Action], ...]
    mentions: dict[int, list[ActionMention]]

    @property
    def name(self) -> str:
        """The latest name as written, without a verb that a list took for its beginning."""
        name = plain(self.actions[-1][1].name)
        shorter = (one.key for one in self.names if name.endswith(one.key) and name.removesuffix(one.key) in _verbs())
        return next(shorter, name)

    @property
    def reports(self) -> list[int]:
        return sorted(self.mentions)


class _Body:
    """The body of a report without blanks and quotation marks, for looking names up; offsets lead back to the text."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        text = normalise(edition.text)
        signs: list[str] = []
        places: list[int] = []
        last = -1
        for paragraph in edition.report.paragraphs:
            if paragraph.kind != "body":
                continue
            if signs and not paragraph.continues:
                signs.append("\n")
                places.append(last)
            for at in range(paragraph.start, paragraph.end):
                if text[at] not in _LEFT_OUT:
                    signs.append(text[at])
                    places.append(at)
            last = paragraph.end
        self.text = "".join(signs)
        self._places = places

    @cached_property
    def _starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.edition.report.paragraphs]

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return sorted((one.start, one.end) for one in self.edition.report.actions)

    def find(self, form: str) -> Iterator[tuple[int, int]]:
        """Where a form stands, as offsets of the text."""
        at = self.text.find(form)
        while at >= 0:
            yield self._places[at], self._places[at + len(form) - 1] + 1
            at = self.text.find(form, at + len(form))

    def find_in_list(self, name: Name) -> Iterator[tuple[int, int]]:
        """Where a name stands in a list whose head comes later: 职业技能提升和高职扩招三年行动."""
        first = name.key.removesuffix(name.tail)
        if not name.tail or len(first) < _COINED:
            return
        at = self.text.find(first)
        while at >= 0:
            end = at + len(first)
            head = self.text.find(name.tail, end + 2, end + _LIST)
            if self.text[end : end + 1] in "和与及、" and head > 0 and not set(self.text[end:head]) & set("，。；：\n"):
                yield self._places[at], self._places[end - 1] + 1
            at = self.text.find(first, end)

    def paragraph(self, offset: int) -> Paragraph:
        """The paragraph an offset lies in."""
        return self.edition.report.paragraphs[bisect_right(self._starts, offset) - 1]

    def belongs_to_another(self, start: int, end: int) -> bool:
        """Whether the stretch is the end of a longer name that it does not stand beside: 数字 | 乡村建设行动."""
        for first, last in self._spans:
            if first > start:
                break
            if first < start and last >= end and (last > end or self.edition.text[start - 1] not in _JOINTS):
                before = self.edition.text[first:start].rstrip("".join(_LEFT_OUT))
                if before and before[-1] not in _JOINTS and not before[-1].isdigit() and before not in _verbs():
                    return True
        return False


def compare_actions(editions: Sequence[Edition]) -> tuple[ActionTrend, ...]:
    """The named actions of all reports and what became of them.

    ``new`` stands in the last report and in none before, ``continued`` in the last and an earlier one, ``renamed`` in
    the last under another name than before, ``dropped`` in an earlier one and no longer in the last. An action that
    the list of one report misses but its text names counts as mentioned there. Renamed ones come first, then those
    dropped (the longest carried first), new ones, continued ones.

    Reports of several places have no last one: there all actions that two or more reports name are ``continued``, and
    the others are left out, since nothing was dropped by a place that never had it.
    """
    if not editions:
        return ()
    bodies = [_Body(edition) for edition in editions]
    groups = [_search(group, bodies) for group in _distinct(_groups(editions))]
    if are_of_several_places(editions):
        return _sorted(_trend([group], "continued") for group in groups if len(group.mentions) > 1)
    last = editions[-1].id
    trends: list[ActionTrend] = []
    for chain in _chains(groups, bodies):
        reports = sorted({report for group in chain for report in group.mentions})
        if last not in reports:
            change: ActionChange = "dropped"
        elif len(chain) > 1:
            change = "renamed"
        else:
            change = "continued" if len(reports) > 1 else "new"
        if change in ("dropped", "new") and all(_is_ordinary(group, bodies) for group in chain):
            continue
        trends.append(_trend(chain, change))
    return _sorted(trends)


def _sorted(trends: Iterable[ActionTrend]) -> tuple[ActionTrend, ...]:
    def rank(trend: ActionTrend) -> tuple[int, int, int, int, str]:
        first = trend.mentions[0]
        reports = len({mention.report for mention in trend.mentions})
        return _ORDER[trend.change], -reports, -first.report, first.start, trend.name

    return tuple(sorted(trends, key=rank))


def _trend(chain: Sequence[_Group], change: ActionChange) -> ActionTrend:
    mentions = {
        (mention.report, mention.start, mention.end): mention
        for group in chain
        for held in group.mentions.values()
        for mention in held
    }
    return ActionTrend(
        name=chain[-1].name,
        type=chain[-1].actions[-1][1].type,
        change=change,
        mentions=tuple(mentions[place] for place in sorted(mentions)),
        names=tuple(group.name for group in chain) if len(chain) > 1 else (),
    )


def _groups(editions: Sequence[Edition]) -> Iterator[_Group]:
    """The actions of all reports, those of one name together, in the order of their first mention."""
    found: dict[str, list[tuple[int, Action, Name]]] = defaultdict(list)
    for edition in editions:
        place = edition.report.region or ""
        for action in edition.report.actions:
            name = parse_name(action.name, place)
            if is_telling(name):
                found[name.key].append((edition.id, action, name))
    names = {key: next((name for _, _, name in held if name.coined), held[0][2]) for key, held in found.items()}
    parent = {key: key for key in found}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = key = parent[parent[key]]
        return key

    for first, second in _same(names):
        older, newer = root(first), root(second)
        if older != newer:
            parent[newer] = older
    together: dict[str, list[tuple[int, Action, Name]]] = defaultdict(list)
    for key, held in found.items():
        together[root(key)] += held
    for held in together.values():
        held.sort(key=lambda one: (one[0], one[1].start, one[1].end))
        mentions: dict[int, list[ActionMention]] = defaultdict(list)
        for report, action, _ in held:
            mentions[report].append(
                ActionMention(
                    report=report,
                    start=action.start,
                    end=action.end,
                    text=editions[report].text[action.start : action.end],
                    status=action.status,
                )
            )
        yield _Group(
            names=tuple({name.key: names[name.key] for _, _, name in held}.values()),
            actions=tuple((report, action) for report, action, _ in held),
            mentions=dict(mentions),
        )


def _same(names: dict[str, Name]) -> Iterator[tuple[str, str]]:
    """Keys that are one name. Only names that share something are compared."""
    shelves: dict[str, list[str]] = defaultdict(list)
    brief: list[str] = []
    for key, name in names.items():
        shelves["bare " + name.bare].append(key)
        shelves["key " + key].append(key)
        shelves["key " + without_town(key)].append(key)
        if thin(name):
            shelves["thin " + thin(name)].append(key)
        if name.coined:
            shelves["coined " + name.coined].append(key)
        for tail in {name.tail, "工作"}:
            if tail and key.endswith(tail):
                shelves["key " + key.removesuffix(tail)].append(key)
        for size in range(1, min(len(key) - _COINED + 1, _LONGEST_FRONT)):
            if key[size:] in names and (key[:size] in _verbs() or relate(names[key[size:]], name) == "same"):
                yield key[size:], key
        if len(key) <= 2 + _COINED:
            brief.append(key)
    for held in shelves.values():
        for first, second in combinations(dict.fromkeys(held), 2):
            if relate(names[first], names[second]) == "same":
                yield first, second
    for short in brief:
        full = [key for key, name in names.items() if len(key) > len(short) and abbreviates(names[short], name)]
        if full and all(other.endswith(full[0]) or full[0].endswith(other) for other in full):
            yield from ((short, other) for other in full)


def _distinct(groups: Iterable[_Group]) -> list[_Group]:
    """The groups, a coined word kept only where it tells one group from all others (not “菜篮子”)."""
    held = list(groups)
    owners: dict[str, set[int]] = defaultdict(set)
    for index, group in enumerate(held):
        for name in group.names:
            owners[name.coined].add(index)
    return [
        group._replace(
            names=tuple(name if len(owners[name.coined]) == 1 else name._replace(coined="") for name in group.names)
        )
        for group in held
    ]


def _forms(group: _Group) -> list[str]:
    """What a text holds when it names the action, the longest first."""
    forms = {form for name in group.names for form in written_forms(name)}
    return sorted(forms, key=lambda form: (-len(form), form))


def _search(group: _Group, bodies: Sequence[_Body]) -> _Group:
    """The group with its mentions in the text of reports whose lists miss it, one a paragraph."""
    forms = _forms(group)
    mentions = dict(group.mentions)
    for body in bodies:
        report = body.edition.id
        if report in mentions:
            continue
        held: dict[int, ActionMention] = {}
        for places in (*map(body.find, forms), *map(body.find_in_list, group.names)):
            for start, end in places:
                paragraph = body.paragraph(start)
                if paragraph.id in held or body.belongs_to_another(start, end):
                    continue
                held[paragraph.id] = ActionMention(
                    report=report,
                    start=start,
                    end=end,
                    text=body.edition.text[start:end],
                    status=_STATUS.get(paragraph.label, "ongoing"),
                )
        if held:
            mentions[report] = sorted(held.values(), key=lambda mention: mention.start)
    return group._replace(mentions=mentions)


def _is_ordinary(group: _Group, bodies: Sequence[_Body]) -> bool:
    """Whether nothing can be said: a name of two characters (文化, of a list) that stands elsewhere as a word."""
    if _forms(group):
        return False
    words = {name.key for name in group.names}
    return any(word in body.text for body in bodies if body.edition.id not in group.mentions for word in sorted(words))


def _chains(groups: Sequence[_Group], bodies: Sequence[_Body]) -> list[list[_Group]]:
    """The groups, those that are one action under new names in a row in order of time.

    A new name follows when the old one is heard of no more; a report that tells of it (由A升级而来的B) may name both.
    """
    shelves: dict[str, list[int]] = defaultdict(list)
    for index, group in enumerate(groups):
        for bare in sorted({name.bare for name in group.names}):
            shelves[bare].append(index)
    followers: dict[int, list[int]] = defaultdict(list)
    leaders: dict[int, list[int]] = defaultdict(list)
    for held in shelves.values():
        for one, other in combinations(held, 2):
            old, new = sorted((one, other), key=lambda index: groups[index].reports)
            pairs = ((first, second) for first in groups[old].names for second in groups[new].names)
            ended, begun = bodies[groups[old].reports[-1]].edition, bodies[groups[new].reports[0]].edition
            gap = begun.year - ended.year if begun.year is not None and ended.year is not None else 0
            apart = ended.id < begun.id and gap <= _FORGOTTEN
            if apart and any(relate(first, second) == "renamed" for first, second in pairs):
                followers[old].append(new)
                leaders[new].append(old)
    told = _told(groups, bodies)
    follower: dict[int, int] = dict(told)
    taken = set(told.values())
    for new in sorted(leaders, key=lambda index: (groups[index].reports[0], index)):
        old = max(leaders[new], key=lambda index: (groups[index].reports[-1], -index))
        first = min(followers[old], key=lambda index: (groups[index].reports[0], index))
        if old not in follower and new not in taken and first == new:
            follower[old] = new
            taken.add(new)
    chains: list[list[_Group]] = []
    for index, group in enumerate(groups):
        if index in taken:
            continue
        chain, seen, at = [group], {index}, follower.get(index)
        while at is not None and at not in seen:
            chain.append(groups[at])
            seen.add(at)
            at = follower.get(at)
        chains.append(chain)
    return chains


def _told(groups: Sequence[_Group], bodies: Sequence[_Body]) -> dict[int, int]:
    """The renamings that a report tells of: the index of the old group to that of the new one."""
    forms = [(form, index) for index, group in enumerate(groups) for form in _forms(group)]
    forms.sort(key=lambda pair: (-len(pair[0]), pair[1]))
    found: dict[int, int] = {}
    for body in bodies:
        for start, end in told_renamings(body.text):
            before = body.text[max(0, start - 60) : start]
            behind = body.text[end : end + 60]
            old = next(
                (index for form, index in forms if before.find(form, max(0, len(before) - len(form) - _REACH)) >= 0),
                None,
            )
            new = next((index for form, index in forms if behind[: len(form) + _REACH].find(form) >= 0), None)
            # The old name comes first, in time or in the text: so no row runs in a circle.
            if old is None or new is None or (groups[old].reports[0], old) >= (groups[new].reports[0], new):
                continue
            if new not in found.values():
                found.setdefault(old, new)
    return found


@cache
def _verbs() -> frozenset[str]:
    """Verbs and adverbs that a list of actions may have taken for the beginning of a name (普及 | 健康中国行动)."""
    kinds = ("run", "issue", "host", "create", "found", "build", "use", "other", "adverb")
    words = (word for kind in kinds for word in strings("action_cues", "verbs", kind))
    light = (*strings("action_cues", "light", "adverbs"), *strings("action_cues", "light", "verbs"))
    return frozenset((*words, *light, *strings("renamings", "before")))
