"""The account of a cleaning: on the terminal, as JSON, as a page; nothing in it is obeyed, nothing secret is told."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

from reportmine.cleaning import Cleaned, Deed, clean
from reportmine.renderers import cleaning
from reportmine.renderers.html import cleaning as page

TEXT = "某县政府工作报告\n一、工作回顾\n全县地区生产总值增长5.2%。文档编辑密码：abc2023，联系人手机13800138000。\n"
HOSTILE = "<script>alert(1)</script>\x1b[31m\u202e密码：abc2023 \ud800 𠀀"


def cleaned(*deeds: Deed, left: tuple[str, ...] = ()) -> Cleaned:
    """A cleaning of ours with other things done and left."""
    return clean(TEXT.encode(), "报告.txt", "报告.清理.txt")._replace(deeds=deeds, left=left)


def pages(result: Cleaned) -> dict[str, str]:
    return {
        "text": cleaning.render_text("报告.txt", "报告.清理.txt", result),
        "json": cleaning.render_json("报告.清理.txt", result),
        "page": page.render("报告.txt", "报告.清理.txt", TEXT.encode(), result),
    }


def test_what_was_done_and_what_is_left() -> None:
    result = clean(TEXT.encode(), "报告.txt", "报告.清理.txt")
    text, told, shown = pages(result).values()
    assert text.startswith(
        "报告.txt 已清理，写入 报告.清理.txt\n  密码、密钥已遮盖：1 处（第 3 行）\n  个人信息已遮盖：1 处（第 3 行）"
    )
    assert [(deed["what"], deed["count"]) for deed in json.loads(told)["deeds"]] == [
        ("密码、密钥已遮盖", 1), ("个人信息已遮盖", 1),
    ]  # fmt: skip
    for said in ("清理了 2 处。", "密码、密钥已遮盖", "第 3 行", hashlib.sha256(result.data).hexdigest()):
        assert said in shown
    assert "只供内部留存" not in shown
    assert pages(result) == pages(result)


def test_nothing_done() -> None:
    data = "政府工作报告\n全县地区生产总值增长5.2%。\n".encode()
    result = clean(data, "a.txt", "b.txt")
    assert "没有需要删除或遮盖的内容" in cleaning.render_text("a.txt", "b.txt", result)
    assert "没有需要删除或遮盖的内容" in page.render("a.txt", "b.txt", data, result)


@pytest.mark.parametrize("form", ["text", "json", "page"])
def test_what_is_quoted_is_masked_and_harmless(form: str) -> None:
    result = cleaned(
        Deed("隐藏文字已删除", 2, (HOSTILE,), (HOSTILE, "手机13800138000")), left=(HOSTILE, "联系13800138000")
    )
    said = pages(result)[form]
    assert "13800138000" not in said
    assert not set(said) & {"\x1b", "\u202e", "\ud800"}
    if form == "page":
        assert "<script>alert" not in said
        assert "𠀀" in said
        assert "只供内部留存" in said
        # Of what was quoted, not of what the cleaning itself calls its deeds.
        quotes = re.findall(r"<li>(.*?)</li>", said)
        assert quotes
        assert not [quote for quote in quotes if "abc2023" in quote]


def test_much_is_cut(form: str = "page") -> None:
    result = cleaned(Deed("隐藏文字已删除", 3_000, tuple(map(str, range(3_000))), ("长" * 40_000,) * 3_000))
    shown, text = pages(result)[form], pages(result)["text"]
    assert "还有 2960 处" in shown
    assert "    … 2992\n" in text
    assert len(shown) < 100_000
    assert len(text) < 3_000
