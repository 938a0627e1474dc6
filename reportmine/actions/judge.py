"""Whether a chunk that ends with a head is a name: generic look-alikes stay out.

Takes a ``Candidate`` (a modifier and a head with the chunk around them); says yes or no for one type at a
time. Read next: ``works.py`` for facilities, data/action_heads.toml for the heads and the generic words.
"""

from __future__ import annotations

import re

from reportmine.actions import lexicon
from reportmine.actions.candidate import RANK, SMALL, Candidate, placed, proper
from reportmine.actions.chunks import PAREN, QUOTE
from reportmine.actions.works import OWN, is_facility
from reportmine.model import ActionType

_SHORT_MEETINGS = lexicon.judged("short_meetings")
_TITLES = lexicon.judged("titles_by_themselves")
_CREATING = lexicon.judged("creating")
_NEWLY = lexicon.judged("newly")
_REVISED = lexicon.judged("revised")
# 严防“胡子”工程: what is not to be.
_FORBIDDEN = re.compile(r"(?:严防|杜绝|严禁|制止|防止|不搞|严控)[^，。；：]{0,9}\Z")
# 9个110千伏和35千伏电网工程
_VOLTAGE = re.compile("(?:[0-9.]+千伏[和及、]?)+(?:电网|输变电|线路|变电站|输电)?")
_TRIED = lexicon.judged("tried")
_MADE = lexicon.judged("made")
_INSURANCE = lexicon.judged("insurance")
_PARTICLES = "性化型类及和与第"
_STRONG = lexicon.judged("strong")
_EDITION = re.compile("第[一二三四五六七八九十0-9]{1,3}[届次]")
_LOOSE = lexicon.judged("loose")
_LAWS = lexicon.judged("laws")
_QUOTED_DOCUMENTS = lexicon.judged("quoted_documents")
_SHORT_SYSTEMS = lexicon.judged("short_systems")
_MECHANISMS = lexicon.judged("mechanisms")
_TRIAL_ZONES = lexicon.judged("trial_zones")
_GOING = lexicon.judged("going")
_HELD = lexicon.judged("held")
_CARRIED = lexicon.judged("carried")
# 一期工程 tells which part it is, and of what only the words before.
_PHASED = ("工程", "项目")
_PHASE = re.compile("[一二三四五六七]期")
_EDUCATION = ("学习教育", "专题教育", "主题教育", "群众教育")
# Where the report is read, and what only tells an age.
_CONGRESS = re.compile(
    "常务会|电视电话|工作会议?$|办公会|人民代表大会|人大|政协|党代|政治局|常委会|[一二三四五六]中全会|代表大会第"
)
_CONTESTS = lexicon.judged("contests")
_JUBILEE = re.compile("[0-9]{1,3}周年")
# A modifier with one of these is part of a sentence.
_CLAUSE = re.compile(
    "将从|应该|应当|能够|得起|可以|必须|已经|主要投|抓住|投向|合理规定|占领|我们|他们|各个|自己|逐步|或者|上述|尚未|并(?![购网联轨行])|有些|还比|比上|比年|只及|这[些个种样]|那[些个种样]|[仍曾也]|才上"
    "|是(?!非)|在(?![线建职校册编岗研])|(?<![重主需首紧])要(?![素闻塞地点])|都[在能要有是]|中用"
)
# To look for the signs of one first is cheap, and few modifiers hold any.
_SIGNS = re.compile("[能得将应可必已主抓投合占我他各自或上尚并有还比只这那仍曾也才是在要都中]")
# What is striven for in numbers.
_SOUGHT = ("争创", "申报", "申创")
# What a government calls itself together for.
_AT_WORK = ("工作推进会", "工作部署会", "工作调度会", "工作动员会")
# 一等奖 tells nothing of what was won.
_PRIZES = re.compile("(?:(?:[特一二三四优]等|单项|优胜|优秀|最佳|鼓励|组织|集体|个人)(?:奖[和及与、]?)?){1,4}")
# 更多省级基地, 各项校舍工程 are no single ones.
MANY = ("各项", "各类", "更多", "一些", "一大批")
# 本地区的调整方案: whose it is stays open.
_EACH = re.compile("(?:本[地行单部企]|各自|自己|相应|各[地级部单]|有关)[一-鿿、]{0,8}的$")
# 自贸协定 is a kind of treaty, 中韩自贸协定 is one.
_TREATIES = re.compile("(?:已?生效|高标准|双边|多边|区域|投资|自贸|自由贸易|经贸|合作|贸易)+")
# Systems that are named by what they lay down.
_PROCEDURES = lexicon.judged("procedures")
# Mechanisms that everything has.
_EVERY_KIND = lexicon.judged("every_kind")
_REFORMED = ("的改革", "建设", "改革", "创新", "体系", "标准", "规则")
_FOUNDED = ("正式成立", "成立", "揭牌")
_OF_THE_TOP = lexicon.judged("of_the_top")


def accept(candidate: Candidate, kind: ActionType, grade: str) -> bool:
    """True when ``candidate`` is a name of the type ``kind``; ``grade`` is that of its head."""
    modifier = candidate.modifier
    if kind != "document" and not candidate.quoted and _SIGNS.search(modifier) and _CLAUSE.search(modifier):
        return False
    if _VOLTAGE.fullmatch(modifier) or _FORBIDDEN.search(
        candidate.masked, max(0, candidate.first - 16), candidate.first
    ):
        return False
    many = kind in ("designation", "programme", "facility") and not candidate.quoted
    if many and candidate.masked.endswith(MANY, 0, candidate.first):
        return False
    if kind == "designation":
        return _designation(candidate, grade)
    if candidate.word in _SHORT_MEETINGS:
        return 1 <= len(candidate.modifier) <= 6
    if candidate.word == "长制":
        # 林长制, 河湖长制
        return 1 <= len(candidate.modifier) <= 3
    if candidate.word in ("奖学金", "助学金", "助学贷款"):
        return candidate.rank and kind == "programme"
    if kind == "facility":
        named = not lexicon.covered(candidate.modifier, lexicon.vague())
    elif candidate.word in _MECHANISMS:
        named = len(candidate.modifier) >= 4 or candidate.word in _SHORT_SYSTEMS
    elif candidate.word in _LAWS:
        named = len(candidate.modifier) >= 2 and not lexicon.covered(candidate.modifier, lexicon.vague())
    elif kind == "document" and grade == "sure" and candidate.chunk.verb == "issue":
        named = len(candidate.modifier) >= 2 and lexicon.vague().at(candidate.modifier, 0) is None
    elif candidate.word in ("科技重大专项", "重大科技专项"):
        whose = candidate.rank or "国家" in candidate.modifier or candidate.modifier in ("省", "市")
        named = whose or OWN.match(candidate.modifier) is not None
    else:
        named = _named(candidate, grade)
    if not named and not candidate.quoted:
        return False
    if kind in ("campaign", "programme"):
        many = candidate.counted and not candidate.chunk.counted
        counted = many and grade != "sure" and candidate.word not in ("班列", "消费券")
        counted = counted and not (candidate.word == "项目" and candidate.quoted and candidate.chunk.verb == "run")
        pieces = candidate.chunk.right_word.endswith(("个", "处", "项", "座", "件"))
        if candidate.word == "工程" and many and pieces:
            # 供水工程64处 are many.
            return candidate.rank or candidate.quoted or placed(candidate.modifier, candidate.local)
        if candidate.word == "工程" and candidate.chunk.verb in ("build", "other", "place") and not candidate.quoted:
            whole = OWN.match(candidate.modifier) is not None
            plain = not placed(candidate.modifier, candidate.local) and not candidate.rank and not whole
            if plain and lexicon.covered(candidate.modifier, lexicon.common(), SMALL):
                return False
        return grade == "sure" or (not counted and _led_action(candidate))
    if kind == "document":
        return _document(candidate, grade)
    if kind == "mechanism":
        return _mechanism(candidate, grade)
    if kind == "facility":
        return is_facility(candidate, grade)
    attended = candidate.chunk.verb_word in lexicon.helpers("attending") or "健儿" in candidate.modifier
    attended = attended or (candidate.chunk.verb == "place" and candidate.masked.startswith("上", candidate.end))
    if _CONGRESS.search(candidate.modifier + candidate.word) or _JUBILEE.match(candidate.modifier):
        return False
    if candidate.chunk.verb_word == "召开" and candidate.masked.endswith(_AT_WORK, 0, candidate.end):
        return False
    numbered = _EDITION.match(candidate.modifier) is not None and len(candidate.modifier) > 5
    numbered = numbered or (candidate.quoted and candidate.word.endswith(_CONTESTS))
    held = numbered or candidate.chunk.verb == "host" or _held(candidate)
    return not attended and (grade == "sure" or held)


def _held(candidate: Candidate) -> bool:
    """True for 中国算力大会在我市举办: the verb stands behind."""
    if candidate.word not in _HELD or candidate.chunk.left != "stop":
        return False
    behind = candidate.masked[candidate.end : candidate.end + 12].partition("，")[0]
    return len(candidate.modifier) >= 2 and ("举办" in behind or "举行" in behind or "开幕" in behind)


def _designation(candidate: Candidate, grade: str) -> bool:
    modifier, word, chunk = candidate.modifier, candidate.word, candidate.chunk
    if len(modifier) < 2 or "以上" in modifier or (modifier + word).endswith(lexicon.phrases("classes")):
        return False
    if word == "奖" and _PRIZES.fullmatch(modifier):
        return False
    if candidate.masked.startswith(("称号", "荣誉"), candidate.end):
        return True
    if "500强" in modifier and chunk.verb != "win":
        return False
    reached = chunk.verb_word == "达到" and candidate.masked.startswith("标准", candidate.end)
    if word == "综试区" or (reached and candidate.rank):
        return True
    works = word.endswith(("基地", "中心", "实验室", "平台")) and not word.endswith("示范基地")
    if works and (chunk.verb == "create" or chunk.verb_word == "获批建设") and not candidate.quoted:
        return False
    if chunk.verb == "create" and chunk.left != "stop" and candidate.rank:
        return True
    if grade == "led" and not candidate.quoted and word not in _TITLES:
        core = RANK.sub("", modifier, count=1)
        general = lexicon.generic() if word in ("工程", "项目", "计划") else lexicon.vague()
        if lexicon.covered(core, general, "级"):
            return False
    if chunk.verb == "win":
        if chunk.verb_word in _SOUGHT and grade == "led" and candidate.counted and not candidate.rank:
            # 争创上云企业40家 counts firms.
            return candidate.quoted
        won = chunk.verb_word not in lexicon.helpers("entering") or (word == "奖" and len(modifier) > 2)
        return won or candidate.rank or grade == "sure" or word in ("试点", "榜", "百强榜", "百强")
    if grade == "sure":
        clause = candidate.masked[candidate.end : candidate.end + 40].partition("，")[0].partition("。")[0]
        applied = clause.endswith(("创建", "申报", "申创")) or clause.startswith("创建")
        applied = applied or (clause.startswith("建设") and word.startswith(_TRIED) and _unplaced(modifier))
        counted = candidate.counted and word not in ("强市", "强县", "大县")
        built = chunk.verb_word.startswith("建成") and chunk.left in ("verb", "num", "list") and len(modifier) >= 4
        return candidate.rank or candidate.quoted or applied or counted or chunk.verb == "create" or built
    if word == "企业" and candidate.quoted and modifier[0] == QUOTE:
        # 专精特新“小巨人”企业 is a title, “四上”企业 a class.
        return candidate.counted and chunk.verb_word in _MADE and modifier.find("上") < 0
    place = word in ("城市", "县", "市", "区") and len(modifier) >= 4 and candidate.rank
    listed = chunk.right == "etc" or (chunk.right == "list" and word == "城市")
    if place and (listed or candidate.masked.startswith(("建设", "创建"), candidate.end)):
        return True
    if word in _TRIAL_ZONES and candidate.counted and chunk.verb_word in _NEWLY:
        return True
    if word == "奖" and chunk.verb == "win":
        return len(modifier) >= 3 and not modifier.endswith(("等", "级"))
    if word == "地理标志" or (chunk.verb_word == "通过" and candidate.rank):
        return candidate.rank
    return candidate.counted and (candidate.rank or candidate.quoted or chunk.verb_word in _CREATING)


def _unplaced(modifier: str) -> bool:
    """True for 北斗规模应用 of 北斗规模应用试点城市: what is tried, not where."""
    return len(modifier) > 3 and lexicon.places().at(modifier, 0) is None


def _carried(candidate: Candidate) -> bool:
    """True when the name opens its clause and what is told of it stands behind: 康复救助项目惠及…."""
    chunk = candidate.chunk
    if any(sign in candidate.modifier for sign in _INSURANCE):
        return False
    if chunk.verb or chunk.counted or chunk.left not in ("stop", "list", "and", "adverb"):
        return False
    behind = chunk.right_word in _CARRIED and candidate.end == chunk.end
    return behind or candidate.masked.startswith(_CARRIED, candidate.end)


def _led_action(candidate: Candidate) -> bool:
    word, chunk, size = candidate.word, candidate.chunk, len(candidate.modifier)
    if word == "项目" and size >= 5 and "工程" not in candidate.modifier and _carried(candidate):
        return True
    if word.endswith("政策"):
        return candidate.quoted and chunk.verb != "other"
    if word in ("项目", "合作"):
        led = chunk.verb_word in ("实施", "推进实施") and chunk.left == "verb"
        return (candidate.quoted and chunk.verb != "other") or (led and size >= 4 and word != "合作")
    if word == "试点":
        if (candidate.rank or "国家" in candidate.modifier) and chunk.verb in ("build", "win", "host"):
            return True
        if chunk.counted and chunk.right != "verb":
            return size >= 3
    if candidate.quoted or (word == "教育活动" and size >= 6 and _carried(candidate)):
        return True
    if word in ("综合治理", "综合整治") and not placed(candidate.modifier, candidate.local):
        return False
    if word == "斗争" and candidate.modifier.endswith(("重大", "伟大")):
        return False
    if "群众性" in candidate.modifier or (word == "活动" and chunk.verb not in ("run", "host", "keep")):
        return False
    if word == "班列":
        return PAREN in candidate.modifier or candidate.masked[candidate.end : candidate.end + 1] in (PAREN, QUOTE)
    if word in ("督察", "巡察", "督查", "环保督察", "环境保护督察"):
        return candidate.modifier.startswith(_OF_THE_TOP)
    if word in _LOOSE:
        return False
    whose = placed(candidate.modifier, candidate.local) or "国家" in candidate.modifier
    if word == "试点" and whose and size >= 6 and chunk.verb == "run" and not chunk.counted:
        return True
    if word == "试点" and chunk.left == "adverb" and chunk.right == "stop" and size >= 6:
        return not candidate.modifier.startswith("扩大")
    if word == "试点" and not chunk.verb:
        return size >= 3 and (candidate.masked.startswith(_GOING, candidate.end) or _carried(candidate))
    if word == "试点" and chunk.verb_word == "抓好" and size >= 6:
        return True
    free = not chunk.counted and chunk.left != "etc" and chunk.verb_word not in lexicon.helpers("loose")
    return free and chunk.verb in ("run", "use", "keep") and size >= 3


def _document(candidate: Candidate, grade: str) -> bool:
    chunk, size = candidate.chunk, len(candidate.modifier)
    if chunk.left == "de" and not candidate.quoted and _EACH.search(candidate.masked[: candidate.first][-16:]):
        return False
    if candidate.word in _LAWS:
        carried = chunk.verb == "issue" or chunk.verb_word in lexicon.helpers("carrying_out")
        owned = candidate.masked.endswith("的", 0, candidate.first)
        owned = owned and not candidate.masked.endswith(_REVISED, 0, candidate.first)
        return carried and not owned and chunk.left in ("verb", "list", "and", "de")
    if candidate.word == "协定" and _TREATIES.fullmatch(candidate.modifier):
        return False
    if grade == "sure":
        negotiated = candidate.masked.startswith(("谈判", "签署", "生效"), candidate.end)
        return candidate.word != "协定" or negotiated or chunk.verb in ("issue", "run", "use", "win")
    if chunk.verb_word in lexicon.helpers("carrying_out") and chunk.left != "de" and size >= 4:
        return candidate.word in ("规划", "纲要", "方案", "意见", "条例", "应急预案")
    return (chunk.verb == "issue" and size >= 3) or (candidate.quoted and candidate.word in _QUOTED_DOCUMENTS)


def _mechanism(candidate: Candidate, grade: str) -> bool:
    modifier, word, chunk = candidate.modifier, candidate.word, candidate.chunk
    if any(sign in modifier for sign in _INSURANCE):
        # 建立城镇职工基本养老保险制度 names the system, 完善社会保险制度 the field.
        founded = word == "制度" and chunk.verb == "found" and chunk.verb_word.startswith("建立")
        return founded and len(modifier) >= 7
    if grade == "sure":
        return True
    if word == "基金":
        led = chunk.verb in ("found", "build", "use", "win", "run") and len(modifier) >= 4
        return led or proper(modifier, word, candidate.local)
    if word == "资金":
        return chunk.verb == "found"
    if word == "联盟" and candidate.masked.startswith("建设", candidate.end) and placed(modifier, candidate.local):
        return True
    if word == "联盟":
        return (
            chunk.verb == "found" or candidate.masked.startswith(_FOUNDED, candidate.end) or "成立" in chunk.right_word
        )
    if word == "制":
        return candidate.masked[candidate.end - 2] == QUOTE and chunk.verb_word in lexicon.helpers("setting_up")
    if candidate.quoted:
        return chunk.verb != "other"
    if word in _MECHANISMS:
        if word == "责任制":
            # 健全安全生产责任制 tells who answers for what.
            set_up = chunk.verb_word in lexicon.helpers("introducing")
            return set_up and len(modifier) >= {"verb": 3, "de": 4}.get(chunk.left, 99)
        # 校长负责制 tells who is in charge, not what was set up.
        led = chunk.verb in ("run", "found", "keep", "use", "build", "issue")
        return led and not modifier.endswith(("长", "主席", "人"))
    if word == "制度" and modifier.endswith(_PROCEDURES) and len(modifier) >= 5:
        if "制度" in modifier or "体系" in modifier:
            return False
        reformed = candidate.masked.startswith(_REFORMED, candidate.end)
        return not reformed and (chunk.verb in ("found", "keep", "run", "use") or _carried(candidate))
    if chunk.left == "de":
        return False
    setting_up = chunk.verb_word in lexicon.helpers("setting_up") and "自治" not in modifier
    plain = lexicon.covered(modifier, lexicon.generic())
    short = len(modifier) >= 3 and chunk.verb_word in lexicon.helpers("introducing") and not plain
    long = (
        len(modifier) >= 5
        or (short and (chunk.verb_word != "建立" or _set_up(candidate)))
        or modifier.endswith(("补贴", "补助", "津贴"))
    )
    founded = chunk.verb_word in ("建立", "构建") and chunk.left not in ("list", "and")
    if word == "机制" and founded and len(modifier) >= 7 and not modifier.endswith(_EVERY_KIND):
        return not lexicon.covered(modifier, lexicon.generic(), "性化型")
    return word == "制度" and long and setting_up and chunk.right in ("stop", "list")


def _set_up(candidate: Candidate) -> bool:
    """True for 建立生态红线制度, not for 建立严格的内部管理制度 or 建立现代产权制度."""
    modifier = candidate.modifier
    return len(modifier) > 3 and candidate.chunk.left != "de" and not modifier.startswith(("现代", "内部"))


def _surveyed(candidate: Candidate) -> bool:
    """True for 第七次全国人口普查: a survey that has a number or a rank, whatever is told of it."""
    return candidate.rank or candidate.modifier.startswith("第") or _carried(candidate)


def _named(candidate: Candidate, grade: str) -> bool:
    """True when the modifier is more than vague words and words of a field."""
    vague, modifier = lexicon.vague(), candidate.modifier
    if candidate.word == "试点" and len(modifier) >= 5 and candidate.chunk.verb == "run":
        return True
    if candidate.word in _EDUCATION and QUOTE in modifier:
        return True
    if candidate.word in ("资金", "基金"):
        founded = candidate.chunk.verb_word in lexicon.helpers("founding_funds") and vague.at(modifier, 0) is None
        if (founded and len(modifier) >= 5) or candidate.word == "资金":
            return founded and len(modifier) >= 5
    if candidate.word == "攻坚行动" and vague.at(modifier, 0) is None and _carried(candidate):
        return True
    if candidate.word.endswith("普查") and candidate.chunk.verb in ("other", "") and not _surveyed(candidate):
        return False
    if candidate.word == "联盟" or (candidate.word == "制度" and len(modifier) >= 8):
        return len(modifier) >= 4
    if candidate.word in _PHASED and _PHASE.fullmatch(modifier):
        return False
    if candidate.word == "普法":
        return QUOTE in modifier
    if modifier.endswith(("重点", "重大", "劣质", "水毁")) and not candidate.rank and candidate.chunk.verb != "run":
        return False
    if modifier.startswith("每") or modifier in lexicon.phrases("political"):
        return False
    if modifier.startswith("中央") and candidate.word.endswith("督察"):
        return True
    if grade == "sure" and candidate.rank and "纲要" in candidate.word:
        return True
    if candidate.word.startswith("建设年") and len(modifier) >= 4:
        return True
    if candidate.word in _STRONG and vague.at(modifier, 0) is None and len(modifier) >= 2:
        return True
    core = modifier.replace(QUOTE, "")
    year = candidate.word.startswith(("建设年", "年"))
    while not year and (word := vague.at(core, 0)) is not None:
        core = core[len(word) :]
    carried_out = grade == "sure" and candidate.chunk.verb_word in ("实施", "开展", "启动")
    if modifier.startswith("高质量") and carried_out and len(core) > 1:
        return not lexicon.covered(core, lexicon.generic(), _PARTICLES)
    if len(core) < 2 or (core != modifier and len(core) < 4):
        return False
    if not lexicon.covered(core, lexicon.generic(), _PARTICLES):
        return True
    if not year and vague.stands_in(core, 0, len(core)):
        return False
    if candidate.chunk.verb_word == "进行":
        return False
    return grade == "sure" and len(core) >= 4 and candidate.chunk.verb in ("run", "issue", "host", "keep")
