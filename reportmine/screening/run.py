"""A run of screening over several files: what holds for all of them is read once.

Takes what the user said on the command line and in the project's configuration. Read next: ``screen.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from reportmine.errors import UnreadableInput
from reportmine.joins import Masked, find_masked
from reportmine.messages import tr
from reportmine.model import Severity
from reportmine.readers import read
from reportmine.rules import RULES
from reportmine.rules.rule import Page, Rule
from reportmine.screening import baseline as baselines
from reportmine.screening.config import BadConfig, Config, Waiver, WaiverBook, find_config, read_config
from reportmine.screening.inputs import read_against, read_roster
from reportmine.screening.result import Screening
from reportmine.screening.screen import screen_document
from reportmine.screening.words import read_words


class Run:
    """The settings of a run and what came of it: ``screenings``, and ``unreadable`` files with the reason.

    What is said here goes before the configuration; ``select`` and ``ignore`` must name rules that there are. ``fresh``
    takes a baseline that is not there yet as empty.

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
        path = config or find_config(Path.cwd())
        told = read_config(path) if path else Config()
        base = path.parent if path else Path()
        self.configuration = path.read_bytes() if path else None
        self.screenings: list[Screening] = []
        self.unreadable: list[tuple[str, str]] = []
        people = [*told.roster, *(read_roster(roster) if roster else ())]
        self.config: Config = msgspec.structs.replace(
            told,
            fail_on=fail_on or told.fail_on,
            select=tuple(select) or told.select,
            ignore=(*told.ignore, *ignore),
            home=home or told.home,
            roster=tuple(_expanded(people, base)),
        )
        lists = [read_words(listed) for listed in (*(base / name for name in told.words), *words)]
        self.rules: tuple[Rule, ...] = (*RULES, *lists)
        self._words = lists
        self._check_keys()
        self._against = read_against([*(str(base / name) for name in told.against), *against])
        self._masked: list[tuple[str, tuple[Masked, ...]]] = []
        self._waivers = WaiverBook(self.config.waiver)
        self._baseline_path = baseline
        self._baseline = baselines.Baseline()
        if baseline is not None and not (fresh and not baseline.exists()):
            self._baseline = baselines.read_baseline(baseline)

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
        settings = msgspec.structs.replace(self.config.settings(self._against), masked_elsewhere=tuple(self._masked))
        screening = screen_document(
            document, self.config, waivers=self._waivers, known=known, words=self._words, settings=settings
        )
        masks = find_masked(Page(document.text))
        if masks:
            self._masked.append((Path(name).name, tuple(masks)))
        self.screenings.append(screening)
        return screening

    def updated_baseline(self, at: Path) -> str:
        """The text of the baseline with what was found in this run."""
        return baselines.update(self._baseline, self.screenings, at)

    def _check_keys(self) -> None:
        """A misspelt rule must not pass for one that is on or off."""
        known = {name for rule in self.rules for name in (rule.id, rule.name, rule.category)}
        keys = [*self.config.select, *self.config.ignore, *self.config.severity]
        for key in [*keys, *(waiver.rule for waiver in self.config.waiver)]:
            if key not in known and not (len(key) > 1 and any(rule.id.startswith(key) for rule in self.rules)):
                raise BadConfig(tr("没有规则 {rule}；全部规则见 reportmine rules", rule=key))


def _expanded(people: Iterable[str], base: Path) -> Iterable[str]:
    """The names; an entry of the configuration that is a file stands for the names in it."""
    for name in people:
        if "." in name and (base / name).is_file():
            yield from read_roster(str(base / name))
        else:
            yield name
