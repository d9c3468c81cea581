"""What editors see of a page before readers do. Who shows it is named by the settings: the desk, as readers will get it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.module_loading import import_string

from pages import languages

if TYPE_CHECKING:
    from pages.models import BasePage


def preview_modes() -> list[tuple[str, str]]:
    """One preview for each language, the source language first, whether the language is ready or not."""
    return [(code, languages.native_name(code)) for code in languages.codes()]


def preview_response(request: HttpRequest, page: BasePage, mode: str) -> HttpResponseBase:
    """The page, saved or not, in the language named by ``mode`` (the source language for any other word)."""
    show = import_string(settings.PAGE_PREVIEW)
    response: HttpResponseBase = show(request, page, mode if mode in languages.codes() else languages.source())
    return response
