"""What the desk shows of a half-hidden site without a token: the page it is asked for, and nothing else of what is hidden."""

from __future__ import annotations

import json
from typing import Any

import pytest

from api.preview.looks import Look, Refusal
from api.preview.showing import shown
from pages import languages
from pages.models import BasePage, EditionContent, EditionPage
from pages.visibility import public_pages
from tests.api.hidden import CANARY, HiddenHalf
from tests.editorial.guest_links.guests import link_to, visit
from tests.factories import loader

pytestmark = pytest.mark.django_db


def _text(page: dict[str, Any] | None) -> str:
    return json.dumps(page, ensure_ascii=False, default=str)


def test_public_pages_lead_to_nothing_hidden(half: HiddenHalf) -> None:
    # An edition shows the drafts it lists: see below.
    pages = [page for page in public_pages() if not issubclass(page.specific_class, EditionPage)]
    for page in pages:
        for code in languages.codes():
            for as_readers in (False, True):
                seen = shown(Look(page, loader(), as_readers=as_readers), code)
                assert seen.refusal is None
                assert [key for key in half.identities() if key in _text(seen.page)] == []


def test_a_hidden_page_shows_itself_alone(half: HiddenHalf) -> None:
    for page in half.pages:
        row = BasePage.objects.get(pk=page.pk)
        seen = shown(Look(row, loader(), as_readers=True), "fr")
        if page.get_view_restrictions().exists():
            assert (seen.page, seen.refusal) == (None, Refusal.HIDDEN)
        else:
            assert [key for key in half.identities() if key in _text(seen.page)] == [str(row.translation_key)]


def test_the_pages_of_an_edition_show_its_drafts_and_nothing_closed(half: HiddenHalf) -> None:
    edition = EditionPage.objects.get(number=1)
    version = edition.get_latest_revision_as_object()
    version.contents = [EditionContent(page=page) for page in half.pages if page.pk != edition.pk]
    version.save_revision(clean=False)
    edition = EditionPage.objects.get(number=1)
    closed = {str(page.translation_key) for page in half.pages if page.get_view_restrictions().exists()}
    seen = shown(Look(edition, loader(), as_readers=True), "fr")
    assert seen.page is not None
    listed = {content["key"] for content in seen.page["contents"]}
    drafts = {str(page.translation_key) for page in half.pages if not page.live and str(page.translation_key) not in closed}
    assert (listed >= drafts, listed & closed) == (True, set())
    media = [address.partition("?")[0] for address in half.media]
    for page in half.pages:
        answer = _text(shown(Look(edition, loader(), content_id=page.pk, as_readers=True), "fr").page)
        assert [key for key in closed if key in answer] == []
        # What belongs to the page itself answers once it is public, and has its key in its address.
        assert [address for address in media if address in answer and str(page.translation_key) not in address] == []


# --- the screens that guests get, with all that stands around a page ----------------------------------------------------------------


def _read_by_guest(page: BasePage) -> str:
    _link, token = link_to(page, loader())
    response = visit(token)
    return str(response.content.decode()) if response.status_code == 200 else ""


def test_around_a_public_page_a_guest_reads_what_readers_do(half: HiddenHalf) -> None:
    pages = [page for page in public_pages() if not issubclass(page.specific_class, EditionPage)]
    # Others have a newer version, full of canaries of their own.
    unchanged = [page for page in pages if CANARY not in (page.get_latest_revision_as_object().title_fr or "")]
    assert len(pages) - len(unchanged) == 2
    for page in unchanged:
        text = _read_by_guest(page)
        assert (page.title_fr in text, CANARY in text) == (True, False)
        assert [address for address in half.media if address in text] == []


def test_around_a_hidden_page_a_guest_reads_of_no_other(half: HiddenHalf) -> None:
    shown_to_guests = 0
    for page in half.pages:
        row = BasePage.objects.get(pk=page.pk)
        text = _read_by_guest(row)
        shown_to_guests += bool(text)
        assert [other.slug for other in half.pages if other.pk != page.pk and f"/{other.slug}" in text] == []
        assert [address.partition("?")[0] for address in half.media if address.partition("?")[0] in text] == []
    assert shown_to_guests == len([page for page in half.pages if not page.get_view_restrictions().exists()])
