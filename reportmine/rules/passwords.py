"""Passwords and what they are made from, with their value, left in a text. Words are in ``data/secrets.toml``.

Takes a ``Page``, gives the value without its label, so that masking it leaves the sentence readable. 密码
as a subject (商用密码管理条例, 密码产业) has no value and is no finding. Read next: ``rules/secrets.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from reportmine.lexicon import alternatives, strings
from reportmine.patterns import regex
from reportmine.rows import find_tables
from reportmine.rules.rule import Hit, Page, PatternRule, Rule

# What may stand between the characters of a word: blanks, and what nobody sees.
_GAPS = " \n\u200b\ufeff"


def _spaced(word: str) -> str:
    """The word, also with white space or characters nobody sees between its own: 密 码."""
    return f"[{_GAPS}]{{0,3}}".join(map(re.escape, word))


def _cases(char: str) -> tuple[str, str]:
    return char.lower(), char.upper()


def _either_case(words: tuple[str, ...]) -> str:
    """Latin words in capitals or not, none of them the end of a longer one."""
    return "|".join(
        rf"{first}(?<![A-Za-z]{first})(?i:{re.escape(word[1:])})"
        for word in sorted(words, key=len, reverse=True)
        for first in _cases(word[0])
    )


@lru_cache(maxsize=64)
def _labels(chinese: tuple[str, ...], wide: frozenset[str], latin: tuple[str, ...]) -> re.Pattern[str]:
    """The words before a password; to compile the forms that a text has none of takes longer than to read it."""
    longest_first = sorted(chinese, key=len, reverse=True)
    words = [_spaced(word) if word in wide else re.escape(word) for word in longest_first]
    return re.compile("|".join([*words, *([_either_case(latin)] if latin else [])]))


_ALGORITHM = regex(rf"(?i:{alternatives(strings('secrets', 'password', 'not_values'))})[-_]?\d{{0,4}}", re.ASCII)
_ABOUT = regex(alternatives(strings("secrets", "password", "not_in_words")))
_QUALIFIED = regex(rf"(?:{alternatives(strings('secrets', 'password', 'qualifiers'))})[^\n，。；]{{0,4}}$")
_GAP = r"[ \u200b]{0,4}"
_CHINESE, _LATIN = strings("secrets", "password", "labels"), strings("secrets", "password", "latin")
# What a text holds that has a label, one that is set wide, or a Latin one.
_ENDS = tuple(dict.fromkeys(word[-2:] for word in _CHINESE))
_WIDE = tuple(dict.fromkeys(gap + char for word in _CHINESE for char in word[1:] for gap in _GAPS))
_BEGINNINGS = tuple(dict.fromkeys("".join(cases) for word in _LATIN for cases in product(*map(_cases, word[:3]))))
_SIGN = regex(
    rf"{_GAP}(?:[（(][^）)\n]{{0,16}}[）)]|(?:for|of|to) [A-Za-z ]{{1,30}})?[\"'”]?{_GAP}\n?"
    r"(?P<sign>[:：=＝]|(?:(?:[均都皆暂仍就]|一律|统一|默认)?(?:已?(?:设|改|定|统一|默认)?(?:置|定)?为|是)|即)[:：]?|[如见]下[:：]?"
    r"|(?:还|仍|就|都)是|请?(?:输入|使用|用|填写|填)|[-=]>|(?<= )(?:is|was)(?= ))"
    rf"{_GAP}(?:\n\s{{0,8}})?[\"'“‘【\[]?"
)
# What stands after the label: a run of ASCII, one with a space between its characters or groups of digits,
# digits in words (六个八, 一二三四), Chinese words.
_VALUE = regex(r"[!-~]{2,128}")
_SPACED_VALUE = regex(
    r"(?:[A-Za-z0-9](?: [A-Za-z0-9@#$_]){3,30}|\d\d(?: \d\d){1,8}|\d{3}(?: \d{3}){1,5}|\d{4}(?: \d{4}){1,4})"
    r"(?![A-Za-z0-9]| ?[年月])"
)
_SPELT = regex(
    r"(?:[一二两三四五六七八九十\d]{1,2}个[〇零一二三四五六七八九\dA-Za-z]|[〇零幺一二三四五六七八九]{4,12})"
    r"(?=[ \n，。；、！,;）)\"'”’】]|$)"
)
_WORDS = regex(r"[\u4e00-\u9fff]{3,12}(?=[\"'”’】\]。；;，,]?\s{0,20}(?:\n|$))")
# Between quotation marks they need not end the line; what tells the reader to ask is none all the same.
_QUOTED = regex(r"[\u4e00-\u9fff]{4,14}(?=[\"'”’])")
_ASK = regex(alternatives(strings("secrets", "password", "not_in_quotes")))
_MASKED = regex(r"[*Xx×•?_.-]+")
# Without a sign between them (邮箱密码 and the value on the next line, 密码|…|, 密码改成了 …, 口令（…）) only
# what looks like a password counts: letters and digits that are no number of a standard, digits before a mark, a
# word that is known as one. Six characters at least; four after 提取码 or 门禁密码.
_LOOSE = regex(
    r"(?:就是|默认|统一|已?(?:改成了?|改为了?|换成了?|变更为|重置为))?"
    r"[^\w，。；！？、…=]{0,8}(?P<value>[!-~]{4,64})(?![!-~])"
)
_KEYS = ("AKIA", "ASIA", "LTAI", "AKID", "AIza", "gh", "sk-", "eyJ", "xox", "hf_")
_COLUMNS = strings("secrets", "password", "columns")
_SHORT = strings("secrets", "password", "short")
_SUBJECTS = strings("secrets", "password", "subjects")
_WEAK = frozenset(strings("secrets", "password", "weak"))
# A word of a form or a program, and no password.
_FORM = regex(r"[$%{<\[].*|[\d.]{1,12}%|(?i:" + alternatives(strings("secrets", "password", "forms")) + ")")
# The value first: 583920是您的验证码, 583920（登录验证码）.
_CODES = ("证码", "验码", "态码", "密码", "口令", "取码")
_REVERSED = regex(
    r"\d(?<![\dA-Za-z.]\d)(?:\d{3,7})(?=(?:[是为](?:您|你)的[^，。；\n]{0,8}"
    r"|[（(][^，。；（）()\n]{0,6})(?:验证码|校验码|动态码|动态密码|口令|登录密码|提取码))"
)
# A name and what opens the door to it: WiFi：guest/12345678.
_PAIR = regex(
    r"(?:[Ww][Ii]-?[Ff][Ii]|无线网络?|账号|帐号|账户|用户名?|登录名|管理员|超管"
    r"|\d(?:\.\d{1,3}){3}(?::\d{2,5})?[)）]?)(?:[名称账帐号]{1,4})?[:：为]? ?"
    r"[A-Za-z][\w.@-]{1,30} ?/ ?(?P<value>[!-.0-~]{4,32})(?![\w/])",
    re.ASCII,
)
_PAIR_SIGNS = ("/",)
_PAN = regex(
    r"(?:pan\.(?:baidu|quark|xunlei)|alipan|aliyundrive|lanzou[a-z]|weiyun|cloud\.189|yun\.139|123pan|115)\.(?:com|cn)"
    r"/[!-~]{1,80}"
    r"[ \n]{0,4}[（(【\[,，;；]? ?(?:提取|访问|密|口令|pwd|code)?码?(?:[:：]| ) ?"
    r"(?P<value>[A-Za-z0-9]{4})(?![A-Za-z0-9])"
)
_PANS = ("pan.", "alipan", "aliyundrive", "lanzou", "weiyun", "cloud.189", "yun.139", "123pan", "115.")
# 保险柜密码7-21-36
_LOCK = regex(r"\d{1,2}(?:-\d{1,2}){2,4}")
_MARK = regex(r"[\s，。；、！（()）”’】|]|$")
# A first password that everybody who knows the person can work out.
_PART = r"(?:最后|后|末|前)[一二三四五六七八九十\d]{1,2}位(?:数字|数)?"
_MADE_FROM = regex(
    r"(?:(?:本人|其|各自|用户|个人)的?)?(?:居民)?"
    rf"(?:(?:{alternatives(strings('secrets', 'password', 'numbers'))})(?:号码?的?(?:{_PART})?|的?{_PART})"
    rf"|(?:{alternatives(strings('secrets', 'password', 'facts'))})(?:的?{_PART})?)"
    r"(?=[ \n，。；、！,;（）()\"”]|$)"
)
_STANDARD = regex(r"(?:GB|GM|DB|YD|GA|ISO|RFC|IEC)[/TZ\d -]")
_COUNTER = regex(r"[位个种类项条章节次层级款年月日]")


class Password(Rule):
    """A password, an access code or a passphrase stands in the text with its value.

    **What it finds.** 密码, 口令, 提取码, 验证码 and their kin with a value after ：, =, 为 or 是, in
    full-width or spaced letters, after a line break too; ``password=`` and ``pwd=`` in addresses and
    connection strings. After a qualified label (登录口令：) or between quotation marks the value may be Chinese
    words; slogans (宣传口令：“…”) are none.

    **Why.** Whoever reads the published text can open the document, the disk or the system.

    **Example.** ``本文档编辑密码：abc2023`` → ``abc2023``

    **What to do.** Delete the line and change the password: what was published once stays copied.

    **Norm.** 通常; 《网络安全法》 asks operators of networks to keep data from being leaked, stolen or altered.
    """

    id = "RM101"
    name = "password"
    category = "secret"
    severity = "high"
    reads = "all"
    message = "文中留有密码或口令，任何读者都可以使用"
    advice = "删除此处，并立即更换密码：公开过的密码视为已泄露"
    hit = (
        "本文档编辑密码：⟦abc2023⟧",
        "登录账号：admin 密码：⟦Admin@123⟧",
        "密　码：⟦ａｂｃ１２３⟧",
        "提取码:⟦ab3d⟧",
        "解压密码为⟦gov2024⟧，请妥善保管",
        "会议密码是⟦246810⟧。",
        "系统初始密码：\n⟦Pass#2022⟧",
        "口令：⟦a b c 1 2 3⟧",
        "Password: ⟦hunter22⟧",
        "链接：https://pan.example.com/s/1abc?pwd=⟦x7k2⟧",
        "登录口令：⟦春暖花开日⟧",
        "接入口令：“⟦春江潮水连海平⟧”。密码：“⟦一片冰心在玉壶⟧”，两日后更换。",
        "用户名/密码：⟦guest/guest01⟧",
        "邮箱密码\n⟦Qwerty#2024⟧",
        "账号 admin / 口令 ⟦Gov@2024!⟧",
        "账号|zhangsan|密码|⟦Zs@2020⟧|",
        "登录密码改成了 ⟦newpass77⟧。",
        "服务器口令（⟦Root#99⟧）",
        "**密码**：`⟦Markdown77⟧`",
        "密码:⟦66 88 99 00⟧，密码就是⟦六个八⟧，开机密码⟦8个0⟧。",
        "用户名、密码均为⟦admin⟧，无线密码 ⟦20240601⟧。",
        "提取码 ⟦8x2k⟧，门禁密码⟦8899#⟧，密码默认⟦888888⟧。",
        "保险柜密码⟦7-21-36⟧，摄像头 10.0.0.11 admin/⟦hik12345+⟧",
        "密码如下：⟦tq-5521⟧，密码——⟦lz5521⟧；口令是⟦一三五七九⟧。",
    )
    miss = (
        "贯彻商用密码管理条例，壮大密码产业。",
        "密码：是国之重器。",
        "执行密码GB/T39786-2021标准，口令password",
        "商用密码 SM4 算法，密码（AES-256）",
        "密码为8位以上字母和数字的组合",
        "密码应用：2023年完成密评32项",
        "商用密码为SM4的产品，密码：AES-256加密",
        "密码：****",
        "初始密码：请向管理员咨询",
        "登录密码由用户自行设置",
        "验证码：另行通知",
        "队列口令：“一二三四”，响亮口令：“敢打必胜”，宣传口令：“绿水青山就是金山”。",
        "成功的密码：“实干担当”，口令：“请联系管理员”。",
        "破解财富密码，找到高质量发展的密码是创新",
        "幸福密码：改革开放",
        "“财富密码”：A+B，密码为6-8位数字，提取码 2023年更新",
        "商用密码 2023年完成测评，密码六个一工程，密码：电话另行告知",
        "初始密码为身份证后六位，初始密码：本人手机号。",
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """The values after every label, under one in a table, and those that stand without one."""
        norm = page.norm
        for line in page.lines_with(_PANS):
            for match in _PAN.finditer(norm, line.start, min(len(norm), line.end + 40)):
                yield Hit(*match.span("value"))
        wide = (
            frozenset(word for word in _CHINESE if self._may_be_wide(page, word)) if page.holds(_WIDE) else frozenset()
        )
        chinese, latin = bool(wide) or page.holds(_ENDS), page.holds(_BEGINNINGS)
        if chinese or latin:
            yield from self._labelled(norm, _labels(_CHINESE if chinese else (), wide, _LATIN if latin else ()))
        for match in _REVERSED.finditer(norm) if page.holds(_CODES) else ():
            yield Hit(*match.span())
        for line in page.lines_with(_PAIR_SIGNS):
            for match in _PAIR.finditer(norm, *line):
                if self._looks_like_one(match["value"], norm[match.end() : match.end() + 1], 6):
                    yield Hit(*match.span("value"))
        for table in find_tables(page, _COLUMNS):
            for at in table.columns(_COLUMNS):
                for row in table.rows:
                    value = row[at].text if at < len(row) else ""
                    if _VALUE.fullmatch(value) and self._is_value(value, "", True, False):
                        yield Hit(row[at].start, row[at].end)

    @staticmethod
    def _may_be_wide(page: Page, word: str) -> bool:
        """Whether there is something between two characters of a label."""
        return any(
            page.holds(tuple(one + gap for gap in _GAPS)) and page.holds(tuple(gap + two for gap in _GAPS))
            for one, two in zip(word, word[1:], strict=False)
        )

    def _labelled(self, norm: str, labels: re.Pattern[str]) -> Iterator[Hit]:
        for label in labels.finditer(norm):
            before = norm[max(0, label.start() - 12) : label.start()]
            if before.endswith(_SUBJECTS):
                continue
            signed = _SIGN.match(norm, label.end())
            end = 0
            if signed:
                start = signed.end()
                end = self._value_end(norm, start, signed["sign"], before)
                if end > start:
                    yield Hit(start, end)
            loose = _LOOSE.match(norm, label.end()) if end == 0 or signed and end == signed.end() else None
            if loose and not label.group().isascii():
                start = loose.start("value")
                value = re.split(r"[|`\"'<>)\]]", loose["value"], maxsplit=1)[0].rstrip(".,;:?(*[")
                short = label.group() in _SHORT or _QUALIFIED.search(before) is not None
                if self._looks_like_one(value, norm[start + len(value) : start + len(value) + 1], 4 if short else 6):
                    yield Hit(start, start + len(value))
            spelt = _SPELT.match(norm, label.end())
            if spelt:
                yield Hit(*spelt.span())

    @staticmethod
    def _looks_like_one(value: str, following: str, shortest: int) -> bool:
        """Whether what stands after a label without a sign is a password by its own form."""
        if value.rstrip("#").isdigit():
            return shortest <= len(value) <= 12 and _MARK.match(following) is not None
        if _LOCK.fullmatch(value):
            return True
        if value.startswith(_KEYS):
            return False  # ``Key`` says what it is.
        if value.lower() in _WEAK:
            return True
        mixed = any(char.isdigit() for char in value) and any(char.isalpha() and char not in "Xx" for char in value)
        return len(value) >= shortest and mixed and not _STANDARD.match(value) and not _ALGORITHM.fullmatch(value)

    def _value_end(self, norm: str, start: int, sign: str, before: str) -> int:
        spaced = _SPACED_VALUE.match(norm, start) or _SPELT.match(norm, start)
        if spaced:
            return spaced.end()
        value = _VALUE.match(norm, start)
        colon = sign[-1] in ":：=＝"
        if value is None:
            if _MADE_FROM.match(norm, start):
                return start
            quoted = _QUOTED.match(norm, start) if colon and norm[start - 1] in "\"'“‘" else None
            if quoted and not _ASK.search(quoted.group()) and not before.endswith("的"):
                return quoted.end()
            words = _WORDS.match(norm, start) if colon and _QUALIFIED.search(before) else None
            return words.end() if words and not _ABOUT.search(words.group()) else start
        # In an address the value ends at &; elsewhere & may be part of it.
        stop = r"[&;\"'<>)\]]" if sign in "=＝" else r"[\"'<>)\]]"
        written = re.split(stop, value.group(), maxsplit=1)[0].rstrip(".,;:?([")
        end = start + len(written)
        if not self._is_value(written, norm[end : end + 1], colon, norm[start - 1] in "\"'“‘【["):
            return start
        return end

    def _is_value(self, written: str, following: str, colon: bool, quoted: bool) -> bool:
        if len(written) < 3 or _MASKED.fullmatch(written) or _ALGORITHM.fullmatch(written):
            return False
        digits = sum(char.isdigit() for char in written)
        if not written.strip("0123456789-~"):
            # 密码：2023年, 密码为12位, 密码为6-8位
            return len(written) >= 4 and not _COUNTER.match(following)
        if (
            written.startswith(("http://", "https://"))
            or _FORM.fullmatch(written)
            or (written.isalpha() and following == "(")
        ):
            return False
        return colon or quoted or digits > 0 or written.lower() in _WEAK


class PasswordRecipe(PatternRule):
    """The text says what first passwords are made from.

    **What it finds.** 密码 or 口令, then 身份证后六位, 手机号, 出生日期 and the like: from what number of the
    person, and which part of it.

    **Why.** Whoever knows the number can log in until the password is changed, and numbers get about.

    **Example.** ``初始密码为身份证后六位`` → ``身份证后六位``

    **What to do.** Tell it to the users alone, and have them change it at the first login.

    **Norm.** 通常; GB/T 22239 asks for passwords that are not easily guessed.
    """

    id = "RM106"
    name = "password-recipe"
    category = "secret"
    severity = "low"
    reads = "all"
    message = "文中写明了初始密码的组成方式，知道有关号码的人就能登录"
    advice = "单独告知用户，并要求首次登录时修改密码"
    hit = (
        "初始密码为⟦身份证后六位⟧，请及时修改。",
        "登录口令默认为⟦本人手机号码后6位⟧",
        "查询密码：⟦出生日期⟧（8位数字）",
    )
    miss = ("密码由手机号接收", "初始密码为8位数字", "密码为手机号验证通过后自行设置", "口令是学习的法宝")

    needs = ("密码", "口令")
    pattern = regex(
        rf"(?:密码|口令){_GAP}(?:[:：]|(?:[均都]|默认|统一|初始)?(?:设|设置|默认)?[为是])[:：]?{_GAP}(?P<value>{_MADE_FROM.pattern})"
    )


RULES: tuple[Rule, ...] = (Password(), PasswordRecipe())
