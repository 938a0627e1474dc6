"""What others need for the same text: jieba, rjieba, spaCy; jionlp and Recognizers-Text in an environment of theirs.

    python benchmarks/peers_speed.py [PEERS_PYTHON]

``jieba.lcut`` is 1 everywhere. Who only cuts words is measured on all reports of corpus/, who reads amounts and dates
on the sentences of one of them, for Recognizers-Text takes seconds. Read next: ``peers.py``, ``table.py``.
"""

from __future__ import annotations

import contextlib
import json
import logging
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3
REFERENCE = "jieba.lcut"
#: What reads sentences, by its name in ``peers.py``.
READERS = ("jionlp", "jionlp-times", "recognizers")
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?")


def measure(python: Path | None, rounds: int = ROUNDS) -> dict[str, float]:
    """How many times as long as ``jieba.lcut`` each takes for the same text; ``python`` can import the peers."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").glob("*.txt"))]
    cutters = _cutters()
    seconds = {name: _least(cut, texts, rounds) for name, cut in cutters.items()}
    told = {name: spent / seconds[REFERENCE] for name, spent in seconds.items()}
    if python is None:
        return told
    text = (ROOT / "corpus" / "city-2022.txt").read_text(encoding="utf-8")
    sentences = [found[0] for found in _SENTENCE.finditer(text)]
    own = _least(cutters[REFERENCE], sentences, rounds)
    for name in READERS:
        told[name] = min(_ask(python, name, sentences) for _ in range(rounds)) / own
    return told


def _cutters() -> dict[str, Callable[[str], Any]]:
    import jieba
    import spacy

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    found: dict[str, Callable[[str], Any]] = {REFERENCE: jieba.lcut}
    # Not there on every machine.
    with contextlib.suppress(ImportError):
        import rjieba

        found["rjieba"] = rjieba.cut
    for segmenter in ("char", "jieba"):
        config = {"nlp": {"tokenizer": {"segmenter": segmenter}}}
        found[f"spaCy, {segmenter}"] = spacy.blank("zh", config=config)
    return found


def _least(work: Callable[[str], Any], texts: list[str], rounds: int) -> float:
    work(texts[0])
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        for text in texts:
            work(text)
        spent.append(time.process_time() - start)
    return min(spent)


def _ask(python: Path, name: str, sentences: list[str]) -> float:
    command = [str(python), str(ROOT / "benchmarks" / "peers.py"), name]
    done = subprocess.run(command, input=json.dumps(sentences), capture_output=True, text=True, check=True)
    return float(json.loads(done.stdout)["seconds"])


def main() -> None:
    """Measures and prints."""
    told = measure(Path(sys.argv[1]) if sys.argv[1:] else None)
    for name, ratio in told.items():
        print(f"{ratio:7.2f}  {name}")


if __name__ == "__main__":
    main()
