"""The table and the plan of docs/engineering/performance*.md: what is reckoned from the figures, how it gets there."""

from __future__ import annotations

from pathlib import Path

import performance_tables
import pytest
from performance_tables import Row, as_markdown, put, recorded, rewrite
from plan import CLUSTER, Costs, write_plan
from table import as_line

COSTS = Costs(
    chars=12_000, worker=0.1, parent=0.02, dask_parent=0.04, store_bytes=150_000, rows=1_400, write_rows=70_000,
    sent=250_000, worker_memory=110e6, parent_memory=500e6, dask_memory=300e6, measured=10_000,
)  # fmt: skip


def test_a_machine_is_as_fast_as_its_cores_or_the_parent() -> None:
    assert COSTS.one_machine(1_000, 2) == pytest.approx(60)
    assert COSTS.one_machine(1_000, 4) == pytest.approx(30)
    assert COSTS.one_machine(1_000, 16) == pytest.approx(20)


def test_a_cluster_waits_for_the_parent_unless_there_are_several() -> None:
    assert COSTS.workers_for_a_parent == pytest.approx(2.5)
    assert COSTS.cluster(1_000, 2) == pytest.approx(50)
    assert COSTS.cluster(1_000, CLUSTER) == pytest.approx(40)
    assert COSTS.parents == 20
    assert COSTS.cluster(1_000, CLUSTER, COSTS.parents) == pytest.approx(2)


def test_the_plan_names_both_sizes() -> None:
    plan = write_plan(COSTS, "en")
    assert "| 60,000 reports | 10,000,000 reports |" in plan and "| store | 9.0 GB | 1.50 TB |" in plan
    plan = write_plan(COSTS, "zh")
    assert "| 6 万份 | 1,000 万份 |" in plan and "| 行数 | 8,400 万 | 140.0 亿 |" in plan


def test_a_row_tells_whether_its_goal_is_met() -> None:
    rows = [Row("a", "low", 0.5, most=1), Row("a", "high", 1.7, least=1.8), Row("b", "  other", 3)]
    assert [row.verdict for row in rows] == ["yes", "no", ""]
    assert as_markdown(rows, "en").splitlines()[3:] == [
        "| low | 0.50 | ≤ 1.00 | yes |",
        "| high | 1.70 | ≥ 1.80 | no |",
        "| **b** | | | |",
        "| &nbsp;&nbsp;other | 3.00 |  |  |",
    ]
    assert as_line(rows[1]).split() == ["1.70", "≥", "1.80", "no", "high"]


@pytest.mark.parametrize("language", performance_tables.DOCUMENTS)
def test_the_pages_have_the_recorded_figures(language: str) -> None:
    page = performance_tables.DOCUMENTS[language].read_text(encoding="utf-8")
    assert rewrite(page, recorded(), language) == page, "run: python benchmarks/performance_tables.py"
    assert put(put(page, "table", "new"), "plan", "new").count("\nnew\n") == 2


def test_saved_figures_are_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = recorded()
    monkeypatch.setattr(performance_tables, "RECORD", tmp_path / "speed.json")
    performance_tables.save(before)
    assert recorded() == before
