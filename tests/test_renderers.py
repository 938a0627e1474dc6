from __future__ import annotations

import pytest

from reportmine.renderers.figures import Figure, key_figures


def figure(name: str, start: int, period: str | None = "2023", **fields: object) -> Figure:
    return Figure(name=name, start=start, period=period, paragraph=0, **{"target": False, "masked": False, **fields})  # type: ignore[arg-type]


OLD = figure("地区生产总值", 0, "2018", value="11亿元")
NEW = figure("地区生产总值", 10, "2023", value="14亿元")
GROWTH = figure("全县地区生产总值", 20, "2023", change="+5%")
NEXT = figure("地区生产总值", 30, "2024", change="+6%", target=True)
FIVE_YEARS = figure("地区生产总值", 25, "2024/2028", change="+5.5%", target=True)
SHARE = figure("民营经济占地区生产总值比重", 5, "2023", value="60%")
MASKED = figure("地区生产总值", 2, "2023", value="XX亿元", masked=True)
OTHER = figure("路灯", 1, None, value="5盏")


@pytest.mark.parametrize(
    ("figures", "limit", "expected"),
    [
        ([OLD, NEW], 1, [NEW]),
        ([OLD, NEW, GROWTH, FIVE_YEARS, NEXT, SHARE, OTHER], 3, [NEW, GROWTH, NEXT]),
        ([MASKED, NEW], 2, [NEW]),
        ([MASKED, OTHER], 1, [OTHER]),
        ([OTHER, NEW], 2, [OTHER, NEW]),
        ([], 3, []),
    ],
)
def test_the_figures_that_matter(figures: list[Figure], limit: int, expected: list[Figure]) -> None:
    assert key_figures(figures, limit, 2024) == expected
