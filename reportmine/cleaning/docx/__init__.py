"""Cleans a Word file in place: what the page does not show goes, secrets on the page are masked, the rest stays.

``clean`` does it; read next: ``changes.py``, ``traces.py``, ``visible.py``, ``fields.py`` in the order of the work, and
``package.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from reportmine.cleaning.docx import traces
from reportmine.cleaning.docx.changes import accept
from reportmine.cleaning.docx.fields import forget_names
from reportmine.cleaning.docx.package import Package
from reportmine.cleaning.docx.visible import Stories
from reportmine.cleaning.ledger import Ledger
from reportmine.messages import tr
from reportmine.readers.document import Document
from reportmine.screening import Screening


def clean(data: bytes, source: Document, screened: Callable[[Document], Screening], ledger: Ledger) -> bytes:
    """The bytes of the cleaned file; ``source`` is the document that was read from ``data``.

    Raises:
        UnreadableInput: see ``Archive``.
    """
    package = Package(data)
    had_macros = traces.has_macros(package)
    ledger.note(tr("压缩包里没有用到的文件已删除"), len(package.drop_unreachable()))
    stories = Stories(package)
    counts: Counter[str] = Counter()
    for root in stories.roots:
        counts += accept(root)
    ledger.note(tr("修订已接受：插入的文字留下"), counts["ins"])
    ledger.note(tr("修订已接受：删除的文字去掉"), counts["del"])
    ledger.note(tr("修订已接受：格式改动"), counts["format"])
    traces.remove_comments(package, ledger)
    for root in stories.roots:
        traces.shorten_alternatives(root)
        traces.strip_marks(root)
    stories.remove_unseen(ledger)
    stories.remove_marked(ledger)
    text = stories.settle(source, screened, ledger)
    ledger.note(tr("图片文件的原名和路径已删除"), sum(forget_names(root) for root in stories.roots))
    traces.remove_origins(package, ledger)
    traces.remove_macros(package, ledger, had_macros)
    traces.empty_properties(package, text, ledger)
    for part in stories.parts:
        package.drop_unnamed(part)
    lost = [name for name in package.drop_unreachable() if name.startswith(("word/media/", "word/embeddings/"))]
    ledger.note(tr("正文不再用到的图片、嵌入文件已删除"), len(lost))
    traces.tell_unread(package, ledger)
    return package.save()
