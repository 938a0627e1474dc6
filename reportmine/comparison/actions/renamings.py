"""Whether two names are one action: the same name, a new name of it, or two actions.

Takes names as the reports have them (``parse_name``), gives ``same``, ``renamed`` or ``None`` (``relate``). A new name
keeps the words that tell the action from others and changes the head (三年行动 → 提升行动, 试点 → 示范); what comes
near under another name is another action. Lists: data/renamings.toml. Read next: ``actions.py``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from reportmine.comparison.edition import plain
from reportmine.lexicon import alternatives, load, strings
from reportmine.patterns import regex
from reportmine.text import normalise

Relation = Literal["same", "renamed"]

QUOTES = '“”"‘’「」『』《》〈〉'
_NUMERAL = "[一二三四五六七八九十百0-9]"
_NUMBERED = regex(rf"第{_NUMERAL}+(?:届|次|批|期|轮|个(?=五年))")
_YEARS = regex(
    r"(?:(?:19|20)\d\d(?:年|[—–~～-]|至))+度?|^(?:19|20)\d\d|[（(](?:19|20)\d\d年?(?:[—–~～-]+(?:19|20)\d\d年?)?[)）]"
)
_FIVE_YEARS = regex(r"(?:十?[一二三四五六七八九]五|十五)(?=普法|规划|计划|发展规划|节能|时期|[^年]{4})(?:时期|期间)?")
_TERM = regex(rf"({_NUMERAL}+|两)年$")
_QUOTED = regex('[“"「《]([^“”"「」《》]{2,})[”"」》]')
# Two words: fewer characters tell no action from another.
_TELLING = 4
_SHORT = 4
#: The family of 试点 and 示范; that of 试点城市 has 城市 behind it.
_TRIAL = "trial "


class Name(NamedTuple):
    """A name taken apart. ``key`` is without quotation marks, edition, years and drafts; ``bare`` is what tells it from
    others, ``families`` says what its head may change into, ``tail`` is the head with what belongs to it.
    """

    raw: str
    key: str
    bare: str
    tail: str
    families: tuple[str, ...]
    term: str
    stage: str
    coined: str


@cache
def parse_name(raw: str, place: str = "") -> Name:
    """Takes a name apart; ``place`` is the report's own place, which need not be told.

    >>> parse_name("农村人居环境整治提升五年行动")[2:4]
    ('农村人居环境整治', '提升五年行动')
    """
    text = normalise(plain(raw))
    coined = next((word for word in _QUOTED.findall(text) if _is_coined(word)), "")
    key = "".join(sign for sign in text if sign not in QUOTES)
    whole = key
    for draft in strings("renamings", "drafts"):
        key = key.removesuffix(draft)
    for pattern in (_NUMBERED, _YEARS, _FIVE_YEARS):
        key = pattern.sub("", key)
    for long, short in load("renamings")["words"].items():
        key = key.replace(long, short)
    key = _venue().sub("", key)
    key = _without_front(key, place)
    if len(key) < 2 or key in _heads():
        key = whole
    family, head = _head(key)
    body = key[: len(key) - len(head)]
    term = stage = ""
    while head:
        found = _TERM.search(body)
        if found is not None and not term:
            body, term = body[: found.start()], found[1]
            continue
        ended = next((word for word in strings("renamings", "loose", "stages") if body.endswith(word)), None)
        if ended is None or stage or len(body) - len(ended) < _TELLING:
            break
        body, stage = body[: -len(ended)], ended
    return Name(
        raw=raw,
        key=key,
        bare=_without_ends(body),
        tail=key[len(body) :],
        families=family,
        term=term,
        stage=stage,
        coined=coined,
    )


def relate(first: Name, second: Name) -> Relation | None:
    """What two names are to one another, the same in both directions.

    >>> relate(parse_name("质量强县三年行动"), parse_name("质量强县提升行动"))
    'renamed'
    >>> relate(parse_name("家电下乡"), parse_name("汽车下乡"))
    """
    if without_town(first.key) == without_town(second.key):
        return "same"
    if abbreviates(first, second) or abbreviates(second, first):
        return "same"
    if first.bare == second.bare and len(first.bare) >= _TELLING - 1 and not _is_field(first.bare):
        found = _by_heads(first, second)
        return found if found == "same" or len(first.bare) >= _TELLING else None
    if _adds_head(first, second) or _adds_head(second, first) or thin(first) == thin(second) != "":
        return "same"
    shared = min(len(first.coined), len(second.coined)) >= _SHORT and first.coined == second.coined
    if shared and first.families and first.families == second.families and _is_short(first, second):
        return "same"
    return None


def abbreviates(short: Name, long: Name) -> bool:
    """Whether a name of three or four characters is the other one's: 进博会 of 国际进口博览会.

    Its characters stand in the long name in their order, the first one and the last one at the same ends.
    """
    stated = load("renamings")["short"].get(short.key)
    if stated is not None:
        return bool(long.key.endswith(stated))
    brief, full = short.key, long.key
    if len(brief) > _SHORT and brief[:2] == full[:2]:
        # 上海世博会, 上海世界博览会: the place stands before both.
        brief, full = brief[2:], full[2:]
    size = len(brief)
    if not 3 <= size <= _SHORT or len(full) < size + 2 or brief[-1] not in "会区港赛展行所院":
        return False
    if brief[0] != full[0] or brief[-1] != full[-1] or (size > 3 and brief[:2] == full[:2] and brief[2:] == full[-2:]):
        return False
    at = -1
    for sign in brief:
        at = full.find(sign, at + 1)
        if at < 0:
            return False
    # 自贸区, 自由贸易试验区: the last character is in the last word, not in one on the way.
    return len(brief) * 4 >= len(full)


@cache
def thin(name: Name) -> str:
    """The key without words that say nothing of what is done; empty when too little is left to compare."""
    key = name.key.removesuffix("工作")
    for word in strings("renamings", "loose", "anywhere"):
        key = key.replace(word, "")
    telling = len(key) > _TELLING and len(_head(key)[1]) + 3 <= len(key) and name.bare
    # 农村新型合作医疗, 新型农村合作医疗: a long name of the same characters is the same.
    return ("".join(sorted(key)) if len(key) > 2 * _TELLING - 1 else key) if telling else ""


def is_telling(name: Name) -> bool:
    """Whether the name tells its action from others: 专项治理行动 does not."""
    return bool(name.bare) and name.key not in _heads()


def written_forms(name: Name) -> tuple[str, ...]:
    """What a text has where it names this: the name, its long form, and it without a head that texts leave out.

    >>> written_forms(parse_name("全民健身运动"))
    ('全民健身运动', '全民健身')
    """
    whole = "".join(sign for sign in normalise(plain(name.raw)) if sign not in QUOTES)
    forms = [name.key, whole] if len(name.key) >= 3 else [whole]
    long = load("renamings")["short"].get(name.key)
    if long is not None:
        forms.append(long)
    if _head(name.key)[1] in strings("renamings", "heads", "soft") and _is_known(name.bare):
        forms.append(name.bare)
    if name.coined:
        forms.append(name.coined)
    return tuple(form for form in dict.fromkeys(forms) if len(form) >= 3 and not _is_field(form))


def told_renamings(text: str) -> list[tuple[int, int]]:
    """Where a text says that one thing became another: the old name ends before it, the new one begins behind it.

    >>> told_renamings("将“甲乙”计划更名为“丙丁”工程")
    [(7, 10)]
    """
    return [match.span() for match in _told().finditer(text)]


def is_made_of(text: str, words: frozenset[str]) -> bool:
    """Whether a text is nothing but these words, one behind the other. A pattern would try all ways to part it.

    >>> is_made_of("安全生产", frozenset({"安全", "生产"}))
    True
    """
    longest = max(map(len, words))
    reached = [True] + [False] * len(text)
    for end in range(1, len(text) + 1):
        reached[end] = any(reached[start] and text[start:end] in words for start in range(max(0, end - longest), end))
    return reached[-1]


def _by_heads(first: Name, second: Name) -> Relation | None:
    if not first.tail or not second.tail:
        family = first.families or second.families
        return "same" if not family or family[0] in ("drive", "system") or family[0] == _TRIAL else None
    common = [one for one in first.families if one in second.families]
    soft = strings("renamings", "heads", "soft")
    heads = [_head(one.key)[1] for one in (first, second)]
    nested = heads[0] in soft and heads[1] in soft
    nested = nested or first.tail.endswith(second.tail) or second.tail.endswith(first.tail)
    begun = first.tail.startswith(second.tail) or second.tail.startswith(first.tail)
    if not common:
        # 行动 and its 行动方案 are one, a trial and the system that is tried as well; 办法 and 行动 are two.
        kinds = {*first.families, *second.families}
        return "same" if kinds == {_TRIAL, "system"} or (begun and kinds >= {"drive", "paper"}) else None
    if (first.term and second.term and first.term != second.term) or first.stage != second.stage:
        return "renamed"
    if nested or begun or heads[0].endswith(heads[1]) or heads[1].endswith(heads[0]):
        return "same"
    if heads[0].startswith(heads[1]) or heads[1].startswith(heads[0]):
        return "same"
    return "renamed"


def _adds_head(short: Name, long: Name) -> bool:
    """扫黑除恶, 扫黑除恶专项斗争; 清溪行动, 清溪行动整治."""
    if len(short.key) < _TELLING or _is_field(short.key) or len(long.key) <= len(short.key):
        return False
    if long.key.startswith(short.key):
        rest = long.key[len(short.key) :]
        if rest in strings("renamings", "heads", "paper"):
            return "drive" in short.families
        return rest == "工作" or (_is_work(long) and (rest == long.tail or rest in _heads()))
    # 营养改善计划, 学生营养改善计划: the longer one says for whom.
    return (
        long.key.endswith(short.key)
        and "drive" in short.families
        and len(short.bare) >= _TELLING
        and _is_audience(long.key[: -len(short.key)])
    )


def without_town(key: str) -> str:
    """The key of an event without the town it is held in: 北京冬奥会, 冬奥会."""
    town = _town().match(key) if key.endswith(("会", "赛")) else None
    return key[town.end() :] if town is not None and len(key) - town.end() >= 3 else key


def _is_work(name: Name) -> bool:
    return any(family in ("drive", _TRIAL) for family in name.families)


def _is_short(first: Name, second: Name) -> bool:
    """Whether one of two names with the same coined word is that word and a head, the other its full form."""
    bodies = [one.key.partition(one.coined)[2].removesuffix(one.tail) for one in (first, second)]
    return "" in bodies and _head(first.key)[1] == _head(second.key)[1]


def _head(key: str) -> tuple[tuple[str, ...], str]:
    """The families a name's head belongs to, and the head itself: the longest that leaves something."""
    for head in _heads():
        if key.endswith(head) and len(key) - len(head) >= 2:
            return _heads()[head], head
    found = _trial().search(key)
    if found is not None and found.start() >= 2:
        return (_TRIAL + (found[2] or ""),), found[0]
    return (), ""


@cache
def _heads() -> dict[str, tuple[str, ...]]:
    """Every head with its families, the longest first."""
    families: dict[str, list[str]] = {}
    for family in ("drive", "paper", "rule", "system"):
        for head in strings("renamings", "heads", family):
            families.setdefault(head, []).append(family)
    return {head: tuple(families[head]) for head in sorted(families, key=lambda head: (-len(head), head))}


@cache
def _trial() -> re.Pattern[str]:
    stems, nouns = strings("renamings", "trials", "stems"), strings("renamings", "trials", "nouns")
    return re.compile(f"({alternatives(stems)})(?:工作)?({alternatives(nouns)})?$")


@cache
def _venue() -> re.Pattern[str]:
    """A town directly before the word for a meeting."""
    return re.compile(f"(?<=..){_town().pattern}(?=(?:{alternatives(strings('renamings', 'meetings'))})$)")


@cache
def _town() -> re.Pattern[str]:
    places = load("places")
    towns = [entry["base"] for entry in places["provinces"].values()]
    towns += [town.removesuffix("市") for held in places["prefectures"].values() for town in held]
    return re.compile(f"(?:{alternatives(towns)})")


@cache
def _told() -> re.Pattern[str]:
    verbs, results = strings("renamings", "told", "verbs"), strings("renamings", "told", "results")
    return re.compile(f"(?:{alternatives(verbs)})(?:{alternatives(results)})")


def _without_front(key: str, place: str) -> str:
    """The key without edition words and places, as long as enough is left to tell it."""
    words = (*strings("renamings", "edition"), *((place,) if place else ()), *strings("renamings", "places"))
    changed = True
    while changed:
        changed = False
        for word in words:
            # 国家级 is no place but a rank, and ranks tell actions apart.
            if key.startswith(word) and len(key) - len(word) > _TELLING and key[len(word)] != "级":
                key, changed = key[len(word) :], True
    return key


def _without_ends(body: str) -> str:
    changed = True
    while changed:
        changed = False
        for word in strings("renamings", "loose", "ends"):
            if body.endswith(word) and len(body) - len(word) >= _TELLING:
                body, changed = body[: -len(word)], True
            if body.startswith(word) and len(word) > 1 and len(body) - len(word) >= _TELLING:
                body, changed = body[len(word) :], True
    return "" if body in strings("renamings", "loose", "ends") else body


def _is_coined(word: str) -> bool:
    """Whether a word in quotation marks is one name's alone; a slogan is in many (“一带一路”, “互联网+”)."""
    return (
        len(word) >= _TELLING and not word.endswith("+") and word not in strings("action_heads", "generic", "political")
    )


@cache
def _is_known(bare: str) -> bool:
    """Whether an action known to every reader begins with these words (全民健身, not 资源节约)."""
    known = (*strings("known_actions", "programme"), *strings("known_actions", "campaign"))
    return len(bare) >= _TELLING and any(name.startswith(bare) for name in known)


@cache
def _is_audience(words: str) -> bool:
    return words != "" and is_made_of(words, frozenset(strings("renamings", "audience")))


@cache
def _is_field(words: str) -> bool:
    """Whether nothing but words of a field is left (安全生产): many actions are about it."""
    general = (*strings("action_heads", "generic", "field"), *strings("action_heads", "generic", "vague"))
    return words != "" and is_made_of(words, frozenset((*general, "和", "与", "及")))
