"""The JSON API: documents, comparisons, and the two calls that answer at once for the office's own systems.

Takes requests, gives structs of ``model.py`` or the bytes of a form. Read next: ``history.py``.
"""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from litestar import Controller, Response, delete, get, post
from litestar.params import Body, Parameter
from litestar.types import ControllerRouterHandler

from reportmine import __version__
from reportmine.messages import language, tr
from reportmine.web.desk import Asked, desk_of
from reportmine.web.forms import JSON, PAGES, ComparisonForm, DocumentForm
from reportmine.web.history import ComparisonEntry, DocumentEntry, Entry
from reportmine.web.jobs import Job
from reportmine.web.model import ComparisonOrder, ComparisonState, DocumentState, Download, Health
from reportmine.web.openapi import (
    ApiOperation,
    FileOperation,
    FormOperation,
    OrderOperation,
    UploadOperation,
    problems,
)  # fmt: skip
from reportmine.web.refusal import Refusal
from reportmine.web.uploads import disposition, read_upload, read_uploads
from reportmine.web.work import (
    AnalyseFile,
    AnalyseNow,
    Answer,
    CompareFiles,
    DrawComparison,
    DrawFile,
    File,
    ScreenNow,
    Task,
)  # fmt: skip

# A page of ours with its own script in it; in a sandbox even in a tab of its own, so that whatever might get into it
# can neither ask this server for anything nor send anything anywhere.
_PAGE_POLICY = (
    "sandbox allow-scripts allow-downloads allow-modals; default-src 'none'; script-src 'unsafe-inline'; "
    "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
_ORDER = 100_000
_COMING = (408, 413, 415, 503)
_WORKING = (422, 500, 503, 504)

Name = Annotated[str | None, Parameter(description="What the file is called; standard input (-) otherwise.")]
Region = Annotated[str | None, Parameter(description="The place, where the report does not say.", max_length=100)]
Year = Annotated[
    int | None, Parameter(description="The year, where the report says none or a wrong one.", ge=1900, le=2100)
]
ShowSecrets = Annotated[bool, Parameter(description="Leave passwords, identity numbers and the like unmasked.")]
Key = Annotated[str, Parameter(description="The id.", max_length=40)]


@get("/health", operation_class=ApiOperation, sync_to_thread=False, security=[{}])
def health(request: Asked) -> Health:
    """That the server runs. Needs no token."""
    return Health(version=__version__, jobs=desk_of(request).jobs.count)


class Documents(Controller):
    """What was uploaded."""

    path = "/documents"

    @post(
        "/", status_code=202, operation_class=UploadOperation, request_max_body_size=None,
        responses=problems(*_COMING),
    )  # fmt: skip
    async def add(self, request: Asked, name: Name = None) -> list[DocumentState]:
        """Takes files, as a form or one as the body, and begins to work on them."""
        desk = desk_of(request)
        uploads = await read_uploads(request, desk.gate, name)
        entries = []
        try:
            for upload in uploads:
                task = AnalyseFile(file=File(name=upload.name, data=upload.data))
                entries.append(DocumentEntry(upload, desk.jobs.submit(task, language())))
            desk.history.make_room(len(uploads), sum(len(upload.data) for upload in uploads))
        except Refusal:
            # All of them or none.
            for entry in entries:
                entry.job.cancel()
            raise
        for entry in entries:
            desk.history.add_document(entry)
        return [entry.told() for entry in entries]

    @get("/", operation_class=ApiOperation, sync_to_thread=False, responses=problems())
    def list_all(self, request: Asked) -> list[DocumentState]:
        """All documents, the oldest first."""
        return [entry.told() for entry in desk_of(request).history.documents]

    @delete("/", operation_class=ApiOperation, sync_to_thread=False, responses=problems())
    def forget_all(self, request: Asked) -> None:
        """Forgets all documents and comparisons; what is being done with them is given up."""
        desk = desk_of(request)
        for entry in desk.history.documents:
            desk.history.forget_document(entry.id)
        desk.jobs.renew()

    @get("/{key:str}", operation_class=ApiOperation, sync_to_thread=False, responses=problems(404))
    def read(self, request: Asked, key: Key) -> DocumentState:
        """How far the work on a document is, and what was found."""
        return desk_of(request).history.document(key).told()

    @delete("/{key:str}", operation_class=ApiOperation, sync_to_thread=False, responses=problems(404))
    def forget(self, request: Asked, key: Key) -> None:
        """Forgets a document and the comparisons it is in."""
        desk_of(request).history.forget_document(key)

    @get("/{key:str}/{form:str}", operation_class=FormOperation, responses=problems(404, 409, *_WORKING))
    async def read_form(
        self, request: Asked, key: Key, form: Annotated[DocumentForm, Parameter(description="Which form.")]
    ) -> Response[bytes]:
        """A form of a document: a page, a table, a copy; secrets are masked."""
        entry = desk_of(request).history.document(key)
        download = _offered(entry, entry.told().forms, form)
        task = DrawFile(file=entry.file(language()), form=form)
        return _file(await _drawn(request, entry, form, task), download)


class Comparisons(Controller):
    """Comparisons of what was uploaded."""

    path = "/comparisons"

    @post(
        "/", status_code=202, operation_class=OrderOperation, request_max_body_size=_ORDER,
        responses=problems(404, 409, 413, 503),
    )  # fmt: skip
    async def add(self, request: Asked, data: Annotated[ComparisonOrder, Body()]) -> ComparisonState:
        """Begins to compare documents that are done."""
        desk = desk_of(request)
        documents = [desk.history.document(key) for key in dict.fromkeys(data.documents)]
        for document in documents:
            if document.state != "done":
                raise Refusal(409, tr("{name}：还没有分析完，或者没有读成，不能比较", name=document.upload.name))
        if len(documents) < 2:
            raise Refusal(400, tr("请给出两份以上不同的报告"))
        if not set(data.years) <= {document.id for document in documents}:
            raise Refusal(404, tr("给出了年份的报告不在要比较的报告里"))
        years = [data.years.get(document.id) for document in documents] if data.years else []
        files = [document.file(language()) for document in documents]
        job = desk.jobs.submit(CompareFiles(files=files, years=years), language(), urgent=True)
        entry = ComparisonEntry(documents, years, job)
        desk.history.add_comparison(entry)
        return entry.told()

    @get("/", operation_class=ApiOperation, sync_to_thread=False, responses=problems())
    def list_all(self, request: Asked) -> list[ComparisonState]:
        """All comparisons, the oldest first."""
        return [entry.told() for entry in desk_of(request).history.comparisons]

    @get("/{key:str}", operation_class=ApiOperation, sync_to_thread=False, responses=problems(404))
    def read(self, request: Asked, key: Key) -> ComparisonState:
        """How far the work on a comparison is."""
        return desk_of(request).history.comparison(key).told()

    @delete("/{key:str}", operation_class=ApiOperation, sync_to_thread=False, responses=problems(404))
    def forget(self, request: Asked, key: Key) -> None:
        """Forgets a comparison; its documents stay."""
        desk_of(request).history.forget_comparison(key)

    @get("/{key:str}/{form:str}", operation_class=FormOperation, responses=problems(404, 409, *_WORKING))
    async def read_form(
        self, request: Asked, key: Key, form: Annotated[ComparisonForm, Parameter(description="Which form.")]
    ) -> Response[bytes]:
        """A form of a comparison: a page, a workbook; secrets are masked."""
        entry = desk_of(request).history.comparison(key)
        download = _offered(entry, entry.told().forms, form)
        files = [document.file(language()) for document in entry.documents]
        task = DrawComparison(files=files, form=form, years=entry.years, kept=entry.kept(language()))
        return _file(await _drawn(request, entry, form, task), download)


@post(
    "/analyze", status_code=200, operation_class=FileOperation, request_max_body_size=None, media_type=JSON,
    responses=problems(*_COMING, *_WORKING),
)  # fmt: skip
async def analyze(
    request: Asked,
    name: Name = None,
    year: Year = None,
    region: Region = None,
    explain: Annotated[bool, Parameter(description="Say what decided each paragraph, figure and action.")] = False,
    show_secrets: ShowSecrets = False,
) -> Response[bytes]:
    """Analyses the file in the body: what ``reportmine analyze --format json`` prints."""
    file = await _body(request, name)
    task = AnalyseNow(file=file, year=year, region=region, explain=explain, show_secrets=show_secrets)
    return await _at_once(request, task)


@post(
    "/screen", status_code=200, operation_class=FileOperation, request_max_body_size=None, media_type=JSON,
    responses=problems(*_COMING, *_WORKING),
)  # fmt: skip
async def screen(
    request: Asked, name: Name = None, region: Region = None, show_secrets: ShowSecrets = False
) -> Response[bytes]:
    """Checks the file in the body before publication: what ``reportmine screen --format json`` prints."""
    file = await _body(request, name)
    return await _at_once(request, ScreenNow(file=file, region=region, show_secrets=show_secrets))


#: Everything under /api/v1.
HANDLERS: list[ControllerRouterHandler] = [health, Documents, Comparisons, analyze, screen]


async def _body(request: Asked, name: str | None) -> File:
    upload = await read_upload(request, desk_of(request).gate, name)
    return File(name=upload.name, data=upload.data)


async def _at_once(request: Asked, task: Task) -> Response[bytes]:
    answer = await _outcome(request, desk_of(request).jobs.submit(task, language(), urgent=True))
    return Response(answer.content, media_type=JSON)


def _offered(entry: Entry, forms: list[Download], form: str) -> Download:
    """The form, if the work is done.

    Raises:
        Refusal: it is not (409), or failed (422).
    """
    if entry.error:
        raise Refusal(422, entry.error)
    if not entry.answer:
        raise Refusal(409, tr("还没有处理完，请稍候"))
    return next(download for download in forms if download.form == form)


async def _drawn(request: Asked, entry: Entry, form: str, task: Task) -> bytes:
    desk = desk_of(request)
    chosen = language()
    known = entry.drawn(form, chosen)
    if known is not None:
        return known
    job = desk.jobs.submit(task, chosen, urgent=True)
    entry.drawing.append(job)
    try:
        answer = await _outcome(request, job)
    finally:
        entry.drawing.remove(job)
    desk.history.keep(entry, form, chosen, answer)
    return answer.content


async def _outcome(request: Asked, job: Job) -> Answer:
    """What comes of a job; when the one who asked goes away, it is given up."""
    done: asyncio.Future[Any] = asyncio.wrap_future(job.future)
    gone: asyncio.Future[Any] = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait([done, gone], return_when=asyncio.FIRST_COMPLETED)
        if not done.done():
            raise Refusal(400, tr("内容没有传完"))
        answer: Answer = done.result()
        return answer
    finally:
        gone.cancel()
        done.cancel()
        if not job.future.done():
            job.cancel()


async def _gone(request: Asked) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _file(content: bytes, download: Download) -> Response[bytes]:
    page = download.form in PAGES
    headers = {"content-disposition": disposition(download.file_name, inline=page)}
    if page:
        headers["content-security-policy"] = _PAGE_POLICY
    return Response(content, media_type=download.media_type, headers=headers)
