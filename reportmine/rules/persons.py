"""What tells of a person beside the numbers: masks that can be joined, a name beside an illness or relief.

Takes a ``Page``, gives the second of two masks, or the name. Words are in ``data/persons.toml``. Read next:
``joins.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reportmine.joins import find_joinable, find_masked
from reportmine.lexicon import alternatives, load
from reportmine.messages import tr
from reportmine.patterns import regex
from reportmine.rows import Table, find_cells, find_tables
from reportmine.rules.rule import Hit, Page, Rule

_CJK = "\u4e00-\u9fff"
_TAKES = ("纳入", "列入", "列为", "认定为", "确定为")
# How far before 岁, 患有, 低保户 the name may begin, and how far what is told of it goes on.
_BEFORE, _AFTER = 24, 12
# How far what ails somebody may go on before the name.
_FAR = 24
# A longer line is no row of a list; what stands before a cell.
_ROW, _CELL_ENDS = 200, ("", "\n", "\t", "|", "│", " ", "\u3000")


class JoinedMasks(Rule):
    """Two masks of one person show together what each of them hides.

    **What it finds.** Masked numbers (identity card, bank card, mobile) of one name, or that share the digits they
    show, of which one shows what the other hides: 430102********1234 here, 后八位03071234 there. Masked names of which
    the same is true (张*明, 张晓*) beside the same number or office. High when a number of an identity card or a bank
    card is complete then. In a run over several files masks of an earlier file count, too.

    **Why.** A list of winners and a list of receivers were each masked well, and gave 10,000 full numbers together.

    **Example.** ``张晓明430102********1234 … 张晓明******19900307****`` → the second

    **What to do.** Mask the same digits everywhere.

    **Norm.** 规定: 《个人信息保护法》第二十八条, 第五十一条 (de-identification).
    """

    id = "RM1601"
    name = "joined-masks"
    category = "personal"
    severity = "medium"
    reads = "all"
    message = "与前文同一个人的遮盖方式不同，两处合起来可以还原被遮盖的部分"
    advice = "全文统一遮盖相同的位数，例如身份号码都只留前四位"
    hit = (
        "张晓明，身份证号430102********1234\n发放名单：张晓明，身份证号⟦******19900307****⟧",
        "姓名\t证件号码\n李桂兰\t430102********1234\n二、抽签结果\n李桂兰（身份证后八位⟦03071234⟧）",
        "王建国 138****8000\n王建国 ⟦1380013****⟧",
        "户主张*明，青石村，户主⟦张晓*⟧，青石村",
        "陈*华 138****5566\n⟦陈文*⟧ 138****5566",
    )
    miss = (
        "张晓明 430102********1234\n李桂兰 430102********5678",
        "张晓明 430102********1234，张晓明 430102********1234",
        "张晓明 430102********1234\n张晓明 430102********5678",
        "张*明，青石村\n张晓*，白沙村",
        "合同编号20230*****1234，电话0731****123",
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """The second place of every pair."""
        masks = find_masked(page)
        if not masks:
            return
        # Those of other files go first and count as other sources, from 1.
        names = [name for name, _ in page.settings.masked_elsewhere]
        elsewhere = [
            mask._replace(source=number)
            for number, (_, others) in enumerate(page.settings.masked_elsewhere, 1)
            for mask in others
        ]
        for pair in find_joinable([*elsewhere, *masks]):
            if pair.second.source:
                continue
            grave = pair.is_complete and pair.second.kind in ("id", "card")
            said = None
            if pair.first.source:
                said = tr(
                    "与“{name}”里同一个人的遮盖方式不同，两处合起来可以还原被遮盖的部分",
                    name=names[pair.first.source - 1],
                )
            yield Hit(pair.second.start, pair.second.end, "high" if grave else None, said)


class _Words:
    """The patterns of ``data/persons.toml``."""

    def __init__(self) -> None:
        data = load("persons")
        names, status = data["names"], data["status"]
        surname = rf"(?:{alternatives(names['double'])}|[{names['surnames']}])"
        given = rf"(?![{names['not_given']}])[{_CJK}]"
        end = rf"(?=[^{_CJK}*●×〇○]|$|{alternatives(status['follows'])})"
        # The longest name first, then 低保户王明家: what follows must show where it ends.
        ends = "".join(word for word in status["follows"] if len(word) == 1)
        person = rf"{surname}(?:{given}(?![{ends}]){given}|{given}){end}"
        self.name = regex(rf"{surname}{given}(?:{given})?")
        self.not_names = frozenset(
            first + rest for first, rests in names["not_names"].items() for rest in rests.split()
        )
        about = rf"(?:{alternatives(status['degrees'])}){{0,2}}(?:{alternatives(status['after'])})(?:[一二三四]级)?"
        self.about = regex(about)
        ill = rf"(?:{alternatives(status['ill'])})了?[{_CJK}]{{0,8}}?(?:{alternatives(status['illnesses'])})(?<!患病)"
        child = r"(?:今年|现年|年仅|才|刚满)?(?:\d|1[0-3])(?:周)?岁(?![以及至前后组级])"
        is_so = rf"[^，,。；（）()\n、]{{0,6}}?{about}(?![{_CJK}])"
        self.before_words = tuple(status["before"])
        # What follows such a word.
        self.before = regex(rf"(?:（[^（）\n]{{1,12}}）)?[ :：“\"]{{0,2}}(?P<value>{person})")
        # 患精神分裂症的娄小满, 将管德厚一家纳入农村低保
        self.so_words = tuple(f"{illness}的" for illness in status["illnesses"])
        self.so = regex(rf"{ill}的(?P<value>{person})")
        self.taken = regex(
            rf"[将把为](?P<value>{person})(?:一家|家|全家)?(?:{'|'.join(_TAKES)})"
            rf"[^，。；\n]{{0,6}}?(?:{alternatives(status['after'])})"
        )
        self.another = regex(rf"[、和与](?P<value>{person})")
        # 王小明（低保户）, 学生张三（男，12岁）, 王小明系精神残疾, 李桂兰身患肺癌
        self.told_words = (*status["after"], *status["ill"])
        self.young = regex(r"\d(?<!\d\d)[0-3]?周?岁")
        self.after = regex(
            rf"(?:(?<![{_CJK}])|(?<={')|(?<='.join(status['roles'])}))(?P<value>{surname}(?:{given}{given}|{given}))"
            rf"(?:同学|同志|老人|小朋友)?(?: ?[（(，,] ?(?:[男女][，,、 ]{{1,2}})?(?:{child}|{is_so}|{ill})"
            rf"|[是系为]{is_so}|(?:今年|现年|年仅){child}|(?:因|不幸|被)?{ill})"
        )
        # One of these completes what is told after a name.
        self.complete = ("岁", *status["after"], *status["illnesses"])
        self.honours = regex(alternatives(status["honours"]))
        self.columns = regex(alternatives(status["columns"]))
        self.name_columns = tuple(status["name_columns"])


@cache
def _words() -> _Words:
    return _Words()


class VulnerablePerson(Rule):
    """A person is named beside an illness, relief, a handicap or a punishment, or is a child.

    **What it finds.** A name after 低保户, 困难群众, 患者, 残疾人, 社区矫正对象, 孤儿 and the like; before
    （低保户）, 身患肺癌, （12岁）; in a table with a column of such things. 李某 and 张*明 are masked, and a
    model worker, a martyr or an official is named for what he is.

    **Why.** It is nobody's business who is ill or poor, and it stays on the internet.

    **Example.** ``走访低保户王小明`` → ``王小明``

    **What to do.** Write 王某 or 一名低保户.

    **Norm.** 规定: 《个人信息保护法》第二十八条 (health, children under fourteen);
    《政府信息公开条例》第十五条 (privacy).
    """

    id = "RM1602"
    name = "vulnerable-person"
    category = "personal"
    severity = "medium"
    reads = "all"
    message = "把姓名与疾病、救助、残疾、受处罚情况或未成年人身份写在一起"
    advice = "隐去姓名，写作“王某”或“一名低保户”"
    hit = (
        "走访低保户⟦王小明⟧家，送去慰问金。",
        "困难群众 ⟦刘玉兰⟧，特困人员：⟦赵大山⟧、⟦孙秀英⟧。",
        "学生⟦张三⟧（12岁）失踪，⟦李桂兰⟧身患肺癌，村民⟦王建国⟧（低保户）",
        "社区矫正对象⟦陈强⟧在公益劳动中表现良好，尿毒症患者⟦周婷⟧说",
        "姓名\t残疾类别\t补贴\n⟦王小明⟧\t肢体二级\t100\n⟦李桂兰⟧\t视力一级\t100",
    )
    miss = (
        "低保户王某、患者李某某和张*明得到救助，低保户高龄补贴",
        "全国劳动模范王小明、残疾人运动员李晓红获金牌，烈士张建国",
        "低保户、特困人员、孤儿全部纳入保障，患者满意度、患者全程管理",
        "残疾人康复、困难群众温暖过冬、孤儿成长，患者安全，低保对象常态化",
        "县长李明主持会议，学生李明（18岁）获奖",
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """Names after a status, names before one, names of a table."""
        words = _words()
        for start, match in self._after_status(page):
            named: re.Match[str] | None = match
            while named and self._is_name(named["value"]) and not self._is_honoured(page, start, match.end()):
                yield Hit(*named.span("value"))
                named = words.another.match(page.norm, named.end())
        for start, end in self._told(page):
            # The name stands shortly before, in the same clause or the one before it, or right after: 患癌的王小明.
            around = max(0, start - _BEFORE), end + _AFTER
            beside = page.norm[slice(*around)]
            matches: list[re.Match[str]] = []
            if any(word in beside for word in words.complete):
                matches += words.after.finditer(page.norm, *around)
            if any(word in beside for word in _TAKES):
                matches += words.taken.finditer(page.norm, *around)
            if any(word in page.norm[start : start + _FAR] for word in words.so_words):
                matches += filter(None, [words.so.match(page.norm, start)])
            for match in matches:
                if (
                    match.end() >= start
                    and self._is_name(match["value"])
                    and not self._is_honoured(page, *match.span())
                ):
                    yield Hit(*match.span("value"))
            yield from self._of_row(page, start)
        for table in find_tables(page, words.name_columns):
            yield from self._of_table(table)

    @staticmethod
    def _after_status(page: Page) -> Iterator[tuple[int, re.Match[str]]]:
        """The names after a status, each with the place where that begins."""
        done = 0
        for start, end in page.places_of(_words().before_words):
            match = _words().before.match(page.norm, end) if start >= done else None
            if match:
                yield start, match
                done = match.end()

    @staticmethod
    def _told(page: Page) -> Iterator[tuple[int, int]]:
        """What tells of illness, relief or age, in order; of words that overlap the first, and the longest there."""
        young = [match.span() for match in _words().young.finditer(page.norm)] if "岁" in page.norm else []
        end = 0
        for place in sorted([*page.places_of(_words().told_words), *young], key=lambda place: (place[0], -place[1])):
            if place[0] >= end:
                yield place
                end = place[1]

    @staticmethod
    def _is_name(written: str) -> bool:
        """Whether no word of the language begins like it."""
        return not {written[:2], written[:3]} & _words().not_names

    @classmethod
    def _of_row(cls, page: Page, told: int) -> Iterator[Hit]:
        """The name in a row of a list without a header: 1  李贵生  特困  800元."""
        line = page.line_at(told)
        if line.end - line.start > _ROW or page.text[max(0, told - 1) : told] not in _CELL_ENDS:
            return
        row = find_cells(page, line)
        if any(cell.start == told and _words().about.fullmatch(cell.text) for cell in row):
            names = [cell for cell in row if _words().name.fullmatch(cell.text) and cls._is_name(cell.text)]
            if len(names) == 1:
                yield Hit(names[0].start, names[0].end)

    @staticmethod
    def _is_honoured(page: Page, start: int, end: int) -> bool:
        """Whether the sentence names the person for an honour or an office."""
        before = page.norm[max(0, start - 24) : start]
        after = page.norm[end : end + 24]
        around = re.split("[。；\n]", before)[-1] + page.norm[start:end] + re.split("[。；\n]", after)[0]
        return _words().honours.search(around) is not None

    @classmethod
    def _of_table(cls, table: Table) -> Iterator[Hit]:
        words = _words()
        if not any(words.columns.search(cell.text) for cell in table.header):
            return
        for at in table.columns(words.name_columns):
            for row in table.rows:
                if len(row) == len(table.header) and words.name.fullmatch(row[at].text) and cls._is_name(row[at].text):
                    yield Hit(row[at].start, row[at].end)


RULES: tuple[Rule, ...] = (JoinedMasks(), VulnerablePerson())
