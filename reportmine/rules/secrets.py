"""Passwords, keys, tokens and logins left in a text. Words and shapes are in ``data/secrets.toml``.

Takes a ``Page``, gives the value without its label, so that masking it leaves the sentence readable. 密码
as a subject (商用密码管理条例, 密码产业) has no value and is no finding. Read next: ``rules/personal.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportmine.lexicon import alternatives, load, strings
from reportmine.rules.rule import Hit, Page, Rule


def _spaced(words: tuple[str, ...]) -> str:
    """The words, each also with a space between its characters: 密 码."""
    return "|".join(" ?".join(map(re.escape, word)) for word in sorted(words, key=len, reverse=True))


_ALGORITHM = re.compile(rf"(?i:{alternatives(strings('secrets', 'password', 'not_values'))})[-_]?\d{{0,4}}", re.ASCII)
_ABOUT = re.compile(alternatives(strings("secrets", "password", "not_in_words")))
_QUALIFIED = re.compile(rf"(?:{alternatives(strings('secrets', 'password', 'qualifiers'))})[^\n，。；]{{0,4}}$")
_GAP = r"[ \u200b]{0,4}"
_LABEL = re.compile(
    rf"(?:{_spaced(strings('secrets', 'password', 'labels'))}"
    rf"|(?i:(?<![A-Za-z])(?:{alternatives(strings('secrets', 'password', 'latin'))})))"
    rf"{_GAP}(?:[（(][^）)\n]{{0,16}}[）)])?[\"'”]?{_GAP}"
    rf"(?P<sign>[:：=＝]|(?:已?(?:设|改|定|统一|默认)?(?:置|定)?为|是|即)[:：]?){_GAP}(?:\n\s{{0,8}})?[\"'“‘【\[]?"
)
# What stands after the label: a run of ASCII, one with a space between its characters, Chinese words.
_VALUE = re.compile(r"[!-~]{2,128}")
_SPACED_VALUE = re.compile(r"[A-Za-z0-9](?: [A-Za-z0-9@#$_]){3,30}(?![A-Za-z0-9])")
_WORDS = re.compile(r"[\u4e00-\u9fff]{3,12}(?=[\"'”’】\]。；;，,]?\s{0,20}(?:\n|$))")
_MASKED = re.compile(r"[*Xx×•?_.-]+")
# Without a sign between them (邮箱密码 and the value on the next line, 密码|…|, 密码改成了 …, 口令（…）) only
# what looks like a password counts: 6 to 18 ASCII characters with letters and digits, and no number of a standard.
_LOOSE = re.compile(
    rf"(?:{_spaced(strings('secrets', 'password', 'labels'))})"
    r"(?:就是|改成了?|改为了?|换成了?|变更为|重置为)?[ \n|/*`:（(\"“'：]{0,8}(?P<value>[!-~]{6,18})(?![!-~])"
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
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """The values after every label."""
        for match in _LABEL.finditer(page.norm):
            start = match.end()
            end = self._value_end(
                page.norm, start, match["sign"], page.norm[max(0, match.start() - 12) : match.start()]
            )
            if end > start:
                yield Hit(start, end)
        for match in _LOOSE.finditer(page.norm):
            value = re.split(r"[|`\"'<>)\]]", match["value"], maxsplit=1)[0].rstrip(".,;:?(*")
            mixed = any(char.isdigit() for char in value) and any(char.isalpha() for char in value)
            if len(value) >= 6 and mixed and not _STANDARD.match(value) and not _ALGORITHM.fullmatch(value):
                yield Hit(match.start("value"), match.start("value") + len(value))

    def _value_end(self, norm: str, start: int, sign: str, before: str) -> int:
        spaced = _SPACED_VALUE.match(norm, start)
        if spaced:
            return spaced.end()
        value = _VALUE.match(norm, start)
        colon = sign in ":：=＝"
        if value is None:
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
        if digits == len(written):
            # 密码：2023年, 密码为12位
            return len(written) >= 4 and not _COUNTER.match(following)
        if written.startswith(("http://", "https://")):
            return False
        return colon or quoted or digits > 0


class Credentials(Rule):
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
    message = "网址中带有用户名和密码"
    advice = "删去网址中的用户名和密码并更换密码"
    hit = ("数据上报地址：⟦ftp://report:abc123@files.example.com/in⟧", "⟦mysql://root:toor@10.0.0.5:3306/db⟧")
    miss = ("网址 https://www.example.gov.cn:8080/a", "邮箱 a@example.com", "https://example.com/@name")

    _PATTERN = re.compile(
        r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{1,15}://[^\s/:@\u3000-\uffff]{1,64}:[^\s/@\u3000-\uffff]{1,128}@"
        r"[A-Za-z0-9.-]{1,255}(?::\d{1,5})?(?:/[!-~]{0,512})?"
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """Every such address."""
        for match in self._PATTERN.finditer(page.norm):
            yield Hit(match.start(), match.end())


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
    message = "文中留有访问密钥或令牌"
    advice = "删除此处，并在签发平台作废该密钥"
    hit = ("接口密钥 ⟦AKIAIOSFODNN7EXAMPLE⟧ 已启用", "AppSecret：⟦0123456789abcdef0123456789abcdef⟧")
    miss = ("AKIA 是前缀", "大模型日均 Token 调用量超过100万亿", "token：100000亿")

    _PATTERNS = tuple(re.compile(entry["pattern"], re.ASCII) for entry in load("secrets")["keys"])

    def find(self, page: Page) -> Iterator[Hit]:
        """Every key, without its label."""
        for pattern in self._PATTERNS:
            for match in pattern.finditer(page.norm):
                group = "value" if "value" in pattern.groupindex else 0
                yield Hit(match.start(group), match.end(group))


class PrivateKey(Rule):
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
    message = "文中留有私钥"
    advice = "删除私钥，吊销相应证书并重新签发"
    hit = (
        "⟦-----BEGIN PRIVATE KEY-----\nMIIB0EXAMPLE\nAAAA\n-----END PRIVATE KEY-----⟧\n同志们：",
        "⟦-----BEGIN RSA PRIVATE KEY-----\nMIIB0EXAMPLE⟧\n各位代表",
    )
    miss = ("-----BEGIN CERTIFICATE-----", "BEGIN PRIVATE KEY")

    _PATTERN = re.compile(
        r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY-----"
        r"(?:\r?\n[A-Za-z0-9+/=:, .-]{1,120}(?<!-)(?=\r?\n|$)){0,200}"
        r"(?:\r?\n?-----END (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY-----)?"
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """Every block."""
        for match in self._PATTERN.finditer(page.norm):
            yield Hit(match.start(), match.end())


class MeetingNumber(Rule):
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
    message = "文中留有线上会议号"
    advice = "公开前删除会议号；固定会议室应更换号码"
    hit = ("腾讯会议号：⟦123-456-789⟧", "会议ID: ⟦123 4567 8901⟧")
    miss = ("会议号召全体干部", "会议号：第12号", "会议ID另行通知")

    _PATTERN = re.compile(
        rf"(?:{alternatives(strings('secrets', 'meeting', 'labels'))})(?:号码|号|ID)?{_GAP}[:：为是]?{_GAP}"
        r"(?P<value>\d{3}[- ]?\d{3,4}[- ]?\d{3,4})(?!\d)",
        re.ASCII,
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """Every number, without its label."""
        for match in self._PATTERN.finditer(page.norm):
            yield Hit(match.start("value"), match.end("value"))


RULES: tuple[Rule, ...] = (Password(), Credentials(), Key(), PrivateKey(), MeetingNumber())
