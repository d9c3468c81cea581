"""Log lines carry a request id, and neither query strings nor addresses of visitors."""

import json
import logging
import sys
from collections.abc import Iterator

import pytest
from django.test import Client

from cms.logging import JsonFormatter, ReadableFormatter, RequestIdFilter


class Lines(logging.Handler):
    """Keeps what would be written in production."""

    def __init__(self) -> None:
        super().__init__()
        self.addFilter(RequestIdFilter())
        self.setFormatter(JsonFormatter())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def access() -> Iterator[Lines]:
    logger, lines = logging.getLogger("cms.access"), Lines()
    level = logger.level
    logger.addHandler(lines)
    logger.setLevel(logging.INFO)
    yield lines
    logger.removeHandler(lines)
    logger.setLevel(level)


@pytest.mark.django_db
def test_a_request_is_one_line_without_query_string_or_address(client: Client, access: Lines) -> None:
    response = client.get("/admin/login/?token=secret", REMOTE_ADDR="203.0.113.9", HTTP_X_FORWARDED_FOR="203.0.113.10")
    (line,) = access.lines
    fields = json.loads(line)
    assert fields["message"] == "GET /admin/login/ 200"
    assert fields["request_id"] == response["X-Request-ID"]
    assert list(fields) == ["time", "level", "logger", "message", "request_id", "milliseconds"]
    assert "secret" not in line
    assert "203.0.113" not in line


def test_a_well_formed_request_id_is_kept_and_another_is_replaced(client: Client) -> None:
    assert client.get("/healthz", HTTP_X_REQUEST_ID="edge-12345678")["X-Request-ID"] == "edge-12345678"
    for forged in ("short", "x" * 65, 'quoted"and\nbroken', "accentué1"):
        answered = client.get("/healthz", HTTP_X_REQUEST_ID=forged)["X-Request-ID"]
        assert answered != forged
        assert len(answered) == 16


def test_two_requests_have_two_ids(client: Client) -> None:
    assert client.get("/healthz")["X-Request-ID"] != client.get("/healthz")["X-Request-ID"]


def test_static_files_and_health_leave_no_line(client: Client, access: Lines) -> None:
    client.get("/static/none.css")
    client.get("/healthz")
    assert access.lines == []


def record(message: str, level: int = logging.INFO, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord("pages.journal", level, __file__, 1, message, (), None)
    made.__dict__.update(extra)
    return made


@pytest.mark.parametrize(("path", "written"), [("/preview/s3-cr_et/", "/preview/…/"), ("/preview/s3-cr_et/fr/1/", "/preview/…/fr/1/")])
def test_no_line_holds_the_link_of_a_guest(path: str, written: str) -> None:
    for formatter in (JsonFormatter(), ReadableFormatter()):
        line = formatter.format(record(f"GET {path} 200"))
        assert (f"GET {written} 200" in line, "s3-cr_et" in line) == (True, False)


def test_an_error_is_one_json_line_with_its_traceback() -> None:
    failed = record("Could not publish", logging.ERROR, request_id="edge-12345678")
    try:
        raise ValueError("no title")
    except ValueError:
        failed.exc_info = sys.exc_info()
    line = JsonFormatter().format(failed)
    assert "\n" not in line
    fields = json.loads(line)
    assert fields["level"] == "error"
    assert fields["error"].endswith("ValueError: no title")


def test_a_readable_line_shows_the_request_beside_warnings_only() -> None:
    formatter = ReadableFormatter()
    calm = formatter.format(record("Published", request_id="edge-12345678", milliseconds=3.5))
    assert calm.endswith("INFO    pages.journal: Published (3.5 ms)")
    warned = formatter.format(record("Slow", logging.WARNING, request_id="edge-12345678"))
    assert warned.endswith("WARNING pages.journal: Slow [edge-12345678]")
