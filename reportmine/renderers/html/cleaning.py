"""The account of a cleaning as one page to read, to print and to file beside the cleaned copy.

Takes a ``Cleaned``, gives a string that needs no network and no other file. Read next: ``templates/cleaning.html``.
"""

from __future__ import annotations

import hashlib
from typing import Any

from reportmine.cleaning import Cleaned
from reportmine.messages import tr
from reportmine.renderers.cleaning import changes_of, left_of
from reportmine.renderers.html.page import assemble
from reportmine.renderers.html.screening.findings import groups_of, listed, rows_of
from reportmine.renderers.html.screening.verdict import answer_of
from reportmine.renderers.report_names import bare_name
from reportmine.screening.result import mask_screening

# So many texts and places of one kind of change or finding are told, and so many characters of a text.
_LISTED = 40
_WIDEST = 200
_PLACES = 6


def render(name: str, target: str, data: bytes, cleaned: Cleaned) -> str:
    """The page.

    Args:
        name: the file that was cleaned.
        target: the copy.
        data: the bytes of the file.
        cleaned: what came of it.
    """
    proof = mask_screening(cleaned.proof)
    changes = changes_of(cleaned, listed=_LISTED, widest=_WIDEST)
    return assemble(
        "cleaning.html",
        title=tr("清理说明：{name}", name=bare_name(name)),
        styles=["screening.css", "cleaning.css"],
        scripts=["cleaning.js"],
        files=[
            (tr("原文件"), bare_name(name), hashlib.sha256(data).hexdigest()),
            (tr("副本"), bare_name(target), hashlib.sha256(cleaned.data).hexdigest()),
        ],
        changes=changes,
        total=sum(change.times for change in changes),
        quotes=any(change.said for change in changes),
        left=left_of(cleaned, widest=_WIDEST),
        answer=answer_of(proof),
        groups=[
            (group.first, len(group.rows), group.rows[:_PLACES])
            for group in groups_of(rows_of(proof, "f", listed(proof)))
        ],
        unchecked=[said for said in proof.document.unchecked if said not in cleaned.left],
        words=_words(),
    )


def _words() -> dict[str, Any]:
    return {
        "print": tr("打印清理说明"),
        "inner": tr("下面引用了原文件的内容，有的已从副本里删去；只供内部留存，不要同副本一起公开。"),
        "done": tr("做了什么"), "nothing": tr("没有需要删除或遮盖的内容"), "what": tr("内容"), "count": tr("处数"),
        "where": tr("位置"), "was": tr("原文："), "left": tr("没有处理，请人工看"), "none": tr("无"),
        "again": tr("副本再检查一遍"), "of_copy": tr("副本："), "unchecked": tr("没有查的"), "advice": tr("建议："),
        "finding": tr("问题和建议"), "files": tr("文件"),
        "times": lambda count: tr("{count} 处", count=count),
        "more": lambda count: tr("还有 {count} 处", count=count),
        "total": lambda count: tr("清理了 {count} 处。", count=count), "in_copy": tr("副本里："),
        "caveat": tr("程序查得出有标志的秘密和文字上的问题，不能代替公开前的保密审查。"),
        "done_by": tr("清理人"), "reviewed_by": tr("复核人"), "date": tr("日期"),
    }  # fmt: skip
