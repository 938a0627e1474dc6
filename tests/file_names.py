"""The check that the two tables of file names share.

A line is: path | division code, or - | year, or - | government, township, the name of another office, or nothing.
"""

from __future__ import annotations

from reportmine.identity import read_file_name


def check_file_name(line: str) -> None:
    path, code, year, *office = line.split(" | ")
    name = read_file_name(path)
    places = name.places()
    found = places[0].code if len(places) == 1 and name.below is None else "-"
    assert (found, str(name.year or "-")) == (code, year)
    if office == ["township"]:
        assert name.is_township
    elif office:
        assert name.office is not None and office[0].endswith(name.office)
