"""Names that are one character off, of the state and of persons on the roster; letters for digits; a scanner's noise.

Takes a ``Page``, gives the name or number as it is written. Read next: ``spelling.py``, which knows the names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reportmine.lexicon import alternatives, load
from reportmine.messages import tr
from reportmine.noise import misread
from reportmine.patterns import regex
from reportmine.rules.rule import Hit, Page, Rule
from reportmine.rules.settings import Settings
from reportmine.spelling import is_confusable, wrong_names

_CJK = "\u4e00-\u9fff"


class MisspeltName(Rule):
    """A name of the state, the Party, an organ, a province or a fixed term is one character off.

    **What it finds.** Some 400 names of five characters and more with one character wrong, missing, doubled or two
    swapped (中华人民大和国, 常务委会); of shorter ones some 890 known confusions (检查院, 攻府, 共合国); of a
    longer name the shortest part that is one itself. A
    character that makes another right name of it is no error (全省人民代表大会, 国家发展改革委员会).

    **Why.** A wrong name of the state is the one slip everybody remembers; it comes from input methods and scanners.

    **Example.** ``向市人民检查院通报`` → ``检查院``

    **What to do.** Correct the name; look for the same slip elsewhere.

    **Norm.** 通常; the inspection of government web sites by the State Council office looks for wrong names of the
    state, the Party and their leaders.
    """

    id = "RM1201"
    name = "misspelt-name"
    category = "consistency"
    severity = "medium"
    reads = "all"
    message = "名称疑有错字"
    advice = "请核对国家机关、政党、地名和固定政治用语的规范写法"
    hit = (
        "庆祝⟦中华人民大和国⟧成立，⟦共合国⟧的旗帜",
        "向市人民⟦检查院⟧和区⟦检查院⟧通报，由市人民⟦攻府⟧办公室承办，报⟦国务员⟧批准",
        "在省人民代表大会⟦常务委会⟧上作报告",
        "坚持以⟦习进平⟧新时代中国特色社会主义思想为指导，践行⟦社会主义核心价值关⟧",
        "推动构建⟦人类命运共同休⟧，共建“⟦一代一路⟧”",
        "增强“⟦四个意实⟧”，坚定“⟦四个自心⟧”，做到“⟦两个唯护⟧”",
        "中国⟦共产觉⟧领导的多党合作和⟦政冶协商会议⟧",
        "⟦广西状族⟧自治区、⟦宁夏回回族自治区⟧、新疆⟦维吾儿自治区⟧",
        "⟦人力资原和社会保障⟧局、⟦工业和信息部⟧、⟦住房和城乡建没⟧局、⟦市场监督菅理局⟧",
        "全国⟦人民代大表会⟧通过，⟦发展和改革委会员⟧印发",
    )
    miss = (
        "中华人民共和国国家标准、中国共产党湖南省委员会、全省人民代表大会、县人民代表大会常务委员会、市人大常委会",
        "国家发展改革委员会、省发展和改革委员会、市工业和信息化局、全国政协、全国人大、全国妇联",
        "国务委员、公务员、社会主义核心价值体系、社会主义核心价值观、中央军委、中央委员会、共和国勋章",
        "党的二十届三中全会、党的十九届四中全会、第十三届全国人民代表大会、第十四届全国人民代表大会",
        "督促检查院内设施，医学检查院校，城市正府院联动",
        "人民政府、人民政协、人民法院、中级人民法院、各级人民政府、人民检察院检察长",
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """The shortest wrong name at each place."""
        for error in wrong_names(page.norm, page.pairs):
            yield Hit(error.start, error.end, message=tr("名称疑有错字，应为“{right}”", right=error.right))


@cache
def _roles() -> re.Pattern[str]:
    """An office, with what goes before it: 市委副书记, 签发人：."""
    roles = load("state_names")["roles"]
    before, of = (alternatives(roles[key].split()) for key in ("before", "of"))
    return re.compile(rf"(?:{before}){{0,3}}(?:{of})")


class _Roster:
    """The names a user has given, by what is left of them when one character is covered."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = frozenset(name for name in map(str.strip, names) if re.fullmatch(rf"[{_CJK}]{{2,4}}", name))
        self.lengths = sorted({len(name) for name in self.names}, reverse=True)
        self.covered: dict[tuple[int, str], list[str]] = {}
        for name in sorted(self.names):
            for at in range(len(name)):
                self.covered.setdefault((at, name[:at] + name[at + 1 :]), []).append(name)

    def meant_by(self, written: str) -> tuple[str, int] | None:
        """The name on the roster one character off, and which character."""
        if written in self.names or not re.fullmatch(rf"[{_CJK}]+", written):
            return None
        for at in range(len(written)):
            for name in self.covered.get((at, written[:at] + written[at + 1 :]), ()):
                return name, at
        return None


@cache
def _roster(names: tuple[str, ...]) -> _Roster:
    return _Roster(names)


class MisspeltPerson(Rule):
    """A name is one character off a name on the roster.

    **What it finds.** Only with a roster (``--roster``): a string as long as a name on it, with one other character,
    that stands by an office (…市长, 书记…, …同志); elsewhere only for names of three characters and more whose wrong
    character sounds or looks like the right one. The names themselves are never in the program.

    **Why.** Names of leaders are what is proofread first and typed fastest.

    **Example.** With 林岳川 on the roster: ``林岳州市长`` → ``林岳州``

    **What to do.** Correct it, or add the other person to the roster.

    **Norm.** 通常; the inspection of government web sites by the State Council office looks for wrong names of leaders.
    """

    id = "RM1202"
    name = "misspelt-person"
    category = "consistency"
    severity = "medium"
    reads = "all"
    message = "人名与名单相差一个字"
    advice = "请与名单核对；如果确是另一个人，请把姓名加进名单"
    example_settings = Settings(roster=("林岳川", "沈砚青", "程炜", "欧阳怀瑾"))
    hit = (
        "⟦林岳州⟧市长主持会议，市委书记⟦沈研青⟧出席，副市长⟦程伟⟧、秘书长⟦欧阳怀谨⟧参加",
        "听取⟦林悦川⟧代表市政府所作的报告",
        "签发人：⟦沈砚清⟧",
        "⟦陈炜⟧同志任副主任",
    )
    miss = (
        "林岳川市长、沈砚青书记、程炜副市长、欧阳怀瑾秘书长",
        "王程伟市长、副市长程伟东、李岳川书记，森林岳麓、林岳山下",
        "向程伟大的工程学习，王砚青代表",
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """Names in a person's place, and those that can be nothing else."""
        if not page.settings.roster:
            return
        roster = _roster(page.settings.roster)
        norm = page.norm
        found: dict[tuple[int, int], str] = {}
        for role in _roles().finditer(norm):
            after = role.end() + (norm[role.end() : role.end() + 1] in (":", "：", " "))
            for length in roster.lengths:
                for start in (role.start() - length, after):
                    right = self._in_place(roster, norm, start, start + length) if start >= 0 else None
                    if right:
                        found[start, start + length] = right
        for start, end, right in self._anywhere(roster, norm):
            found[start, end] = right
        for (start, end), right in sorted(found.items()):
            yield Hit(start, end, message=tr("人名与名单相差一个字，名单上为“{name}”", name=right))

    def _in_place(self, roster: _Roster, norm: str, start: int, end: int) -> str | None:
        written = norm[start:end]
        meant = roster.meant_by(written)
        if meant is None or len(written) < end - start:
            return None
        name, at = meant
        if len(name) == 2 or at == 0:
            # Two characters, or another surname: that is somebody else unless it sounds or looks the same.
            if not is_confusable(name[at], written[at]) or written[0] not in _surnames():
                return None
            if len(name) == 2 and (norm[start - 1 : start] in _surnames() or not self._ends(norm, end)):
                return None
        return name

    def _ends(self, norm: str, end: int) -> bool:
        """Whether a name of two characters is over, or goes on with a third."""
        return not re.match(rf"[{_CJK}]", norm[end : end + 1]) or bool(
            _roles().match(norm, end) or norm[end] in load("state_names")["roles"]["verbs"]
        )

    def _anywhere(self, roster: _Roster, norm: str) -> Iterator[tuple[int, int, str]]:
        for name in sorted(roster.names):
            length = len(name)
            if length < 3:
                continue
            # All but one character are right, so the first two or the last two are; or the first and the third.
            pieces = ((0, re.escape(name[:2])), (length - 2, re.escape(name[-2:])), (0, f"{name[0]}[{_CJK}]{name[2:]}"))
            for place, piece in pieces:
                for match in re.finditer(piece, norm):
                    start = match.start() - place
                    written = norm[max(0, start) : start + length]
                    wrong = [at for at in range(length) if written[at : at + 1] != name[at]]
                    if start < 0 or len(written) < length or len(wrong) != 1 or written in roster.names:
                        continue
                    if is_confusable(name[wrong[0]], written[wrong[0]]) and written[0] in _surnames():
                        yield start, start + length, name


@cache
def _surnames() -> frozenset[str]:
    return frozenset(load("state_names")["roles"]["surnames"])


class LetterDigits(Rule):
    """A letter or a circle stands for a digit.

    **What it finds.** O, o, l, I among Arabic digits before a unit (2O19年, l00亿元) or between them; other
    letters that look like digits in a year (2OZ3年); 0, O among Chinese numerals (二0二三年); 〇, ○ among Arabic ones.
    ○ for 〇 in Chinese numerals, as was usual in print, is told once. Names with letters are left alone: O2O, CO2,
    PM2.5, 5G, H2O, B2B.

    **Why.** A scanner or a keyboard gave it; a search for the year or a sum of the column misses it.

    **Example.** ``2O19年`` → ``2O19``

    **What to do.** Type the number anew; in Chinese numerals the zero is 〇.

    **Norm.** 规定: GB/T 15835: 〇 is the zero of Chinese numerals.
    """

    id = "RM1203"
    name = "letter-digits"
    category = "consistency"
    severity = "medium"
    reads = "all"
    message = "数字中混有字母或圆圈"
    advice = "请重新录入该数字；汉字数字中的零写作“〇”"
    hit = (
        "⟦2O19⟧年完成投资⟦l00⟧亿元，增长⟦1O.5⟧%，新增⟦3OO⟧家，达到⟦5.O⟧万人",
        "⟦20l9⟧年至⟦2OZ3⟧年，⟦1I⟧月⟦1O⟧日",
        "⟦二0二三⟧年以来，⟦二O二四⟧年",
        "⟦二○二三⟧年和二○二四年",
        "⟦2〇23⟧年，⟦1○5⟧个",
        "⟦二〇○三⟧年",
    )
    miss = (
        "酷睿I5处理器、O2O平台、CO2排放、PM2.5、5G基站、H2O、B2B、A4纸、O型血、6O°、I类、II期、1I类",
        "二〇二三年、一九〇〇年、2023年、○○市、20○○年、第三○",
        "“十四五”0的突破，0岁、三0、G20峰会、PM10、C919、L4级、1l矿泉水、3lx、2o2o",
        "○3项任务 ○5项清单，三个0，一、0.5",
    )

    # What follows a figure, and makes it one.
    _UNIT = (
        r"(?=\s?(?:[%‰年月日时岁个件家项亿万千百元名位人户起次份套台座条所宗席处吨亩倍番类批辆艘架场种篇部期届级天号余多]"
        r"|公里|平方|立方|毫克|微克))"
    )
    _TOKEN = regex(
        rf"(?<![A-Za-z0-9.,\-_/〇○])(?:"
        rf"(?P<year>[12lI][09Oo][0-9OolISBZgqb]{{2}}(?=\s?年))"
        rf"|(?P<figure>[0-9OolI]{{1,9}}(?:[.,][0-9OolI]{{1,6}})?){_UNIT}"
        rf"|(?P<inner>[0-9]{{1,6}}[Ool][0-9Oo]{{1,6}})"
        rf")(?![A-Za-z0-9\-_/°])"
    )
    _CIRCLE = regex(rf"(?<![A-Za-z0-9〇○.,])\d{{1,6}}(?:[〇○]\d{{1,6}}|[〇○]{_UNIT}){{1,3}}(?![〇○\d])")
    _CHINESE = regex(
        r"[一二三四五六七八九](?<![十百千万“○〇0-9].)(?:"
        r"[一二三四五六七八九〇零○0Oo]{3}(?=\s?年)|[○0Oo]{1,2}[一二三四五六七八九](?:[一二三四五六七八九〇零○0Oo]){0,6})(?![0-9A-Za-z])"
    )
    _NAMES = regex(r"[OoIl]\d[OoIl]|\d[OoIl]\d[OoIl]", re.ASCII)
    _ZEROS = ("○", "〇", *(f"{digit}{zero}" for digit in "一二三四五六七八九" for zero in "0Oo"))

    def find(self, page: Page) -> Iterator[Hit]:
        """Numbers with letters, then those with circles."""
        norm = page.norm
        for line in page.lines_with(("O", "o", "l", "I", "S年", "Z", "B", "g年", "q年", "b年")):
            for match in self._TOKEN.finditer(norm, *line):
                if self._is_number(match):
                    yield Hit(*match.span(), None if match.lastgroup != "inner" else "low")
        if not page.holds(self._ZEROS):
            return
        for match in self._CIRCLE.finditer(norm):
            yield Hit(*match.span(), "medium")
        told = False
        for match in self._CHINESE.finditer(norm):
            written = match.group()
            if re.search("[0Oo]", written) or ("○" in written and "〇" in written):
                yield Hit(*match.span(), "low")
            elif "○" in written and not told:
                told = True
                yield Hit(*match.span(), "low")

    def _is_number(self, match: re.Match[str]) -> bool:
        """Whether a token has digits and letters, and is no word like O2O or litres."""
        written = match.group()
        if not re.search(r"\d", written) or not re.search(r"[A-Za-z]", written) or self._NAMES.fullmatch(written):
            return False
        # 1l, 25l: litres; 3I级, I5处理器: a class, a model.
        named = re.fullmatch(r"\d+l|\d*I+|I\d", written)
        dated = match.string.startswith(("年", "月", "日", "%"), match.end())
        return match.lastgroup == "year" or dated or not named or len(written) > 3


class ScannerNoise(Rule):
    """A scanner or the font of a PDF gave other characters than the page shows.

    **What it finds.** Radicals and compatibility forms that look like the character but are another one (U+2F2F for
    工), told once; lone strokes and parts of characters in a sentence (亻, 丨); lines with several stray letters or
    marks between Chinese characters; and characters that make unusual pairs with both neighbours where a look-alike
    would make usual ones (要索 for 要素), when there are four within 1,500 characters or three within 600.

    **Why.** The text cannot be searched or read aloud, and nobody has proofread it.

    **Example.** ``提升丨管理水平`` → ``丨``

    **What to do.** Compare with the original; type the text anew or scan it again.

    **Norm.** 通常.
    """

    id = "RM1204"
    name = "scanner-noise"
    category = "consistency"
    severity = "low"
    message = "疑为扫描识别或 PDF 字体造成的错字"
    advice = "请对照原件校对；必要时重新识别或录入"
    hit = (
        "全市⟦\u2f2f⟧业经济\u2fbc质量发展，市\u2f08民政府",
        "加强⟦亻⟧才队伍建设，提升⟦丨⟧管理水平",
        "坚持稳⟦j⟧中求进⟦~⟧工作总⟦v⟧基调",
        "巩⟦国⟧拓展脱贫攻坚成果，推进要⟦索⟧市场化配置改革，适应发展⟦赵⟧势，农村人居⟦坏⟧境整治。",
    )
    miss = (
        "巩固拓展脱贫攻坚成果，推进要素市场化配置改革，适应发展趋势，农村人居环境整治。",
        "周一~周五开放，n个项目、x个点位，汉字偏旁亻、氵的写法",
        "推进要索市场化配置改革",
        "k歌、e租宝",
    )

    _OTHER_FORMS = regex(
        "[\u2e80-\u2fdf\uf900-\ufa0d\ufa10\ufa12\ufa15-\ufa1e\ufa20\ufa22\ufa25\ufa26\ufa2a-\ufaff\U0002f800-\U0002fa1f]"
    )
    _PART = "[亻氵忄扌讠纟钅饣犭衤礻丨丿亅冂凵勹匚彐彡廴攵灬疒癶罒艹辶卩刂冫宀冖乛]"
    _PARTS = regex(f"{_PART}{_PART}*")
    _STRAY = regex(rf"[a-mo-wyz^`¬¦¤~](?<=[{_CJK}].)(?=[{_CJK}，。、；])")
    _ABOUT_WRITING = regex("偏旁|部首|笔画|笔顺|书写|书法|汉字")
    _FEWEST_STRAY = 3

    def find(self, page: Page) -> Iterator[Hit]:
        """The first of the other forms, then what stands in single lines, then misread characters."""
        norm = page.norm
        forms = list(self._OTHER_FORMS.finditer(norm))
        if forms:
            message = tr("有 {count} 个字是部首或兼容字符，外形相同而编码不同", count=len(forms))
            yield Hit(*forms[0].span(), message=message)
        for start, end in page.lines if self._PARTS.search(norm) else ():
            if not self._ABOUT_WRITING.search(norm, start, end):
                yield from (Hit(*part.span()) for part in self._PARTS.finditer(norm, start, end))
        strays: dict[int, list[int]] = {}
        for stray in self._STRAY.finditer(norm):
            strays.setdefault(page.line_at(stray.start()).start, []).append(stray.start())
        for places in strays.values():
            if len(places) >= self._FEWEST_STRAY:
                yield from (Hit(at, at + 1) for at in places)
        for at in misread(norm):
            yield Hit(at, at + 1)


RULES: tuple[Rule, ...] = (MisspeltName(), MisspeltPerson(), LetterDigits(), ScannerNoise())
