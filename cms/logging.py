"""Log lines: JSON in production, readable in development, each with its request's id, never a query string, a secret link or an address."""

import json
import logging
import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

# What a proxy may hand us as a request id: anything else is replaced, so that nobody writes into our logs.
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")

# A page of the admin brings dozens of static files, and load balancers ask all day: their lines would hide the others.
FREQUENT = (settings.STATIC_URL, "/healthz", "/readyz")

# What stands there opens a page to whoever reads it.
SECRET_PART = re.compile(r"(?<=/preview/)[^/\s]+")

_request_id: ContextVar[str] = ContextVar("request_id", default="")
_access = logging.getLogger("cms.access")


class RequestId:
    """Middleware: gives each request an id (from X-Request-ID when well formed), answers with it, logs one line per request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request; the log line has method, path without query string, status and milliseconds."""
        given = request.headers.get("X-Request-ID", "")
        request_id = given if REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
        token = _request_id.set(request_id)
        start = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id
            _access.log(
                logging.DEBUG if request.path.startswith(FREQUENT) else logging.INFO,
                "%s %s %s",
                request.method,
                request.path,
                response.status_code,
                extra={"milliseconds": round((time.perf_counter() - start) * 1000, 1)},
            )
            return response
        finally:
            _request_id.reset(token)


class RequestIdFilter(logging.Filter):
    """Puts the id of the request being answered on each record ("" outside a request)."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always keep the record."""
        record.request_id = _request_id.get()
        return True


def _message(record: logging.LogRecord) -> str:
    """What a record says, without the part of an address that is a secret."""
    return SECRET_PART.sub("…", record.getMessage())


class JsonFormatter(logging.Formatter):
    """One JSON object per line: time (UTC), level, logger, message, request_id, then milliseconds and error if there are."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without its end."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
            "request_id": getattr(record, "request_id", ""),
        }
        if hasattr(record, "milliseconds"):
            line["milliseconds"] = record.milliseconds
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class ReadableFormatter(logging.Formatter):
    """A line for a person: time, level, logger, message; the request's id only beside warnings and errors."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, followed by the traceback of an error."""
        clock = datetime.fromtimestamp(record.created, UTC).astimezone().strftime("%H:%M:%S")
        line = f"{clock} {record.levelname:<7} {record.name}: {_message(record)}"
        if hasattr(record, "milliseconds"):
            line += f" ({record.milliseconds} ms)"
        request_id = getattr(record, "request_id", "")
        if request_id and record.levelno >= logging.WARNING:
            line += f" [{request_id}]"
        if record.exc_info:
            line += f"\n{self.formatException(record.exc_info)}"
        return line
