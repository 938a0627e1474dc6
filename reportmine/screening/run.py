"""A run of screening over several files: what came of each, waivers that were of use, and what one file hides.

Takes what the user said on the command line and in the project's configuration. Read next: ``project.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from reportmine.errors import UnreadableInput
from reportmine.joins import Masked, find_masked
from reportmine.messages import tr
from reportmine.model import Severity
from reportmine.readers import read
from reportmine.rules.rule import Page, Rule
from reportmine.screening import baseline as baselines
from reportmine.screening.config import Config, Waiver, WaiverBook
from reportmine.screening.project import read_project
from reportmine.screening.result import Screening


class Run:
    """The settings of a run and what came of it: ``screenings``, and ``unreadable`` files with the reason.

    Everything but ``baseline`` and ``fresh`` is as for ``read_project``; ``fresh`` takes a baseline that is not there
    yet as empty.

    Raises:
        BadConfig: the configuration, a word list, a roster, the baseline or a report to compare with cannot be read.
    """

    def __init__(
        self,
        *,
        config: Path | None = None,
        fail_on: Severity | str | None = None,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        baseline: Path | None = None,
        fresh: bool = False,
        words: Sequence[Path] = (),
        roster: str | None = None,
        home: str | None = None,
        against: Sequence[str] = (),
    ) -> None:
        self._project = read_project(
            config=config, fail_on=fail_on, select=select, ignore=ignore, words=words, roster=roster, home=home,
            against=against,
        )  # fmt: skip
        self.screenings: list[Screening] = []
        self.unreadable: list[tuple[str, str]] = []
        self._masked: list[tuple[str, tuple[Masked, ...]]] = []
        self._waivers = WaiverBook(self.config.waiver)
        self._baseline_path = baseline
        self._baseline = baselines.Baseline()
        if baseline is not None and not (fresh and not baseline.exists()):
            self._baseline = baselines.read_baseline(baseline)

    @property
    def config(self) -> Config:
        """The configuration with what the user said."""
        return self._project.config

    @property
    def configuration(self) -> bytes | None:
        """The bytes of the configuration file, where there is one."""
        return self._project.source

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Our rules and those made of word lists."""
        return self._project.rules

    @property
    def unused(self) -> list[Waiver]:
        """The waivers that let nothing pass."""
        return self._waivers.unused

    def screen(self, name: str) -> Screening:
        """Reads and screens a file.

        Raises:
            UnreadableInput: see ``readers.read``; a folder with no file of a known format.
        """
        if name != "-" and Path(name).is_dir():
            raise UnreadableInput(tr("{name}：文件夹里没有能检查的文件", name=name))
        known: frozenset[str] = frozenset()
        if self._baseline_path is not None:
            known = self._baseline.known(name, self._baseline_path)
        document = read(name)
        screening = self._project.screen(document, waivers=self._waivers, known=known, masked=self._masked)
        masks = find_masked(Page(document.text))
        if masks:
            self._masked.append((Path(name).name, tuple(masks)))
        self.screenings.append(screening)
        return screening

    def updated_baseline(self, at: Path) -> str:
        """The text of the baseline with what was found in this run."""
        return baselines.update(self._baseline, self.screenings, at)
