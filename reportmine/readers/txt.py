"""Plain text in the encodings Chinese offices use: UTF-8, GB18030 (GBK, GB2312), Big5, UTF-16 and UTF-32.

Takes the bytes of a file, gives the text and the name of its encoding. charset-normalizer decides where neither
a byte order mark nor strict UTF-8 does; its answer is checked, since it also finds an encoding for noise.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator

from reportmine.errors import UnreadableInput
from reportmine.messages import tr
from reportmine.readers.document import Content, Part

_BOMS = (  # UTF-32 first: its little-endian mark begins like that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Zero-width characters, marks of writing direction, control characters; \t \n \v \f only part the text.
_UNSEEN = re.compile("[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_LEGACY = ["gb18030", "big5", "utf_16_le", "utf_16_be"]
_SAMPLE = 200_000


def read(data: bytes) -> Content:
    """The content of a text file; what is in its text and cannot be seen is named besides.

    Raises:
        UnreadableInput: see ``decode``.
    """
    text, encoding = decode(data)
    return Content(text=text, encoding=encoding, parts=tuple(unseen(text)))


def unseen(text: str) -> Iterator[Part]:
    """The characters of a text that no page shows, each kind once, anchored at its first place."""
    counts = Counter(_UNSEEN.findall(text))
    for char, count in sorted(counts.items()):
        place = tr("不可见字符 U+{code}，共 {count} 处", code=f"{ord(char):04X}", count=count)
        yield Part(kind="hidden", text=char, place=place, anchor=text.index(char))


def decode(data: bytes) -> tuple[str, str]:
    """The text with ``\\n`` line ends, and the encoding it was in.

    Raises:
        UnreadableInput: the bytes are not text, or in none of the encodings.
    """
    text, encoding = _decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if _noise(text) > 0.05:
        raise UnreadableInput(tr("内容不是文字（含大量控制字符），可能是图片、压缩包或加密文件"))
    return text, encoding


def _decode(data: bytes) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding), encoding.removesuffix("-sig")
            except UnicodeDecodeError as error:
                raise _broken(encoding, error.start) from error
    utf8_stops_at = 0
    sample = data[:_SAMPLE]
    # UTF-16 of ASCII characters would be valid UTF-8, half of it NUL; a stray one is only an unseen character.
    if 4 * sample.count(0) < len(sample):
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError as error:
            utf8_stops_at = error.start
    guess = _guess(data)
    if guess is None:
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError as error:
            raise _broken("UTF-8", error.start) from error
    try:
        return data.decode(guess), guess.replace("_", "-")
    except UnicodeDecodeError as error:
        # A UTF-8 file with one broken byte also looks like something else for a while: name the better guess.
        if utf8_stops_at > error.start:
            raise _broken("UTF-8", utf8_stops_at) from error
        raise _broken(guess.upper().replace("_", "-"), error.start) from error


def _guess(data: bytes) -> str | None:
    """The legacy encoding that reads best: most Chinese characters and punctuation, least noise."""
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE]
    best = from_bytes(sample, cp_isolation=_LEGACY, threshold=0.6).best()
    candidates = [best.encoding] if best else []
    candidates += [encoding for encoding in _LEGACY if encoding not in candidates]
    scored = []
    for rank, encoding in enumerate(candidates):
        even = sample[: len(sample) // 2 * 2] if encoding.startswith("utf_16") else sample
        text = even.decode(encoding, "replace")
        # A mark of 0.02 for charset-normalizer's own choice decides between readings that look alike.
        scored.append((_plausibility(text) + (0.02 if rank == 0 and best else 0.0), -rank, encoding))
    score, _, encoding = max(scored)
    return encoding if score > 0.5 else None


# The most frequent characters of running Chinese, simplified and traditional: a wrong reading hardly has them.
_FREQUENT = frozenset(
    "的一是不了在有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过民产行"
    "方面多定经建设业展实政市全高新强推进化报告，。、：；《》“”（）\n0123456789% "
    "這為個國們來時會對產業發動過經設實強進報還業務與開關長東車書門問間後說萬並"
)


def _plausibility(text: str) -> float:
    """Share of characters that running Chinese text is made of, less twice the share of what it never has."""
    if not text:
        return 0.0
    good = bad = frequent = 0
    for char in text[:20_000]:
        code = ord(char)
        if char in _FREQUENT:
            frequent += 1
        if 0x4E00 <= code <= 0x9FFF or 0x3000 <= code <= 0x303F or 0xFF00 <= code <= 0xFF5E or 32 <= code < 127:
            good += 1
        elif char not in "\n\r\t—…·“”‘’" and (code < 32 or code == 0xFFFD or 0xE000 <= code <= 0xF8FF or code > 0xA000):
            bad += 1
    length = min(len(text), 20_000)
    return good / length - 2 * bad / length + frequent / length - 0.15


def _noise(text: str) -> float:
    """Share of characters no text has: control characters, unassigned marks."""
    sample = text[:_SAMPLE]
    noise = sum(1 for char in sample if (char < " " and char not in "\n\t\f\v") or char in "\ufffd\x7f\ufffe\uffff")
    return noise / max(len(sample), 1)


def _broken(encoding: str, position: int) -> UnreadableInput:
    return UnreadableInput(
        tr(
            "第 {position} 个字节起不是有效的 {encoding} 编码；请用记事本或 WPS 另存为 UTF-8 后再试",
            position=f"{position + 1:,}",
            encoding=encoding,
        )
    )
