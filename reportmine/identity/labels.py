"""What a short piece of writing says of a report: a file name, a folder, a title, the name of a meeting or an office.

``read_label(text)`` finds names of divisions, the year, the office and what lies below a county; ``places_of(labels)``
tells which divisions are meant in a year. Read next: ``file_names.py``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from reportmine.identity.division_codes import NATION, CodeRecord, at, chain, forms, is_full, lookup, may_lie_in
from reportmine.identity.label_years import read_years
from reportmine.lexicon import strings
from reportmine.patterns import regex
from reportmine.text import normalise, simplify

GOVERNMENT = "government"
_COUNTY = 3
# More names than this are no name of a file.
_MOST = 12

_SEGMENT = regex("[一-龥]+")
# 中共株洲市委, 关于株洲市…, 在株洲市第…会议上: a name may stand right behind these.
_LEAD = regex("(?:(?:中国共产党|中共|关于|代表|我国|[在于向受对])+)?")
_NATION = regex(
    "国务院|(?:中华人民共和国)?中央人民政府|中华人民共和国|(?:全国|中国|中央|国家)(?=$|政府|人民|人大|级$|工作报告)"
)
# What may stand behind a name without suffix: 株洲政府工作报告, 湖南水利厅; 北京大学 is no place.
_AFTER_BARE = regex(
    r"$|(?:人民)?政府|(?:国家级?)?(?:经济技术|高新|经开|经济|开发|示范|保税|新区)|政协|人大|人民代表大会|第[一-十百]+[届次]|[中高]级|人民(?:法院|检察院)|工作(?:报告|总结)|报告|述职|"
    r"[一-龥]{2,12}(?:局|厅|委|委员会|办公室|法院|检察院)(?:$|工作|关于|述职|年)"
)
_BELOW = regex(
    "(?P<township>[一-龥]{1,9}?(?:镇|乡|苏木|街道(?:办事处)?))(?=$|人民政府|政府|工作|第|党)"
    "|(?P<zone>(?!全|各)[一-龥]{0,10}?(?:经济技术开发区|开发区|高新区|经开区|管理区|示范区|保税区|工业园区?|产业园区?|合作区|"
    "新区|生产建设兵团))(?=$|管委会|管理委员会|人民政府|政府|工作|第|党)"
)
_OFFICE = regex(
    "(?:人民政府|政府)?(?:[一-龥]{2,16}?(?:局|厅|委员会|人大常委会|常委会|法院|检察院|办公室|总队|支队|指挥部|中心|集团|公司|大学|学院)"
    "|委|人大(?:常委会)?|政协|[一-龥]{1,8}?(?:[改资健生建信农监]委|[市县区州省旗]委|[府融贫商信]办))(?=$|关于|工作|年|述职|党|报告|总结)"
)
_GOVERNMENT = regex("(?:人民)?政府(?!办|采购|网|信息|性)|国务院")
_NAMELESS_OFFICE = regex("[一-龥]{2,14}(?:局|厅|委员会|委|法院|检察院|办公室)(?=$|关于|工作|年|述职)")
_CONGRESS = regex("全国人(?:大|民代表大会)(?=第?[一二三四五]次会议)")


class Label(NamedTuple):
    """What one label says.

    ``names`` are names of divisions as written, in their order; ``code`` is a division code; ``below`` is a township
    or a zone (三门镇, 高新区) and ``is_township`` which of the two; ``office`` is ``GOVERNMENT``, or the name of
    another office without its place (水利局). ``years`` are all that may be the report's, ``year`` the likeliest;
    ``is_date`` says that only a date tells it.
    """

    names: tuple[str, ...] = ()
    code: str | None = None
    year: int | None = None
    years: tuple[int, ...] = ()
    office: str | None = None
    below: str | None = None
    is_township: bool = False
    is_date: bool = False


# Folders say the same of all their files.
@lru_cache(maxsize=512)
def read_label(text: str) -> Label:
    """Reads one label.

    >>> label = read_label("2019年湖南省株洲市水利局工作总结")
    >>> label.names, label.year, label.office
    (('湖南省', '株洲市'), 2019, '水利局')
    """
    years = read_years(simplify(normalise(text)))
    names: list[str] = []
    office: str | None = None
    below, is_township = None, False
    for segment in _SEGMENT.findall(years.words.replace("年度", "年").replace("|年", "|")):
        found, rest = _names_in(segment)
        if not found and _CONGRESS.search(segment):
            found = [NATION.name]
        names += [name for name in found if name not in names[-1:]]
        at_start = rest == segment
        lower = _BELOW.match(rest) if below is None else None
        if lower and (found or len(lower[0]) > 2) and not _is_common(lower[0]):
            below, is_township = lower[0].removesuffix("办事处"), lower["township"] is not None
            if below == "新区":
                below = found[-1] + below
            rest = rest[lower.end() :]
        if office in (None, GOVERNMENT):
            other = _NAMELESS_OFFICE.match(rest) if at_start else _OFFICE.match(rest)
            if other and not _GOVERNMENT.fullmatch(other[0]) and "工作" not in other[0]:
                office = other[0]
        if office is None and _GOVERNMENT.search(segment):
            office = GOVERNMENT
    if "政府工作报告" in years.words:
        office = GOVERNMENT
    return Label(tuple(names[:_MOST]), years.code, years.year, years.years, office, below, is_township, years.is_date)


def _is_common(name: str) -> bool:
    """全市乡镇, 各街道: no name of one."""
    return name[0] in "全各我本该某" or name in ("乡镇", "城镇")


class _Forms(NamedTuple):
    full: frozenset[str]
    bare: frozenset[str]
    starts: dict[str, int]


@cache
def _forms() -> _Forms:
    full: set[str] = set()
    bare: set[str] = set()
    starts: dict[str, int] = defaultdict(int)
    for form in forms():
        (full if is_full(form) else bare).add(form)
        starts[form[:2]] = max(starts[form[:2]], len(form))
    return _Forms(frozenset(full), frozenset(bare), dict(starts))


def _names_in(segment: str) -> tuple[list[str], str]:
    """The names of divisions in a run of Chinese characters, and what stands behind the last of them.

    Names without suffix and names of two characters are believed at its beginning and right behind another name.
    """
    names: list[str] = []
    table = _forms()
    lead = _LEAD.match(segment)
    start = lead.end() if lead else 0
    here, end, is_open = 0, 0, True
    while here < len(segment):
        is_open = is_open or here == start
        name = _name_at(segment, here, is_open)
        if name is None or (names and name in table.full and len(name) == 2 and not may_lie_in(name, names[-1])):
            # 兰州新区 is no 新区 of 兰州市.
            here, is_open = here + 1, False
            continue
        is_open = True
        names.append(NATION.name if _NATION.fullmatch(name) else name)
        here += len(name)
        # 乐山市中区 is 市中区 of 乐山市.
        if segment.startswith("中区", here) and name.endswith("市"):
            here -= 1
        end = max(end, here)
    return names, segment[end:]


def _name_at(segment: str, here: int, is_open: bool, depth: int = 2) -> str | None:
    """The longest name that begins here; one without suffix needs another name behind it, or what a name is before."""
    table = _forms()
    if is_open:
        nation = _NATION.match(segment, here)
        if nation:
            return nation[0]
    for size in range(min(table.starts.get(segment[here : here + 2], 0), len(segment) - here), 1, -1):
        form = segment[here : here + size]
        if form in table.full and (is_open or size > 2):
            return form
        if form in table.bare and is_open:
            rest = here + size
            if _AFTER_BARE.match(segment, rest) or (depth and _name_at(segment, rest, True, depth - 1)):
                return form
    return None


def places_of(labels: Sequence[Label], year: int | None) -> list[CodeRecord]:
    """The division that labels speak of, the nearest label first: the folders of a file after its name.

    The first label that names one decides, those after it tell which of several is meant: of the four 鼓楼区 the one
    of the city that a folder is named after. Several are given when they do not tell, none when nothing is named.
    """
    named = [(label, place) for place, label in enumerate(labels) if label.names or label.code]
    if not named:
        return []
    core, place = named[0]
    if core.code and (record := at(core.code, year)):
        return [record]
    found, is_sure = _best(core.names, year), len(core.names) > 1 or core.names[0] not in _common_words()
    for label in labels[place + 1 :]:
        above = _best(label.names, year)
        if label.code and (record := at(label.code, year)):
            above.append(record)
        narrowed = [one for one in found if any(one.lies_in(upper) for upper in above if upper is not NATION)]
        found, is_sure = narrowed or found, is_sure or bool(narrowed)
    top = min((one.rank for one in found), default=0)
    if top == _COUNTY and not is_sure:
        return places_of(labels[place + 1 :], year)
    return [one for one in found if one.rank == top]


@cache
def _common_words() -> frozenset[str]:
    """Names of counties without suffix that are words: 新建, 公安, 平安. One alone is no place."""
    return frozenset(strings("place_uses", "words", "bare"))


def _best(names: Sequence[str], year: int | None) -> list[CodeRecord]:
    """The divisions that most of the names fit, as themselves or as what they lie in."""
    candidates = {name: lookup(name, year) for name in names}
    scored: list[tuple[int, bool, CodeRecord]] = []
    for name, meant in candidates.items():
        for one in meant:
            fitting = sum(any(one.lies_in(upper) for upper in candidates[other]) for other in names)
            # 吉林吉林 names two divisions, one in the other.
            depth = max(1, len(chain(one, year)))
            scored.append((min(fitting, depth), is_full(name), one))
    if not scored:
        return []
    top = max(score[:2] for score in scored)
    best = [one for *score, one in scored if tuple(score) == top]
    first = next(one for one in best)
    # Two places that have nothing in common: the first is meant.
    related = [one for one in best if any(one in meant and first in meant for meant in candidates.values())]
    return list(dict.fromkeys(related))
