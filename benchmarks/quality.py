"""How good every step is, on every annotated set, held against what has been reached before.

    python benchmarks/quality.py                  # measure all, compare with quality.json; 1 when a figure fell
    python benchmarks/quality.py --update         # then write quality.json and the tables of evaluation*.md
    python benchmarks/quality.py --peers PYTHON   # with the peers, which PYTHON can import (make quality does this)

A figure may fall by no more than 0.005 under the best one ever written; nothing here can lower a best. Each set is
pinned by a hash of its annotation: when that changes, old figures say nothing, and ``--update`` writes new ones.
Read next: ``quality_tables.py``, ``side_by_side.py``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import examples
from quality_tables import print_tables, rewrite

import reportmine
from reportmine.evaluate import evaluate, load_gold
from reportmine.evaluate.gold import annotation_files
from reportmine.evaluate.scores import HEADLINES
from reportmine.model import Report

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
RECORD = ROOT / "benchmarks" / "quality.json"
DOCUMENTS = {
    "zh": ROOT / "docs" / "research" / "evaluation.md",
    "en": ROOT / "docs" / "research" / "evaluation.en.md",
}
TOLERANCE = 0.005

# set -> where the annotation lies, and the reports when they lie elsewhere
SETS: dict[str, tuple[Path, Path | None]] = {
    "corpus": (ROOT / "corpus", None),
    "gold-dev": (SHARED / "gold-dev", SHARED),
    "public": (ROOT / "corpus" / "public", SHARED),
    "held-out": (ROOT / "corpus" / "held-out", None),
}
CROSS_VALIDATION = "cross-validation"
PEER_SETS = ("corpus", "held-out", "gold-dev")
# Over everything annotated. The others are shares of what was found: in a small set, to find more may lower them.
TOTALS = (
    "sections", "paragraphs.kind", "paragraphs.label", "paragraphs.macro", "indicators.value", "indicators.name",
    "actions.exact", "actions.relaxed", "findings",
)  # fmt: skip
GATES = {"corpus": HEADLINES, "gold-dev": HEADLINES, "public": TOTALS, "held-out": TOTALS}

Figures = dict[str, dict[str, Any]]
Analyze = Callable[[Path], Report]


def available(name: str) -> bool:
    """Whether annotation and reports of a set are on this machine."""
    folder, reports = SETS[name]
    return folder.is_dir() and (reports is None or (reports / "reports").is_dir())


def measure(name: str, analyze: Analyze = reportmine.analyze) -> dict[str, Any]:
    """The hash of a set's annotation, the number of its reports, and its figures."""
    folder, reports = SETS[name]
    result = evaluate(folder, analyze, reports)
    figures = {
        figure: {"value": round(f.value, 4), "low": round(f.low or 0, 4), "high": round(f.high or 0, 4), "gold": f.gold}
        for figure, f in result.figures.items()
        if figure in HEADLINES
    }
    return {"annotation": pin(annotation_files(folder)), "reports": len(result.documents), "figures": figures}


def cross_validation() -> dict[str, Any]:
    """What the models' own cross-validation over reports gave when they were trained, from their ``meta.json``."""
    figures: Figures = {}
    for path in sorted((ROOT / "models").glob("*/meta.json")):
        told = json.loads(path.read_text(encoding="utf-8")).get("cross_validation", {})
        for variant, values in told.items():
            for figure in ("accuracy", "macro_f1"):
                if figure in values:
                    figures[f"{path.parent.name}.{variant}.{figure}"] = {"value": values[figure]}
    trained_on = [*annotation_files(ROOT / "corpus"), ROOT / "corpus" / "public" / "paragraphs.jsonl"]
    return {"annotation": pin(trained_on), "figures": figures}


def pin(files: list[Path]) -> str:
    """A hash of what files hold, by their names."""
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def recorded() -> dict[str, Any]:
    """What quality.json holds."""
    record: dict[str, Any] = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    return record


def fallen(name: str, before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """The figures of a set that fell under their best by more than the tolerance, a line each."""
    gate = GATES.get(name, tuple(before["figures"]))
    lines = []
    for figure in gate:
        best = before["figures"].get(figure, {}).get("best")
        value = now["figures"].get(figure, {}).get("value", 0.0)
        if best is not None and value < best - TOLERANCE:
            lines.append(f"{name}: {figure} fell from {best:.4f} to {value:.4f}")
    return lines


def merged(before: dict[str, Any] | None, now: dict[str, Any]) -> dict[str, Any]:
    """What to write of a set: the new figures, and of each the best so far on this annotation."""
    same = before is not None and before["annotation"] == now["annotation"]
    for figure, told in now["figures"].items():
        best = before["figures"].get(figure, {}).get("best", 0.0) if before and same else 0.0
        told["best"] = max(best, told["value"])
    return now


def main(arguments: list[str] | None = None) -> int:
    """Measures, compares, prints; returns 1 when a figure fell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--update", action="store_true", help="write quality.json and the tables of docs/research/evaluation*.md"
    )
    parser.add_argument("--peers", metavar="PYTHON", type=Path, help="measure the peers too, which PYTHON can import")
    options = parser.parse_args(arguments)
    analyze = cache(reportmine.analyze)
    record = recorded()
    now = {name: measure(name, analyze) for name in SETS if available(name)}
    now[CROSS_VALIDATION] = cross_validation()

    sets, trouble = dict(record.get("sets", {})), []
    for name, measured in now.items():
        before = sets.get(name)
        if before and before["annotation"] != measured["annotation"]:
            print(f"{name}: the annotation is another one than quality.json speaks of (--update records it anew)")
        elif before:
            trouble += fallen(name, before, measured)
        sets[name] = merged(before, measured)
    peers = record.get("peers", {})
    if options.peers:
        peers = {**peers, **measure_peers(options.peers, analyze)}
    told = examples.tell()
    record = {"sets": sets, "peers": peers, "examples": told}
    print(print_tables(record))
    for text in (text for rows in told.values() for text in rows if examples.right(rows[text])):
        print(f"examples.toml: came right, take another: {text}")
    print("\n".join(trouble or ["no figure fell"]))
    if options.update and not trouble:
        RECORD.write_text(as_lines(record), encoding="utf-8", newline="\n")
        for language, path in DOCUMENTS.items():
            document = rewrite(path.read_text(encoding="utf-8"), record, language)
            path.write_text(document, encoding="utf-8", newline="\n")
    return 1 if trouble else 0


def measure_peers(python: Path, analyze: Analyze) -> dict[str, Any]:
    """Set -> tool -> how it did."""
    import msgspec
    from side_by_side import compare_peers

    told = {}
    for name in PEER_SETS:
        if available(name):
            rows = compare_peers(load_gold(*SETS[name]), analyze, python)
            told[name] = {tool: msgspec.to_builtins(row) for tool, row in rows.items()}
    return told


def as_lines(record: dict[str, Any]) -> str:
    """JSON with a figure a line, so that a diff shows what moved."""

    def write(value: Any, depth: int) -> str:
        if not isinstance(value, dict) or not any(isinstance(part, dict) for part in value.values()):
            return json.dumps(value, ensure_ascii=False)
        inner = ",\n".join(
            f"{' ' * (depth + 1)}{json.dumps(key)}: {write(part, depth + 1)}" for key, part in value.items()
        )
        return f"{{\n{inner}\n{' ' * depth}}}"

    return write(record, 0) + "\n"


if __name__ == "__main__":
    sys.exit(main())
