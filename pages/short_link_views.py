"""Where short links lead: to the page's address on the readers' website, as it is now."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from pages.models import ShortLink
from pages.paths import current_paths
from pages.short_links import as_typed
from pages.site_addresses import page_address
from pages.visibility import public_pages

SECONDS = 60
"""How long a browser or a cache may send readers on without asking again: a page may move, or be taken down."""


Nothing = Callable[[HttpRequest, int], HttpResponse]
"""What readers are shown where a code leads nowhere, with this status."""


@require_safe
def follow(request: HttpRequest, code: str, nothing: Nothing) -> HttpResponse:
    """Sends the reader to the page (302: its address may be another tomorrow).

    404 where there is nothing public, whatever the reason; 410 where the page was deleted: `nothing` shows it.
    """
    link = ShortLink.objects.filter(code=as_typed(code)).first()
    if link is None:
        return _unkept(nothing(request, 404))
    if link.page_id is None:
        return _unkept(nothing(request, 410))
    page = public_pages().filter(pk=link.page_id).values_list("pk", flat=True).first()
    path = current_paths([page]).get(page, {}).get(link.language) if page is not None else None
    if path is None:
        return _unkept(nothing(request, 404))
    response = HttpResponseRedirect(page_address(link.language, path))
    response["Cache-Control"] = f"public, max-age={SECONDS}"
    response["X-Robots-Tag"] = "noindex"
    return response


def _unkept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
