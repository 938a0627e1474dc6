"""Rich text (.rtf): its text, changes, comments, hidden and marked text, margins and properties.

Takes the bytes of a file, gives its ``Content``. A file is groups in braces, control words and characters; what a
group is for, its destination, is said by its first word. ``doc/story.py`` writes the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from reportmine.messages import tr
from reportmine.readers.colours import marks_text
from reportmine.readers.doc.story import Story
from reportmine.readers.doc.word97 import Look
from reportmine.readers.document import Content, Part, PartKind
from reportmine.readers.docx.surface import document_property

_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]{1,4000})"
)
_PROPERTIES = {
    "title": "title", "subject": "subject", "author": "author", "operator": "last-modified-by", "company": "company",
    "manager": "manager", "keywords": "keywords", "doccomm": "comments", "category": "category",
    "hlinkbase": "hyperlink-base", "template": "template",
}  # fmt: skip
# What is in the file and not in its text.
_SKIPPED = {
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "objdata", "themedata", "datastore", "generator", "listtable",
    "listoverridetable", "rsidtbl", "xmlnstbl", "pgptbl", "revtbl", "filetbl", "colorschememapping", "latentstyles",
    "fldtype", "datafield", "private", "bkmkstart", "bkmkend", "atnid", "atntime", "atnref", "atrfstart", "atrfend",
    "pnseclvl", "userprops", "sp", "nonshppict", "blipuid", "panose", "falt", "ftnsep", "ftnsepc", "aftnsep",
    "aftnsepc", "shprslt", "result",
}  # fmt: skip
_MARGINS: dict[str, PartKind] = {
    "header": "header", "headerl": "header", "headerr": "header", "headerf": "header",
    "footer": "footer", "footerl": "footer", "footerr": "footer", "footerf": "footer",
}  # fmt: skip
_SIGNS = {
    "par": "\r", "sect": "\r", "page": "", "line": "\x0b", "tab": "\t", "cell": "\x07", "nestcell": "\x07", "row": "\r",
    "nestrow": "\r", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "emspace": "\u2003", "enspace": "\u2002", "qmspace": " ",
}  # fmt: skip
_ESCAPED = {"~": "\u00a0", "_": "-", "{": "{", "}": "}", "\\": "\\", "\n": "\r", "\r": "\r"}
_CHARSETS = {134: "gb18030", 136: "big5", 128: "cp932", 129: "cp949", 0: "cp1252"}
_CODEPAGES = {936: "gb18030", 950: "big5", 932: "cp932", 1252: "cp1252", 65001: "utf-8"}
# Destinations that are read, some of them in groups that say they may be passed over.
_DESTINATIONS = {"atnauthor", "fldinst", "field", "listtext", "pntext"}
_SHOWN = {"shpinst", "shptxt", "footnote", "shppict"}
# What else is kept by its destination: authors, and the name and value of a property of a shape.
_SAID = ("atnauthor", "revtbl", "sn", "sv")
_DEEPEST = 500


class _State(msgspec.Struct):
    """What holds in a group; a group inside begins with a copy."""

    story: Story
    destination: str = ""
    hidden: bool = False
    inserted: bool = False
    deleted: bool = False
    reviser: int = 0
    charset: str = ""
    fallback: int = 1
    struck: bool = False
    highlighted: bool = False
    shaded: bool = False


def read(data: bytes) -> Content:
    """The content of a rich text file; a broken one gives what can be read of it."""
    return _Reader(data.decode("latin-1")).content()


class _Reader:
    """Reads the tokens of one file."""

    def __init__(self, written: str) -> None:
        self._written = written
        self._body = Story()
        self._states = [_State(self._body)]
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._colours = [""]
        self._codepage = "cp1252"
        self._bytes = bytearray()
        self._skip = 0
        self._said: dict[str, list[str]] = {}
        self._comments: list[tuple[int, Story, str]] = []
        self._margins: list[tuple[PartKind, Story]] = []
        self._notes: list[Story] = []
        self._art: list[tuple[Story, str]] = []
        self._starred = self._unicoded = False
        self._high = 0

    def content(self) -> Content:
        """Reads it all."""
        at = 0
        while at < len(self._written):
            match = _TOKEN.match(self._written, at)
            if match is None:  # a backslash at the very end
                break
            at = match.end()
            word, number, code, sign, brace, said = match.groups()
            if code is not None:
                self._byte(int(code, 16))
            elif said is not None:
                self._plain(said)
            elif brace is not None:
                self._brace(brace)
            elif sign is not None:
                self._sign(sign)
            elif word is not None:
                if word == "bin" and number and int(number) > 0:
                    at += int(number)
                self._word(word, int(number) if number else None)
        self._flush()
        self._body.end()
        for story, said in self._art:
            story.end()
            story.write(said)
            story.end("text-box", tr("艺术字或水印"))
        for note in self._notes:
            note.end("note", tr("脚注"))
            self._body.write(note.text, kind="note", place=tr("脚注"))
        return Content(
            text=self._body.text,
            encoding="utf-8",
            blocks=tuple(self._body.blocks),
            parts=(*self._body.parts, *self._parts()),
            unchecked=(tr("RTF 中的图片、嵌入的文件和文字颜色没有检查；请另存为 .docx 再查"),),
        )

    def _parts(self) -> Iterator[Part]:
        for position, (anchor, story, author) in enumerate(self._comments, 1):
            if said := story.text.strip():
                place = tr("批注 {number}", number=position)
                yield Part(kind="comment", text=said, place=place, anchor=anchor, author=author or None)
        seen = set()
        for kind, story in self._margins:
            said = story.text.strip()
            place = tr("页眉") if kind == "header" else tr("页脚")
            if (kind, said) in seen:
                continue
            seen.add((kind, said))
            if said:
                yield Part(kind=kind, text=said, place=place)
            yield from story.parts.inside(place)
        for key, name in _PROPERTIES.items():
            if said := "".join(self._said.get(key, ())).strip():
                yield document_property(name, said)

    def _brace(self, brace: str) -> None:
        self._flush()
        if brace == "{":
            last = self._states[-1]
            self._states.append(msgspec.structs.replace(last) if len(self._states) < _DEEPEST else last)
        elif len(self._states) > 1:
            ended = self._states.pop().destination
            if ended == "fldinst" and self._states[-1].destination != "fldinst":
                self._states[-1].story.write("\x14")
            elif ended == "sv" and "".join(self._said.pop("sn", ())).strip() == "gtextUNICODE":
                self._art.append((self._states[-1].story, "".join(self._said.pop("sv", ())).strip()))
            elif ended in ("sv", "sp"):
                self._said.pop("sv", None)
            elif ended == "field" and self._states[-1].destination != "field":
                self._states[-1].story.write("\x15")

    def _word(self, word: str, number: int | None) -> None:
        self._flush()
        state = self._states[-1]
        on = number != 0
        starred, self._starred = self._starred, False
        if word == "u" and number is not None:
            self._unicode(number % 65536)
            self._skip = state.fallback
        elif word == "ud":
            self._unicoded = True
        elif word in _SKIPPED or word in _PROPERTIES or word in _DESTINATIONS:
            self._enter(state, word)
        elif starred and word not in _SHOWN and word != "annotation":
            state.destination = "private"
        elif word in _MARGINS:
            state.destination = word
            state.story = Story()
            self._margins.append((_MARGINS[word], state.story))
        elif word in ("footnote", "annotation"):
            state.destination, state.story = word, Story()
            if word == "footnote":
                self._notes.append(state.story)
            else:
                author = "".join(self._said.pop("atnauthor", ()))
                self._comments.append((self._body.length, state.story, author))
        elif word in _SIGNS:
            self._put(_SIGNS[word])
        elif word == "plain":
            state.hidden = state.inserted = state.deleted = False
            state.struck = state.highlighted = state.shaded = False
        elif word == "v":
            state.hidden = on
        elif word in ("revised", "deleted"):
            setattr(state, "inserted" if word == "revised" else "deleted", on)
        elif word in ("sn", "sv") and state.destination == "sp":
            state.destination = word
        elif word in ("strike", "striked"):
            state.struck = on
        elif word in ("highlight", "chcbpat"):
            setattr(state, "highlighted" if word == "highlight" else "shaded", self._is_marker(number or 0))
        elif word in ("red", "green", "blue") and state.destination == "colortbl":
            self._colours[-1] += f"{min(max(number or 0, 0), 255):02X}"
        elif word in ("revauth", "revauthdel"):
            state.reviser = number or 0
        elif word == "uc":
            state.fallback = min(max(number or 0, 0), 10)
        elif word == "ansicpg" and number:
            self._codepage = _CODEPAGES.get(number, "gb18030")
        elif word == "f" and number is not None:
            self._font = number
            state.charset = self._fonts.get(number, "")
        elif word == "fcharset" and state.destination == "fonttbl":
            self._fonts[self._font] = _CHARSETS.get(number or 0, "")

    def _enter(self, state: _State, word: str) -> None:
        if state.destination in _SKIPPED:
            if state.destination == "info" and word in _PROPERTIES:
                state.destination = word
                if self._unicoded:  # the same again, in characters the first could not hold
                    self._said.pop(word, None)
                elif word in self._said:
                    self._said[word].append("；")
                self._unicoded = False
        elif word not in _PROPERTIES or word == "template":
            if word == "field":
                self._states[-1].story.write("\x13")
            state.destination = word

    def _sign(self, sign: str) -> None:
        self._flush()
        if sign == "*":
            self._starred = True
        elif sign in _ESCAPED:
            self._put(_ESCAPED[sign])

    def _unicode(self, code: int) -> None:
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + (self._high - 0xD800) * 0x400 + code - 0xDC00 if self._high else 0xFFFD
        self._high = 0
        self._put(chr(code))

    def _byte(self, value: int) -> None:
        if self._skip:
            self._skip -= 1
        else:
            self._bytes.append(value)

    def _plain(self, said: str) -> None:
        skipped = min(self._skip, len(said))
        self._skip -= skipped
        said = said[skipped:]
        if said.isascii() and not self._bytes:
            self._put(said)
        else:
            self._bytes += said.encode("latin-1")

    def _flush(self) -> None:
        """Decodes the bytes that were gathered: a character of Chinese may be a code and a letter."""
        if self._bytes:
            charset = self._states[-1].charset or self._codepage
            if charset == "cp1252" and max(self._bytes) > 0x80:
                charset = "gb18030"
            self._put(self._bytes.decode(charset, "replace"))
            self._bytes.clear()

    def _put(self, said: str) -> None:
        state = self._states[-1]
        if state.destination == "colortbl":
            self._colours += [""] * said.count(";")
        elif state.destination in _PROPERTIES or state.destination in _SAID:
            self._said.setdefault(state.destination, []).append(said)
        elif state.destination not in _SKIPPED:
            if state.destination in ("listtext", "pntext"):
                said = said.replace("\t", "")
            author = self._revisers().get(state.reviser) if state.inserted or state.deleted else None
            look = Look(
                hidden=state.hidden,
                inserted=state.inserted,
                deleted=state.deleted,
                author=author,
                struck=state.struck,
                highlighted=state.highlighted or state.shaded,
            )
            self._states[-1].story.write(said, look)

    def _is_marker(self, colour: int) -> bool:
        return 0 < colour < len(self._colours) and marks_text(self._colours[colour])

    def _revisers(self) -> dict[int, str]:
        return dict(enumerate("".join(self._said.get("revtbl", ())).split(";")))
