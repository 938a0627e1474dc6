"""What the documents show is what happens: the console output is golden, the Python runs, the links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT

DOCUMENTS = [
    path
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("corpus/**/*.md"))
    if path.name != "CHANGELOG.md"
]
CODE = [
    pytest.param(code, id=f"{path.name}-{number}")
    for path in DOCUMENTS
    for number, code in enumerate(re.findall(r"```python\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL))
]


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_first_screen_is_what_the_demo_prints(name: str) -> None:
    shown = re.search(
        r"```console\n\$ reportmine (.*?)\n(.*?)```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL
    )
    assert shown is not None
    assert shown[1] == "analyze corpus/ip-report-masked-2023.txt"
    assert shown[2] == (ROOT / "tests" / "golden" / "twin.txt").read_text(encoding="utf-8")
    assert "reportmine " + shown[1] in (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", CODE)
def test_python_of_the_documents_runs(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if "pandas" in code:
        pytest.importorskip("pandas")
    monkeypatch.chdir(ROOT)
    exec(compile(code, "document", "exec"), {})


def test_there_is_code_to_run() -> None:
    assert len(CODE) >= 3


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", path.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (path.parent / target).exists(), target
