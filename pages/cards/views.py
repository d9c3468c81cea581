"""The way out for cards: drawn for a page that readers may see, in a language in which it is ready, and for nothing else."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from pages import languages
from pages.cards.drawing import card_image, photograph_of
from pages.cards.keeping import PATIENCE, BusyError, kept_or_drawn
from pages.cards.reading import cover_of, facts_of
from pages.drawing.lettering import can_set
from pages.media.responses import PUBLIC_CACHING, bytes_response
from pages.visibility import public_pages

CARD_CACHING = "public, max-age=31536000, s-maxage=60, stale-while-revalidate=600, immutable"
"""A card at an address never changes: whoever has seen it may keep it. Caches between us ask again each minute whether it may be shown."""


@require_safe
def card(request: HttpRequest, language: str, key: UUID, digest: str) -> HttpResponseBase:
    """The card of a page; an address of what is no longer drawn leads to the present one, for a while."""
    now = timezone.now()
    page = get_object_or_404(public_pages(now).select_related("organisation"), translation_key=key)
    if not languages.is_ready(page, language, now) or not can_set(language):
        raise Http404
    cover = cover_of(page, now)
    facts = facts_of(page, language, cover, now)
    if digest != facts.digest:
        moved = HttpResponseRedirect(facts.url(page.key))
        moved["Cache-Control"] = PUBLIC_CACHING
        return moved
    try:
        drawn = kept_or_drawn(facts.digest, lambda: card_image(facts, photograph_of(cover) if cover is not None else None))
    except BusyError:
        return HttpResponse(status=503, headers={"Retry-After": round(PATIENCE), "Cache-Control": "no-store"})
    return bytes_response(request, drawn, facts.digest, content_type="image/jpeg", caching=CARD_CACHING)
