"""Absolute addresses for the world outside: pages on the readers' website, files on this server."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings


def page_address(language: str, path: str) -> str:
    """Where readers of a language find the page at ``path``: two languages may share a path, so the language stands before it."""
    return f"{settings.SITE_URL}/{language}{quote(path)}"


def short_address(code: str) -> str:
    """The address of a short link, which this server answers."""
    return f"{settings.PUBLIC_URL}/r/{code}"


def media_address(path: str) -> str:
    """The absolute address of a file whose ``path`` is one of ``pages.media.links``."""
    return f"{settings.PUBLIC_URL}{path}"
