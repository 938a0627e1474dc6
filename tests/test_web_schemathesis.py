"""The description of the API is true: schemathesis makes requests out of it and holds the answers against it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import hypothesis
import pytest
import schemathesis
from sites import NEXT, REPORT, TOKEN, Running, running

from reportmine.web.app import Settings, Site

# Requests made of each operation; REPORTMINE_EXAMPLES=300 makes more.
EXAMPLES = int(os.environ.get("REPORTMINE_EXAMPLES", "5"))


@pytest.fixture(scope="module")
def site() -> Iterator[Running]:
    # Room for everything, since "try again later" is never expected.
    with running(upload=100_000, request=200_000, patience=1.0, queue=100_000, documents=100_000) as made:
        yield made


@pytest.fixture(scope="module")
def known(site: Running) -> dict[str, str]:
    """The ids of a document and of a comparison that are done."""
    keys = [site.analysed(text.encode())["id"] for text in (REPORT, NEXT)]
    comparison = site.client.post("/api/v1/comparisons", json={"documents": keys}).json()["id"]
    return {"documents": keys[0], "comparisons": site.settled("comparisons", comparison)["id"]}


schema = schemathesis.openapi.from_dict(Site(Settings(token=TOKEN, port=1)).litestar.openapi_schema.to_schema())


# A file that cannot be read is as described, too.
schema.config.checks.positive_data_acceptance.expected_statuses.append("422")


@schema.auth()
class Token:
    """Signs in."""

    def get(self, case: schemathesis.Case, context: schemathesis.AuthContext) -> str:
        return TOKEN

    def set(self, case: schemathesis.Case, data: str, context: schemathesis.AuthContext) -> None:
        case.headers["Authorization"] = f"Bearer {data}"


@schema.parametrize()
@hypothesis.settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(hypothesis.HealthCheck)
)
def test_answers_are_as_described(case: schemathesis.Case, site: Running, known: dict[str, str]) -> None:
    # An id that was thought out is never one of ours: half of them are replaced, but not to be deleted.
    key = (case.path_parameters or {}).get("key")
    if case.method == "GET" and isinstance(key, str) and len(key) % 2:
        case.path_parameters["key"] = known[case.path.split("/")[3]]
    case.call_and_validate(base_url=f"http://127.0.0.1:{site.port}")
