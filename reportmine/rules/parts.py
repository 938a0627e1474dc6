"""Parts that are more than their whole, and totals that are not the sum of the list before them.

Takes a ``Page``, gives the part, the whole or the total. Both rules hop from a word (其中, 共计) to its sentence and
read the amounts there; whatever is not plain stays silent. Tables are read by ``totals.py``. The words are in
``data/figure_cues.toml``. Read next:
``rules/shares.py``, where the whole is 100 %.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from reportmine.lexicon import load
from reportmine.patterns import regex
from reportmine.quantities.amounts import Amount, amounts, close
from reportmine.quantities.sentences import cues, mentions, sentence_at
from reportmine.rules.rule import Hit, Page, Rule
from reportmine.sections.numbering import numeral
from reportmine.totals import wrong_totals

# The longest list that is added up.
_ITEMS = 30


class PartExceedsWhole(Rule):
    """A part is more than the whole, or the parts together are.

    **What it finds.** After 其中 or 包括, one part above the whole with the same unit in one sentence, or a whole that
    is less than its parts together, rounding aside. Parts that sum to less are left alone, and so are groups that
    overlap (女性, 党员, 以上), as long as none is above the whole by itself and they are not members of one division
    (国家级, 省级); percentages, times and ranks are no wholes.

    **Why.** A digit was mistyped, or whole and parts come from two tables.

    **Example.** ``共10个，其中国家级12个`` → ``12个``

    **What to do.** Check the whole and its parts.

    **Norm.** 通常.
    """

    id = "RM1302"
    name = "part-exceeds-whole"
    category = "consistency"
    severity = "medium"
    message = "分项的数值大于总数，或者分项之和大于总数"
    advice = "核对总数与各分项"
    hit = (
        "建成园区10个，其中国家级⟦12个⟧。",
        "完成投资⟦50亿元⟧，其中，工业30亿元、服务业20亿元、农业10亿元。",
        "共有教师⟦200名⟧，其中小学120名，中学100名。",
        "发放贷款1.2亿元，其中信用贷款⟦1.5亿元⟧，增长5%。",
        "受理案件100件（其中民事⟦120件⟧）。",
        "争取资金⟦5.6亿元⟧，其中中央资金3.2亿元、省级资金2.9亿元。",
        "总投资⟦12.8亿元⟧，包括中央资金4.6亿元、地方配套5.3亿元、企业自筹4.2亿元。",
    )
    miss = (
        "建成园区10个，其中国家级2个、省级3个。",
        "完成投资50.1亿元，其中工业30.1亿元、服务业20.1亿元。",
        "现有干部100人，其中女性45人、党员80人、少数民族30人。",
        "新增企业5家，其中上市企业1家，总数达到12家。",
        "完成投资50亿元，其中工业增长60%，占比70%。",
        "新增专利100余件，其中发明110件。",
        "建成5个项目，其中最大的投资20亿元；惠及群众12个村。",
        "新建学校5所、改建8所，其中农村10所。",
        "实施项目50个、总投资100亿元，其中亿元以上项目20个、总投资90亿元。",
        "新增企业5家，其中工业2家、服务业3家；另有个体户20家。",
        "培训5期，其中某期80人，覆盖3个县。",
        "建成平台10个，其中省级8个、市级以上10个。",
    )

    # 包括 counts parts right behind the whole: 总投资12亿元，包括中央资金4亿元.
    _AMONG = regex(
        r"其中|包括(?<=[\u4e00-\u9fff%][，（(]包括)(?<!其中.包括)(?=[\u4e00-\u9fff]{1,10}\d)"
        r"|含(?<=，含)(?=[\u4e00-\u9fff]{2,10}\d)"
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """Each 其中 with what stands before and after it in its sentence."""
        norm = page.norm
        marks = [match.end() - 2 for match in self._AMONG.finditer(norm)]
        for before, at, after in zip([-1, *marks], marks, [*marks[1:], len(norm)], strict=False):
            start, end = sentence_at(norm, at)
            start, end = max(start, before), min(end, after)
            if norm[at - 1] in "（(":
                closing = norm.find("）" if norm[at - 1] == "（" else ")", at, end)
                end = closing if closing > 0 else end
            yield from self._judge(norm, start, at, end)

    def _judge(self, norm: str, start: int, at: int, end: int) -> Iterator[Hit]:
        wholes: dict[str, list[Amount]] = {}
        for amount in amounts(norm, start, at):
            lead = norm[max(0, amount.start - 8) : amount.start]
            if not re.search(r"(?:增加|减少|增长|[多少净降])了?$|(?<!新)增$|比.{0,3}$|每", lead):
                wholes.setdefault(amount.unit, []).append(amount)
        if not wholes:
            return
        parts = self._parts(norm, at, end)
        for unit in dict.fromkeys(part.unit for part in parts):
            whole = wholes.get(unit)
            if not unit or unit in cues("parts", "units_out") or whole is None or any(w.bound for w in whole):
                continue
            listed = [part for part in parts if part.unit == unit and part.bound not in ("max", "range")]
            total = sum(w.value for w in whole)
            slack = sum(w.slack for w in whole)
            over = [part for part in listed if part.value > total + max(slack, part.slack) + 1e-6]
            if over:
                yield Hit(over[0].start, over[0].end)
                continue
            slack += sum(part.slack for part in listed) + 1e-6
            together = sum(part.value for part in listed) > total + slack
            if (
                len(listed) > 1
                and together
                and (not mentions(norm[at + 2 : end], "parts", "overlap") or self._apart(norm, at, listed))
            ):
                yield Hit(whole[0].start, whole[-1].end)

    @staticmethod
    def _apart(norm: str, at: int, listed: list[Amount]) -> bool:
        """Whether the names of the parts are members of one division, such as 省级 and 市级, that cannot overlap."""
        names = [norm[a.end if a else at : b.start] for a, b in zip([None, *listed], listed, strict=False)]
        if any(re.search("以上|以下|以内|及其", name) for name in names):
            return False
        for division in load("figure_cues")["parts"]["divisions"]:
            members = [max((word for word in division if word in name), key=len, default="") for name in names]
            if all(members) and len(set(members)) == len(members):
                return True
        return False

    @staticmethod
    def _parts(norm: str, start: int, end: int) -> list[Amount]:
        """The amounts of the list after 其中, up to the clause that is about something else."""
        parts: list[Amount] = []
        closely = norm[start - 1 : start] == "、"
        last = start + 2
        for amount in amounts(norm, start + 2, end):
            lead = norm[last : amount.start]
            last = amount.end
            # A clause that begins with more than a short noun does something else: 修复草原50万亩.
            if parts and re.search("，" if closely else r"，[^，：、\d]{7}", lead) and amount.unit != "%":
                break
            if amount.rank or norm.startswith(("以上", "以下", "级", "及以上"), amount.end):
                continue
            if mentions(lead, "parts", "ends") or re.search("增[加长]|减少|下降|提高|多|少于", lead):
                if amount.unit != "%":
                    break
                continue
            parts.append(amount)
        return parts


class WrongTotal(Rule):
    """The figures of a list or of a table do not add up to their total.

    **What it finds.** A list of two figures and more, closely written (甲3个、乙5个), and right behind it 共计,
    合计, 总计, 三项合计 or 三次产业合计实现地区生产总值 with the same unit and another sum; the line 合计, 小计 or
    总计 of a table, or its column, as long as the others of the table add up. Rounding is allowed for; shares,
    averages and ranks are not added.

    **Why.** A figure was changed and the total was not.

    **Example.** ``新建甲类3个、乙类5个，合计9个`` → ``9个``

    **What to do.** Add up again.

    **Norm.** 通常.
    """

    id = "RM1307"
    name = "wrong-total"
    category = "consistency"
    severity = "medium"
    message = "各项之和与合计数不一致"
    advice = "重新计算合计数，核对各项"
    hit = (
        "新建甲类3个、乙类5个，合计⟦9个⟧。",
        "其中城区12.5万户、乡村20.3万户，共计⟦35.8万户⟧。",
        "第一产业增加值36.2亿元，第二产业增加值88.4亿元，第三产业增加值120.6亿元，三次产业合计实现地区生产总值⟦254.2亿元⟧。",
        "办理建议36件、提案58件，两项合计⟦96件⟧。",
        "新增小学学位1200个、初中学位860个，共新增学位⟦2160个⟧。",
        "发放助学金320万元、救助金86万元，以上共计发放⟦426万元⟧。",
        "区域\t小学\t初中\n城区\t1200\t640\n乡镇\t860\t450\n合计\t⟦2160⟧\t1090",
        "类别    投资（万元）\n农业    1,200\n水利      860\n合  计  ⟦2,160⟧",
        "单位\t一季度\t二季度\t合计\n甲乡\t12\t15\t27\n乙乡\t20\t11\t⟦32⟧\n丙乡\t8\t9\t17",
        "项目｜个数\n合计｜⟦18⟧\n农业｜5\n工业｜12".replace("｜", "|"),
    )
    miss = (
        "新建甲类3个、乙类5个，合计8个。",
        "城区12.5万户、乡村20.3万户，共计32.8万户。",
        "新建3个、改建5个，共计投资2亿元。",
        "新建3个、改建5个，全市共计20个。",
        "建成10个，新建甲类3个、乙类5个，合计投资8亿元",
        "A类3个、B类5个等，合计12个。",
        "新建3个、改建5个、扩建6个，两项合计11个。",
        "区域\t小学\t增速\n城区\t1200\t6.1%\n乡镇\t860\t5.2%\n合计\t2060\t5.7%",
        "区域\t小学\n城区\t1200\n甲街道\t800\n乙街道\t400\n乡镇\t860\n合计\t2060",
        "区域\t小学\n甲街道\t800\n乙街道\t400\n小计\t1200\n丙乡\t860\n丁乡\t40\n小计\t900\n合计\t2100",
        "序号\t单位\t数量\n1\t甲乡\t800\n2\t乙乡\t400\n合计\t\t1200",
        "区域\t小学\n城区\t1200\n其中：公办\t800\n乡镇\t860\n合计\t2060",
        "一、合计\t1200\n二、甲\t300",
        "单位\t任务\t完成\t合计\n甲乡\t12\t15\t60\n乙乡\t20\t11\t70\n丙乡\t8\t9\t80",
    )

    _TOTAL = regex(
        r"(?:[，、；]|。(?=以上|上述|[二两三四五六七八九]项))?(?:(?:以上|上述|这|前述|全部)?(?:(?P<count>[两二三四五六七八九十])(?:者|项|类|个?方面|级|部分|块|次产业|家|地)"
        r"|以上|上述|各项)(?:资金|投资|支出|收入)?)?"
        r"(?:共计|合计|总计|共(?=实现|完成|投入|发放|安排|建成|新增|惠及|争取|办理|培训))(?:(?:实现|完成|投入|发放|安排|建成|新增|惠及|争取|支出|兑现|办理|培训|服务|救助|减免|落实|资金)"
        r"{1,2}[^，。；：、\d]{0,10})?(?:为|达到?)?(?=\d)"
    )
    _GAP = regex(r"[、和与及，][^，。；：、\d]{0,12}")

    def find(self, page: Page) -> Iterator[Hit]:
        """Each total with the list that ends right before it, then the tables."""
        for line in page.lines_with(("共计", "合计", "总计", "，共")):
            totals = list(self._TOTAL.finditer(page.norm, *line))
            written = list(amounts(page.norm, *line)) if totals else []
            for match in totals:
                at = bisect_left(written, match.end(), key=lambda amount: amount.start)
                total = written[at] if at < len(written) else None
                if total is not None and total.start == match.end() and total.unit and not total.bound:
                    yield from self._judge(page.norm, match, total, written[max(0, at - _ITEMS) : at])
        for cell in wrong_totals(page):
            yield Hit(cell.start, cell.end)

    def _judge(self, norm: str, match: re.Match[str], total: Amount, written: list[Amount]) -> Iterator[Hit]:
        before = match.start()
        listed: list[Amount] = []
        for amount in reversed(written):
            if amount.unit != total.unit or amount.bound or amount.rank:
                break
            closely = self._GAP.fullmatch(norm, amount.end, listed[-1].start) if listed else amount.end == before
            if not closely:
                break
            listed.append(amount)
        # 两项合计 may leave out the first of three.
        if match["count"] and numeral(match["count"].replace("两", "二")) != len(listed):
            return
        slack = total.slack + sum(amount.slack for amount in listed)
        if len(listed) > 1 and not close(sum(amount.value for amount in listed), total.value, slack):
            yield Hit(total.start, total.end)


RULES: tuple[Rule, ...] = (PartExceedsWhole(), WrongTotal())
