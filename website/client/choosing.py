"""The one client of this process: of a distant endpoint where the settings name one, else of the callable they name."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from website.client.answers import Client
from website.client.in_process import InProcess
from website.client.remote import Remote


def current_client() -> Client:
    """The client that the settings want; made once, with what it keeps."""
    return _client(settings.CLUB_GRAPHQL_URL, settings.WEBSITE_ANSWERS)


@cache
def _client(url: str, answers: str) -> Client:
    if url:
        return Remote(url, max_bytes=settings.ANSWER_CACHE_MB * 1024 * 1024)
    return InProcess(import_string(answers))
