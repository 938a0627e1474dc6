"""Takes out of a text the characters that no page shows: zero-width, of the writing direction, controls, tags."""

from __future__ import annotations

import re
from collections import Counter

from reportmine.cleaning.ledger import Ledger
from reportmine.messages import tr

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\u3164\ufeff\U000e0000-\U000e007f]"
)


def without_unseen(text: str, ledger: Ledger) -> str:
    """The text without them."""
    for char, count in sorted(Counter(_UNSEEN.findall(text)).items()):
        ledger.note(tr("不可见字符已删除"), count, place=f"U+{ord(char):04X}")
    return _UNSEEN.sub("", text)
