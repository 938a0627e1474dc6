"""Classes of body text that docs/research/annotation.en.md defines by form: opening formula, announcing line, thanks.

Takes the text of a unit or a sentence, tells what it is by form alone; everything else is left to the model.
Read next: ``classifier.py``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from reportmine.lexicon import strings

# 请予审议, 请大会审查; 提请大会审查 is said of a plan that is handed over, too.
_OPENING = re.compile(
    r"(?<!提)请(?:予以?|各位代表|各位委员|大会|会议|领导)?(?:一并|予以?)?审[议查阅]|請(?:予|大會)?審[議查]"
)
_REPORTS = re.compile(r"报告|汇报|報告|草案")
_OPENING_LENGTH = 160

_LINE_LENGTH = 64
_LAST_CLAUSE = 40
_SAID_BEHIND = 24
_SHORT_CLAUSE = 14
_CLAUSE = re.compile("[，,]")
_LAST_STOP = re.compile("[。；，,]")
_NUMBER = "(?:几|[0-9一二三四五六七八九十两]{1,3})"
_DONE = re.compile("了(?!以下|如下|下列)|完成|实现了|办结|办理|获")
_FIGURE = re.compile(r"[0-9][%多余]?(?:[亿万元倍亩吨%]|个百分点|公里)")

# 今年是“十四五”开局之年，也是建局三十周年: says what year it is before it announces, and nothing else.
_YEAR_IS = re.compile(
    "(?:各位代表[！，])?(?:今年|明年|新的一年|[0-9]{4}年|也|又|更|还|同时){0,4}是.{2,40}(?:年|时期|阶段|关键期)"
)

_THANKS = re.compile("感谢|敬意|谢意|问候|祝福|感謝")


# 2022年以来，我局在县委、县政府的坚强领导下，…: how the report of an office begins its review.
_LED = re.compile("在[^。；]{2,80}(?:领导|支持|关心|指导|帮助|监督|关怀)下")
_LED_WITHIN = 120
_LED_LEAST = 60
_TO_COME = re.compile(
    "让我们|将|力争|今后|下一步|明年|来年|务必|必须|只有|一定|希望|号召|奋斗|为目标|(?<![主重纪需])要(?![求素点闻职事])"
)


class _Patterns(NamedTuple):
    announces: re.Pattern[str]
    leads_in: re.Pattern[str]
    frame: re.Pattern[str]
    points_back: re.Pattern[str]
    leading: re.Pattern[str]
    does: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    def any_of(key: str) -> str:
        return "|".join(map(re.escape, strings("label_cues", "announcing", key)))

    noun = f"(?:{any_of('nouns')})"
    announces = (
        # 以下工作, 以下几点, 以下八个方面的工作; 5%以下 is a figure.
        rf"(?<![0-9%])(?:以下|下列|下述|下面)的?{_NUMBER}?[大个项点条]?(?:的|主要|方面|具体)*(?:{noun}+|(?<=[大个项点条]))$",
        rf"如下(?:{noun})?$",
        # 重点抓好9个方面工作
        rf"(?:重点|着重|主要|着力|集中|抓好|做好|把握|突出|具体).{{0,20}}{_NUMBER}[大个项件]{noun}+$",
    )
    return _Patterns(
        re.compile("|".join(announces)),
        re.compile(f"(?:{any_of('leads_in')})[是为]?$"),
        re.compile(f"(?:{any_of('frames')}|[0-9]{{4}}年)"),
        re.compile(f"{any_of('points_back')}|[年的]工作$"),
        re.compile(f"(?:{any_of('before_does')}|[0-9]{{4}}年)*"),
        re.compile(any_of("does")),
    )


def is_opening(text: str) -> bool:
    """The opening formula.

    >>> is_opening("现在，我代表县人民政府，向大会报告工作，请予审议。")
    True
    """
    return len(text) <= _OPENING_LENGTH and bool(_OPENING.search(text)) and bool(_REPORTS.search(text))


def announcing(text: str) -> str | None:
    """``bare`` for a line that only announces what follows, ``content`` for one that says something first.

    >>> announcing("一年来，主要做了以下工作：")
    'bare'
    >>> announcing("围绕十条措施，推动强县建设，下一步将做好以下工作。")
    'content'
    >>> announcing("全年受理投诉二百件。") is None
    True
    """
    line = text.strip()
    head, stop, tail = line.rpartition("。") if line.endswith(("：", ":")) else ("", "", line)
    if stop and len(head) <= _LINE_LENGTH and all(map(_YEAR_IS.fullmatch, _CLAUSE.split(head))):
        line = tail
    if not line or len(line) > _LINE_LENGTH:
        return None
    colon = line.endswith(("：", ":"))
    line = line.rstrip("：:。")
    if any(stop in line for stop in "。！？；!?;") or _FIGURE.search(line):
        return None
    patterns = _patterns()
    clauses = _CLAUSE.split(line)
    last = clauses[-1]
    if len(last) > _LAST_CLAUSE or not (patterns.announces.search(last) or colon and patterns.leads_in.search(last)):
        return None
    if not colon and _DONE.search(last) and "做了" not in last:
        return None
    # 为了控制规模，提高效益，作出以下规定: what is aimed at is no task of its own.
    aim = clauses[0].startswith("为")
    for clause in clauses[:-1]:
        back = patterns.points_back.search(clause)
        lead = patterns.leading.match(clause)
        if (
            not aim
            and patterns.does.match(clause, lead.end() if lead else 0)
            and not (len(clause) <= _SHORT_CLAUSE and back)
        ):
            return "content"
        if not aim and len(clause) > _SHORT_CLAUSE and not back and not patterns.frame.match(clause):
            return None
    return "bare"


def says_more(text: str) -> bool:
    """Whether a paragraph announces something and says as much itself, before it or behind the colon.

    >>> says_more("一年来，全局上下攻坚克难，" + "各项工作有序推进，取得了新的成效。" * 4 + "现总结如下：")
    True
    >>> says_more("今后五年政府工作的总体思路是：以富民强县为目标，以改革创新为动力，着力补齐发展短板。")
    True
    >>> says_more("今后五年政府工作的总体思路是：")
    False
    """
    line = text.strip()
    patterns = _patterns()
    lead, colon, behind = line.partition("：")
    lead = _LAST_STOP.split(lead)[-1]
    leads = len(lead) <= _LAST_CLAUSE and bool(patterns.announces.search(lead) or patterns.leads_in.search(lead))
    if colon and leads and len(behind) >= _SAID_BEHIND:
        return True
    told, _, last = _LAST_STOP.sub("\n", line.rstrip("：:。")).rpartition("\n")
    if len(told) < _LINE_LENGTH or len(last) > _LAST_CLAUSE:
        return False
    return bool(patterns.announces.search(last) or (line.endswith(("：", ":")) and patterns.leads_in.search(last)))


def reviews_under_guidance(text: str) -> bool:
    """Whether a paragraph opens a review as offices do: under whose guidance the work was done, and nothing to come.

    >>> reviews_under_guidance("今年以来，我局在县委、县政府的坚强领导下，" + "扎实推进各项改革，" * 6)
    True
    >>> reviews_under_guidance("让我们在县委的坚强领导下，" + "锐意进取，扎实工作，" * 6)
    False
    """
    led = _LED.search(text, 0, _LED_WITHIN)
    return bool(led) and len(text) >= _LED_LEAST and not _TO_COME.search(text, 0, 2 * _LED_WITHIN)


def is_thanks(sentence: str) -> bool:
    """A sentence of thanks or respects.

    >>> is_thanks("向全县人民表示衷心感谢")
    True
    >>> is_thanks("群众送来感谢信120封")
    False
    """
    found = _THANKS.search(sentence)
    if not found:
        return False
    before = sentence[: found.start()]
    return "向" in before or "对" in before or "表示" in before[-10:] or "致以" in before[-10:]
