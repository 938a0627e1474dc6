"""Mailboxes and telephones: what is a person's at times, and an office's mostly.

Takes a ``Page``, gives the address or number without its label. Words are in ``data/secrets.toml``. Read next:
``rules/whereabouts.py``, for plates and homes.
"""

from __future__ import annotations

import re

from reportmine.lexicon import alternatives, strings
from reportmine.patterns import regex
from reportmine.rules.personal import labelled
from reportmine.rules.rule import PatternRule, Rule


class Mailbox(PatternRule):
    """A mailbox of a public mail service stands in the text.

    **What it finds.** Addresses at qq.com, 163.com and the like. Mailboxes of an office's own domain are
    none.

    **Why.** It is a person's, or an office's that nobody else answers for.

    **Example.** ``邮箱：zhang@qq.com``

    **What to do.** Give the office's own mailbox.

    **Norm.** 通常; for a person's 《个人信息保护法》第四条.
    """

    id = "RM604"
    name = "mailbox"
    category = "personal"
    severity = "low"
    reads = "all"
    message = "文中出现公共邮箱服务的地址，可能属于个人"
    advice = "换成单位自己的邮箱"
    hit = ("邮箱：⟦zhang.san@qq.com⟧", "⟦office_2023@163.com⟧")
    miss = ("邮箱 xxgk@example.gov.cn", "www.163.com", "a@b")

    signs = ("@",)
    pattern = regex(
        r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:"
        + alternatives(strings("secrets", "personal", "mail_services"))
        + r")(?![A-Za-z0-9-]|\.[A-Za-z])",
        re.ASCII,
    )


class Landline(PatternRule):
    """A telephone number stands in the text.

    **What it finds.** An area code and seven or eight digits after 电话, 传真 and the like. Hotlines
    (12345, 110, 400-…) are public and none.

    **Why.** In a report, unlike a notice, nobody needs it; it may be outdated or private.

    **Example.** ``办公电话：0700-8800123``

    **What to do.** Delete it unless the readers are meant to call.

    **Norm.** 通常.
    """

    id = "RM605"
    name = "landline"
    category = "personal"
    severity = "low"
    reads = "all"
    message = "文中出现固定电话号码"
    advice = "确认需要公开，否则删去"
    hit = ("办公电话：⟦0700-8800123⟧", "联系电话（传真）：⟦(0700)88001234⟧")
    miss = ("热线电话：12345", "咨询电话400-810-0000", "编号0700-8800123", "2021-2025")

    pattern = regex(
        r"[(（0](?<![\dA-Za-z-][(（0])(?:(?<=[(（])0|(?<=0))\d{2,3}[)）]?[- —]?\d{7,8}(?:-\d{1,5})?(?![\dA-Za-z])",
        re.ASCII,
    )
    _LABEL = regex(rf"(?:{alternatives(strings('secrets', 'personal', 'phone_labels'))})[^\d\n。；]{{0,12}}$")

    def accepts(self, norm: str, match: re.Match[str]) -> bool:
        """Whether a label says that it is a telephone's."""
        return labelled(self._LABEL, norm, match.start())


RULES: tuple[Rule, ...] = (Mailbox(), Landline())
