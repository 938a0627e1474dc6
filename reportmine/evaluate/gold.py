"""Gold annotation in its three forms, read into one: documents with passages, offsets into the report's text.

``NAME.json`` beside ``NAME.txt`` annotates everything in a report (corpus/README.md). A folder of ``*.jsonl`` annotates
passages of reports that lie elsewhere, known by their hash (corpus/public/README.md: offsets, no text) or by their
path, with the passage's text in the row. Read next: ``comparison.py``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

import msgspec

from reportmine.causes import cause
from reportmine.errors import UnreadableInput
from reportmine.evaluate.matching import Edges
from reportmine.messages import tr
from reportmine.readers import read

ROW_FILES = ("paragraphs.jsonl", "indicators.jsonl", "actions.jsonl")
WHOLE = ("title", "year", "region", "organisation", "date", "audience", "sections", "findings")

# What an item must say to be compared; docs/research/annotation.en.md tells the rest.
NEEDED = {
    "sections": ("start", "level", "heading"),
    "paragraphs": ("start", "end", "kind"),
    "indicators": ("start", "end", "name", "value", "unit", "kind"),
    "actions": ("start", "end", "name", "type", "status"),
    "findings": ("start", "end", "category"),
    "optional": ("start", "end"),
}

Row = dict[str, Any]


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text in which everything of one kind is annotated; offsets are those of the report."""

    start: int
    end: int
    rows: tuple[Row, ...]
    optional: tuple[Edges, ...] = ()
    optional_names: tuple[str, ...] = ()


class Gold(msgspec.Struct, kw_only=True):
    """What is annotated of one report; a step without annotation is empty and not judged.

    ``whole`` has those of ``WHOLE`` that are annotated.
    """

    name: str
    path: Path
    whole: Row = msgspec.field(default_factory=dict)
    paragraphs: list[Row] = msgspec.field(default_factory=list)
    indicators: list[Passage] = msgspec.field(default_factory=list)
    actions: list[Passage] = msgspec.field(default_factory=list)


def load_gold(folder: Path, reports: Path | None = None) -> list[Gold]:
    """Reads the annotation in ``folder``; rows in ``*.jsonl`` speak of reports somewhere below ``reports``.

    Raises:
        UnreadableInput: no annotation, none of its reports is there, it is not JSON, or it is not of this text.
    """
    if any((folder / name).exists() for name in ROW_FILES):
        # Beside the annotation is where its reports are when nothing else is said.
        return _load_rows(folder, reports or folder.parent)
    paths = sorted(path for path in folder.glob("*.json") if path.with_suffix(".txt").exists())
    if not paths:
        raise UnreadableInput(tr("{name}：没有标注好的报告（同名的 .txt 和 .json）", name=folder))
    return [_load_whole(path) for path in paths]


def annotation_files(folder: Path) -> list[Path]:
    """The files that hold an annotation, for whoever pins it."""
    rows = [folder / name for name in ROW_FILES if (folder / name).exists()]
    return rows or sorted(path for path in folder.iterdir() if path.suffix in (".json", ".txt"))


def _load_whole(path: Path) -> Gold:
    text_path = path.with_suffix(".txt")
    annotation = _parse(path.read_text(encoding="utf-8"), path)
    for step in NEEDED:
        _check(annotation.get(step, []), step, path)
    gold = Gold(name=path.stem, path=text_path, whole={key: annotation[key] for key in WHOLE if key in annotation})
    gold.paragraphs = annotation.get("paragraphs", [])
    optional = [(row["start"], row["end"]) for row in annotation.get("optional", [])]
    text = read(text_path).text
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        for passages, key in ((gold.indicators, "indicators"), (gold.actions, "actions")):
            if key in annotation and line.strip():
                rows = tuple(row for row in annotation[key] if start <= row["start"] < end)
                passages.append(_passage(start, end, rows, optional, text))
        start = end + 1
    return gold


def _passage(start: int, end: int, rows: tuple[Row, ...], optional: list[Edges], text: str) -> Passage:
    inside = tuple(span for span in optional if start <= span[0] < end)
    names = tuple(text[first:last] for first, last in inside)
    return Passage(start=start, end=end, rows=rows, optional=inside, optional_names=names)


def _load_rows(folder: Path, reports: Path) -> list[Gold]:
    shelf = _Shelf(reports)
    documents: dict[Path, Gold] = {}
    for name in ROW_FILES:
        path = folder / name
        if not path.exists():
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            row = _parse(line, path) if line.strip() else {}
            report = shelf.find(row)
            if report is None:
                continue
            gold = documents.setdefault(report, Gold(name=row.get("doc", report.name), path=report))
            _add_row(gold, row, shelf.text(report), path)
    if not documents:
        raise UnreadableInput(tr("{name}：没有标注过的报告（用 --reports 指明所在文件夹）", name=reports))
    return list(documents.values())


def _add_row(gold: Gold, row: Row, text: str, path: Path) -> None:
    step = path.stem
    if step == "paragraphs":
        # A row is a report or a paragraph.
        rows = row.get(step, [row])
        _check(rows, step, path)
        gold.paragraphs += rows
    else:
        if "start" not in row or step not in row:
            _refuse(path, step, "start" if step in row else step)
        start = row["start"]
        words = row.get("text")
        end = row["end"] if words is None else start + len(words)
        if words is not None and text[start:end] != words:
            raise UnreadableInput(tr("{name}：标注与文本不符（第 {start} 字起）", name=gold.path, start=start))
        # Rows with their text count from its beginning, rows without from the beginning of the report.
        shift = 0 if words is None else start
        items = tuple(_absolute(item, shift, text) for item in row[step])
        _check(items, step, path)
        optional = [_edges(item, shift) for item in row.get("optional", [])]
        getattr(gold, step).append(_passage(start, end, items, optional, text))


def _absolute(item: Row, shift: int, text: str) -> Row:
    start, end = item["start"] + shift, item["end"] + shift
    name = item.get("name")
    if name is None:
        name = "".join(text[a:b] for a, b in item.get("name_pieces", [(start, end)]))
    return {**item, "start": start, "end": end, "name": name}


def _edges(item: Any, shift: int) -> Edges:
    start, end = (item["start"], item["end"]) if isinstance(item, dict) else item
    return start + shift, end + shift


def _parse(text: str, path: Path) -> Row:
    try:
        parsed: Row = json.loads(text)
    except ValueError as error:
        raise UnreadableInput(tr("{name}：{reason}", name=path, reason=cause(error))) from error
    return parsed


def _check(rows: Sequence[Row], step: str, path: Path) -> None:
    for row in rows:
        for key in NEEDED[step]:
            if key not in row:
                _refuse(path, step, key)
        if row.get("kind") == "body" and "label" not in row and not row.get("unsure"):
            _refuse(path, step, "label")


def _refuse(path: Path, step: str, key: str) -> NoReturn:
    raise UnreadableInput(tr("{name}：{step} 里有一条标注缺少 {key}", name=path, step=step, key=key))


class _Shelf:
    """The reports below a folder, found by what a row says of them: hash, path, or the name of their folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._texts: dict[Path, str] = {}
        self._hashes: dict[str, Path] | None = None

    def find(self, row: Row) -> Path | None:
        if not row:
            return None
        digest = row.get("sha256") or row.get("sha256_16")
        if digest:
            if self._hashes is None:
                self._hashes = dict(self._by_hash())
            return self._hashes.get(digest)
        return next(self._by_path(row["doc"]), None) if "doc" in row else None

    def text(self, path: Path) -> str:
        if path not in self._texts:
            self._texts[path] = read(path).text
        return self._texts[path]

    def _by_hash(self) -> Iterator[tuple[str, Path]]:
        for path in sorted(self._folder.rglob("*.txt")):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            yield digest, path
            yield digest[:16], path

    def _by_path(self, name: str) -> Iterator[Path]:
        for place in (self._folder / name, self._folder / "reports" / name):
            if place.is_file():
                yield place
            elif place.is_dir():
                yield from sorted(place.glob("*.txt"))[:1]
