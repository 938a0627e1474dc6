"""Screening a document before it is published: rules, the project's configuration, waivers, baseline.

``screen_document(document, config)`` gives a ``Screening``. Read next: ``screen.py``, ``result.py``.
"""

from reportmine.model import SEVERITIES
from reportmine.screening.config import BadConfig, Config, Waiver, WaiverBook, find_config, read_config
from reportmine.screening.result import Screening, SetAside, mask_screening
from reportmine.screening.screen import screen_document

__all__ = [
    "SEVERITIES", "BadConfig", "Config", "Screening", "SetAside", "Waiver", "WaiverBook", "find_config",
    "mask_screening", "read_config", "screen_document",
]  # fmt: skip
