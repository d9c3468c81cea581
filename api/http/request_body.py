"""Our own reading of requests, before any library sees them: bounded, strict, and never more than a 4xx for what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message
from typing import Any, Protocol
from urllib.parse import parse_qsl

import orjson

from api.documents.ids import id_in
from api.http.errors import ErrorCode, RequestError

# Bytes of a body, or of a query string: the longest operation of ours is a twentieth of it.
MAX_REQUEST_BYTES = 100_000
# Levels of JSON: variables are filters and lists of ids, a few levels deep.
MAX_JSON_DEPTH = 32
# Parameters of a query string; GraphQL over HTTP knows five.
MAX_PARAMETERS = 16

JSON_MEDIA_TYPE = "application/json"


@dataclass(frozen=True)
class OperationRequest:
    """What a request asks: a document by its text or its id (or both), its variables, and which of its operations to run."""

    query: str | None
    document_id: str | None
    variables: dict[str, Any] | None
    operation_name: str | None
    extensions: dict[str, Any] | None


class Readable(Protocol):
    """What is read of a request: Django's own, or the bare values of WSGI."""

    method: str | None
    META: dict[str, Any]

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes of the body."""


def read_request(request: Readable) -> OperationRequest:
    """Read a GET or POST request; whatever is wrong with it raises RequestError with a 4xx status."""
    parameters = _query_parameters(request) if request.method == "GET" else _json_body(request)
    extensions = _object_or_none(parameters, "extensions")
    document_id = id_in(parameters, extensions)
    operation_name = parameters.get("operationName")
    if operation_name is not None and not isinstance(operation_name, str):
        raise _bad_request("The parameter “operationName” must be a string.")
    return OperationRequest(
        query=_text(parameters.get("query"), may_be_missing=document_id is not None),
        document_id=document_id,
        variables=_object_or_none(parameters, "variables"),
        # An empty name in a query string stands for none.
        operation_name=operation_name or None,
        extensions=extensions,
    )


def _text(query: Any, *, may_be_missing: bool) -> str | None:
    if may_be_missing and query in (None, ""):
        return None
    if not isinstance(query, str) or not query.strip():
        raise _bad_request("The parameter “query” must hold the text of a GraphQL document, unless an id names one.")
    return query


def _object_or_none(parameters: dict[str, Any], name: str) -> dict[str, Any] | None:
    value = parameters.get(name)
    if value is not None and not isinstance(value, dict):
        raise _bad_request(f"The parameter “{name}” must be a JSON object.")
    return value


def _query_parameters(request: Readable) -> dict[str, Any]:
    # Django's own reading replaces bytes that are not UTF-8; WSGI hands them over as Latin-1.
    raw = request.META.get("QUERY_STRING", "").encode("latin-1", "replace")
    if len(raw) > MAX_REQUEST_BYTES:
        raise RequestError(413, ErrorCode.BODY_TOO_LARGE, f"The query string is longer than {MAX_REQUEST_BYTES} bytes.")
    try:
        pairs = parse_qsl(raw.decode(), keep_blank_values=True, errors="strict", max_num_fields=MAX_PARAMETERS)
    except ValueError as error:
        raise _bad_request("The query string is not valid UTF-8, or has too many parameters.") from error
    parameters: dict[str, Any] = dict(pairs)
    if len(parameters) != len(pairs):
        raise _bad_request("A parameter of the query string is given twice.")
    if any("\0" in text for pair in pairs for text in pair):
        raise _bad_request("NUL characters are not accepted.")
    for name in ("variables", "extensions"):
        if name in parameters:
            parameters[name] = read_json(parameters[name].encode()) if parameters[name] else None
    return parameters


def _json_body(request: Readable) -> dict[str, Any]:
    content_type = Message()
    content_type["content-type"] = request.META.get("CONTENT_TYPE", "")
    charset = content_type.get_param("charset", "utf-8")
    if content_type.get_content_type() != JSON_MEDIA_TYPE or not isinstance(charset, str) or charset.lower() not in ("utf-8", "utf8"):
        raise RequestError(415, ErrorCode.UNSUPPORTED_MEDIA_TYPE, f"Send the operation as {JSON_MEDIA_TYPE} in UTF-8.")
    body = request.read(MAX_REQUEST_BYTES + 1)
    if len(body) > MAX_REQUEST_BYTES:
        raise RequestError(413, ErrorCode.BODY_TOO_LARGE, f"The body is longer than {MAX_REQUEST_BYTES} bytes.")
    value = read_json(body)
    if not isinstance(value, dict):
        raise _bad_request("The body must be a JSON object; batches are not accepted.")
    return value


def read_json(text: bytes) -> Any:
    """Parse JSON that is valid UTF-8 without lone surrogates (orjson's own rules), without NUL, and not too deep; raises RequestError."""
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise _bad_request("The text is not valid JSON in UTF-8.") from error
    level = [value]
    for _depth in range(MAX_JSON_DEPTH):
        if not level:
            return value
        if any(isinstance(item, str) and "\0" in item for item in level):
            raise _bad_request("NUL characters are not accepted.")
        level = [child for item in level for child in _children(item)]
    if level:
        raise _bad_request(f"The JSON is nested more than {MAX_JSON_DEPTH} levels deep.")
    return value


def _children(item: Any) -> list[Any]:
    if isinstance(item, dict):
        return [*item.keys(), *item.values()]
    return item if isinstance(item, list) else []


def _bad_request(message: str) -> RequestError:
    return RequestError(400, ErrorCode.BAD_REQUEST, message)
