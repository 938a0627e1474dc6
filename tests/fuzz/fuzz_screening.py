"""Random documents through all rules and all renderers of ``screen``: no crash, whatever text and parts hold.

    python tests/fuzz/fuzz_screening.py [EXAMPLES]        # default 2,000

The texts are made of the rules' own examples, whole and cut, and of signs that mean something to one of them. What it
finds becomes a case of tests/test_screening_hostile.py.
"""

from __future__ import annotations

import sys
import time
from typing import get_args

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportmine.model import Source
from reportmine.readers.document import Document, Part, PartKind
from reportmine.renderers import github, sarif, screening_json, screening_text
from reportmine.renderers.html import screening as screening_html
from reportmine.rules import RULES, Settings
from reportmine.rules.rule import CLOSE, OPEN
from reportmine.screening import Config, Screening, mask_screening, screen_document

SECONDS = 10.0
EXAMPLES: list[str] = [
    line.replace(OPEN, "").replace(CLOSE, "").split("｜")[-1] for rule in RULES for line in (*rule.hit, *rule.miss)
]
SIGNS = [
    "\n", " ", "\t", "\u3000", "\0", "\x1b[31m", "\u200b", "\u202e", "\ufffd", "\U0002000b", "٣", "５", "XX", "*", "某",
    "一、", "（一）", "1.", "一是", "“", "”", "《", "》", "（", "）", "，", "。", "：", "%", "12.5",
    "2023年", "亿元", "同比", "其中",
    "湖南省", "株洲市", "密码：", "王", "工作报告\n", "年", "月", "共3项", "增长", "-", "—", "/", "@", "http://",
]  # fmt: skip
PLACES = ["正文", "第 1 页", "表格 2 第 1 行", "", "a\nb"]

offsets = st.integers(0, 40)
texts = st.lists(
    st.one_of(
        st.sampled_from(EXAMPLES),
        st.builds(lambda line, start, end: line[start:end], st.sampled_from(EXAMPLES), offsets, offsets),
        st.sampled_from(SIGNS),
        st.text(max_size=6),
    ),
    max_size=25,
).map("".join)
parts = st.builds(
    Part,
    kind=st.sampled_from(get_args(PartKind)),
    text=texts,
    place=st.sampled_from(PLACES),
    anchor=st.one_of(st.none(), st.integers(0, 500)),
    author=st.one_of(st.none(), st.text(max_size=5)),
    date=st.sampled_from([None, "2023-01-05T08:00:00Z", "昨天"]),
    name=st.sampled_from([None, "author", "title", "company", "custom:密级"]),
)
options = st.builds(
    Settings,
    home=st.sampled_from([None, "湖南省株洲市", "某市", "\n"]),
    roster=st.sampled_from([(), ("王建国", "李明")]),
)


def document_of(text: str, held: list[Part]) -> Document:
    """A document with this text and these parts; what is anchored behind its end is anchored at its end."""
    kept = tuple(
        Part(
            kind=part.kind, text=part.text, place=part.place, author=part.author, date=part.date, name=part.name,
            anchor=None if part.anchor is None else min(part.anchor, len(text)),
        )
        for part in held
    )  # fmt: skip
    source = Source(path="x.docx", format="docx", encoding="utf-8", sha256="0" * 64, chars=len(text))
    return Document(text=text, source=source, parts=kept)


def attempt(document: Document, told: Settings) -> None:
    """Screens and renders; anything but well-formed findings is a crash."""
    began = time.process_time()
    config = Config(home=told.home, roster=told.roster)
    screening = screen_document(document, config)
    assert screening == screen_document(document, config)
    for finding in screening.findings:
        text = document.text if finding.part is None else document.parts[finding.part].text
        assert 0 <= finding.start < finding.end <= len(text), finding
    assert len({finding.fingerprint for finding in screening.findings}) == len(screening.findings)
    masked = mask_screening(screening)
    assert len(masked.document.text) == len(document.text)
    for page in pages(screening):
        page.encode()
    assert time.process_time() - began < SECONDS


def pages(screening: Screening) -> list[str]:
    """The screening in every form that is text."""
    return [
        screening_text.render(screening, full=True),
        screening_json.render([screening]),
        sarif.render([screening], RULES),
        github.render([screening]),
        screening_html.render([screening]),
    ]


def fuzz(examples: int) -> None:
    """Tries so many documents."""

    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(texts, st.lists(parts, max_size=4), options)
    def run(text: str, held: list[Part], told: Settings) -> None:
        attempt(document_of(text, held), told)

    run()


if __name__ == "__main__":
    started = time.perf_counter()
    fuzz(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
    print(f"screening: no crash, {time.perf_counter() - started:.0f} s", flush=True)
