"""As many things are announced, or summed up, as are not listed.

Takes a ``Page``, gives the words with the number: 三大工程：… before its list, …两镇 behind it. The nouns that are
counted are in ``data/figure_cues.toml``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from reportmine.lexicon import alternatives
from reportmine.patterns import regex
from reportmine.quantities.sentences import REACH, cues
from reportmine.rules.rule import Hit, Page, Rule
from reportmine.sections.numbering import numeral, read_marker

_NUMERAL = "二两三四五六七八九十"
_VALUE = rf"(?:[{_NUMERAL}]{{1,2}}|(?<![\d.])[2-9](?=[大个项类条种场])|1\d(?=[大个项类条种场]))"
_SORT = "大|个|项|类|条|种|场|块|张|支|篇|道|步|座|件"
_NOUNS = alternatives(cues("counts", "nouns"))
# The longest paragraph that is counted through.
_LONG = 4000


class CountAnnounced(Rule):
    """As many things are announced as are not listed.

    **What it finds.** 三大工程：, 四个体系”： and a plain list after the colon or 即 with another number of members;
    以下五个方面： with 一是…四是 in the same paragraph or headings below. A list that ends in 等 is left alone.

    **Why.** An item was added or dropped, and the number stayed.

    **Example.** ``突出“三大工程”：强基、提质`` → ``三大工程``

    **What to do.** Count again.

    **Norm.** 通常.
    """

    id = "RM1306"
    name = "count-announced"
    category = "consistency"
    severity = "low"
    message = "列出的项数与前面说的数目不一致"
    advice = "核对项数，补上缺少的一项或者改正数目"
    hit = (
        "实施“⟦三大工程⟧”：强基工程、提质工程。",
        "主要做了以下⟦五个方面⟧的工作：一是抓学习；二是抓落实；三是抓安全；四是抓作风。",
        "重点抓好以下⟦四个方面⟧的工作：\n一、抓项目\n二、抓产业\n三、抓民生",
        "建设⟦四大基地⟧：能源基地、粮食基地、种业基地。",
        "打好⟦四场硬仗⟧，即稳增长硬仗、防风险硬仗、保民生硬仗，以实干取信于民。",
        "办好⟦三件民生实事⟧：一是修路，二是通水。",
        "抓好⟦三项工程⟧：管网工程；道路工程；河道工程；绿化工程。",
    )
    miss = (
        "实施“三大工程”：强基工程、提质工程、增效工程。",
        "实施“三大工程”：强基、提质等。",
        "主要做了以下三个方面的工作：一是抓学习；二是抓落实；三是抓安全。",
        "重点抓好以下三个方面的工作：\n一、抓项目\n二、抓产业\n三、抓民生",
        "三大工程：强基和提质、增效工程、种业工程。",
        "做到三个结合：坚持上下结合，左右结合。坚持内外结合。",
        "实施三大工程，建设强基工程、提质工程。",
        "存在三个问题：一是资金不足。",
        "2.双“十工程”：指10个强县、10个大县的工程。",
        "抓好三项工程：管网新建、改造、扩容工程；道路拓宽、亮化工程；河道清淤、绿化工程。",
        "打好四场硬仗，即稳增长、防风险两场硬仗和保民生、促改革硬仗。",
    )

    _ANNOUNCED = regex(
        rf"(?P<value>{_VALUE}(?:(?:{_SORT})(?:[\u4e00-\u9fff]{{2,4}}?)??)?(?P<noun>{_NOUNS})(?:的?工作|任务|内容)?)(?P<close>[”\"]?)"
        r"(?:的?(?:突出|主要)?(?:工作|问题|内容|任务|情况))?(?P<mark>[：:。]|，(?:即|也就是|分别[是为]))"
    )
    # Another number that goes before, or 双“十工程”.
    _NOT_BEFORE = tuple(f"{_NUMERAL}一百千万第0123456789前后、这上述双“")

    def find(self, page: Page) -> Iterator[Hit]:
        """Each announcement with the list behind it."""
        norm = page.norm
        for line in page.lines_with(("：", ":", "，即", "，也就是", "，分别", "方面", "一是")):
            for match in self._ANNOUNCED.finditer(norm, *line):
                before = norm[match.start() - 1 : match.start()]
                quoted = before == "“" and norm[match.start() - 2 : match.start() - 1] != "双"
                if before in self._NOT_BEFORE and not quoted:
                    continue
                said = _value(match["value"])
                counted = self._count(page, match, line.end)
                if said is not None and counted and said not in counted:
                    noun = re.sub(r"(?:的?工作|任务|内容)\Z", "", match["value"]) or match["value"]
                    yield Hit(match.start(), match.start() + len(noun))

    def _count(self, page: Page, match: re.Match[str], line_end: int) -> set[int]:
        """How many members the list has, in the ways it may be read; none when there is no plain list."""
        norm, start = page.norm, match.end()
        if line_end - start > _LONG:
            return set()
        rest = norm[start:line_end]
        if not rest.strip():
            follows = match["mark"] in "：:" or "以下" in norm[line_end - 30 : line_end]
            return self._below(page, line_end) if follows else set()
        if rest.lstrip("，。 ").startswith("一是"):
            return self._spoken(rest)
        return set() if match["mark"] == "。" else self._named(rest, match["noun"]) or self._plain(rest)

    @staticmethod
    def _named(rest: str, noun: str) -> set[int]:
        """Members that all end in the noun itself, so that it is seen where the list ends: 管网工程、道路工程，…"""
        item = rf"[“]?[^、，。；：\n“”]{{1,16}}{noun}”?"
        listed = re.match(rf"{item}(?:(?:[、，；]|以及|[和与及]){item}){{1,11}}", rest)
        if listed is None or rest.startswith(("等", "、", "（"), listed.end()):
            return set()
        if noun in rest[listed.end() : listed.end() + 80]:
            return set()
        count = len(re.findall(noun, listed.group()))
        return set(range(count, count + len(re.findall(f"(?<!{noun})[和与及](?!{noun})", listed.group())) + 1))

    @staticmethod
    def _plain(rest: str) -> set[int]:
        """Members between 、, up to the end of the sentence, or of a clause when they are of one length."""
        stop = re.search("[。；！\n]", rest)
        listed = rest[: stop.start()] if stop else rest
        if "，" in listed:
            listed, _, behind = listed.partition("，")
            lengths = {len(item) for item in listed.split("、")}
            if len(lengths) > 1 or "、" in behind or not listed.strip("“”"):
                return set()
        if "等" in listed[-4:] or "、" not in listed or "（" in listed or listed.startswith("一"):
            return set()
        items = listed[: 3 * REACH].split("、")
        if any(not 2 <= len(item) <= 24 for item in items) or re.search(r"[：:—…]|\d[、.]", listed):
            return set()
        joins = len(re.findall("[和与及]|以及", items[-1]))
        further = sum(len(re.findall("[和与及]", item)) for item in items)
        quoted = listed.count("”“")
        return set(range(len(items), len(items) + max(further, joins) + quoted + 1))

    @staticmethod
    def _spoken(rest: str) -> set[int]:
        last = 1
        for match in re.finditer(rf"(?<=[：；。，、:;, ])([{_NUMERAL}]{{1,2}})是", rest):
            value = _value(match[1])
            if value == 1 or value is None:
                continue
            if value == last + 1:
                last = value
            elif value > last + 1:
                return set()
        return {last} if last > 1 and rest.count("一是") == 1 and "最后" not in rest else set()

    @staticmethod
    def _below(page: Page, line_end: int) -> set[int]:
        """The headings of one style below, up to one of the style above or the end."""
        style, last = None, 0
        index = bisect_left(page.lines, page.line_at(line_end - 1))
        for start, end in page.lines[index + 1 :]:
            marker = read_marker(page.norm[start : min(end, start + 40)])
            if marker is None or marker.value is None:
                if style is None:
                    return set()
                continue
            if style is None:
                if marker.value != 1:
                    return set()
                style = marker.style
            if marker.style != style:
                continue
            if marker.value == last + 1:
                last = marker.value
            elif marker.value == 1:
                break
            else:
                return set()
        return {last} if last > 1 else set()


class CountSummed(Rule):
    """A list is summed up with another number than it has members.

    **What it finds.** 城关、石塘、白水两镇, 省、市、县四级, “强基”“提质”三大工程, 强基、提质、增效四大行动. A list
    before 等 may have fewer members; one that other words may belong to is left alone: members of different lengths,
    和 in the middle.

    **Why.** A member was added or dropped, and the number stayed.

    **Example.** ``城关、石塘、白水两镇`` → ``两镇``

    **What to do.** Count again.

    **Norm.** 通常.
    """

    id = "RM1309"
    name = "count-summed"
    category = "consistency"
    severity = "low"
    message = "列出的项数与后面说的数目不一致"
    advice = "核对项数，补上缺少的一项或者改正数目"
    hit = (
        "选取城关、石塘、白水⟦两镇⟧开展试点。",
        "健全省、市、县⟦四级⟧联动机制。",
        "实施“强基”“提质”⟦三大工程⟧。",
        "推进强基、提质、增效⟦四大行动⟧。",
        "选取城关、石塘、白水等⟦两镇⟧开展试点。",
        "黄河、淮河、海河、长江⟦三大⟧流域协同推进。",
        "在永丰、和平两乡试点。在永丰、和平、石桥⟦四个村⟧推广。",
    )
    miss = (
        "选取城关、石塘两镇开展试点。城关、石塘等三镇。",
        "健全省、市、县三级联动机制。教育、卫生、乡镇两级。",
        "推进教育、医疗，实施强基、提质两大工程。",
        "强产业、优环境、实施强基、提质两大工程。",
        "抓好产业，人才、科技三大支撑。",
        "跻身前列、成为全国第四大港口，永丰、石桥、清河十三个村",
        "东、西、南、北四个片区，一、二、三产业，二、三区域",
        "城关、石塘和白水三镇，城关和石塘、白水三镇",
        "工业和城关、石塘、白水三镇",
        "旗帜鲜明、理直气壮地宣传四项基本原则",
        "强化部市、校市、央地及京津两市合作",
    )

    _SUMMED = regex(
        rf"(?P<value>[{_NUMERAL}]{{1,2}})(?:(?:个|座)?(?:街道|社区|县市|市县|区县|县区|乡镇|镇街|园区|省市|省区|[省市县区镇乡村州旗盟])"
        r"(?![场民长委级政直域城外内际庄容貌间庆属道户化办群部划位情])"
        rf"|(?P<level>级)(?![产市])|(?:{_SORT})(?:[\u4e00-\u9fff]{{2}})?(?:{_NOUNS})|[大个](?=[\u4e00-\u9fff]{{2}})(?!部分|多数|小|月))"
    )
    _QUOTED = regex(r"(?:“[^“”\n]{1,14}”[、和]?){2,9}\Z")
    _NAME = regex(r"[\u4e00-\u9fff]{1,10}")
    _AND = regex(r"(?<=[\u4e00-\u9fff]{2})(?:以及|[和与及])(?=[\u4e00-\u9fff]{2})")
    _NO_COUNT = tuple("第一百千万几数余")
    _LEVELS = frozenset(
        (
            "国",
            "国家",
            "中央",
            "省",
            "州",
            "市",
            "区",
            "县",
            "旗",
            "乡",
            "镇",
            "街道",
            "乡镇",
            "镇街",
            "村",
            "社区",
            "组",
        )
    )
    # 京津两市 is a list of its own.
    _SHORT = regex(r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔贵滇云藏陕甘青宁新港澳台汉深广穗杭甬]+")
    _REACH = 60

    def find(self, page: Page) -> Iterator[Hit]:
        """Each sum with the list before it."""
        norm = page.norm
        for match in self._SUMMED.finditer(norm):
            before = norm[max(0, match.start() - self._REACH) : match.start()]
            if ("、" not in before and "”“" not in before) or before.endswith(self._NO_COUNT):
                continue
            said, quoted = _value(match["value"]), self._QUOTED.search(before)
            if quoted:
                wrong = quoted.group().count("“") != said
            else:
                count, whole = self._count(before, match["level"] is not None)
                wrong = said is not None and (count > said or (0 < count < said and whole))
            if wrong:
                yield Hit(*match.span())

    def _count(self, before: str, levels: bool) -> tuple[int, bool]:
        """How many members the list has (none where it is not plain), and whether there can be no more."""
        cut = max(before.rfind(mark) for mark in "，。；：！？\n（）”")
        listed, open_end = (before[cut + 1 : -1], True) if before.endswith("等") else (before[cut + 1 :], False)
        items = listed.split("、")
        names = [*items[1:-1], *self._AND.split(items[-1])]
        first, lengths = items[0], {len(name) for name in names}
        plain = len(items) > 1 and all(self._NAME.fullmatch(item) for item in (first, *names))
        if not plain or self._SHORT.fullmatch(names[-1]) or any(map(self._AND.search, items[:-1])):
            return 0, False
        if levels:
            alike = all(name in self._LEVELS for name in names) and first.endswith(tuple(self._LEVELS))
        else:
            alike = len(lengths) == 1 and max(lengths) <= min(5, len(first))
        # Behind a verb the list begins; after a comma, or farther off than was looked, it may have begun before.
        seen = cut >= 0 or len(before) < self._REACH
        begins = before[cut] in "。；\n" if cut >= 0 else seen
        begins = begins or (not levels and len(first) >= max(lengths) + 2) or first.startswith(cues("counts", "verbs"))
        return (1 + len(names) if alike else 0), begins and seen and not open_end


def _value(written: str) -> int | None:
    digits = re.match(rf"[{_NUMERAL}]{{1,2}}|\d{{1,2}}", written)
    if digits is None:
        return None
    text = digits.group().replace("两", "二")
    return numeral(text) if len(text) == 1 or "十" in text or text.isdigit() else None


RULES: tuple[Rule, ...] = (CountAnnounced(), CountSummed())
