"""What all HTML pages rest on: the cutting of a marked text, the page put together, colours that can be read."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportmine.renderers.controls import visible
from reportmine.renderers.html.marked_text import Line, Mark, cut, draw
from reportmine.renderers.html.page import assemble, to_json
from reportmine.resources import resource

_HOSTILE = "a<b>&\"'\x00\x1b\u202e\u2066\ud800𠀀 \t\n\n</script><!--"


class Reader(HTMLParser):
    """The text of a piece of HTML, and the text under every mark by its id."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.marked: dict[str, str] = {}
        self.ids: list[str] = []
        self._over: list[str] = []
        self.feed(str.__str__(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag == "mark":
            self._over = (given.get("data-m") or (given["id"] or "").rpartition("-")[2]).split(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._over = []

    def handle_data(self, data: str) -> None:
        self.text += data
        for name in self._over:
            self.marked[name] = self.marked.get(name, "") + data


_texts = st.text(alphabet=st.sampled_from("甲乙丙1<&\"'\n\n \u3000𠀀\u202e\x00"), max_size=40)
_spans = st.lists(st.tuples(st.integers(-2, 45), st.integers(-2, 45)), max_size=8)


@given(_texts, _spans)
def test_pieces_are_the_text_and_each_mark_lies_over_its_own(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(start, end, f"f{number}", "figure") for number, (start, end) in enumerate(spans)]
    pieces = list(cut(text, marks))
    assert "".join(piece.text for piece in pieces) == text
    assert all(text[piece.start : piece.end] == piece.text for piece in pieces)
    for mark in marks:
        over = "".join(piece.text for piece in pieces if mark.id in piece.marks)
        assert over == text[max(0, mark.start) : max(0, mark.start, mark.end)]
        assert sum(mark.id in piece.begins for piece in pieces) == 1


@given(_texts, _spans)
def test_html_is_the_text_and_marks_what_is_marked(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(start, end, f"f{number}", "figure") for number, (start, end) in enumerate(spans)]
    read = Reader(draw(text, marks, {0: Line("achievement also-other", linked=True)}, "r1-"))
    assert read.text == visible(text)
    for mark in marks:
        # Line breaks carry no mark.
        said = visible(text[max(0, mark.start) : max(0, mark.start, mark.end)]).replace("\n", "")
        assert read.marked.get(mark.id, "") == said
    assert sorted(name for name in read.ids if name.startswith("r1-f")) == sorted(f"r1-{mark.id}" for mark in marks)


def test_lines_are_numbered_as_editors_number_them() -> None:
    def numbers(text: str) -> list[str]:
        return re.findall(r"data-n=(\d+)", draw(text, [], {}))

    assert numbers("甲\n\n乙\n") == ["1", "3"]
    assert numbers("\n\n甲\n\n乙") == ["3", "5"]
    assert numbers("\n") == []
    assert numbers("") == []


def test_page_is_one_file_and_runs_only_its_own_script() -> None:
    page = assemble("layout.html", title=_HOSTILE, data={"said": _HOSTILE})
    assert page == assemble("layout.html", title=_HOSTILE, data={"said": _HOSTILE})
    page.encode()
    assert not re.search(r"""(?:src|href)\s*=\s*["']?[^"'#\s]|@import|url\(|//[a-z]+\.""", page)
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", page, re.DOTALL)
    assert [attributes for attributes, _ in scripts] == ["", ' type="application/json" id="data"']
    told = base64.b64encode(hashlib.sha256(scripts[0][1].encode()).digest()).decode()
    assert f"script-src 'sha256-{told}'" in page
    assert json.loads(scripts[1][1])["said"].replace("\x00", "�").replace("\x1b", "�") == visible(_HOSTILE)
    assert "\u202e" not in page and "\x00" not in page


def test_json_cannot_leave_its_element() -> None:
    assert not set("<>&\u2028\u2029") & set(to_json({"</script>": "\u2028\u2029&<!--"}))


def _channel(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2, 1.4.3."""
    light = []
    for colour in (one, other):
        red, green, blue = (_channel(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
        light.append(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return (max(light) + 0.05) / (min(light) + 0.05)


def _schemes() -> list[dict[str, str]]:
    css = resource("renderers", "html", "assets", "page.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root[^{}]*\{([^}]*)\}", css)
    return [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block)) for block in blocks]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_can_be_read(scheme: int) -> None:
    colours = _schemes()[scheme]
    grounds = [name for name in colours if name.endswith("-bg")]
    pairs = [(ink, ground) for ink in ("ink", "quiet", "accent") for ground in ("paper", "soft")]
    pairs += [("ink", ground) for ground in grounds] + [("quiet", "accent-bg")]
    pairs += [(ground[:-3], place) for ground in grounds for place in (ground, "paper")]
    pairs += [("on-accent", "accent"), ("found-ink", "found")]
    assert [(pair, _contrast(colours[pair[0]], colours[pair[1]])) for pair in pairs
            if _contrast(colours[pair[0]], colours[pair[1]]) < 4.5] == []  # fmt: skip
    # The edges of controls (WCAG 2.2, 1.4.11).
    assert min(_contrast(colours["edge"], colours[ground]) for ground in ("paper", "soft")) >= 3


def test_the_button_gives_the_same_dark_as_the_system() -> None:
    light, by_system, by_button = _schemes()
    assert by_system == by_button
    assert list(light) == list(by_system)
