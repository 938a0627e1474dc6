"""Division codes as of a year."""

import time

import pytest

from reportmine.identity import NATION, at, chain, lookup
from reportmine.identity.division_codes import forms, last_year
from reportmine.resources import resource

LOOKUPS = [
    # name, year, within, codes
    ("株洲市", 2019, None, ["430200"]),
    ("株洲", 2015, None, ["430200", "430221"]),
    ("襄樊市", 2005, None, ["420600"]),
    ("襄阳市", 2015, None, ["420600"]),
    ("襄樊市", 2010, None, ["420600"]),
    ("襄阳市", 2005, None, ["420600"]),
    ("襄樊市", 2015, None, ["420600"]),
    ("巢湖市", 2005, None, ["341400"]),
    ("巢湖市", 2015, None, ["340181"]),
    ("巢湖地区", 1990, None, ["342600"]),
    ("思茅", 1995, None, ["532700", "532701"]),
    ("思茅市", 2005, None, ["530800"]),
    ("思茅地区", 2010, None, ["530800"]),
    ("重庆市", 1990, None, ["510200"]),
    ("重庆", 1990, None, ["510200"]),
    ("重庆市", 1997, None, ["500000"]),
    ("海南省", 1985, None, ["442100"]),
    ("海南省", 1990, None, ["460000"]),
    ("海南", 2015, "青海省", ["632500"]),
    ("鼓楼区", 2018, None, ["320106", "320302", "350102", "410204"]),
    ("鼓楼区", 2018, "福州", ["350102"]),
    ("鼓楼区", 2018, "320300", ["320302"]),
    ("恩施州", 2018, None, ["422800"]),
    ("恩施市", 2018, None, ["422801"]),
    ("恩施州", 1985, None, ["422800"]),
    ("南宁", 2020, None, ["450100"]),
    ("零陵", 2020, None, ["431102"]),
    ("襄阳", 2005, None, ["420600", "420607"]),
    ("密云区", 2010, None, ["110228"]),
    ("密云县", 2018, None, ["110118"]),
    ("哲里木盟", 2010, None, ["150500"]),
    ("莱芜市", 2020, None, ["370116"]),
    ("琼山市", 2010, None, ["460107"]),
    ("南宫县", 2015, None, ["130581"]),
    ("绍兴县", 2015, None, ["330621"]),
    ("株洲市", 2030, None, ["430200"]),
    ("株洲市", 1954, None, ["430200"]),
    ("前郭县", 2015, None, ["220721"]),
    ("全国", 1998, None, ["000000"]),
    ("临澜市", 2019, None, []),
    ("", 2019, None, []),
]


@pytest.mark.parametrize(("name", "year", "within", "codes"), LOOKUPS)
def test_lookup(name: str, year: int, within: str | None, codes: list[str]) -> None:
    assert [one.code for one in lookup(name, year, within)] == codes


def test_a_name_is_that_of_the_year() -> None:
    assert lookup("襄阳市", 2005)[0].name == "襄樊市"
    assert at("420600", 1990).name == "襄樊市"
    assert at("420600").name == "襄阳市"
    assert at("999999") is None
    assert at("000000", 1998) is NATION


CHAINS = [
    ("荷塘区", 2019, {"province": "湖南省", "city": "株洲市", "county": "荷塘区"}),
    ("济源市", 2015, {"province": "河南省", "county": "济源市"}),
    ("朝阳区", 2015, {"province": "北京市", "county": "朝阳区"}),
    ("重庆市", 1990, {"province": "四川省", "city": "重庆市"}),
    ("重庆市", 2010, {"province": "重庆市"}),
    ("襄城区", 2005, {"province": "湖北省", "city": "襄樊市", "county": "襄城区"}),
    ("全国", 2005, {"nation": "全国"}),
]


@pytest.mark.parametrize(("name", "year", "above"), CHAINS)
def test_chain(name: str, year: int, above: dict[str, str]) -> None:
    assert {level: one.name for level, one in chain(lookup(name, year)[0], year).items()} == above


def test_the_table_is_sorted_and_small() -> None:
    path = resource("data", "division_codes.tsv")
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[0].isdigit()]
    assert path.stat().st_size < 300_000
    assert rows == sorted(rows, key=lambda row: (row[0], int(row[2])))
    assert all(int(row[2]) < int(row[3]) for row in rows if len(row) > 3 and row[3])
    assert last_year() >= 2024


def test_every_name_of_a_year_leads_back_to_its_code() -> None:
    path = resource("data", "division_codes.tsv")
    for line in path.read_text(encoding="utf-8").splitlines()[::7]:
        if line[0].isdigit():
            code, name, start = line.split("\t")[:3]
            assert code in [one.code for one in lookup(name, int(start))], line


def test_every_form_is_known_in_every_year() -> None:
    started = time.perf_counter()
    assert all(lookup(form, year) for form in list(forms())[::5] for year in (1981, 2003, 2024))
    assert time.perf_counter() - started < 5
