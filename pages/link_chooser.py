"""Links in rich texts: their editor asks for pages by the name of Wagtail's own model, which is not installed where ours replaces it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

ASKED = "wagtailcore.page"


class LinksToOurPages:
    """Lets the window in which a link is chosen list our pages: asked for a model that is not there, Wagtail's view answers 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Drops the name: without one, every type of page may be chosen."""
        if request.GET.get("page_type") == ASKED and request.path.startswith(reverse("wagtailadmin_choose_page")):
            kept = request.GET.copy()
            del kept["page_type"]
            request.GET = kept  # type: ignore[assignment]
        return self.get_response(request)
