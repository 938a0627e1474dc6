"""Keys, tokens, logins in addresses and meeting numbers left in a text. Shapes are in ``data/secrets.toml``.

Takes a ``Page``, gives the value without its label, an address or a key block whole. Read next:
``rules/passwords.py``, ``rules/personal.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportmine.lexicon import alternatives, load, strings
from reportmine.patterns import regex
from reportmine.rules.rule import Hit, Page, PatternRule, Rule

_GAP = r"[ \u200b]{0,4}"


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
    needs = ("@",)
    pattern = regex(
        r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{1,15}://[^\s/:@\u3000-\uffff]{0,64}:[^\s/@\u3000-\uffff]{1,128}@"
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
    _PATTERNS = tuple(regex(shape["pattern"], re.ASCII) for shape in _SHAPES)

    def find(self, page: Page) -> Iterator[Hit]:
        """Every key, without its label."""
        for line in page.lines_with(self._SIGNS):
            for pattern in self._PATTERNS:
                for match in pattern.finditer(page.norm, *line):
                    # Where a shape has groups the one that matched is the key.
                    yield Hit(*match.span(match.lastgroup or 0))


class PrivateKey(PatternRule):
    """A private key block stands in the text.

    **What it finds.** From ``-----BEGIN … PRIVATE KEY-----`` to its end, as one finding; a block without an
    end up to the last line that looks like one of its own.

    **Why.** Who has it can sign and decrypt in the name of the office.

    **Example.** ``-----BEGIN PRIVATE KEY-----`` …

    **What to do.** Delete it and have the certificate revoked and issued anew.

    **Norm.** 通常; for keys of electronic signatures 规定: 《电子签名法》第十五条 (to be kept safe, and given up
    when lost).
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

    pattern = regex(
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
    hit = (
        "腾讯会议号：⟦123-456-789⟧",
        "腾讯会议 ID：⟦412 883 907⟧，Meeting ID: ⟦123 456 7890⟧",
        "会议ID: ⟦123 4567 8901⟧",
    )
    miss = ("会议号召全体干部", "会议号：第12号", "会议ID另行通知")

    signs = strings("secrets", "meeting", "labels")
    pattern = regex(
        rf"(?:{alternatives(signs)}){_GAP}(?:号码|号|ID|id|Id)?{_GAP}[:：为是]?{_GAP}"
        r"(?P<value>\d{3}[- ]?\d{3,4}[- ]?\d{3,4})(?!\d)",
        re.ASCII,
    )


RULES: tuple[Rule, ...] = (Credentials(), Key(), PrivateKey(), MeetingNumber())
