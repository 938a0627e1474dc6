"""Which place and year a report is of: its text, the name of its file, a table of the user's; division codes by year.

``identify(report, path, row)`` is the step; ``read_metadata`` reads the user's table, ``lookup`` finds the code of a
division as of a year. Read next: ``identity.py``, ``division_codes.py``.
"""

from reportmine.identity.division_codes import NATION, CodeRecord, at, chain, lookup
from reportmine.identity.file_names import FileName, read_file_name
from reportmine.identity.identity import Disagreement, Identity, identify
from reportmine.identity.metadata import Metadata, Row, Unmatched, read_metadata

__all__ = [
    "NATION",
    "CodeRecord",
    "Disagreement",
    "FileName",
    "Identity",
    "Metadata",
    "Row",
    "Unmatched",
    "at",
    "chain",
    "identify",
    "lookup",
    "read_file_name",
    "read_metadata",
]
