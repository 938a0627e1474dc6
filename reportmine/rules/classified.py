"""Marks of secrecy: 秘密★1年, 内部资料, 不得外传; secret papers that are cited: 密电〔2023〕12号.

Takes a ``Page``, gives the mark. Words are in ``data/classified.toml``. Read next: ``rules/personal.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportmine.lexicon import alternatives, strings
from reportmine.patterns import regex
from reportmine.rules.rule import Hit, Page, Rule

_CJK = "\u4e00-\u9fff"


def _any(key: str) -> str:
    return alternatives(strings("classified", key))


_LEVEL = r"(?:绝 ?密|机 ?密|秘 ?密)"
# What may be called 秘密 besides those of the state.
_OTHER_SECRETS = ("工作", "商业", "技术", "国家", "企业")
_VERBS = regex("根据|按照|依据|遵照|贯彻|落实|转发|收到|传达|学习|参见|详见|见|印发|接|《|的|和")
_PERIOD = (
    r"(?:\d{1,2} ?(?:年|个? ?月)|\d{4} ?年(?: ?\d{1,2} ?月)?(?: ?\d{1,2} ?日)?|\d{4}[.-]\d{1,2}[.-]\d{1,2}|长 ?期"
    r"|启用(?:并使用完毕)?前|使用完毕前|考试(?:结束)?前|启封前|开启前|公开前|公布前|解密前|[一二三五十]{1,3} ?年)"
)


class SecrecyMark(Rule):
    """The text carries the mark of a state secret.

    **What it finds.** 绝密, 机密, 秘密 with ★ and a period or date, anywhere, 绝密 启用前 and 密级：机密 (high); the
    bare word alone on one of the first lines, on several lines, in a header, a footer or a file name (medium).

    **Why.** A classified paper was about to be published, or the mark of one was copied along.

    **Example.** ``机密★3年``

    **What to do.** Stop the publication and ask the office for secrecy; the mark alone must not simply be
    deleted.

    **Norm.** 规定: 《保守国家秘密法》; 《政府信息公开条例》第十四条; GB/T 9704 for the form of the mark.
    """

    id = "RM701"
    name = "secrecy-mark"
    category = "classified"
    severity = "high"
    reads = "all"
    message = "文中带有国家秘密标志"
    advice = "停止公开，报本单位保密工作机构核定；不得自行删去标志后发布"
    hit = (
        "⟦秘密★1年⟧\n2023年工作总结",
        "⟦机 密 ★ 2025年12月31日⟧",
        "⟦绝密★⟧",
        "⟦机密⟧\n某局工作总结",
        "【⟦秘密⟧】2024年第3期",
        "⟦绝密★启用并使用完毕前⟧，⟦机密 启用前⟧，⟦秘密*5年⟧",
        "⟦秘 密 ★ 6 个 月⟧，⟦机密◆10年⟧，⟦機密★長期⟧，涉密等级：⟦机密⟧",
        "密级：⟦机密⟧ 保密期限：10年",
    )
    miss = (
        "商业秘密保护",
        "守好企业机密、国家秘密",
        "涉密人员签订保密承诺书",
        "工作总结\n抓好保密工作，\n保护商业\n秘密",
        "密级：公开，工作秘密★1年，密级为机密、秘密的文件由专人保管",
    )

    # The star, what a font or a scanner makes of it, and what stands before 启用前.
    _STARS = ("★", "☆", "⭐", "✩", *(f"密{gap}{sign}" for sign in "*※◆●▲✱✭✮#" for gap in ("", " ")), "前")
    _STAR = regex(
        rf"{_LEVEL}(?:(?: ?[★☆⭐✩](?! ?[★☆⭐✩]) ?{_PERIOD}?)| ?[*※◆●▲✱✭✮#] ?{_PERIOD}|[ ·—-]?(?:启用|使用完毕)前)"
    )
    _LABELLED = regex(
        rf"(?:密 ?级|(?:涉密|秘密|保密|密级)(?:等级|级别|程度)) ?[:：] ?(?P<value>{_LEVEL})(?! ?[★☆⭐✩*※、或/／□])"
    )
    _COLONS = tuple(f"{end}{gap}{colon}" for end in "级别度" for gap in ("", " ") for colon in ":：")
    _BARE = regex(rf"[【\[（(]?{_LEVEL}[】\]）)]?(?: ?(?:级|件|文件|资料))?(?: ?\d{{1,2}} ?年)?$")
    _LEADING = regex(rf"[【\[](?P<value>{_LEVEL})[】\]]")
    _APART = regex(rf"{_LEVEL}(?<![{_CJK}]..)(?<![{_CJK}]...)级?(?![{_CJK}])")
    # A bare level counts on this many first lines, where papers carry it, and where it stands on every page.
    _HEAD, _PAGES = 3, 2
    _MARGINS = ("header", "footer", "file-name", "metadata")

    def find(self, page: Page) -> Iterator[Hit]:
        """Marks with a star everywhere, bare ones at the head and in the margins."""
        if "密" not in page.norm:
            return
        for line in page.lines_with(self._STARS):
            for match in self._STAR.finditer(page.norm, *line):
                if not page.norm.endswith(_OTHER_SECRETS, 0, match.start()):
                    yield Hit(match.start(), match.start() + len(match.group().rstrip()))
        for match in self._LABELLED.finditer(page.norm) if page.holds(self._COLONS) else ():
            yield Hit(*match.span("value"))
        if page.part is not None and page.part.kind in self._MARGINS:
            for match in self._APART.finditer(page.norm):
                yield Hit(match.start(), match.end(), "medium")
            return
        bare = [
            (number, line)
            for number, line in enumerate(page.lines)
            if line.end - line.start <= 12 and self._BARE.match(page.norm[line.start : line.end])
        ]
        for number, (start, end) in bare:
            if number < self._HEAD or len(bare) >= self._PAGES:
                yield Hit(start, end, "medium")
        for line in page.lines[: self._HEAD]:
            # 【秘密】2024年第3期
            leading = self._LEADING.match(page.norm, line.start)
            if leading and line not in {bare_line for _, bare_line in bare}:
                yield Hit(*leading.span("value"), "medium")


class InternalNotice(Rule):
    """The text says that it is not for the public.

    **What it finds.** 内部资料, 注意保存 and their kin alone on a line or in brackets; 不得外传,
    仅供内部使用 anywhere; For internal use only, and Confidential alone on a line.

    **Why.** The paper was written for a circle of readers; what it says may be work secrets or unchecked.

    **Example.** ``内部资料　注意保存``

    **What to do.** Find out whether the text may be published; if so, delete the notice.

    **Norm.** 规定: 《保守国家秘密法》 for work secrets; 《政府信息公开条例》第十六条 leaves internal matters to the
    office's decision; else 通常.
    """

    id = "RM702"
    name = "internal-notice"
    category = "classified"
    severity = "medium"
    reads = "all"
    message = "文中标明仅供内部使用"
    advice = "确认可以公开后再发布，并删去内部使用的标记"
    hit = (
        "⟦内部资料⟧　⟦注意保存⟧\n2023年工作总结",
        "（⟦内部文件⟧ ⟦不得外传⟧）",
        "本材料⟦仅供内部使用⟧。本材料⟦会后收回⟧，此件请⟦阅后销毁⟧",
        "【⟦内部参考⟧】",
        "⟦For Internal Use Only⟧\n2024 Annual Report\n（⟦会后请退回⟧）（⟦严禁转发⟧）\n⟦STRICTLY CONFIDENTIAL⟧",
        "（⟦仅供参会人员使用⟧），⟦仅供内部传阅⟧\n⟦供党内阅读⟧",
    )
    miss = (
        "内部资料性出版物管理，Confidential Computing 技术，sign confidentiality agreements",
        "注意保存证据",
        "规范工作秘密管理，加强内部文件流转",
        "明确入户采集的信息一律不得外传、不得他用",
        "不予公开的政府信息",
        "文件管理做到阅后收回，会后收回涉密文件",
    )

    _NOTICES = strings("classified", "notices")
    _NOTICE = regex(alternatives(_NOTICES))
    # 仅供参会人员使用, 仅供内部传阅
    _ONLY = (
        rf"[仅只][供限](?:内部|(?:参会|与会|会议代表|党内|领导|班子成员|涉密人员)[{_CJK}]{{0,6}}?)"
        r"(?:使用|阅读|参阅|传阅|掌握|参考|交流|学习)"
    )
    _ONLY_FOR = regex(_ONLY)
    _LINE = regex(
        rf"[ 【】\[\]（）()★、，,。!！·]*(?:(?:{_any('notices')}|{_ONLY})[ 【】\[\]（）()★、，,。!！·]*){{1,4}}$"
    )
    _BRACKET = regex(rf"[【（(\[](?:(?:{_any('notices')}|{_ONLY})[ 、，,·]{{0,3}}){{1,4}}[】）)\]]")
    _CLEAR = strings("classified", "anywhere")
    _ANYWHERE = regex(alternatives(_CLEAR))
    _ENGLISH_SIGNS = ("nternal", "NTERNAL", "onfidential", "ONFIDENTIAL", "istribut", "ISTRIBUT")
    _ENGLISH = regex(
        r"(?i)(?:for )?internal use only|(?:do )?not (?:to be )?(?:for )?(?:public )?distribut(?:ed|e|ion)(?: or copy)?"
        r"|^(?:strictly |private and |private & )?confidential(?= *$)",
        re.MULTILINE,
    )
    _CELL = regex(rf"(?:{_any('notices')})(?=[\t|│]|\n|$)(?:(?<=[\t|│]..)|(?<=[\t|│].{{4}})|(?<=[\t|│].{{6}}))")
    # 祖传手艺不得外传 is said of a craft.
    _CRAFT = regex("祖传|秘方|配方|手艺|绝活|独门|祖训|家传|技艺")
    # 网格员采集的信息一律不得外传 is a duty that is told of; 本资料不得外传 is a notice.
    _DUTY = regex("(?:信息|数据|隐私|资料|材料|情况|内容)(?:一律|均|都|严格|绝对|坚决)?$")
    _THIS_ONE = regex("[本此该]")
    # 本材料会后收回 is a notice, 文件要做到会后收回 is not.
    _HANDLING = ("收回", "退回", "销毁", "退还", "交回")
    _THIS = regex(r"[本此][^，。；\n]{0,6}[，, ]?请?[于在]?$")

    def find(self, page: Page) -> Iterator[Hit]:
        """Each notice by itself."""
        for line in page.lines_with(self._ENGLISH_SIGNS):
            for match in self._ENGLISH.finditer(page.norm[line.start : line.end]):
                yield Hit(line.start + match.start(), line.start + match.end())
        found = self._ONLY_FOR.finditer(page.norm) if page.holds(("仅供", "仅限", "只供", "只限")) else ()
        only = [match.span() for match in found]
        yield from (Hit(*span) for span in only)
        if not page.holds(self._NOTICES):
            return
        places = [*page.places_of(self._NOTICES), *only]
        lines = sorted({page.line_at(start) for start, _ in places})
        zones = [(start, end) for start, end in lines if end - start <= 60 and self._LINE.match(page.norm[start:end])]
        if any(page.norm[start - 1 : start] in tuple("【（([") for start, _ in places):
            zones += [match.span() for match in self._BRACKET.finditer(page.norm)]
        spans = {match.span() for start, end in zones for match in self._NOTICE.finditer(page.norm, start, end)}
        if any(sign in page.text for sign in "\t|│"):
            spans |= {match.span() for match in self._CELL.finditer(page.text)}
        for match in self._ANYWHERE.finditer(page.norm) if page.holds(self._CLEAR) else ():
            before = page.norm[max(0, match.start() - 12) : match.start()]
            told_of = self._DUTY.search(before) and not self._THIS_ONE.search(before)
            if told_of or self._CRAFT.search(before) or ("未经" in before and match.group().endswith("翻印")):
                continue
            if not match.group().endswith(self._HANDLING) or self._THIS.search(before):
                spans.add(match.span())
        for start, end in sorted(spans):
            if not any(a <= start and end <= b for a, b in only):
                yield Hit(start, end)


class SecretPaper(Rule):
    """The text cites a secret paper, or says to whom it may go.

    **What it finds.** Numbers of telegrams and papers with 密 (中办密电〔2023〕12号; high); 密电, 密码电报,
    机密级文件 where one is followed or passed on, 内部明电, 工作秘密★, a 保密期限, a 份号, （此件传阅至县级）. 明电
    is plain, and papers that are only spoken of (机密文件管理, 密电 of a museum) are none.

    **Why.** What cites a secret paper tells what is in it; unmarked texts of this kind have been published.

    **Example.** ``根据省委密电〔2023〕5号要求`` → ``省委密电〔2023〕5号``

    **What to do.** Ask the office for secrecy; as a rule neither the number nor what follows from it may be published.

    **Norm.** 规定: 《保守国家秘密法》 (派生定密); 《政府信息公开条例》第十四条, 第十七条 (review before publication).
    """

    id = "RM703"
    name = "secret-paper"
    category = "classified"
    severity = "medium"
    reads = "all"
    message = "文中引用涉密或限定范围的文件电报，或者注明了知悉范围、保密期限"
    advice = "公开前报保密工作机构审查；一般应删去文号和相关内容"
    hit = (
        "根据⟦省委密电〔2023〕5号⟧要求，按照⟦豫政密〔2023〕12号⟧精神",
        "贯彻落实上级⟦密码电报⟧精神，转发省⟦内部明电⟧",
        "⟦工作秘密★3年⟧\n（⟦此件传阅至县处级⟧）",
        "保密期限：⟦10年⟧ 份号：⟦000012⟧",
    )
    miss = (
        "国密局〔2023〕12号、保密〔2023〕1号、国办发明电〔2023〕5号",
        "加强机密级文件管理，完成涉密文件清退120份，密码电报传递安全",
        "谍战剧中截获密电，红军发出密电",
        "（此件公开发布），合同约定保密期限为3年",
    )

    _NUMBER = regex(
        r"[密〔\[（(【](?:(?<=密)(?<![保商国加涉严精紧机稠亲周]密)[电发函传件]?字? ?"
        r"[〔\[（(【] ?(?:19|20)\d\d ?[〕\])）】] ?第? ?\d{1,4} ?号"
        r"|(?<!密)(?:19|20)\d\d[〕\])）】] ?(?:绝密|机密|秘密|密电|密)字?[第 ]?\d{1,4} ?号)"
    )
    _ISSUER = regex(rf"[{_CJK}]{{0,6}}$")
    _CITES = regex(_any("cites"))
    _SPOKEN = regex(_any("spoken"))
    _PAPER = regex(_any("papers"))
    _MARKS = tuple(
        (signs, regex(pattern))
        for signs, pattern in (
            (("工作秘密",), rf"(?P<value>工作秘密 ?[★☆⭐✩] ?{_PERIOD}?)"),
            (("密级",), r"密级 ?[:：] ?(?P<value>工作秘密)(?! ?[★☆⭐✩、或/])"),
            (("保密期限",), rf"保密期限 ?[:：] ?(?P<value>{_PERIOD})"),
            (("份号",), r"份号 ?[:：] ?(?P<value>\d{3,6})(?!\d)"),
            (
                ("此件", "本件", "此文", "本文件", "本材料"),
                r"[（(](?P<value>(?:此件|本件|此文|本文件|本材料)[只仅可]?(?:传达|传阅|印发|下发|发|传|阅)[至到给]"
                r"[^（）()\n，。]{1,20})[）)]",
            ),
            (("范围",), r"(?:传阅|知悉|阅知|传达|接触)范围 ?[:：] ?(?P<value>[^\n，。；;：:]{2,24})"),
            (("内部明电",), r"(?P<value>内部明电)(?!管理|系统|收发|办理)"),
        )
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """Numbers, papers that are cited, marks of circulation."""
        norm = page.norm
        if "密" in norm:
            for match in self._NUMBER.finditer(norm):
                yield Hit(self._start(norm, match.start()), match.end(), "high")
            for match in self._PAPER.finditer(norm):
                if self._is_cited(norm, match.start(), match.end()):
                    yield Hit(match.start(), match.end())
        for signs, pattern in self._MARKS:
            for line in page.lines_with(signs):
                for match in pattern.finditer(norm, *line):
                    yield Hit(match.start("value"), match.start("value") + len(match["value"].rstrip()))

    def _start(self, norm: str, start: int) -> int:
        """Where the number begins: its issuer (省委) belongs to it, the word before (根据) does not."""
        issuer = self._ISSUER.search(norm, max(0, start - 6), start)
        if norm[start] != "密" or issuer is None:
            return start
        cut = [m.end() for m in _VERBS.finditer(norm, issuer.start(), start)]
        return cut[-1] if cut else issuer.start()

    def _is_cited(self, norm: str, start: int, end: int) -> bool:
        """Whether a word before says that the paper is followed, and none that it is only spoken of."""
        before, after = norm[max(0, start - 12) : start], norm[end : end + 8]
        before = re.split("[，。；\n]", before)[-1]
        after = re.split("[，。；\n]", after)[0]
        if self._SPOKEN.search(before) or self._SPOKEN.search(after):
            return False
        return self._CITES.search(before) is not None and after[:1] not in tuple("、和与")


RULES: tuple[Rule, ...] = (SecrecyMark(), InternalNotice(), SecretPaper())
