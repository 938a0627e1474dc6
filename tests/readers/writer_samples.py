"""Samples made by LibreOffice Writer: one document with everything in it, saved in every format it writes.

``writer.docx`` .doc .rtf .pdf .html are the same document; ``encrypted.*`` ask for a password.
"""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FORMATS = {
    "writer.docx": "MS Word 2007 XML",
    "writer.doc": "MS Word 97",
    "writer.rtf": "Rich Text Format",
    "writer.html": "HTML (StarWriter)",
    "writer.pdf": "writer_pdf_Export",
}
PARAGRAPH_BREAK = 0
# com.sun.star.style.NumberingType
ARABIC, CHINESE = 4, 15


@contextmanager
def office() -> Iterator[tuple[Any, Any]]:
    """A LibreOffice of its own: the component context and the desktop."""
    import uno

    with tempfile.TemporaryDirectory() as home:
        pipe = f"reportmine{Path(home).name}"
        command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{home}",
                   f"--accept=pipe,name={pipe};urp;"]  # fmt: skip
        process = subprocess.Popen(command)
        try:
            local = uno.getComponentContext()
            resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
            for _ in range(60):
                try:
                    context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
                    break
                except Exception:
                    time.sleep(0.5)
            yield context, context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        finally:
            process.terminate()
            process.wait(30)


def make(folder: Path) -> None:
    """Writes the samples of Writer."""
    import uno

    with office() as (context, desktop):
        be_called(context, "王", "小明")
        document = desktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, (value("Hidden", True),))
        Report(context, document).write()
        for name, form in FORMATS.items():
            save(document, folder / name, form)
        secret = (named("OOXPassword", "abc123"), named("CryptoType", "Standard"))
        encryption = uno.Any("[]com.sun.star.beans.NamedValue", secret)
        save(document, folder / "encrypted.docx", "MS Word 2007 XML", EncryptionData=encryption)
        save(document, folder / "encrypted.doc", "MS Word 97", Password="abc123")
        document.close(True)
        for picture in folder.glob("writer_html_*"):  # what the page shows beside its text
            picture.unlink()


def value(name: str, said: Any) -> Any:
    """A PropertyValue."""
    from com.sun.star.beans import PropertyValue

    return PropertyValue(Name=name, Value=said)


def named(name: str, said: Any) -> Any:
    """A NamedValue."""
    from com.sun.star.beans import NamedValue

    return NamedValue(Name=name, Value=said)


def save(document: Any, path: Path, form: str, **options: Any) -> None:
    """Saves a copy in a format."""
    values = [value("FilterName", form), *(value(name, said) for name, said in options.items())]
    document.storeToURL(path.resolve().as_uri(), tuple(values))


def be_called(context: Any, surname: str, given: str) -> None:
    """Sets the name that changes and comments are signed with."""
    provider = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.configuration.ConfigurationProvider", context
    )
    access = provider.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationUpdateAccess", (value("nodepath", "/org.openoffice.UserProfile/Data"),)
    )
    access.setPropertyValue("sn", surname)
    access.setPropertyValue("givenname", given)
    access.commitChanges()


class Report:
    """Writes the document, one method a surface."""

    def __init__(self, context: Any, document: Any) -> None:
        self.context, self.document, self.text = context, document, document.Text
        self.cursor = document.Text.createTextCursor()

    def write(self) -> None:
        """All of it, in the order of the text."""
        self.names_and_papers()
        self.margins()
        self.line("某某县人民政府工作报告", ParaAdjust=3, CharHeight=22)
        self.line("各位代表：")
        self.numbered_headings()
        self.hidden_and_white()
        self.fields_and_notes()
        self.boxes_and_pictures()
        self.table()
        self.content_control()
        self.line("附：名词解释")
        self.comments()
        self.changes()

    def line(self, said: str, **look: Any) -> None:
        """A paragraph with properties of its own."""
        self.run(said, **look)
        self.text.insertControlCharacter(self.cursor, PARAGRAPH_BREAK, False)
        self.cursor.setAllPropertiesToDefault()

    def run(self, said: str, **look: Any) -> None:
        """Some text at the end."""
        self.cursor.gotoEnd(False)
        for name, how in look.items():
            self.cursor.setPropertyValue(name, how)
        self.text.insertString(self.cursor, said, False)
        self.cursor.gotoEnd(False)
        for name in look:
            if name.startswith("Char"):
                self.cursor.setPropertyToDefault(name)

    def make(self, service: str, **properties: Any) -> Any:
        """An instance of a service of the document."""
        made = self.document.createInstance(f"com.sun.star.{service}")
        for name, said in properties.items():
            made.setPropertyValue(name, said)
        return made

    def put(self, content: Any) -> None:
        """Puts a text content at the end."""
        self.cursor.gotoEnd(False)
        self.text.insertTextContent(self.cursor, content, False)
        self.cursor.gotoEnd(False)

    def names_and_papers(self) -> None:
        properties = self.document.DocumentProperties
        properties.Author, properties.Title = "李四", "邻县人民政府工作报告"
        properties.Subject, properties.Description = "送审稿第三稿", "请办公室核对"
        properties.Keywords = ("报告", "内部")
        properties.UserDefinedProperties.addProperty("来文字号", 128, "某政办函〔2024〕9号")
        properties.UserDefinedProperties.addProperty("Company", 128, "某某县政府办公室")

    def margins(self) -> None:
        style = self.document.StyleFamilies.getByName("PageStyles").getByName("Standard")
        for name in ("Header", "Footer"):
            style.setPropertyValue(f"{name}IsOn", True)
            style.setPropertyValue(f"{name}IsShared", False)
        style.setPropertyValue("FirstIsShared", False)
        style.HeaderTextFirst.setString("机密★1年")
        style.HeaderText.setString("某某县政府工作报告（讨论稿）")
        style.HeaderTextLeft.setString("双页页眉")
        for footer in (style.FooterText, style.FooterTextFirst, style.FooterTextLeft):
            footer.setString("第")
            cursor = footer.createTextCursor()
            cursor.gotoEnd(False)
            footer.insertTextContent(cursor, self.make("text.TextField.PageNumber", NumberingType=4), False)
            cursor.gotoEnd(False)
            footer.insertString(cursor, "页", False)

    def numbered_headings(self) -> None:
        import uno
        from com.sun.star.container import XIndexReplace  # noqa: F401  (registers the type)

        rules = self.make("text.NumberingRules")
        levels = ((CHINESE, "%1%、"), (CHINESE, "（%2%）"), (ARABIC, "%3%."))
        for level, (kind, pattern) in enumerate(levels):
            values = (value("NumberingType", kind), value("ListFormat", pattern), value("ParentNumbering", 1))
            uno.invoke(rules, "replaceByIndex", (level, uno.Any("[]com.sun.star.beans.PropertyValue", values)))
        said = [
            (0, "2024年工作回顾"), (1, "经济稳步增长"), (1, "民生持续改善"), (2, "扩大就业"), (2, "办好学校"),
            (0, "2025年工作安排"), (1, "抓好项目建设"),
        ]  # fmt: skip
        for level, heading in said:
            self.cursor.gotoEnd(False)
            self.cursor.NumberingRules = rules
            self.cursor.NumberingLevel = level
            self.text.insertString(self.cursor, heading, False)
            self.text.insertControlCharacter(self.cursor, PARAGRAPH_BREAK, False)
            self.cursor.gotoEnd(False)
        self.cursor.NumberingStyleName = ""

    def hidden_and_white(self) -> None:
        self.run("全年粮食总产量达到四十八万吨")
        self.run("（内部掌握四十六万吨）", CharHidden=True)
        self.run("，比上年增长百分之二")
        self.run("数据待统计局核定", CharColor=0xFFFFFF)
        self.line("。")
        self.run("新建道路十二公里，")
        self.run("白字红底仍可看见", CharColor=0xFFFFFF, CharBackColor=0xCC0000)
        self.line("。")

    def fields_and_notes(self) -> None:
        self.run("详见")
        self.run("县政府网站", HyperLinkURL="http://oa.example.invalid/login?user=wang")
        self.cursor.setPropertyToDefault("HyperLinkURL")
        self.run("，共")
        self.put(self.make("text.TextField.PageNumber", NumberingType=4))
        self.run("页")
        note = self.make("text.Footnote")
        self.put(note)
        note.setString("按可比价格计算。")
        end = self.make("text.Endnote")
        self.put(end)
        end.setString("数据来自县统计局。")
        self.line("。")

    def boxes_and_pictures(self) -> None:
        import uno

        frame = self.make("text.TextFrame", AnchorType=0)
        frame.setSize(uno.createUnoStruct("com.sun.star.awt.Size", 6000, 1500))
        self.put(frame)
        frame.Text.setString("图文框里的说明文字。")
        shape = self.make("drawing.RectangleShape", AnchorType=0)
        shape.setSize(uno.createUnoStruct("com.sun.star.awt.Size", 6000, 1500))
        self.put(shape)
        shape.TextBox = True
        shape.Text.setString("文本框里的一句话。")
        provider = self.context.ServiceManager.createInstanceWithContext(
            "com.sun.star.graphic.GraphicProvider", self.context
        )
        with tempfile.NamedTemporaryFile(suffix=".png") as file:
            Path(file.name).write_bytes(dot())
            graphic = provider.queryGraphic((value("URL", Path(file.name).as_uri()),))
        picture = self.make("text.TextGraphicObject", Graphic=graphic, AnchorType=1)
        picture.setSize(uno.createUnoStruct("com.sun.star.awt.Size", 1000, 1000))
        picture.Title, picture.Description = "示意图", "张三的手机拍摄的开发区平面图"
        self.put(picture)
        self.line("图一为开发区平面图。")

    def table(self) -> None:
        table = self.make("text.TextTable")
        table.initialize(3, 3)
        self.put(table)
        rows = (("指标", "目标", "完成"), ("财政收入", "20亿元", "21亿元"), ("说明", "", ""))
        for row, cells in enumerate(rows):
            for column, said in enumerate(cells):
                table.getCellByPosition(column, row).setString(said)
        cursor = table.createCursorByCellName("B3")
        cursor.gotoCellByName("C3", True)
        cursor.mergeRange()
        inner = self.make("text.TextTable")
        inner.initialize(1, 2)
        cell = table.getCellByName("B3")
        cell.insertTextContent(cell.createTextCursor(), inner, False)
        inner.getCellByName("A1").setString("其中税收")
        inner.getCellByName("B1").setString("15亿元")
        self.cursor.gotoEnd(False)

    def content_control(self) -> None:
        self.run("填报单位：")
        start = self.cursor.getStart()
        self.text.insertString(self.cursor, "县发展改革局", False)
        span = self.text.createTextCursorByRange(start)
        span.gotoEnd(True)
        self.text.insertTextContent(span, self.make("text.ContentControl"), True)
        self.line("。")

    def at(self, said: str) -> Any:
        """The range of some text."""
        search = self.document.createSearchDescriptor()
        search.setSearchString(said)
        return self.document.findFirst(search)

    def comments(self) -> None:
        import uno

        for said, content, author in (
            ("四十八万吨", "这个数与统计公报不一致，请核实。", "赵六"),
            ("开发区平面图", "图要换成新的，联系人电话13800138000。", "孙七"),
        ):
            note = self.make("text.textfield.Annotation", Author=author, Content=content)
            note.DateTimeValue = uno.createUnoStruct("com.sun.star.util.DateTime", Year=2024, Month=12, Day=30, Hours=9)
            self.text.insertTextContent(self.at(said), note, True)

    def changes(self) -> None:
        self.document.setPropertyValue("RecordChanges", True)
        self.at("稳步增长").getStart().setString("总体")
        self.at("，比上年增长百分之二").setString("")
        self.at("附：名词解释").getEnd().setString("（共三条）")
        self.document.setPropertyValue("RecordChanges", False)


def dot() -> bytes:
    """A picture of one pixel."""
    import base64

    return base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
    )
