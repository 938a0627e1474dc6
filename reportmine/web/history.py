"""What was uploaded and what came of it, in memory only: bounded in number and bytes, the oldest forgotten first.

Takes uploads and jobs, gives what the API tells of them. Everything here runs in the thread of the server.
Read next: ``jobs.py``.
"""

from __future__ import annotations

import secrets
from typing import TypeVar

from reportmine.messages import tr
from reportmine.web.forms import comparison_forms, document_forms
from reportmine.web.jobs import Job
from reportmine.web.limits import Limits
from reportmine.web.model import ComparisonState, DocumentState, State, Step, Summary
from reportmine.web.refusal import Refusal
from reportmine.web.uploads import Upload
from reportmine.web.work import Answer, File

# So many bytes are random in an id.
_ID = 9


class Entry:
    """A document or a comparison: its job, what was kept of it in each language, the forms that were drawn."""

    def __init__(self, job: Job) -> None:
        self.id = secrets.token_urlsafe(_ID)
        self.job = job
        # The jobs that draw its forms.
        self.drawing: list[Job] = []
        self._kept: dict[str, bytes] = {}
        self._drawn: dict[tuple[str, str], bytes] = {}

    @property
    def answer(self) -> Answer | None:
        """What came of its job, when it is done."""
        future = self.job.future
        return future.result() if future.done() and not future.exception() else None

    @property
    def error(self) -> str | None:
        """Why its job failed, when it did."""
        future = self.job.future
        error = future.exception() if future.done() else None
        return str(error) if error else None

    @property
    def state(self) -> State:
        """How far its job is."""
        if self.job.future.done():
            return "failed" if self.job.future.exception() else "done"
        return "waiting" if self.job.step == "waiting" else "working"

    @property
    def step(self) -> str:
        """What is being done, in words."""
        state = self.state
        return step_name(self.job.step if state == "working" else state)

    @property
    def progress(self) -> float:
        """How much of its job is done, 0 to 1."""
        return 1.0 if self.job.future.done() else self.job.share

    @property
    def size(self) -> int:
        """The bytes it takes."""
        answer = self.answer
        return sum(map(len, (*self._kept.values(), *self._drawn.values()))) + (
            len(answer.kept) + len(answer.content) if answer else 0
        )

    def kept(self, language: str) -> bytes:
        """What was kept of it in a language; nothing when it was not worked on in that."""
        answer = self.answer
        return answer.kept if answer and language == self.job.language else self._kept.get(language, b"")

    def drawn(self, form: str, language: str) -> bytes | None:
        """A form of it that was asked for before, or that its job has drawn."""
        answer = self.answer
        if answer and answer.content and (form, language) == ("page", self.job.language):
            return answer.content
        return self._drawn.get((form, language))

    def keep(self, form: str, language: str, answer: Answer) -> None:
        """Keeps a form that was drawn, and what else came of that; see ``History.keep``."""
        self._drawn[form, language] = answer.content
        if answer.kept:
            self._kept[language] = answer.kept


class DocumentEntry(Entry):
    """A file that was uploaded."""

    def __init__(self, upload: Upload, job: Job) -> None:
        super().__init__(job)
        self.upload = upload

    @property
    def size(self) -> int:
        """The bytes it takes."""
        return super().size + len(self.upload.data)

    def file(self, language: str) -> File:
        """What a worker needs to draw it in a language."""
        return File(name=self.upload.name, data=self.upload.data, kept=self.kept(language))

    def told(self) -> DocumentState:
        """What the API tells of it."""
        answer = self.answer
        summary: Summary | None = answer.summary if answer else None
        return DocumentState(
            id=self.id,
            name=self.upload.name,
            bytes=len(self.upload.data),
            state=self.state,
            step=self.step,
            progress=self.progress,
            error=self.error,
            summary=summary,
            forms=document_forms(self.upload.name, answer.format) if answer else [],
        )


class ComparisonEntry(Entry):
    """A comparison of documents of the history."""

    def __init__(self, documents: list[DocumentEntry], years: list[int | None], job: Job) -> None:
        super().__init__(job)
        self.documents = documents
        self.years = years

    def told(self) -> ComparisonState:
        """What the API tells of it."""
        return ComparisonState(
            id=self.id,
            documents=[document.id for document in self.documents],
            state=self.state,
            step=self.step,
            progress=self.progress,
            error=self.error,
            forms=comparison_forms() if self.answer else [],
        )


Kind = TypeVar("Kind", DocumentEntry, ComparisonEntry)


class History:
    """The documents and comparisons, in the order they came in."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._documents: dict[str, DocumentEntry] = {}
        self._comparisons: dict[str, ComparisonEntry] = {}

    @property
    def documents(self) -> list[DocumentEntry]:
        """All documents, the oldest first."""
        return list(self._documents.values())

    @property
    def comparisons(self) -> list[ComparisonEntry]:
        """All comparisons, the oldest first."""
        return list(self._comparisons.values())

    def document(self, key: str) -> DocumentEntry:
        """The document of this id.

        Raises:
            Refusal: there is none (any more).
        """
        return _found(self._documents, key)

    def comparison(self, key: str) -> ComparisonEntry:
        """The comparison of this id.

        Raises:
            Refusal: there is none (any more).
        """
        return _found(self._comparisons, key)

    def make_room(self, documents: int, size: int) -> None:
        """Forgets the oldest documents that nobody waits for, until so many more of that size have a place.

        Raises:
            Refusal: there is no room even so.
        """
        while len(self._documents) + documents > self._limits.documents or self._size + size > self._limits.kept:
            oldest = next((entry for entry in self._documents.values() if entry.job.future.done()), None)
            if oldest is None:
                raise Refusal(503, tr("内存里已经放满正在处理的文件，请稍后再试"), retry_after=5)
            self.forget_document(oldest.id)

    def add_document(self, entry: DocumentEntry) -> None:
        """Takes a document; there must be room."""
        self._documents[entry.id] = entry

    def add_comparison(self, entry: ComparisonEntry) -> None:
        """Takes a comparison; the oldest ones are forgotten when there are more than documents may be."""
        self._comparisons[entry.id] = entry
        while len(self._comparisons) > self._limits.documents:
            self.forget_comparison(next(iter(self._comparisons)))

    def keep(self, entry: Entry, form: str, language: str, answer: Answer) -> None:
        """Keeps a form that was drawn, for the next time it is asked for, while there is room."""
        if self._size + len(answer.content) + len(answer.kept) <= self._limits.kept:
            entry.keep(form, language, answer)

    def forget_document(self, key: str) -> None:
        """Forgets a document and every comparison it is in; whatever is being done with them is given up.

        Raises:
            Refusal: there is none of this id.
        """
        entry = self.document(key)
        for comparison in self.comparisons:
            if entry in comparison.documents:
                self.forget_comparison(comparison.id)
        del self._documents[key]
        _give_up(entry)

    def forget_comparison(self, key: str) -> None:
        """Forgets a comparison; whatever is being done with it is given up.

        Raises:
            Refusal: there is none of this id.
        """
        entry = self.comparison(key)
        del self._comparisons[key]
        _give_up(entry)

    @property
    def _size(self) -> int:
        return sum(entry.size for entry in (*self._documents.values(), *self._comparisons.values()))


def step_name(step: Step) -> str:
    """What is being done, in the language of the user."""
    names: dict[Step, str] = {
        "waiting": tr("排队等候"),
        "reading": tr("正在读取"),
        "analysing": tr("正在分析"),
        "screening": tr("正在做公开前检查"),
        "comparing": tr("正在比较"),
        "rendering": tr("正在生成页面"),
        "done": tr("完成"),
        "failed": tr("没有完成"),
    }
    return names[step]


def _found(entries: dict[str, Kind], key: str) -> Kind:
    if key not in entries:
        raise Refusal(404, tr("没有这份内容，可能已经删除"))
    return entries[key]


def _give_up(entry: Entry) -> None:
    for job in (entry.job, *entry.drawing):
        if not job.future.done():
            job.cancel()
