"""The id of a document: the SHA-256 of its text, and the two ways in which a request may bring it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from api.http.errors import ErrorCode, RequestError

# The only version there is of Apollo's protocol.
PERSISTED_QUERY_VERSION = 1

# GraphQL over HTTP writes the prefix; programs that generate clients often leave it out.
_DOCUMENT_ID = re.compile(r"(?:sha256:)?(?P<digest>[0-9a-f]{64})")
_DIGEST = re.compile(r"(?P<digest>[0-9a-f]{64})")


def id_of(text: str) -> str:
    """The id of the document with this text: 64 hexadecimal digits in lower case."""
    return hashlib.sha256(text.encode()).hexdigest()


def id_in(parameters: Mapping[str, Any], extensions: Mapping[str, Any] | None) -> str | None:
    """The id that a request brought, None if it brought none.

    As `documentId` (GraphQL over HTTP) or as `extensions.persistedQuery` (Apollo). A RequestError refuses an id of another form, and two
    that differ.
    """
    brought = {
        _digest(_DOCUMENT_ID, parameters.get("documentId"), "“documentId” must be “sha256:” and 64 hexadecimal digits in lower case."),
        _persisted_query(extensions or {}),
    } - {None}
    if len(brought) > 1:
        raise _bad_request("“documentId” and “persistedQuery” name two documents.")
    return brought.pop() if brought else None


def _persisted_query(extensions: Mapping[str, Any]) -> str | None:
    value = extensions.get("persistedQuery")
    if value is None:
        return None
    # `True == 1` in Python, not in JSON.
    if not isinstance(value, dict) or value.get("version") is True or value.get("version") != PERSISTED_QUERY_VERSION:
        raise _bad_request(f"“persistedQuery” must be an object whose “version” is {PERSISTED_QUERY_VERSION}.")
    message = "“sha256Hash” must be 64 hexadecimal digits in lower case."
    digest = _digest(_DIGEST, value.get("sha256Hash"), message)
    if digest is None:
        raise _bad_request(message)
    return digest


def _digest(form: re.Pattern[str], value: Any, message: str) -> str | None:
    if value is None:
        return None
    match = form.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise _bad_request(message)
    return match["digest"]


def _bad_request(message: str) -> RequestError:
    return RequestError(400, ErrorCode.BAD_REQUEST, message)
