"""What a project has set for all its files, read once: configuration, word lists, names, reports not to copy from.

``read_project()`` takes what the user said and the configuration file; the ``Project`` screens any document by it, and
can be sent to another process. Read next: ``run.py``, which screens the files of a command line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from reportmine.joins import Masked
from reportmine.messages import tr
from reportmine.model import Severity
from reportmine.readers.document import Document
from reportmine.rules import RULES
from reportmine.rules.rule import Rule
from reportmine.screening.config import BadConfig, Config, WaiverBook, find_config, read_config
from reportmine.screening.inputs import read_against, read_roster
from reportmine.screening.result import Screening
from reportmine.screening.screen import screen_document
from reportmine.screening.words import WordList, read_words


class Project(NamedTuple):
    """What holds for every file; ``path`` is the configuration file, ``source`` its bytes, where there is one.

    In ``config`` a roster that is a file has become the names in it. ``against`` are names and texts.
    """

    config: Config = Config()
    path: Path | None = None
    source: bytes | None = None
    words: tuple[WordList, ...] = ()
    against: tuple[tuple[str, str], ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Our rules and those made of word lists."""
        return (*RULES, *self.words)

    def at_home(self, home: str | None) -> Project:
        """The same for reports of another place, when one is given."""
        return self._replace(config=msgspec.structs.replace(self.config, home=home)) if home else self

    def screen(
        self,
        document: Document,
        *,
        waivers: WaiverBook | None = None,
        known: Collection[str] = (),
        masked: Sequence[tuple[str, tuple[Masked, ...]]] = (),
    ) -> Screening:
        """Screens a document; ``masked`` is what other files of the same run hide, see ``screen_document`` else."""
        settings = msgspec.structs.replace(self.config.settings(self.against), masked_elsewhere=tuple(masked))
        return screen_document(document, self.config, waivers=waivers, known=known, words=self.words, settings=settings)


def read_project(
    *,
    config: Path | None = None,
    fail_on: Severity | str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    words: Sequence[Path] = (),
    roster: str | None = None,
    home: str | None = None,
    against: Sequence[str] = (),
) -> Project:
    """The project of the configuration file ``config``, by default of the nearest one from here upwards, if any.

    What is said here goes before the configuration; ``select`` and ``ignore`` must name rules that there are.

    Raises:
        BadConfig: the configuration, a word list, a roster or a report to compare with cannot be read.
    """
    path = config or find_config(Path.cwd())
    told = read_config(path) if path else Config()
    base = path.parent if path else Path()
    people = [*told.roster, *(read_roster(roster) if roster else ())]
    project = Project(
        config=msgspec.structs.replace(
            told,
            fail_on=fail_on or told.fail_on,
            select=tuple(select) or told.select,
            ignore=(*told.ignore, *ignore),
            home=home or told.home,
            roster=tuple(_expanded(people, base)),
        ),
        path=path,
        source=path.read_bytes() if path else None,
        words=tuple(read_words(listed) for listed in (*(base / name for name in told.words), *words)),
    )
    _check_keys(project)
    return project._replace(against=read_against([*(str(base / name) for name in told.against), *against]))


def _expanded(people: Iterable[str], base: Path) -> Iterable[str]:
    """The names; an entry of the configuration that is a file stands for the names in it."""
    for name in people:
        if "." in name and (base / name).is_file():
            yield from read_roster(str(base / name))
        else:
            yield name


def _check_keys(project: Project) -> None:
    """A misspelt rule must not pass for one that is on or off."""
    config, rules = project.config, project.rules
    known = {name for rule in rules for name in (rule.id, rule.name, rule.category)}
    keys = [*config.select, *config.ignore, *config.severity, *(waiver.rule for waiver in config.waiver)]
    for key in keys:
        if key not in known and not (len(key) > 1 and any(rule.id.startswith(key) for rule in rules)):
            raise BadConfig(tr("没有规则 {rule}；全部规则见 reportmine rules", rule=key))
