"""What is kept of a text to find its passages again: winnowed hashes of its n-grams, and a signature of the whole.

Takes a text, gives ``Fingerprint``s or bytes. Both are the same on every machine and in every process; stores hold
them, so ``VERSION`` goes up when anything here or in ``letters.py`` changes. After S. Schleimer, D. Wilkerson and
A. Aiken, "Winnowing: local algorithms for document fingerprinting" (SIGMOD 2003), and P. Li, A. Owen and C.-H. Zhang,
"One permutation hashing" (NIPS 2012). Read next: ``passages.py``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from reportmine.borrowing.letters import Letters, read_letters

if TYPE_CHECKING:
    import numpy as np

    Hashes = np.ndarray[Any, np.dtype[np.uint64]]

#: The version of hashes and signatures.
VERSION = 1
#: Letters of an n-gram. Two reports share most stretches of six by chance of wording; ten are seldom chance.
GRAM = 10
#: A run of as many letters that two texts share has a fingerprint in common: one letter at each end may be read
#: otherwise by what stands beside it (一 after a digit).
GUARANTEED = 40
_WINDOW = GUARANTEED - 2 - GRAM + 1
# Of the n-grams one of this many is kept wherever it stands, not only as the least of a window: its neighbours have
# no say in it, so that it survives where the words around were changed.
_ONE_OF = 32
# A text that repeats itself has each n-gram this many times at most.
_REPEATS = 8

_SPREAD, _FACTOR = 0xD6E8FEB86659FD93, 0x9E3779B97F4A7C15
_MIXERS = (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53)

# The signature: as many groups by the first bits of a hash, of each the least of the next 32 bits; 5-grams.
_GROUPS, _GROUP_BITS, _SHORT_GRAM = 128, 7, 5


class Fingerprint(NamedTuple):
    """One n-gram that is kept: its hash of 64 bits; it stands in ``text[start:end]``."""

    hash: int
    start: int
    end: int


def fingerprints(text: str) -> list[Fingerprint]:
    """The fingerprints of a text, in the order of the text; about one in 17 letters.

    Any two texts that share a run of ``GUARANTEED`` letters have one in common. A text shorter than ``GRAM`` letters
    has none.

    >>> [text for one in fingerprints("健全山洪灾害监测预警") for text in ["健全山洪灾害监测预警"[one.start : one.end]]]
    ['健全山洪灾害监测预警']
    """
    letters = read_letters(text)
    hashes = hash_grams(letters, GRAM)
    chosen = choose(hashes)
    starts, ends = letters.starts[chosen], letters.ends[chosen + GRAM - 1]
    return list(map(Fingerprint, hashes[chosen].tolist(), starts.tolist(), ends.tolist()))


def hash_grams(letters: Letters, size: int) -> Hashes:
    """A hash of the stretch of ``size`` letters that begins at each letter; equal stretches have equal hashes.

    A polynomial of the letters modulo 2**64, mixed so that every bit of it depends on all letters.
    """
    import numpy as np

    count = max(0, len(letters) - size + 1)
    signs = (letters.codes.astype(np.uint64) + np.uint64(1)) * np.uint64(_SPREAD)
    signs ^= signs >> np.uint64(32)
    hashes = np.zeros(count, dtype=np.uint64)
    for at in range(size if count else 0):
        hashes *= np.uint64(_FACTOR)
        hashes += signs[at : at + count]
    for mixer in _MIXERS:
        hashes ^= hashes >> np.uint64(33)
        hashes *= np.uint64(mixer)
    hashes ^= hashes >> np.uint64(33)
    return hashes


def choose(hashes: Hashes) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Which n-grams are kept: the least of every window, and all below a bound."""
    import numpy as np

    if not len(hashes):
        return np.zeros(0, dtype=np.int64)
    width = min(_WINDOW, len(hashes))
    # All below the bound count as equally small: each of them is the least of its window.
    floored = np.maximum(hashes, np.uint64(2**64 // _ONE_OF))
    least = _over_windows(np.minimum, floored, width)
    edge = np.zeros(width - 1, dtype=np.uint64)
    # An n-gram is the least of some window when the greatest of the minima of its windows is itself.
    chosen = np.flatnonzero(floored == _over_windows(np.maximum, np.concatenate((edge, least, edge)), width))
    order = np.argsort(hashes[chosen], kind="stable")
    ordered = hashes[chosen][order]
    repeat = np.zeros(len(chosen), dtype=bool)
    repeat[_REPEATS:] = ordered[_REPEATS:] == ordered[:-_REPEATS]
    return np.sort(chosen[order[~repeat]])


def _over_windows(fold: np.ufunc, values: Hashes, width: int) -> Hashes:
    """The fold of each window, by folding windows of half the width."""
    done = 1
    while done < width:
        step = min(done, width - done)
        values = fold(values[:-step], values[step:])
        done += step
    return values


def signature(text: str) -> bytes:
    """512 bytes by which texts that are nearly the same know each other; none of a text below five letters.

    128 numbers of 32 bits, little-endian: a MinHash over the 5-grams of letters by one permutation. A group without
    an n-gram, as short texts have them, borrows the number of another.
    """
    import numpy as np

    hashes = hash_grams(read_letters(text), _SHORT_GRAM)
    if not len(hashes):
        return b""
    groups = (hashes >> np.uint64(64 - _GROUP_BITS)).astype(np.int64)
    values = (hashes >> np.uint64(32 - _GROUP_BITS)).astype(np.uint32)
    least = np.full(_GROUPS, 2**32 - 1, dtype=np.uint32)
    np.minimum.at(least, groups, values)
    filled = np.bincount(groups, minlength=_GROUPS) > 0
    numbers = least.tolist()
    for group in np.flatnonzero(~filled).tolist():
        # The same order of lenders for the same group in every text: equal texts borrow alike.
        state = group + 1
        while True:
            state = state * _FACTOR % 2**64
            lender = (state ^ group * _SPREAD) >> (64 - _GROUP_BITS) & _GROUPS - 1
            if filled[lender]:
                numbers[group] = int(least[lender])
                break
    return np.array(numbers, dtype="<u4").tobytes()


def resemblance(a: bytes, b: bytes) -> float:
    """About the share of 5-grams that two texts have in common of all they have (Jaccard), 0..1, by their signatures.

    The error is about 0.04. Without a signature of both it is 0.

    Raises:
        ValueError: one of them is no signature.
    """
    import numpy as np

    if {len(a), len(b)} - {0, _GROUPS * 4}:
        raise ValueError(f"a signature has {_GROUPS * 4} bytes")
    if not a or not b:
        return 0.0
    return float(np.mean(np.frombuffer(a, dtype="<u4") == np.frombuffer(b, dtype="<u4")))
