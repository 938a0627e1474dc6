"""What tells where a person lives or drives: number plates and the addresses of homes.

Takes a ``Page``, gives the plate, and the address whole without its label. Words are in ``data/secrets.toml``.
Read next: ``rules/personal.py``, for the numbers of persons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportmine.lexicon import alternatives, strings
from reportmine.patterns import regex
from reportmine.rules.rule import Hit, Page, PatternRule, Rule


class NumberPlate(PatternRule):
    """The number plate of a car stands in the text.

    **What it finds.** The character of a province, a letter and five characters, six for new energy, with three
    digits at least; 警, 学, 挂 at the end, too.

    **Why.** It leads to the owner, and to where the car is.

    **Example.** ``车牌号：湘A12B45``

    **What to do.** Delete it or hide the last three characters.

    **Norm.** 规定: 《个人信息保护法》第四条, 第六条 (no more than is needed), 第二十五条 (no publication without
    consent).
    """

    id = "RM901"
    name = "number-plate"
    category = "personal"
    severity = "medium"
    reads = "all"
    message = "文中出现机动车号牌"
    advice = "删除号牌，或者隐去后三位"
    hit = ("车牌号⟦湘A12B45⟧的货车", "⟦粤B·D12345⟧、⟦京A1234警⟧和⟦沪A 12345D⟧")
    miss = (
        "京B2-20230001、湘A*****、创新A12345型、云G123456、苏E20231234",
        "川A23个、皖S2023年、新B10000元、甘A级景区12345",
    )

    pattern = regex(
        r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼](?<![创更全革最高]新)[A-HJ-NP-Z][·•.-]? ?"
        r"(?P<number>[A-HJK]\d[A-HJ-NP-Z0-9]\d{4}|[A-HJK][A-HJ-NP-Z0-9]\d{4}|\d{5}[A-HJK]|[A-HJ-NP-Z0-9]{4}[警学挂港澳领]|[A-HJ-NP-Z0-9]{5})"
        r"(?![A-Za-z\d*])",
        re.ASCII,
    )
    _AMOUNT = tuple(strings("secrets", "personal", "not_phone_before"))

    def accepts(self, norm: str, match: re.Match[str]) -> bool:
        """Whether it has the digits of a plate and counts nothing."""
        digits = sum(char.isdigit() for char in match["number"])
        return digits >= 3 and not norm.startswith((*self._AMOUNT, "年", "型"), match.end())


class HomeAddress(Rule):
    """The address of a home stands in the text.

    **What it finds.** After 家住, 住址, 户籍地, ，住 and the like an address down to a house, a group of a village or a
    room; without a label one with house, 单元 and room. The addresses of offices and firms are none.

    **Why.** With a name it brings strangers to the door.

    **Example.** ``家住和平镇新安村3组`` → ``和平镇新安村3组``

    **What to do.** Leave the town or the street.

    **Norm.** 规定: 《个人信息保护法》第四条, 第六条 (no more than is needed), 第二十五条 (no publication without
    consent).
    """

    id = "RM902"
    name = "home-address"
    category = "personal"
    severity = "medium"
    reads = "all"
    message = "文中出现详细的家庭住址"
    advice = "只写到乡镇或街道"
    hit = (
        "家住⟦和平镇新安村3组⟧的脱贫户",
        "家庭住址：⟦清河市东湖区安康路12号院3栋2单元501室⟧，联系人",
        "房屋位于⟦康乐小区5号楼1单元302⟧。",
        "户籍地址为⟦青石乡白沙村二组18号⟧",
        "信访人宫某，住⟦青石镇安康路8号5栋1单元302室⟧，申请人住⟦白沙街道滨江路19号3栋402房⟧",
        "家庭住址：⟦康乐小区12-2-1203⟧，现住⟦安康苑3栋2单元1203号⟧",
    )
    miss = (
        "家住和平镇的脱贫户，家住新安村的2组群众代表",
        "户籍地在外省的学生3000名，暂住人口登记12户，常住人口3万户",
        "办公地址：安康路12号305室，注册地址：安康路8号2栋3单元502",
        "病人住院部大楼3号，居民住宅小区改造12号楼，村民住房安全路巡查3组，入住安康路公寓2号楼",
        "建成5栋3单元住宅，现住房改造3栋，居住地小区改造300户",
    )

    _STEP = r"(?:号楼|号院|号|栋|幢|座|单元|弄|组)"
    _LABELS = strings("secrets", "personal", "home_labels")
    _LABELLED = regex(
        rf"(?:{alternatives(_LABELS)}|住(?<=[，,；（( 人户某民者属]住))[为是在于]?[:：]? ?(?![院宅房建宿户所持])"
        r"(?P<value>[\u4e00-\u9fffA-Za-z\d-]{2,30}?[\d一二三四五六七八九十]{1,4}"
        rf"(?:{_STEP}|-\d{{1,4}})(?:-?[A-Za-z\d]{{1,5}}(?:{_STEP}|[室户]|房(?!屋))?){{0,4}})"
    )
    # What must stand in the text: a label or somebody who lives, and the number of a house.
    _HOMES = (*_LABELS, *(f"{before}住" for before in "，,；（( 人户某民者属"))
    _NUMBERS = tuple(f"{digit}{after}" for digit in "0123456789一二三四五六七八九十" for after in "号栋幢座单弄组-")
    _PLACE = regex("[市县区镇乡村路街巷道园苑院屯寨]")
    _ROOM = regex(
        r"[\u4e00-\u9fffA-Za-z\d-]{2,30}?\d{1,4}(?:号楼|栋|幢|座)[A-Z\d一二三四]{1,2}单元\d{3,4}(?:室|号|户|(?![\d万余多个套户]))"
    )
    _BEFORE = regex(
        rf".*(?:{alternatives((*_LABELS, *strings('secrets', 'personal', 'home_before')))}"
        r"|(?:^|[某人户民者属])住(?!宅))"
    )
    _OFFICE = regex("(?:注册|办公|经营|营业|单位)[^，。；]{0,4}$")

    def find(self, page: Page) -> Iterator[Hit]:
        """Labelled addresses, then rooms with all that leads to them."""
        may_be = page.holds(self._HOMES) and page.holds(self._NUMBERS)
        for match in self._LABELLED.finditer(page.norm) if may_be else ():
            # 家住新安村的2组群众: what follows 的 is no part of an address.
            if self._PLACE.search(match["value"]) and "的" not in match["value"]:
                yield Hit(*match.span("value"))
        for line in page.lines_with(("单元",)):
            for match in self._ROOM.finditer(page.norm, *line):
                if not self._OFFICE.search(page.norm[max(line.start, match.start() - 8) : match.start()]):
                    before = self._BEFORE.match(match.group())
                    yield Hit(match.start() + (before.end() if before else 0), match.end())


RULES: tuple[Rule, ...] = (NumberPlate(), HomeAddress())
