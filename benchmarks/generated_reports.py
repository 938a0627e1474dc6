"""Folders of generated reports for tests and benchmarks: as many as wanted, each different, the same for a seed.

    python benchmarks/generated_reports.py FOLDER COUNT [--seed N] [--duplicates SHARE] [--broken SHARE] [--docx SHARE]
        [--manifest FILE]

The texts are put together from the annotated reports of corpus/, whose figures and bodies are invented: sentences
under the label that their paragraphs have there, with the names of real divisions and other figures, and phrases
without figures. Nothing in them is true of the place they name. The first files of a longer run are those of a shorter
one. The corpus has some 1,200 sentences, so that they come back from report to report more often than in life, figures
and names apart: what looks for borrowed passages finds more of them here.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec
from generated_files import SCAN, docx
from generated_material import settings
from generated_texts import Place, Written, gdp_target, places, write_text

#: What can be wrong with a file; ``gb18030`` and ``wrong-name`` can be read all the same.
Trouble = Literal["empty", "broken-docx", "scan", "gb18030", "wrong-name"]
TROUBLES: tuple[Trouble, ...] = ("empty", "broken-docx", "scan", "gb18030", "wrong-name")
Copy = Literal["same", "page"]
_UNREADABLE = ("empty", "broken-docx", "scan")
# Of so many texts before it a file can be a copy.
_REMEMBERED = 40


class Entry(NamedTuple):
    """What is known of a generated file.

    ``path`` is relative to the folder. ``code``, ``place`` (full name), ``province``, ``year`` and ``gdp_target`` (%)
    are those of its text, whatever its name says. ``chars`` counts the characters of the text, 0 when nobody can read
    it. ``duplicate_of`` is the file it is a copy of; ``copy`` tells whether with the same bytes of text (``same``) or
    with what a web page puts around it (``page``).
    """

    path: str
    code: str
    place: str
    province: str
    year: int
    gdp_target: float
    chars: int
    duplicate_of: str | None = None
    copy: Copy | None = None
    trouble: Trouble | None = None

    @property
    def is_readable(self) -> bool:
        """Whether a reader can get the text out of it."""
        return self.trouble not in _UNREADABLE


def generate(
    folder: Path, count: int, seed: int = 0, *, duplicates: float = 0.0, broken: float = 0.0, docx: float = 0.05
) -> dict[str, Entry]:
    """Writes ``count`` files into a folder, folders per province or year below it.

    Args:
        folder: made when it is not there.
        count: of all files, copies and broken ones too.
        seed: another one gives other places, years and texts.
        duplicates: share of files that are copies of others under another name.
        broken: share of files with one of ``TROUBLES``, by turns.
        docx: share of files in that format, of those whose way of naming allows it.

    Returns:
        What is known of every file, by its path below the folder, in the order of making.
    """
    made: dict[str, Entry] = {}
    for entry, data in _files(count, seed, duplicates, broken, docx):
        path = folder / entry.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        made[entry.path] = entry
    return made


def _files(count: int, seed: int, duplicates: float, broken: float, docx: float) -> Iterator[tuple[Entry, bytes]]:
    chance = random.Random(f"files {seed}")
    reports = _reports(seed)
    last: list[tuple[Entry, Place, Written]] = []
    taken: set[str] = set()
    troubles = 0
    while len(taken) < count:
        kind = chance.random()
        if kind < duplicates and last:
            entry, data = _copied(*chance.choice(last), taken, chance)
        elif kind < duplicates + broken:
            place, year, written = next(reports)
            entry, data = _troubled(TROUBLES[troubles % len(TROUBLES)], place, year, written, seed, chance)
            troubles += 1
        else:
            place, year, written = next(reports)
            entry, data = _plain(place, year, written, seed, chance, docx)
            last = [*last[1 - _REMEMBERED :], (entry, place, written)]
        if entry.path not in taken:
            taken.add(entry.path)
            yield entry, data


def _reports(seed: int) -> Iterator[tuple[Place, int, Written]]:
    """Reports without end, no place and year twice."""
    seen: set[tuple[str, int]] = set()
    for place, years in places(seed):
        for year in years:
            if (place.code, year) not in seen:
                seen.add((place.code, year))
                yield place, year, write_text(place, year, seed)


def _plain(
    place: Place, year: int, written: Written, seed: int, chance: random.Random, share: float
) -> tuple[Entry, bytes]:
    if chance.random() < share:
        return _entry(_path(place, year, seed, chance, "docx"), place, year, written), docx(written.text)
    return _entry(_path(place, year, seed, chance, "txt"), place, year, written), written.text.encode()


def _entry(path: str, place: Place, year: int, written: Written) -> Entry:
    province = (*place.above, place.name)[0]
    return Entry(path, place.code, place.name, province, year, gdp_target(place, year), len(written.text))


def _path(place: Place, year: int, seed: int, chance: random.Random, ending: str) -> str:
    """A file name as collections have them; mostly one way for a province."""
    province, *above = (*place.above, place.name)
    inner = "".join(f"{name}/" for name in above[:-1])
    whole = "".join((*place.above, place.name))
    ways = (
        f"{province}/{year}{whole}",
        f"{province}/{inner}{place.name}_{year}",
        f"{province}/{inner}{year}年{place.name}政府工作报告",
        f"{province}/{place.code}_{year}",
        f"{year}/{province}/{whole.removeprefix(province) or province}",
        f"{province}/{inner}{place.name}{year}年政府工作报告",
    )
    usual = (int(place.code[:2]) * 7 + seed) % len(ways)
    chosen = ways[usual] if chance.random() < 0.9 else chance.choice(ways)
    return f"{chosen}.{ending}"


def _copied(
    entry: Entry, place: Place, written: Written, taken: set[str], chance: random.Random
) -> tuple[Entry, bytes]:
    stem, _, _ = entry.path.rpartition(".")
    name = chance.choice((f"{stem} - 副本.txt", f"{stem}(1).txt", f"下载/{entry.year}年{place.name}政府工作报告.txt"))
    if chance.random() < 0.5:
        return entry._replace(path=name, duplicate_of=entry.path, copy="same"), written.text.encode()
    frames = settings()
    words = written.words | {"title": written.title}
    before, after = (chance.choice(frames[kind]).format(**words) for kind in ("before_copy", "after_copy"))
    text = f"{before}\n{written.text}{after}\n"
    return entry._replace(path=name, chars=len(text), duplicate_of=entry.path, copy="page"), text.encode()


def _troubled(
    trouble: Trouble, place: Place, year: int, written: Written, seed: int, chance: random.Random
) -> tuple[Entry, bytes]:
    if trouble == "wrong-name":
        other, other_year = next(iter(places(chance.randrange(1 << 30))))
        path = _path(other, other_year[0], seed, chance, "txt")
        return _entry(path, place, year, written)._replace(trouble=trouble), written.text.encode()
    ending = {"broken-docx": "docx", "scan": "pdf"}.get(trouble, "txt")
    entry = _entry(_path(place, year, seed, chance, ending), place, year, written)._replace(trouble=trouble)
    data = b"" if trouble == "empty" else SCAN
    if trouble == "gb18030":
        data = written.text.encode("gb18030")
    elif trouble == "broken-docx":
        data = docx(written.text)[:-400]
    return entry if entry.is_readable else entry._replace(chars=0), data


def main() -> None:
    """Writes a folder and says how many characters."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=0)
    for share in ("duplicates", "broken"):
        parser.add_argument(f"--{share}", type=float, default=0.0)
    parser.add_argument("--docx", type=float, default=0.05)
    parser.add_argument("--manifest", type=Path, help="a JSON line for every file goes here")
    told = parser.parse_args()
    made = generate(
        told.folder, told.count, told.seed, duplicates=told.duplicates, broken=told.broken, docx=told.docx
    )  # fmt: skip
    if told.manifest:
        told.manifest.write_bytes(b"\n".join(msgspec.json.encode(one._asdict()) for one in made.values()) + b"\n")
    chars = sum(one.chars for one in made.values())
    print(f"{len(made):,} files, {chars:,} characters, {len({one.place for one in made.values()}):,} places")


if __name__ == "__main__":
    main()
