"""Automatic numbers of a Word document as the page shows them: 一、 （一） 1. ① 第一章.

Word stores only that a paragraph is numbered, and how; the numbers are counted here in the order of the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from reportmine.readers.docx.formatting import Formatting
from reportmine.readers.docx.names import W, attribute, is_on

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_HEAVENLY = "甲乙丙丁戊己庚辛壬癸"
_EARTHLY = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


class Numbering:
    """Counts the numbered paragraphs of one story (the body; every header and note counts for itself)."""

    def __init__(self, numbering: Any, formatting: Formatting) -> None:
        self._formatting = formatting
        self._levels: dict[str, dict[int, Any]] = {}
        self._starts: dict[str, dict[int, int]] = defaultdict(dict)
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._restarted: set[tuple[str, int]] = set()
        if numbering is None:
            return
        definitions = {attribute(node, "abstractNumId"): node for node in numbering.iter(f"{W}abstractNum")}
        for number in numbering.iter(f"{W}num"):
            identifier = attribute(number, "numId") or ""
            abstract = attribute(number.find(f"{W}abstractNumId"), "val")
            if abstract is None or abstract not in definitions:
                continue
            self._abstract[identifier] = abstract
            levels = {_level(node): node for node in definitions[abstract].iter(f"{W}lvl")}
            for override in number.iter(f"{W}lvlOverride"):
                level = _level(override)
                if (own := override.find(f"{W}lvl")) is not None:
                    levels[level] = own
                start = attribute(override.find(f"{W}startOverride"), "val")
                if start is not None and start.isdigit():
                    self._starts[identifier][level] = int(start)
            self._levels[identifier] = levels

    def label(self, properties: Any) -> str:
        """The number of the next paragraph, by its ``w:pPr``, with what follows it; ``""`` when it has none."""
        identifier, level = self._of(properties)
        levels = self._levels.get(identifier, {})
        if level not in levels:
            return ""
        counts = self._counts[self._abstract[identifier]]
        if level in self._starts[identifier] and (identifier, level) not in self._restarted:
            self._restarted.add((identifier, level))
            counts[level] = self._starts[identifier][level] - 1
        for above in range(level):
            counts.setdefault(above, _start(levels.get(above)))
        counts[level] = counts.get(level, _start(levels[level]) - 1) + 1
        for deeper in [found for found in counts if found > level]:
            if attribute(levels[deeper].find(f"{W}lvlRestart") if deeper in levels else None, "val") != "0":
                del counts[deeper]
        return self._written(levels, level, counts)

    def _of(self, properties: Any) -> tuple[str, int]:
        """The list and the level of a paragraph: its own, else its style's."""
        sources = [properties] if properties is not None else []
        styles = self._formatting.paragraph_chain(properties)
        sources += [found for style in styles if (found := style.find(f"{W}pPr")) is not None]
        identifier = level = None
        for source in sources:
            number = source.find(f"{W}numPr")
            if number is None:
                continue
            identifier = identifier or attribute(number.find(f"{W}numId"), "val")
            level = level or attribute(number.find(f"{W}ilvl"), "val")
        return identifier or "0", int(level) if level and level.isdigit() else 0

    def _written(self, levels: dict[int, Any], level: int, counts: dict[int, int]) -> str:
        node = levels[level]
        pattern = attribute(node.find(f"{W}lvlText"), "val") or ""
        if _format(node) in ("bullet", "none"):
            return "" if "%" in pattern else f"{_visible(pattern)} " if pattern else ""
        legal = is_on(node.find(f"{W}isLgl"))

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            if at not in levels:
                return ""
            form = "decimal" if legal and at != level else _format(levels[at])
            return FORMATS.get(form, str)(counts.get(at, 0))

        written = re.sub(r"%(\d)", number, pattern)
        follows = attribute(node.find(f"{W}suff"), "val") or "tab"
        return written + (" " if follows != "nothing" and written[-1:].isascii() and written else "")


def _level(node: Any) -> int:
    value = attribute(node, "ilvl") or "0"
    return int(value) if value.isdigit() else 0


def _start(node: Any) -> int:
    value = attribute(node.find(f"{W}start"), "val") if node is not None else None
    return int(value) if value and value.isdigit() else 1


def _format(node: Any) -> str:
    return attribute(node.find(f"{W}numFmt"), "val") or "decimal"


def _visible(bullet: str) -> str:
    """A bullet; those of the symbol fonts are private characters that mean nothing elsewhere."""
    return "".join("•" if "\ue000" <= char <= "\uf8ff" else char for char in bullet)


def _counted(value: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """21 → 二十一, 10 → 十; with the formal digits 贰拾壹, 壹拾."""
    if not 0 < value < 10_000:
        return str(value)
    written, zero = "", False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit:
            written += (digits[0] if zero and written else "") + digits[digit] + (units[power - 1] if power else "")
            zero = False
        else:
            zero = True
    return written[1:] if digits is _DIGITS and 10 <= value < 20 else written.replace("〇", "零")


def _digit_by_digit(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(max(value, 0)))


def _letters(value: int) -> str:
    if value < 1:
        return ""
    times, at = divmod(value - 1, 26)
    return chr(97 + at) * min(times + 1, 20)


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    written = ""
    for worth, sign in _ROMAN:
        written += sign * (value // worth)
        value %= worth
    return written


def _circled(value: int) -> str:
    return chr(0x2460 + value - 1) if 1 <= value <= 20 else str(value)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[(value - 1) % len(signs)] if value > 0 else ""


#: How a number is written, by the name of its format in the file.
FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": lambda value: "".join(chr(ord(digit) + 0xFEE0) for digit in str(value)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda value: f"({value})",
    "decimalEnclosedFullstop": lambda value: f"{value}.",
    "chineseCounting": _counted,
    "chineseCountingThousand": _counted,
    "japaneseCounting": _counted,
    "taiwaneseCounting": _counted,
    "taiwaneseCountingThousand": _counted,
    "chineseLegalSimplified": lambda value: _counted(value, _FORMAL, "拾佰仟"),
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "ideographTraditional": _cycle(_HEAVENLY),
    "ideographZodiac": _cycle(_EARTHLY),
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
}
