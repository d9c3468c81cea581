"""What a page of the website is measured beside: Django as a new project has it, with one view that answers the same bytes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

PAGE = "BENCH_PAGE"
"""The variable that names the file with the page, compressed."""


def application() -> Any:
    """The application of the one view."""
    from django.conf import settings  # noqa: PLC0415 - set up below
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 - the same
    from django.http import HttpResponse  # noqa: PLC0415 - the same
    from django.urls import path  # noqa: PLC0415 - the same

    page = Path(os.environ[PAGE]).read_bytes()
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": "gzip"}
    urls = (path("", lambda _request: HttpResponse(page, headers=headers)),)
    settings.configure(SECRET_KEY="bench", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=urls, MIDDLEWARE=[])
    return get_wsgi_application()
