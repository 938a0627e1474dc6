"""Whether works, institutions and zones are named ones: a reservoir with a place, not reservoirs in general.

Takes a ``Candidate`` whose head may be a facility; says yes or no. Read next: ``[facility]`` and ``[judge]`` in
data/action_heads.toml.
"""

from __future__ import annotations

import re

from reportmine.actions import lexicon
from reportmine.actions.candidate import Candidate, is_built, placed, proper

# A body of the place itself, when it is built: 市奥体中心, 县人民医院.
OWN = re.compile("[省市县区州镇乡](?![级域场城容民委内外长属辖区]|政(?!务)|中(?![医学心]))(?!人民政府)")
_ADVERBS = re.compile("^(?:如期|正式|相继|陆续|先后|顺利|全部|全面|均|已)")
_FOUNDED = lexicon.judged("founded")
_OPENED = lexicon.judged("opened")
_RANKS = lexicon.judged("ranks")
_FOUNDING = lexicon.judged("founding")
# Who goes where is not the name of the way: 企业经云岭铁路.
_PASSING = re.compile("沿(?![海江河湖线边岸])|(?<!方)向|到|每|首个|首条|唯一|最大|经(?![济贸开营典])|所有|使用")
# In a list of these the places they are named after stand first: 甲山、乙河水库.
SHARED = lexicon.judged("shared_works")
_SERVING = ("进驻", "受理", "办结", "入驻", "接听", "累计")
_WAYS = ("高铁", "高速", "铁路", "公路", "运河", "航道", "通道")
_FINISHED = ("建成", "启用", "开通", "投用")
_SIZES = ("大型", "中型", "小型", "大中型")
_SIZE = re.compile("(?:大中|[大中小])型$")
# A级旅游景区 are many.
GRADED = re.compile("[AS]{1,2}级")
_SCHOOLS = lexicon.judged("schools")
_REGIONS = lexicon.judged("regions")
_TRIAL_ZONES = lexicon.judged("trial_zones")


# 云岭灌区现代化改造: what is rebuilt is named.
_REBUILDING = lexicon.judged("rebuilding")
_REBUILT = re.compile(
    "(?:灌区|[路线段桥厂站港渠堤矿库]|机场|枢纽|医院|装置|电网|管网)(?:现代化|节水|提质|扩能|电气化|系统性|优化|升级|提升|拓宽|大中修|除险){0,2}$|[A-Z][0-9]{2,4}$"
)
# 云岭光学新型镜片研发生产项目: what is made there is named.
_MADE = re.compile("(?:生产|制造|加工|生产线|产业化|产业园|营地|度假村|综合体|养殖|种植|光伏|风电|储能|数据中心)$")
# 安定医院新院区: the body it belongs to is named.
_WINGS = ("院区", "新院区", "校区", "新校区", "分院", "迁建", "新馆", "整体迁建")
_BODY = re.compile("(?:医院|大学|学院|中学|小学|中心|博物馆|图书馆)[\u4e00-\u9fff]{0,5}$")


def is_facility(candidate: Candidate, grade: str) -> bool:
    """True when ``candidate`` is a named facility; ``grade`` is that of its head."""
    chunk, modifier = candidate.chunk, candidate.modifier
    if chunk.verb == "place":
        return False
    if grade == "sure":
        return True
    if GRADED.match(modifier):
        return False
    if modifier.endswith(_SIZES) and len(modifier) > 3:
        modifier = _SIZE.sub("", modifier)
    if candidate.word in _REBUILDING:
        known = placed(modifier, candidate.local) or lexicon.strange(modifier) > 1 or modifier[:1].isupper()
        return known and _REBUILT.search(modifier) is not None
    if len(modifier) < 6 and lexicon.vague().at(modifier, len(modifier) - 2) is not None:
        return False
    if (
        modifier in ("国家", "全国")
        or modifier[:1] == "级"
        or (lexicon.vague().at(modifier, 0) is not None and not candidate.quoted)
    ):
        return False
    if candidate.word in _WINGS and len(modifier) >= 4 and _BODY.search(modifier):
        return True
    short = candidate.word in ("路", "桥", "街", "站") and len(modifier) > 5
    if short and not placed(modifier[-4:], candidate.local):
        # 云岭汽车客运南站: its place stands first.
        first = candidate.word == "站" and lexicon.strange(modifier[:4]) > 1
        return first and lexicon.strange(modifier[2:]) < 2
    if candidate.word == "厂" and not placed(modifier, candidate.local) and lexicon.strange(modifier) < 2:
        return False
    if candidate.word.endswith(("科学院", "工程院")) and chunk.verb != "found":
        return False
    if candidate.word == "系统" and not candidate.quoted:
        if modifier.startswith(("国家", "全国")) and len(modifier) >= 6 and chunk.left in ("stop", "verb"):
            return True
        finished = chunk.verb_word.startswith(_FINISHED) and chunk.left == "verb"
        return _own(candidate) or (finished and len(modifier) >= 4)
    if candidate.word == "航线" and not candidate.quoted and "—" not in modifier:
        return False
    if candidate.word == "小区" and not candidate.quoted and not (modifier.endswith("安置") and len(modifier) >= 5):
        return False
    schools = candidate.word in _SCHOOLS and not placed(modifier, candidate.local) and not candidate.quoted
    if schools and "X" not in modifier and not candidate.rank and not _own(candidate):
        behind = candidate.masked[candidate.end : candidate.end + 4]
        opened = chunk.right_word in _OPENED or behind.startswith((*_OPENED, "项目"))
        if not opened and chunk.verb not in ("build", "found"):
            return False
    if modifier in _REGIONS and candidate.word in lexicon.lines():
        return False
    if modifier.endswith("重要") or modifier in _RANKS or _PASSING.search(modifier):
        return False
    line = candidate.word in lexicon.lines() and lexicon.strange(modifier) > 1 and chunk.right_word.endswith("公里")
    if candidate.counted and not (candidate.rank or candidate.quoted or line or placed(modifier, candidate.local)):
        return False
    if _own(candidate):
        return True
    if candidate.word == "段":
        return (modifier[:1].isupper() and modifier[0] != "X") or any(
            line in modifier for line in ("高铁", "高速", "铁路", "公路", "运河", "航道", "通道")
        )
    if candidate.word == "项目":
        made = _MADE.search(modifier) is not None and not candidate.rank
        return not candidate.counted and (is_built(modifier) or made) and proper(modifier, "项目", candidate.local)
    opening = candidate.masked.startswith(("正式成立", "成立"), candidate.end)
    if candidate.word == "银行" and chunk.left == "de" and modifier.startswith(("中国", "国家")) and len(modifier) > 3:
        # 组建扶持渔业的中国渔业银行
        return candidate.masked.rfind("组建", max(0, candidate.first - 40), candidate.first) >= 0
    if candidate.word == "银行" and chunk.verb != "found" and not opening:
        return False
    if len(modifier) <= 4 and modifier.startswith("国际") and candidate.word in ("走廊", "通道", "枢纽"):
        return False
    if candidate.word == "联合体" and not placed(modifier, candidate.local) and not candidate.quoted:
        return False
    if chunk.verb_word in _FOUNDING and chunk.left != "stop" and not candidate.counted and len(modifier) >= 4:
        return True
    if candidate.word == "生产线" and modifier[:1].isdigit():
        return True
    if candidate.word in _TRIAL_ZONES and len(modifier) >= 5 and not candidate.counted:
        built = candidate.masked.startswith(("建设", "加快建设"), candidate.end)
        if chunk.verb_word != "打造" and (
            built
            or chunk.verb in ("run", "use", "build")
            or chunk.verb_word.startswith("办好")
            or chunk.verb_word == "加强"
        ):
            return True
    first_of_kind = candidate.masked.endswith(("首家", "首个", "首座", "首条"), 0, candidate.first)
    if first_of_kind and chunk.verb in ("build", "found"):
        return True
    return proper(modifier, candidate.word, candidate.local)


def _own(candidate: Candidate) -> bool:
    """True for one body of the place itself that is set up: 建设市奥体中心, 知识产权服务平台上线."""
    modifier, chunk = candidate.modifier, candidate.chunk
    behind = _ADVERBS.sub("", candidate.masked[candidate.end : candidate.end + 8], count=1)
    opened = chunk.right_word in _OPENED or behind.startswith(_OPENED)
    opened = opened or (candidate.word in _SCHOOLS and behind.startswith("项目"))
    # 医院建成胸痛中心: who builds is not what is built.
    after = candidate.masked[chunk.end + 2 : chunk.end + 3]
    builder = chunk.right_word == "建成" and after not in ("", "，", "。", "；", "、")
    opened = opened and not builder
    # 县政务服务中心进驻…
    served = chunk.left == "stop" and not chunk.verb and candidate.word in _FOUNDED
    opened = opened or (served and candidate.masked.startswith(_SERVING, candidate.end))
    set_up = (chunk.verb in ("build", "found") and candidate.word != "系统") or chunk.verb_word == "获批建设"
    if not (opened or set_up or (behind.startswith("建设") and chunk.verb == "run")) or candidate.counted:
        return False
    if re.fullmatch("第[一二三四五六七八九十]", modifier):
        return True
    if OWN.match(modifier + candidate.word) is not None and len(modifier + candidate.word) > 3:
        return True
    finished = chunk.verb_word.startswith(_FINISHED) and chunk.left == "verb" and len(modifier) >= 4
    if finished and candidate.word in _FOUNDED and not lexicon.covered(modifier, lexicon.generic()):
        return True
    if modifier.startswith(("村级", "乡级", "镇级", "现代", "更", "高水平", "高能级", "高标准", "高质量", "多")):
        return False
    return candidate.word in _FOUNDED and len(modifier) >= 6 and chunk.verb_word not in ("打造", "搭建", "培育")
