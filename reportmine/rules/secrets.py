"""Passwords, keys, tokens and logins left in a text. Words and shapes are in ``data/secrets.toml``.

Takes a ``Page``, gives the value without its label, so that masking it leaves the sentence readable. 密码
as a subject (商用密码管理条例, 密码产业) has no value and is no finding. Read next: ``rules/personal.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportmine.lexicon import alternatives, load, strings
from reportmine.rules.rule import Hit, Page, PatternRule, Rule


def _spaced(words: tuple[str, ...]) -> str:
    """The words, each also with a space between its characters: 密 码."""
    return "|".join(" ?".join(map(re.escape, word)) for word in sorted(words, key=len, reverse=True))


def _either_case(words: tuple[str, ...]) -> str:
    """Latin words in capitals or not, none of them the end of a longer one."""
    return "|".join(
        rf"{first}(?<![A-Za-z]{first})(?i:{re.escape(word[1:])})"
        for word in sorted(words, key=len, reverse=True)
        for first in (word[0].lower(), word[0].upper())
    )


_ALGORITHM = re.compile(rf"(?i:{alternatives(strings('secrets', 'password', 'not_values'))})[-_]?\d{{0,4}}", re.ASCII)
_ABOUT = re.compile(alternatives(strings("secrets", "password", "not_in_words")))
_QUALIFIED = re.compile(rf"(?:{alternatives(strings('secrets', 'password', 'qualifiers'))})[^\n，。；]{{0,4}}$")
_GAP = r"[ \u200b]{0,4}"
_LABEL = re.compile(
    f"{_spaced(strings('secrets', 'password', 'labels'))}|{_either_case(strings('secrets', 'password', 'latin'))}"
)
_SIGN = re.compile(
    rf"{_GAP}(?:[（(][^）)\n]{{0,16}}[）)])?[\"'”]?{_GAP}"
    r"(?P<sign>[:：=＝]|(?:(?:[均都皆暂仍就]|一律|统一|默认)?(?:已?(?:设|改|定|统一|默认)?(?:置|定)?为|是)|即)[:：]?|[如见]下[:：]?)"
    rf"{_GAP}(?:\n\s{{0,8}})?[\"'“‘【\[]?"
)
# What stands after the label: a run of ASCII, one with a space between its characters or groups of digits,
# digits in words (六个八, 一二三四), Chinese words.
_VALUE = re.compile(r"[!-~]{2,128}")
_SPACED_VALUE = re.compile(
    r"(?:[A-Za-z0-9](?: [A-Za-z0-9@#$_]){3,30}|\d\d(?: \d\d){1,8}|\d{3}(?: \d{3}){1,5}|\d{4}(?: \d{4}){1,4})"
    r"(?![A-Za-z0-9]| ?[年月])"
)
_SPELT = re.compile(
    r"(?:[一二两三四五六七八九十\d]{1,2}个[〇零一二三四五六七八九\dA-Za-z]|[〇零幺一二三四五六七八九]{4,12})"
    r"(?=[ \n，。；、！,;）)\"'”’】]|$)"
)
_WORDS = re.compile(r"[\u4e00-\u9fff]{3,12}(?=[\"'”’】\]。；;，,]?\s{0,20}(?:\n|$))")
_MASKED = re.compile(r"[*Xx×•?_.-]+")
# Without a sign between them (邮箱密码 and the value on the next line, 密码|…|, 密码改成了 …, 口令（…）) only
# what looks like a password counts: letters and digits that are no number of a standard, digits before a mark, a
# word that is known as one. Six characters at least; four after 提取码 or 门禁密码.
_LOOSE = re.compile(
    r"(?:就是|默认|统一|已?(?:改成了?|改为了?|换成了?|变更为|重置为))?"
    r"[ \n|/*`:（(\"“'：—–→>-]{0,8}(?P<value>[!-~]{4,18})(?![!-~])"
)
_SHORT = strings("secrets", "password", "short")
_SUBJECTS = strings("secrets", "password", "subjects")
_WEAK = frozenset(strings("secrets", "password", "weak"))
_MARK = re.compile(r"[\s，。；、！）)”’】|]|$")
# A first password that everybody who knows the person can work out.
_PART = r"(?:最后|后|末|前)[一二三四五六七八九十\d]{1,2}位(?:数字|数)?"
_MADE_FROM = re.compile(
    r"(?:(?:本人|其|各自|用户|个人)的?)?(?:居民)?"
    rf"(?:(?:{alternatives(strings('secrets', 'password', 'numbers'))})(?:号码?的?(?:{_PART})?|的?{_PART})"
    rf"|(?:{alternatives(strings('secrets', 'password', 'facts'))})(?:的?{_PART})?)"
    r"(?=[ \n，。；、！,;（）()\"”]|$)"
)
_STANDARD = re.compile(r"(?:GB|GM|DB|YD|GA|ISO|RFC|IEC)[/TZ\d -]")
_COUNTER = re.compile(r"[位个种类项条章节次层级款年月日]")


class Password(Rule):
    """A password, an access code or a passphrase stands in the text with its value.

    **What it finds.** 密码, 口令, 提取码, 验证码 and their kin with a value after ：, =, 为 or 是, in
    full-width or spaced letters, after a line break too; ``password=`` and ``pwd=`` in addresses and
    connection strings. After a qualified label (登录口令：) the value may be Chinese words.

    **Why.** Whoever reads the published text can open the document, the disk or the system.

    **Example.** ``本文档编辑密码：abc2023`` → ``abc2023``

    **What to do.** Delete the line and change the password: what was published once stays copied.

    **Norm.** 通常 by every guide to publishing; 《网络安全法》第二十一条 asks operators to protect such data.
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
        "破解财富密码，找到高质量发展的密码是创新",
        "幸福密码：改革开放",
        "“财富密码”：A+B，密码为6-8位数字，提取码 2023年更新",
        "商用密码 2023年完成测评，密码六个一工程，密码：电话另行告知",
        "初始密码为身份证后六位，初始密码：本人手机号。",
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """The values after every label."""
        norm = page.norm
        for label in _LABEL.finditer(norm):
            before = norm[max(0, label.start() - 12) : label.start()]
            if before.endswith(_SUBJECTS):
                continue
            signed = _SIGN.match(norm, label.end())
            if signed:
                start = signed.end()
                end = self._value_end(norm, start, signed["sign"], before)
                if end > start:
                    yield Hit(start, end)
            loose = _LOOSE.match(norm, label.end())
            if loose and not label.group().isascii():
                start = loose.start("value")
                value = re.split(r"[|`\"'<>)\]]", loose["value"], maxsplit=1)[0].rstrip(".,;:?(*")
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
            words = _WORDS.match(norm, start) if colon and _QUALIFIED.search(before) else None
            return words.end() if words and not _ABOUT.search(words.group()) else start
        # In an address the value ends at &; elsewhere & may be part of it.
        stop = r"[&;\"'<>)\]]" if sign in "=＝" else r"[\"'<>)\]]"
        written = re.split(stop, value.group(), maxsplit=1)[0].rstrip(".,;:?(")
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
        if written.startswith(("http://", "https://")):
            return False
        return colon or quoted or digits > 0 or written.lower() in _WEAK


class Credentials(PatternRule):
    """An address carries a user name and a password.

    **What it finds.** ``scheme://user:password@host``, whole.

    **Why.** It is a login in one piece: the system behind it is open to every reader.

    **Example.** ``ftp://report:abc123@files.example.com/``

    **What to do.** Delete the address, change the password, give the address without them.

    **Norm.** 通常; RFC 3986 section 3.2.1 calls this use deprecated.
    """

    id = "RM102"
    name = "url-credentials"
    category = "secret"
    severity = "high"
    reads = "all"
    message = "网址中带有用户名和密码"
    advice = "删去网址中的用户名和密码并更换密码"
    hit = ("数据上报地址：⟦ftp://report:abc123@files.example.com/in⟧", "⟦mysql://root:toor@10.0.0.5:3306/db⟧")
    miss = ("网址 https://www.example.gov.cn:8080/a", "邮箱 a@example.com", "https://example.com/@name")

    signs = ("://",)
    pattern = re.compile(
        r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{1,15}://[^\s/:@\u3000-\uffff]{1,64}:[^\s/@\u3000-\uffff]{1,128}@"
        r"[A-Za-z0-9.-]{1,255}(?::\d{1,5})?(?:/[!-~]{0,512})?"
    )


class Key(Rule):
    """An access key or token stands in the text.

    **What it finds.** The shapes of well-known keys (``AKIA…``, ``LTAI…``, ``ghp_…``, JSON web tokens) and
    long values after ``secret_key``, ``access_token``, ``AppSecret``. The shapes are in
    ``data/secrets.toml``.

    **Why.** A key works for everybody who has it, from anywhere, until it is revoked.

    **Example.** ``AccessKey：AKIAIOSFODNN7EXAMPLE``

    **What to do.** Delete it here and revoke it where it was issued.

    **Norm.** 通常.
    """

    id = "RM103"
    name = "access-key"
    category = "secret"
    severity = "high"
    reads = "all"
    message = "文中留有访问密钥或令牌"
    advice = "删除此处，并在签发平台作废该密钥"
    hit = ("接口密钥 ⟦AKIAIOSFODNN7EXAMPLE⟧ 已启用", "AppSecret：⟦0123456789abcdef0123456789abcdef⟧")
    miss = ("AKIA 是前缀", "大模型日均 Token 调用量超过100万亿", "token：100000亿")

    _SHAPES = load("secrets")["keys"]
    _SIGNS = tuple(sign for shape in _SHAPES for sign in shape["signs"])
    _PATTERNS = tuple(re.compile(shape["pattern"], re.ASCII) for shape in _SHAPES)

    def find(self, page: Page) -> Iterator[Hit]:
        """Every key, without its label."""
        for line in page.lines_with(self._SIGNS):
            for pattern in self._PATTERNS:
                group = "value" if "value" in pattern.groupindex else 0
                for match in pattern.finditer(page.norm, *line):
                    yield Hit(*match.span(group))


class PrivateKey(PatternRule):
    """A private key block stands in the text.

    **What it finds.** From ``-----BEGIN … PRIVATE KEY-----`` to its end, as one finding; a block without an
    end up to the last line that looks like one of its own.

    **Why.** Who has it can sign and decrypt in the name of the office.

    **Example.** ``-----BEGIN PRIVATE KEY-----`` …

    **What to do.** Delete it and have the certificate revoked and issued anew.

    **Norm.** 通常; for commercial cryptography 《商用密码管理条例》.
    """

    id = "RM104"
    name = "private-key"
    category = "secret"
    severity = "high"
    reads = "all"
    message = "文中留有私钥"
    advice = "删除私钥，吊销相应证书并重新签发"
    hit = (
        "⟦-----BEGIN PRIVATE KEY-----\nMIIB0EXAMPLE\nAAAA\n-----END PRIVATE KEY-----⟧\n同志们：",
        "⟦-----BEGIN RSA PRIVATE KEY-----\nMIIB0EXAMPLE⟧\n各位代表",
    )
    miss = ("-----BEGIN CERTIFICATE-----", "BEGIN PRIVATE KEY")

    pattern = re.compile(
        r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY-----"
        r"(?:\r?\n[A-Za-z0-9+/=:, .-]{1,120}(?<!-)(?=\r?\n|$)){0,200}"
        r"(?:\r?\n?-----END (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY-----)?"
    )


class MeetingNumber(PatternRule):
    """The number of an online meeting stands in the text.

    **What it finds.** 会议号, 会议ID with nine to eleven digits.

    **Why.** With it anybody can knock at the meeting; with the password beside it, enter.

    **Example.** ``腾讯会议号：123-456-789``

    **What to do.** Delete it before publishing; for a standing meeting change it.

    **Norm.** 通常.
    """

    id = "RM105"
    name = "meeting-number"
    category = "secret"
    severity = "low"
    reads = "all"
    message = "文中留有线上会议号"
    advice = "公开前删除会议号；固定会议室应更换号码"
    hit = ("腾讯会议号：⟦123-456-789⟧", "会议ID: ⟦123 4567 8901⟧")
    miss = ("会议号召全体干部", "会议号：第12号", "会议ID另行通知")

    signs = strings("secrets", "meeting", "labels")
    pattern = re.compile(
        rf"(?:{alternatives(signs)})(?:号码|号|ID)?{_GAP}[:：为是]?{_GAP}"
        r"(?P<value>\d{3}[- ]?\d{3,4}[- ]?\d{3,4})(?!\d)",
        re.ASCII,
    )


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
    message = "文中说明了初始密码由什么号码编成，知道号码的人就能登录"
    advice = "单独告知用户，并要求首次登录时修改密码"
    hit = (
        "初始密码为⟦身份证后六位⟧，请及时修改。",
        "登录口令默认为⟦本人手机号码后6位⟧",
        "查询密码：⟦出生日期⟧（8位数字）",
    )
    miss = ("密码由手机号接收", "初始密码为8位数字", "密码为手机号验证通过后自行设置", "口令是学习的法宝")

    pattern = re.compile(
        rf"(?:密码|口令){_GAP}(?:[:：]|(?:[均都]|默认|统一|初始)?(?:设|设置|默认)?[为是])[:：]?{_GAP}(?P<value>{_MADE_FROM.pattern})"
    )


RULES: tuple[Rule, ...] = (Password(), Credentials(), Key(), PrivateKey(), MeetingNumber(), PasswordRecipe())
