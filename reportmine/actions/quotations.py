"""Names that are quotations without a head, and names that hold a verb and stand without 《》.

Takes one paragraph (``Page``); the methods of ``Quotations`` give a name or nothing for one chunk. Read next:
``find.py``, which asks them for the items of every list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportmine.actions import lexicon
from reportmine.actions.chunks import Chunk
from reportmine.actions.names import Name, Page
from reportmine.model import ActionType

_LONGEST_QUOTATION = 16
# “甲与乙” says something, “和美乡村” is a name.
_SENTENCE = re.compile("[、与]|和(?![美谐平睦])")
# 出台关于加快…的若干意见, 开展打击…的斗争.
_DECREES: tuple[tuple[re.Pattern[str], ActionType], ...] = (
    (
        re.compile(
            "(?:出台|制定|印发|发布|颁布|作出|通过|落实|贯彻|执行)(?:了|实施|出台|执行)?"
            "(关于[^，。；：！？\n《》]{4,40}的(?:若干|实施|指导|补充)?(?:政策)?(?:意见|决定|通知|措施|规定|办法|方案)"
            "|(?:促进|支持|推动|推进|加快|加强|优化|鼓励|规范|深化|保障)[^，。；：！？、\n《》的]{3,30}若干(?:政策)?(?:意见|措施|规定|举措)"
            "|(?:促进|支持|推动|推进|加快|加强|深化|扩大|鼓励|完善)[^，。；：！？、\n《》的]{4,30}的(?:指导|实施)?意见"
            "|[^，。；：！？、\n《》]{4,30}的(?:若干(?:政策)?(?:意见|决定|措施|规定)"
            "|(?<=建设的)意见|(?<=改革的)意见|(?<=发展的)意见"
            "|[一二三四五六七八九十0-9]{1,3}条(?:政策)?(?:措施|举措|意见))"
            "|(?!关于)[^，。；：！？、\n《》0-9]{4,20}(?<![了的])[0-9]{1,3}条(?:政策)?(?:措施|举措|意见)"
            "|(?:深化|完善|健全|改革|加快|推进|促进|加强|支持)[^，。；：！？、\n《》]{4,24}(?:实施|指导)意见)"
        ),
        "document",
    ),
    (re.compile("(?:开展|进行|展开)(?:了)?((?:打击|反|严打|整治)[^，。；：！？、\n《》]{2,20}的斗争)"), "campaign"),
)
_HURRIED = re.compile("^(?:正式|相继|陆续|先后|顺利|全部|全面|均|已|率先|成功|常态化|实现){1,2}")
# 入选云岭省“最美书房”: who gives the title.
_OWNER = re.compile("(?:[一-鿿X]{1,6}[省市县区州部局委])")
# “两篇大文章”, “一类事” count.
_ARTICLE = re.compile(r"[一二两三四五六七八九十]{1,2}(?:[篇本道]|大文章)|一[类件]事\Z")
# “文旅+” says what goes with something else; these are campaigns of the state.
_KNOWN_PLUS = ("人工智能+", "互联网+")
# The type of a quotation without a head, by the class of the verb before it.
_QUOTED: dict[str, ActionType] = {
    "run": "programme",
    "host": "event",
    "win": "designation",
    "issue": "document",
    "found": "programme",
}


class Quotations(Page):
    """A paragraph with its quotations."""

    def decrees(self) -> Iterator[Name]:
        """Documents without 《》 whose name holds a verb: 关于加快节水的若干意见; and 打击…的斗争."""
        for pattern, kind in _DECREES:
            for match in pattern.finditer(self.masked):
                chunk = Chunk(match.start(1), match.end(1), "verb", "stop", "issue", match[0][:2])
                yield Name(match.start(1), match.end(1), kind, chunk, "decree", match.span(1))

    def quoted(self, chunk: Chunk, neighbour: ActionType | None) -> Name | None:
        """A quotation with no head at all: it counts under a verb that carries something out."""
        bracket = self.brackets[chunk.start]
        inner = self.text[bracket.start + 1 : bracket.end - 1]
        if not 2 <= len(inner) <= _LONGEST_QUOTATION or self.political(inner) or inner in lexicon.phrases("slogans"):
            return None
        if self.masked[chunk.start - 1 : chunk.start] == "对" or (inner.endswith("+") and inner not in _KNOWN_PLUS):
            return None
        # 六稳 and “三个集中” are formulas; a quotation with 、 or 和 is a sentence.
        if inner.endswith("战略") or (len(inner) == 3 and inner[0] in "三四五六七八九十"):
            return None
        if _ARTICLE.match(inner) or "个" in inner[:3] or "，" in inner:
            return None
        if len(inner) == 2 and inner[0] in "一二三四五六七八九十":
            return None
        if (carried := self._carried(chunk, bracket.end)) is not None:
            return Name(bracket.start + 1, bracket.end - 1, carried, chunk, "quoted-subject", bracket[:2])
        if neighbour is None and _SENTENCE.search(inner):
            return None
        if chunk.verb_word in ("通过", "批准", "成为", "纳入", "列入"):
            return None
        if (chunk.verb == "win" and chunk.left == "de") or chunk.verb_word == "推广":
            return None
        counted = chunk.right == "num" and chunk.right_word[0].isdigit()
        if chunk.right == "num" and not counted:
            return None
        rest = self.masked[bracket.end : chunk.end]
        if lexicon.any_phrase("slogan_after").search(rest, 0, 6):
            return None
        if rest.startswith("工作制") or (rest and lexicon.tail().at(rest, 0) is None):
            return None
        kind = "designation" if inner in lexicon.phrases("titles") else _QUOTED.get(chunk.verb)
        documentary = inner.endswith("条") or any(word in inner for word in ("规划", "纲要", "意见", "措施"))
        if chunk.verb in ("use", "run", "issue", "keep") and documentary:
            kind = "document"
        elif kind is None and (rest.startswith("工作") or (chunk.verb == "build" and counted)):
            kind = "programme"
        if chunk.verb == "found" and (rest or chunk.right not in ("stop", "list")):
            return None
        if kind == "programme" and chunk.verb_word in ("打好", "打赢", "打响"):
            kind = "campaign"
        kind = kind or neighbour
        return Name(bracket.start + 1, bracket.end - 1, kind, chunk, "quoted", bracket[:2]) if kind else None

    def _carried(self, chunk: Chunk, end: int) -> ActionType | None:
        """The type of a quotation that opens its clause, by what is told of it: “汽车下乡”兑付补贴…."""
        if self.masked.startswith(("APP", "小程序"), end):
            return "facility"
        if chunk.verb or chunk.counted or chunk.left not in ("stop", "list"):
            return None
        behind = _HURRIED.sub("", self.masked[end : end + 10], count=1)
        if not behind.startswith(lexicon.judged("carried_quotations")):
            return None
        return "facility" if behind.startswith(("全线", "贯通", "投用", "投运", "开通")) else "programme"

    def built_quotation(self, chunk: Chunk) -> Name | None:
        """高校“双一流”建设: the quotation alone is the name, when a short modifier stands before it."""
        quotations = self.within(chunk.start, chunk.end)
        hurried = chunk.left == "adverb"
        if len(quotations) != 1 or (chunk.verb in ("", "other", "place") and not hurried and chunk.verb_word != "加强"):
            return None
        start, end, _ = quotations[0]
        inner = self.text[start + 1 : end - 1]
        # “两区” alone tells nothing.
        if len(inner) == 2 and inner[0] in "一二两三四五六七八九十":
            return None
        if self.masked.startswith("称号", end) and not self.political(inner):
            return Name(start + 1, end - 1, "designation", chunk, "quoted", (start, end))
        built = self.masked.startswith(("建设", "创建"), end) and start - chunk.start <= 8
        if not built or self.political(inner) or len(inner) > 8 or "、" in inner:
            return None
        title = inner in lexicon.phrases("titles")
        return Name(start + 1, end - 1, "designation" if title else "programme", chunk, "quoted", (start, end))

    def ends_with_quotation(self, chunk: Chunk) -> Name | None:
        """开展燃气安全“百日会战”, 出台稳增长“30条”: the quotation closes the name."""
        quotations = self.within(chunk.start, chunk.end)
        subject = not chunk.verb and chunk.left == "stop" and not chunk.counted
        if len(quotations) != 1 or (chunk.verb not in ("run", "issue", "use", "win") and not subject):
            return None
        start, end, _ = quotations[0]
        inner = self.text[start + 1 : end - 1]
        if subject:
            # 人居环境整治“百日会战”清运垃圾…
            named = inner.endswith(("会战", "攻势", "行动")) and 3 <= start - chunk.start <= 12
            if not named or end == chunk.end:
                return None
            return self.name(chunk.start, end, "campaign", chunk, "closing-quotation", (start, end))
        if end == chunk.end and inner.endswith("条") and self.masked[chunk.start : start] in lexicon.ADMINISTRATIONS:
            # 省、市“稳增长20条”
            return Name(start + 1, end - 1, "document", chunk, "quoted", (start, end))
        if chunk.verb == "win" and end == chunk.end and _OWNER.fullmatch(self.masked, chunk.start, start):
            title = 3 <= len(inner) <= _LONGEST_QUOTATION and not self.political(inner)
            return Name(start + 1, end - 1, "designation", chunk, "quoted", (start, end)) if title else None
        if end != chunk.end or not 3 <= start - chunk.start <= 12 or chunk.left not in ("verb", "stop"):
            return None
        if inner.endswith("条") and chunk.verb in ("issue", "use", "run"):
            return self.name(chunk.start, end, "document", chunk, "closing-quotation", (start, end))
        if chunk.verb == "run" and inner.endswith(("战", "攻势", "行动", "整治")):
            return self.name(chunk.start, end, "campaign", chunk, "closing-quotation", (start, end))
        return None
