"""The website that shows drafts: the settings name its two functions, and the desk knows nothing of what is behind them."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string


def draft_page(request: HttpRequest, language: str, page: dict[str, Any], **around: Any) -> HttpResponse | None:
    """A page that the website's operation answered, as readers will see it; None where the website cannot show it now.

    `around`: safe HTML above (`note`) and at the end (`after`), `addresses` by language, `lead` from a language and a path to where
    a page is, `has_scripts`, and `directives` of the content security policy in place of the website's.
    """
    return cast("HttpResponse | None", import_string(settings.DRAFT_PAGE)(request, language, page, **around))


def draft_notice(language: str, title: str, content: str, **around: Any) -> HttpResponse:
    """What stands in the place of a draft, safe HTML that begins with an h1; with its `status`, and the rest as above but for `lead`."""
    return cast("HttpResponse", import_string(settings.DRAFT_NOTICE)(language, title, content, **around))
