"""Answers made of a file: whole (200), a part (206), unchanged (304) or out of range (416)."""

from __future__ import annotations

import hashlib
import mimetypes
import re
from collections.abc import Iterator
from typing import NamedTuple

from django.core.files.storage import Storage, default_storage
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags, quote_etag

CHUNK = 64 * 1024
"""Bytes read at a time."""

PUBLIC_CACHING = "public, max-age=60, stale-while-revalidate=600"
"""A minute at most: what is withdrawn must not live on in caches."""

HARMLESS = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
"""What a file may do when a browser opens it as a page, whatever it holds: be looked at, be played, and nothing else."""

# No file has a size of nineteen digits, and Python refuses to read numbers of thousands.
_RANGE = re.compile(r"^bytes=([0-9]{0,18})-([0-9]{0,18})$")


class _Stored(NamedTuple):
    """A file in a storage."""

    storage: Storage
    name: str


def file_response(
    request: HttpRequest,
    name: str,
    *,
    content_type: str | None = None,
    caching: str = PUBLIC_CACHING,
    storage: Storage = default_storage,
) -> HttpResponseBase:
    """The stored file ``name``, honouring ``Range``, ``If-Range`` and ``If-None-Match``. Raises ``Http404`` where it is missing."""
    try:
        size = storage.size(name)
        changed = storage.get_modified_time(name).timestamp()
        with storage.open(name):
            pass  # what cannot be opened (a folder, a lost file) is said before the answer begins
    except (OSError, ValueError) as error:
        raise Http404 from error
    etag = quote_etag(hashlib.sha256(f"{name}\x00{size}\x00{changed}".encode()).hexdigest()[:32])
    response = _answer(request, _Stored(storage, name), size, etag)
    if response.status_code in (200, 206):
        response["Content-Type"] = content_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
    response["Accept-Ranges"] = "bytes"
    return _labelled(response, etag, caching)


def _labelled(response: HttpResponseBase, etag: str, caching: str) -> HttpResponseBase:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = HARMLESS
    response["ETag"] = etag
    response["Cache-Control"] = caching
    return response


def text_response(request: HttpRequest, text: str, *, content_type: str, caching: str = PUBLIC_CACHING) -> HttpResponseBase:
    """A small text made on the spot, with an ETag."""
    body = text.encode()
    return bytes_response(request, body, hashlib.sha256(body).hexdigest()[:32], content_type=content_type, caching=caching)


def bytes_response(request: HttpRequest, body: bytes, digest: str, *, content_type: str, caching: str = PUBLIC_CACHING) -> HttpResponseBase:
    """Something small that is at hand, always whole; ``digest`` tells it from another version."""
    etag = quote_etag(digest)
    response = HttpResponse(status=304) if _is_known(request, etag) else HttpResponse(body, content_type=content_type)
    return _labelled(response, etag, caching)


def stream_response(
    request: HttpRequest, parts: Iterator[bytes], digest: str, *, content_type: str, caching: str = PUBLIC_CACHING
) -> HttpResponseBase:
    """Something made while it is sent, always whole; ``digest`` tells it from another version."""
    etag = quote_etag(digest)
    response = HttpResponse(status=304) if _is_known(request, etag) else StreamingHttpResponse(parts, content_type=content_type)
    return _labelled(response, etag, caching)


def _is_known(request: HttpRequest, etag: str) -> bool:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or etag in (value.removeprefix("W/") for value in known)


def _answer(request: HttpRequest, stored: _Stored, size: int, etag: str) -> HttpResponseBase:
    if _is_known(request, etag):
        return HttpResponse(status=304)
    part = _wanted_part(request, size, etag)
    if part is None:
        return _stream(request, stored, 0, size, 200)
    start, end = part
    if start >= end:
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
        return response
    partial = _stream(request, stored, start, end, 206)
    partial["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return partial


def _wanted_part(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """The part to send, None for the whole: parts are a matter of GET, and of the very file the reader has begun."""
    wanted = request.headers.get("Range", "")
    if request.method != "GET" or request.headers.get("If-Range", etag) != etag:
        return None
    return _part(wanted, size)


def _part(header: str, size: int) -> tuple[int, int] | None:
    """The bytes asked for as (start, end), end excluded; None where the header is not one simple range (RFC 9110 lets it be ignored).

    A start at or beyond the end of the file gives an empty part, which cannot be satisfied.
    """
    match = _RANGE.match(header.strip())
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        return max(0, size - int(last)), size if int(last) else 0
    start = int(first)
    end = size if not last else min(int(last) + 1, size)
    if last and int(last) < start:
        return None
    return start, end


def _stream(request: HttpRequest, stored: _Stored, start: int, end: int, status: int) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_chunks(stored, start, start if request.method == "HEAD" else end), status=status)
    response["Content-Length"] = str(end - start)
    return response


def _chunks(stored: _Stored, start: int, end: int) -> Iterator[bytes]:
    """The bytes of a stored file from ``start`` to ``end``; it is open only while somebody reads."""
    left = end - start
    with stored.storage.open(stored.name) as file:
        file.seek(start)
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
