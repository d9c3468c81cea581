"""The ceilings: a raw WSGI application that says hello, one that answers the bytes of our kept answers, and Django with one view."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

ANSWERS = "BENCH_ANSWERS"
"""The variable that names a JSON file: for each path, the headers and the body to answer."""

Start = Callable[[str, list[tuple[str, str]]], Any]


def hello(_environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """The least that a WSGI application can do."""
    start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "5")])
    return [b"hello"]


def same_bytes() -> Callable[[dict[str, Any], Start], Iterable[bytes]]:
    """An application that answers what ours answered, headers and all, out of a dictionary."""
    read = json.loads(Path(os.environ[ANSWERS]).read_text(encoding="utf-8"))
    answers = {path: ([tuple(header) for header in answer["headers"]], [answer["body"].encode()]) for path, answer in read.items()}

    def application(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        headers, body = answers[environ["PATH_INFO"]]
        start("200 OK", headers)
        return body

    return application


def django_hello() -> Any:
    """Django as a new project has it, with one view."""
    from django.conf import settings  # noqa: PLC0415 - the raw applications must not pay for Django
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 - the same
    from django.http import HttpResponse  # noqa: PLC0415 - the same
    from django.urls import path  # noqa: PLC0415 - the same

    urls = (path("", lambda _request: HttpResponse("hello")),)
    settings.configure(SECRET_KEY="bench", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=urls, MIDDLEWARE=[])
    return get_wsgi_application()
