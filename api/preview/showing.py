"""Running the website's own operation for a draft: what it would get of a page, for somebody who needs no token."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson

from api.documents.operations import operation_in, operations_folder
from api.http.bodies import body_of
from api.http.errors import formatted
from api.http.execution import run_preview
from api.http.prepared import PreparedDocuments
from api.preview.looks import Look, NothingShownError, Refusal
from api.schema.build import schema

OPERATION = "website/PreviewScreen.graphql"


@dataclass(frozen=True, slots=True)
class Shown:
    """The page as the operation answers it, or why there is none."""

    page: dict[str, Any] | None
    refusal: Refusal | None = None


def shown(look: Look, language: str) -> Shown:
    """The page in a language. Whatever is laid into the tables for it is undone."""
    result = run_preview(_documents(), _text(), {"token": "", "locale": language.upper()}, look)
    if not result.errors and result.data:
        # Through JSON and back: nothing that only Python knows gets out, such as a text that templates would take for safe HTML.
        return Shown(orjson.loads(orjson.dumps(body_of(result)))["data"]["page"])
    for error in result.errors or ():
        if isinstance(error.original_error, NothingShownError):
            return Shown(None, error.original_error.refusal)
        # Writes the cause into the log.
        formatted(error)
    return Shown(None, Refusal.FAILED)


@cache
def _documents() -> PreparedDocuments:
    return PreparedDocuments(schema())


@cache
def _text() -> str:
    return operation_in(operations_folder() / OPERATION).text
