"""What the peers read in sentences: numbers with their units. Runs in the peers' environment, not in ours.

    PEERS_PYTHON benchmarks/peers.py PEER < sentences.json

Takes a JSON list of strings, gives ``{"version": …, "seconds": …, "results": [[{"start", "end", "value", "unit"}, …],
…]}``: half-open spans, ``value`` in single units (5.53万亿元 is 5530000000000), ``unit`` as written at the end of the
span, ``null`` where the peer gives a bare number; ``seconds`` are the processor's for reading all sentences once, the
first of them read before. Read next: ``side_by_side.py``, ``peers_speed.py``.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

Result = dict[str, Any]


def recognizers() -> Callable[[str], list[Result]]:
    """Microsoft Recognizers-Text, Chinese: its models for amounts with a unit, percentages and bare numbers."""
    from recognizers_number import NumberRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer
    from recognizers_text import Culture

    numbers, units = NumberRecognizer(Culture.Chinese), NumberWithUnitRecognizer(Culture.Chinese)
    with_unit = [
        units.get_currency_model(),
        units.get_dimension_model(),
        units.get_age_model(),
        units.get_temperature_model(),
        numbers.get_percentage_model(),
    ]
    bare = [numbers.get_number_model(), numbers.get_ordinal_model()]

    def results(sentence: str, models: list[Any], unit: bool) -> Iterator[Result]:
        for model in models:
            for found in model.parse(sentence):
                value = (found.resolution or {}).get("value")
                if not value:
                    continue
                # 百分之五 and 5% both come as "5%"; its ends are inclusive.
                percentage = value.endswith("%") and not found.text.endswith("百分点")
                tail = "%" if percentage else found.text
                with contextlib.suppress(ValueError):
                    yield {"start": found.start, "end": found.end + 1, "value": float(value.rstrip("%")),
                           "unit": tail if unit else None}  # fmt: skip

    return lambda sentence: [*results(sentence, with_unit, True), *results(sentence, bare, False)]


def jionlp() -> Callable[[str], list[Result]]:
    """jionlp: amounts of money, the only quantities that it extracts."""
    import jionlp

    def read(sentence: str) -> list[Result]:
        results = []
        for found in jionlp.ner.extract_money(sentence, with_parsing=True):
            value = found["detail"]["num"]
            # 6300多万元 comes as a range; its lower end is what the text says.
            lowest = value[0] if isinstance(value, list) else value
            start, end = found["offset"]
            results.append({"start": start, "end": end, "value": float(lowest), "unit": found["detail"]["case"]})
        return results

    return read


def jionlp_times() -> Callable[[str], list[Result]]:
    """jionlp: dates and times, whose values are not asked for."""
    import logging

    import jionlp

    # It prints a traceback for every phrase that it cannot read.
    logging.disable(logging.ERROR)

    def read(sentence: str) -> list[Result]:
        found = (one["offset"] for one in jionlp.ner.extract_time(sentence))
        return [{"start": start, "end": end, "value": None, "unit": None} for start, end in found]

    return read


def cn2an() -> Callable[[str], list[Result]]:
    """cn2an: converts a numeral; it finds none in a sentence, so each "sentence" must be a numeral."""
    import cn2an

    def read(numeral: str) -> list[Result]:
        try:
            value = float(cn2an.cn2an(re.sub(r"\s", "", numeral), "smart"))
        except (ValueError, TypeError):
            return []
        return [{"start": 0, "end": len(numeral), "value": value, "unit": None}]

    return read


PEERS = {
    "recognizers": (recognizers, "recognizers-text-number-with-unit"),
    "jionlp": (jionlp, "jionlp"),
    "jionlp-times": (jionlp_times, "jionlp"),
    "cn2an": (cn2an, "cn2an"),
}


def main() -> None:
    """Reads sentences, prints results."""
    load, package = PEERS[sys.argv[1]]
    with contextlib.redirect_stdout(sys.stderr):  # jionlp greets on standard output
        read = load()
        sentences = json.load(sys.stdin)
        if sentences:
            read(sentences[0])
        start = time.process_time()
        results = [read(sentence) for sentence in sentences]
        seconds = time.process_time() - start
    told = {"version": importlib.metadata.version(package), "seconds": seconds, "results": results}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
