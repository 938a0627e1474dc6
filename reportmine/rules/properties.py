"""What the properties and field codes of a file tell: who made it, from which document, with which data.

Takes a ``Page`` whose part is one of these, gives the whole of it. The rules are listed in the family
``rules/surface.py``; read next: ``titles.py``, which compares a title with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reportmine.lexicon import load, strings
from reportmine.model import Severity
from reportmine.patterns import regex
from reportmine.readers.document import Part
from reportmine.rules.rule import Hit, Page, PartRule
from reportmine.titles import names_another, names_another_number

_CHINESE = regex(r"[\u4e00-\u9fff]")


class DocumentProperty(PartRule):
    """A property of the file tells who made it.

    **What it finds.** Author, last editor, company, manager, template and remarks of the file, where they name
    somebody; what programs and shops write for everybody (Administrator, Lenovo, 微软用户) is none.

    **Why.** It leaves with the file, and hardly anybody looks at it.

    **Example.** 作者：李四

    **What to do.** 文件 → 信息 → 检查文档 → 删除文档属性和个人信息.

    **Norm.** 通常.
    """

    id = "RM1008"
    name = "document-property"
    category = "leftover"
    severity = "low"
    message = "文档属性里留有人员、单位或备注信息"
    advice = "发布前删除文档属性中的个人信息（Word：文件—信息—检查文档）"
    kinds = ("metadata",)
    hit = ("metadata:author｜⟦李四⟧", "metadata:last-modified-by｜⟦wangxm⟧", "metadata:company｜⟦某县政府办公室⟧")
    miss = (
        "metadata:author｜Administrator",
        "metadata:author｜微软用户",
        "metadata:author｜python-docx",
        "metadata:author｜a",
        "metadata:last-modified-by｜WPS_1528193819",
        "metadata:author｜DESKTOP-8K2L",
        "metadata:title｜政府工作报告",
        "metadata:keywords｜报告 民生",
        "metadata:company｜Lenovo (Beijing) Limited",
    )

    _PEOPLE = ("author", "last-modified-by", "company", "manager", "reviser")
    # Names of machines and accounts, what is no word at all, companies that sell computers.
    _NOBODY = regex(
        r"(?:wps_|desktop-|laptop-|pc-|win-|user-?|admin-?|msi-?|wx_|qq)[\da-z]*|.|[\W\d_]*|[a-z]{1,2}"
        r"|(?:www\.|http)\S*|\S*\.(?:com|cn|net|org)|(?:lenovo|hp|dell|microsoft|hewlett|apple|huawei|asus)\b.*"
    )

    def accepts(self, page: Page, part: Part) -> bool:
        """Whether the property names a person, an office or says something."""
        name, said = part.name or "", part.text.strip()
        if name in self._PEOPLE:
            low = said.lower()
            return low not in _generic() and not self._NOBODY.fullmatch(low)
        if name == "template":
            own = tuple(load("surface")["template"]["own"])
            return not said.startswith(own) and not re.search(r"[\\/]", said) and bool(_CHINESE.search(said))
        if name == "comments" or name.startswith("custom:"):
            return bool(_CHINESE.search(said)) and not _names_another(page, part)
        return False


class OtherDocument(PartRule):
    """A property of the file names another document than its text is.

    **What it finds.** A title or subject with another place, another office or of a wholly other paper, or a document
    number in any property that the text does not mention (medium); the same paper of another year (low). Titles that
    programs write (文档1, PowerPoint 演示文稿) and shorter forms of the text's own title are none.

    **Why.** The file was made by writing over another one. Search engines show this title, and it tells whose paper
    was copied, or where a masked report comes from.

    **Example.** 标题：邻县人民政府工作报告

    **What to do.** Write the right title under 文件 → 信息 → 属性, or delete it.

    **Norm.** 通常.
    """

    id = "RM1009"
    name = "other-document"
    category = "leftover"
    severity = "medium"
    message = "文档属性写的是另一份文件（地区、文号、名称或年份与正文不符）"
    advice = "核对文件来源，改正或删除文档属性中的标题、主题和文号"
    kinds = ("metadata",)
    hit = (
        "metadata:title｜⟦邻县人民政府工作报告⟧",
        "metadata:title｜⟦Microsoft Word - 关于召开全市教育工作会议的通知.doc⟧",
        "metadata:custom:来文字号｜⟦某政办函〔2024〕9号⟧",
        "metadata:title｜⟦2021年工作总结⟧",
        "metadata:subject｜⟦邻政发[2020]15号⟧",
    )
    miss = (
        "metadata:title｜2023年工作总结",
        "metadata:title｜工作总结",
        "metadata:title｜Microsoft Word - 工作总结2023.docx",
        "metadata:title｜无标题",
        "metadata:title｜PowerPoint 演示文稿",
        "metadata:title｜Untitled",
        "metadata:title｜各位代表",
        "metadata:title｜新建 Microsoft Word 文档",
        "metadata:subject｜民生",
        "metadata:author｜邻县人民政府",
    )

    def find(self, page: Page) -> Iterator[Hit]:
        """The property, as grave as the difference."""
        severity = _names_another(page, page.part) if page.part is not None else None
        if severity and page.lines:
            yield Hit(page.lines[0].start, page.lines[-1].end, severity)


class MailMerge(PartRule):
    """The file was made by a mail merge and still knows its list.

    **What it finds.** Field codes of a mail merge, of links to other files and of databases, and the source of the
    list.

    **Why.** They tell where the list lies and what its columns are; opening the file may ask for it.

    **Example.** ``MERGEFIELD 身份证号``

    **What to do.** Finish the merge to a new document, or turn the fields into text (Ctrl+Shift+F9).

    **Norm.** 通常.
    """

    id = "RM1011"
    name = "mail-merge"
    category = "leftover"
    severity = "low"
    message = "文件里留有邮件合并或外部数据的链接"
    advice = "把域转成普通文字（Ctrl+Shift+F9），断开数据源后另存"
    kinds = ("field", "metadata")
    hit = (
        "field｜⟦MERGEFIELD 身份证号⟧",
        "metadata:mail-merge｜⟦SELECT * FROM `Sheet1$`⟧",
        "field｜⟦DDEAUTO Excel.Sheet⟧",
    )
    miss = (
        "field｜PAGE \\* ARABIC",
        'field｜HYPERLINK "http://www.gov.cn/"',
        "field｜TOC \\o",
        "metadata:author｜合并",
    )

    _CODE = regex(
        r"(?:MERGEFIELD|MERGEREC|MERGESEQ|ADDRESSBLOCK|GREETINGLINE|NEXTIF|NEXT|SKIPIF|DATABASE|DDEAUTO|DDE|LINK)\b"
    )

    def accepts(self, page: Page, part: Part) -> bool:
        """Whether the code is one of a merge."""
        return part.name == "mail-merge" or (part.kind == "field" and self._CODE.match(page.norm.lstrip()) is not None)


@cache
def _generic() -> frozenset[str]:
    return frozenset(strings("surface", "authors", "generic"))


def _names_another(page: Page, part: Part) -> Severity | None:
    name, whole = part.name or "", page.whole
    if whole is None or not (name in ("title", "subject", "comments", "keywords") or name.startswith("custom:")):
        return None
    if names_another_number(part.text, whole.text):
        return "medium"
    return names_another(part.text, whole.structure, whole.text) if name in ("title", "subject") else None
