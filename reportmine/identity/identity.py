"""Which place and which year a report is of, from what the user says, what the text says and how the file is called.

``identify(report, path, row)`` gives an ``Identity`` with all that the sources disagree about. What the user says goes
before everything; what the text says outright (in its title, its date, the session it is given to) before the file's
name; what is only gathered from the body of the text after it. Read next: ``places.py``, ``labels.py``.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

from reportmine.identity.file_names import FileName, read_file_name
from reportmine.identity.label_years import FIRST_YEAR, LAST_YEAR, read_years
from reportmine.identity.labels import GOVERNMENT, Label, places_of, read_label
from reportmine.identity.metadata import Row
from reportmine.identity.places import Claim, PlaceLevel, Settled, Source, settle_place
from reportmine.model import Report
from reportmine.patterns import regex
from reportmine.text import normalise

_MASKED = regex("[XxＸ×＊*○〇□]|某")
_NAMELESS = regex("[本我全该各]?[省市县区州盟旗镇乡]|.*[本我该][省市县区州盟旗镇乡]")
_SESSION = regex("第[一二三四五六七八九十]+届全国人民代表大会第[一二三四五]次")
_OF_GOVERNMENT = regex("(?:政府|国务院|公署|行署)$")
# 市水利局, XX市水利局: the place goes in front of the office.
_OPENS_NAMELESS = regex("(?:[XxＸ×＊*○〇□某]{1,4})?[省市县区州盟旗镇乡](?=.)")
_PLANS, _REVIEWS = regex("安排|任务|重点|建议|打算|目标|计划|思路|部署|要求"), regex("回顾|总结|完成情况|主要工作|成绩")
_OPENING, _HEADING = 600, 50


class Disagreement(msgspec.Struct, frozen=True, kw_only=True):
    """A field that the sources disagree about.

    ``chosen`` is what was taken and ``chosen_from`` its source; ``said`` is what other sources say, each with its name.
    """

    field: Literal["place", "year", "organisation"]
    chosen: str
    chosen_from: Source
    said: tuple[tuple[Source, str], ...]

    @property
    def others(self) -> str:
        """What the others say, in one line: ``file name: 2018``."""
        return "; ".join(f"{source}: {value}" for source, value in self.said)


class Identity(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The place and the year of a report; codes and names as of that year.

    ``place`` is the full name (株洲市), or the name as written where no table has it; ``code`` its division code,
    ``None`` for a township, a zone (高新区) and what no table has or several places bear as their name. A zone has no
    ``level``. ``province``, ``city`` and ``county`` are what it lies in or is: a county right below its province has
    no city. ``organisation`` is ``government``, the name of another office, or ``None`` where nothing tells.
    """

    place: str | None = None
    code: str | None = None
    level: PlaceLevel | None = None
    province: str | None = None
    province_code: str | None = None
    city: str | None = None
    city_code: str | None = None
    county: str | None = None
    county_code: str | None = None
    year: int | None = None
    organisation: str | None = None
    place_from: Source | None = None
    year_from: Source | None = None
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def government(self) -> bool:
        """Whether it is the report of a government, not of a department, a court or a congress."""
        return self.organisation == GOVERNMENT


class _Said(NamedTuple):
    """A value with its source."""

    source: Source
    value: str


def identify(report: Report, path: str, metadata: Row | None = None) -> Identity:
    """The identity of a report.

    Args:
        report: its analysis.
        path: its file with the folders that may tell something, best relative to the folder of the collection.
        metadata: what the user's table says of the file.
    """
    file = read_file_name(path)
    titled = read_label(metadata.title) if metadata and metadata.title else Label()
    years = _years(report, file, (metadata.year if metadata else None) or titled.year)
    year = int(years[0].value) if years else None
    place = settle_place(_claims(report, file, metadata, titled, year), year)
    offices = _offices(report, file, titled, place.name)
    above = place.above
    province, city, county = (above.get(level) for level in ("province", "city", "county"))
    return Identity(
        place=place.name,
        code=place.code,
        level=place.level,
        province=province and province.name,
        province_code=province and province.code,
        city=city and city.name,
        city_code=city and city.code,
        county=county and county.name,
        county_code=county and county.code,
        year=year,
        organisation=offices[0].value if offices else None,
        place_from=place.source,
        year_from=years[0].source if years else None,
        disagreements=_disagreements(place, years, offices, file),
    )


def _disagreements(
    place: Settled, years: list[_Said], offices: list[_Said], file: FileName
) -> tuple[Disagreement, ...]:
    found = []
    if place.others and place.name and place.source:
        found.append(Disagreement(field="place", chosen=place.name, chosen_from=place.source, said=tuple(place.others)))
    # 株洲市2019-2020 says either.
    may_be = {str(year) for year in file.years} if len(file.years) > 1 and file.year is None else set()
    fields: tuple[tuple[Literal["year", "organisation"], list[_Said]], ...] = (
        ("year", years),
        ("organisation", offices),
    )
    for field, said in fields:
        others = tuple(
            (other.source, other.value)
            for other in said[1:]
            if other.value != said[0].value and not (other.source == "file name" and said[0].value in may_be)
        )
        if others:
            found.append(Disagreement(field=field, chosen=said[0].value, chosen_from=said[0].source, said=others))
    return tuple(found)


def _years(report: Report, file: FileName, told: int | None) -> list[_Said]:
    """What each source says of the year, the most trusted first."""
    outright = report.year is not None and _says_year(report)
    said: list[tuple[Source, int | None]] = [("metadata", told)]
    if outright:
        said += [("text", report.year), ("file name", file.year)]
    elif file.is_date:
        # A date may be that of the page the file was taken from.
        said += [("text", report.year), ("file name", file.year)]
    else:
        said += [("file name", file.year), ("text", report.year)]
    return [_Said(source, str(year)) for source, year in said if year is not None and FIRST_YEAR <= year <= LAST_YEAR]


def _says_year(report: Report) -> bool:
    """Whether the year stands in the head of the text or in its headings; elsewhere it is gathered from the body."""
    year = report.year or 0
    return (
        year in read_label(report.title or "").years
        or (report.date or "").startswith(str(year))
        or _SESSION.search(report.audience or "") is not None
        or any(_heads(section.heading, year) for section in report.sections)
    )


def _heads(heading: str, year: int) -> bool:
    """二、2019年工作安排 and 一、2018年工作回顾 are headings of a report of 2019."""
    years = read_years(normalise(heading)).years if len(heading) <= _HEADING else ()
    return (year in years and _PLANS.search(heading) is not None) or (
        year - 1 in years and _REVIEWS.search(heading) is not None
    )


def _claims(report: Report, file: FileName, metadata: Row | None, titled: Label, year: int | None) -> list[Claim]:
    """What each source says of the place, the most trusted first."""
    claims: list[Claim] = []
    if metadata is not None:
        place = read_label(metadata.place or "")
        told = (Label(code=metadata.code), place, titled)
        written = metadata.place or metadata.code or "".join(titled.names)
        claims.append(Claim("metadata", places_of(told, year), written, place.below, place.is_township))
    own = file.labels[0]
    nearest = next((label for label in file.labels if label.names or label.code), Label())
    written = ("".join(nearest.names) or nearest.code or "") + (own.below or "")
    named = Claim("file name", file.places(year), written, own.below, own.is_township, nearest is own)
    region = report.region or ""
    if _MASKED.search(region) or _NAMELESS.fullmatch(region):
        region = ""
    labels = tuple(read_label(said or "") for said in (region, report.title, report.audience, report.organisation))
    places = places_of(labels, year)
    if not places and not labels[0].below:
        # No such division: a wrong reading, or a place with another name in this text.
        said = Claim("text", (), region)
        return [*claims, named, said]
    read = Claim("text", places, region or "".join(next(one.names for one in labels if one.names)),
                 labels[0].below, labels[0].is_township)  # fmt: skip
    return [*claims, read, named] if _says_place(report, labels) else [*claims, named, read]


def _says_place(report: Report, labels: tuple[Label, ...]) -> bool:
    """Whether the place stands in the head of the text; elsewhere it is the one that the text names most."""
    head = f"{report.title or ''} {report.audience or ''}"
    opening = report.text[:_OPENING]
    region = report.region or ""
    return (
        any(label.names for label in labels[1:3])
        or (region != "" and (region in head or region + "人民政府" in opening))
        or report.organisation == "国务院"
    )


def _offices(report: Report, file: FileName, titled: Label, place: str | None) -> list[_Said]:
    """Who reports, by each source: ``GOVERNMENT`` or the name of another office with its place."""
    found: list[_Said] = []
    if titled.office:
        found.append(_Said("metadata", _in_full(titled.office, place)))
    if report.organisation:
        found.append(_Said("text", _in_full(report.organisation, place)))
    elif (office := read_label(report.title or "").office) is not None:
        found.append(_Said("text", _in_full(office, place)))
    if file.office:
        found.append(_Said("file name", _in_full(file.office, place)))
    if not found and report.title is None and "各位代表" in report.text[: 2 * _OPENING]:
        # A web page without its title: who speaks to the congress so is the government.
        found.append(_Said("text", GOVERNMENT))
    if found and GOVERNMENT not in (one.value for one in found):
        # Names of one office differ in many ways: 发改委, 发展和改革委员会.
        return found[:1]
    return found


def _in_full(office: str, place: str | None) -> str:
    """水利局, 市水利局 and XX市水利局 as 株洲市水利局."""
    if office == GOVERNMENT or _OF_GOVERNMENT.search(office):
        return GOVERNMENT
    opens = _OPENS_NAMELESS.match(office)
    if place is None:
        return office
    if opens:
        return place + office[opens.end() :]
    return office if read_label(office).names or place in office else place + office
