"""Where models/, corpus/ and data/ lie: inside the package in a wheel, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(folder: str, *parts: str) -> Path:
    """Path of a shipped file: ``resource("models", "paragraph_classifier", "meta.json")``.

    Looks in the package first (installed from a wheel) and beside it second (a checkout). The path is
    returned even when nothing is there, so that the caller can say what it missed.
    """
    inside = _PACKAGE.joinpath(folder, *parts)
    if inside.exists():
        return inside
    beside = _PACKAGE.parent.joinpath(folder, *parts)
    return beside if beside.exists() else inside
