"""What the framework cannot read off a handler: bodies and answers that are files, refusals, the language.

Used by ``api.py`` when the description of the API (OpenAPI 3.1) is made. English, as the rest of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import (
    OpenAPIHeader,
    OpenAPIMediaType,
    OpenAPIResponse,
    Operation,
    Parameter,
    RequestBody,
    Schema,
)  # fmt: skip
from litestar.openapi.spec.enums import OpenAPIType

from reportmine.web.forms import MEDIA_TYPES
from reportmine.web.model import Problem

_MEANINGS = {
    400: "A parameter, the form or the body is not as described.",
    401: "The token is missing or wrong.",
    403: "The Host or the Origin is foreign.",
    404: "There is no such document, comparison or form (any more).",
    408: "The sender fell silent.",
    409: "The work on it is not done yet.",
    413: "A file, the whole request or the number of files is too large.",
    415: "The body is compressed (Content-Encoding).",
    422: "The file cannot be read or worked on; the line says why.",
    500: "A fault of the program; other files are not concerned.",
    503: "Too much waits or is coming in; try again after Retry-After seconds.",
    504: "The work took longer than the time limit.",
}
# Of every operation that asks for the token.
_ALWAYS = (400, 401, 403)


def problems(*statuses: int) -> dict[int, ResponseSpec]:
    """The refusals that an operation answers with, besides those that every operation can."""
    return {
        status: ResponseSpec(data_container=Problem, description=_MEANINGS[status], generate_examples=False)
        for status in sorted({*_ALWAYS, *statuses})
    }


# Any bytes but none; and any at all, as one of several parts: of a part OpenAPI 3.1 wants no type said.
_BODY = Schema(type=OpenAPIType.STRING, content_media_type="application/octet-stream", min_length=1)
_PART = Schema(content_media_type="application/octet-stream")


@dataclass
class ApiOperation(Operation):
    """An operation of the API: every answer can be had in another language."""

    def __post_init__(self) -> None:
        lang = Parameter(
            name="lang",
            param_in="query",
            description="zh or en: the language of words in the answer. Else the cookie lang, the server's, "
            "Accept-Language, Chinese.",
            schema=Schema(type=OpenAPIType.STRING),
        )
        self.parameters = [*(self.parameters or []), lang]
        unavailable = (self.responses or {}).get("503")
        if isinstance(unavailable, OpenAPIResponse):
            unavailable.headers = {
                "Retry-After": OpenAPIHeader(schema=Schema(type=OpenAPIType.INTEGER), description="Seconds.")
            }  # fmt: skip


@dataclass
class FileOperation(ApiOperation):
    """An operation whose body is a file, and which answers with JSON that a command prints."""

    def __post_init__(self) -> None:
        super().__post_init__()
        done = (self.responses or {}).get("200")
        if isinstance(done, OpenAPIResponse):
            done.content = {"application/json": OpenAPIMediaType(schema=Schema(type=OpenAPIType.OBJECT))}
        self.request_body = RequestBody(
            required=True, content={"application/octet-stream": OpenAPIMediaType(schema=_BODY)}
        )


@dataclass
class UploadOperation(FileOperation):
    """An operation that takes files: as a form with the field ``files``, or one as the body."""

    def __post_init__(self) -> None:
        super().__post_init__()
        form = Schema(
            type=OpenAPIType.OBJECT,
            properties={"files": Schema(type=OpenAPIType.ARRAY, items=_PART, min_items=1)},
            required=["files"],
        )
        assert isinstance(self.request_body, RequestBody)
        self.request_body.content["multipart/form-data"] = OpenAPIMediaType(schema=form)


@dataclass
class OrderOperation(ApiOperation):
    """An operation that takes a ``ComparisonOrder``; of that the framework drops the limits of what is in a mapping."""

    def __post_init__(self) -> None:
        super().__post_init__()
        year = Schema(type=OpenAPIType.INTEGER, minimum=1900, maximum=2100)
        order = Schema(
            type=OpenAPIType.OBJECT,
            properties={
                "documents": Schema(
                    type=OpenAPIType.ARRAY, items=Schema(type=OpenAPIType.STRING), min_items=2, max_items=200
                ),
                "years": Schema(type=OpenAPIType.OBJECT, additional_properties=year),
            },
            required=["documents"],
            additional_properties=False,
        )
        self.request_body = RequestBody(required=True, content={"application/json": OpenAPIMediaType(schema=order)})


@dataclass
class FormOperation(ApiOperation):
    """An operation that answers with a file, of a type that its form says."""

    def __post_init__(self) -> None:
        super().__post_init__()
        done = (self.responses or {})["200"]
        assert isinstance(done, OpenAPIResponse)
        kinds = dict.fromkeys(kind.partition(";")[0] for kind in MEDIA_TYPES.values())
        done.content = {kind: OpenAPIMediaType(schema=Schema()) for kind in kinds}
        done.headers = {
            "Content-Disposition": OpenAPIHeader(
                schema=Schema(type=OpenAPIType.STRING), description="The name to save it by."
            )
        }
