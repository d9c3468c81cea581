"""The way out for cards: only for what readers may see, by the present address alone, drawn once and kept."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import caches
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from pages import models
from pages.cards import keeping, views
from pages.cards.keeping import BusyError, kept_or_drawn
from pages.cards.reading import cover_of, facts_of
from pages.days import day_of
from pages.erasure.erasing import erase
from pages.media.links import card_url
from tests.factories import (
    ConsentFactory,
    GuidePageFactory,
    HelplineFactory,
    ImageFactory,
    OrganisationFactory,
    PersonFactory,
    private_collection,
    restrict,
)
from tests.pages.answers import ask

pytestmark = pytest.mark.django_db

CACHING = "public, max-age=31536000, s-maxage=60, stale-while-revalidate=600, immutable"


@pytest.fixture(autouse=True)
def _published_home(home: models.HomePage) -> None:
    """Pages stand below a home page that is there."""


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was drawn: the facts of each card, with the size of its photograph."""
    made: list[Any] = []
    draw = views.card_image

    def noted(facts: Any, photograph: Any = None) -> bytes:
        made.append((facts, photograph and photograph.size))
        return draw(facts, photograph)

    monkeypatch.setattr(views, "card_image", noted)
    return made


def address(page: models.BasePage, language: str = "fr") -> str:
    now = timezone.now()
    seen = models.BasePage.objects.get(pk=page.pk)
    return facts_of(seen, language, cover_of(seen, now), now).url(page.key)


def test_a_card_is_drawn_at_the_first_request_and_kept(client: Client, drawn: list[Any]) -> None:
    page = GuidePageFactory(title_fr="Guide", cover_image=ImageFactory())
    first = ask(client, address(page))
    assert (first.status, first.headers["Content-Type"], first.headers["Cache-Control"]) == (200, "image/jpeg", CACHING)
    assert first.body[:3] == b"\xff\xd8\xff"
    assert ask(client, address(page)).body == first.body
    assert [(facts.title, size) for facts, size in drawn] == [("Guide", (560, 630))]
    known = ask(client, address(page), If_None_Match=first.headers["ETag"])
    assert (known.status, known.body) == (304, b"")
    assert ask(client, address(page), "head").status == 200
    assert ask(client, address(page), "post").status == 405
    assert len(drawn) == 1


def test_an_address_of_before_leads_to_the_present_one(client: Client, drawn: list[Any]) -> None:
    maker = OrganisationFactory(short_name="Avant")
    page = GuidePageFactory(title_fr="Guide", organisation=maker)
    seen = [address(page)]
    page.title_fr = "Autre"
    page.save()
    seen.append(address(page))
    maker.short_name = "Après"
    maker.save()
    seen.append(address(page))
    page.cosigning_organisations = [OrganisationFactory(short_name="Amie")]
    page.save()
    seen.append(address(page))
    cover = ImageFactory()
    page.cover_image = cover
    page.save()
    seen.append(address(page))
    cover.focal_point_x, cover.focal_point_y, cover.focal_point_width, cover.focal_point_height = 5, 5, 2, 2
    cover.save()
    seen.append(address(page))
    assert len(set(seen)) == 6
    for old in (*seen[:-1], card_url(page.key, "fr", "x")):
        moved = ask(client, old)
        assert (moved.status, moved.headers["Location"]) == (302, seen[-1])
        assert moved.headers["Cache-Control"] == "public, max-age=60, stale-while-revalidate=600"
    assert drawn == []
    assert ask(client, seen[-1]).status == 200
    assert [facts.names for facts, _size in drawn] == [("Après", "Amie")]


def test_what_readers_may_not_see_has_no_card(client: Client, admin_client: Client, drawn: list[Any]) -> None:
    page = GuidePageFactory(title_fr="Guide", title_en="Guide", ready=["en"])
    french, english = address(page), address(page, "en")
    nowhere = ask(client, card_url(str(uuid.uuid4()), "fr", "0" * 16))
    assert nowhere.status == 404

    def answers() -> list[Any]:
        return [ask(browser, where) for browser in (client, admin_client) for where in (french, english)]

    page.is_ready_en = False
    page.save()
    assert [answer.status for answer in answers()] == [200, 404, 200, 404]
    assert [ask(client, card_url(page.key, code, "0" * 16)).status for code in ("ar", "de", "xx-yy")] == [404, 404, 404]
    restriction = restrict(page.get_parent())
    for hidden in answers():
        assert (hidden.status, hidden.body) == (404, nowhere.body)
    restriction.delete()
    page.unpublish()
    for hidden in answers():
        assert (hidden.status, hidden.body) == (404, nowhere.body)
    assert len(drawn) == 1


def test_a_cover_that_readers_may_not_see_is_not_drawn(client: Client, drawn: list[Any]) -> None:
    person, cover = PersonFactory(), ImageFactory()
    cover.people_shown.add(person)
    consent = ConsentFactory(person=person, images=[cover])
    page = GuidePageFactory(cover_image=cover)
    shown = address(page)
    assert ask(client, shown).status == 200
    consent.withdrawn_on = day_of()
    consent.save()
    without = address(page)
    assert (ask(client, shown).status, ask(client, shown).headers["Location"], ask(client, without).status) == (302, without, 200)
    closed = GuidePageFactory(cover_image=ImageFactory(collection=private_collection()))
    assert ask(client, address(closed)).status == 200
    assert [(facts.photograph is not None, size) for facts, size in drawn] == [(True, (560, 630)), (False, None), (False, None)]


def test_a_cover_whose_file_is_lost_is_left_out(client: Client, drawn: list[Any]) -> None:
    cover = ImageFactory()
    page = GuidePageFactory(cover_image=cover)
    default_storage.delete(cover.file.name)
    assert ask(client, address(page)).status == 200
    assert [size for _facts, size in drawn] == [None]


def test_urgent_help_shows_the_first_line_of_its_text_that_still_answers(client: Client, drawn: list[Any]) -> None:
    gone = HelplineFactory(number_short="3020", name_fr="3020 : avant", valid_to=day_of().replace(year=2020, day=1))
    line = HelplineFactory(number_short="3018", name_fr="3018 : harcèlement")
    steps = [("helpline", gone), ("helpline", line)]
    shown = GuidePageFactory(is_crisis=True, cover_image=ImageFactory(), steps_fr=steps)
    silent = GuidePageFactory(is_crisis=True, cover_image=ImageFactory())
    calm = GuidePageFactory(steps_fr=steps)
    assert [ask(client, address(page)).status for page in (shown, silent, calm)] == [200, 200, 200]
    assert [(facts.number, facts.line, size) for facts, size in drawn] == [("3018", "Harcèlement", None), ("", "", None), ("", "", None)]


def test_a_card_takes_the_same_statements_however_often_it_is_signed(client: Client, django_assert_num_queries: Any) -> None:
    many = [OrganisationFactory() for _number in range(20)]
    pages = [GuidePageFactory(organisation=many[0], cosigning_organisations=signed, cover_image=ImageFactory()) for signed in ([], many)]
    for page in pages:
        where = address(page)
        assert ask(client, where).status == 200
        # The page with its association; the cover; those that sign too.
        with django_assert_num_queries(3):
            assert ask(client, where).status == 200


def test_whoever_wants_the_same_meanwhile_finds_it_drawn() -> None:
    begun, may_end, made = threading.Event(), threading.Event(), []

    def draw() -> bytes:
        made.append(1)
        begun.set()
        assert may_end.wait(10)
        return b"card"

    seen: list[bytes] = []
    threads = [threading.Thread(target=lambda: seen.append(kept_or_drawn("one", draw))) for _number in range(4)]
    for thread in threads:
        thread.start()
    assert begun.wait(10)
    may_end.set()
    for thread in threads:
        thread.join(10)
    assert (seen, made) == ([b"card"] * 4, [1])


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Somebody else draws, and nobody waits."""
    monkeypatch.setattr(keeping, "PATIENCE", 0)
    with keeping._drawing:
        yield


@pytest.mark.usefixtures("busy")
def test_when_too_much_is_drawn_nothing_more_is(client: Client, drawn: list[Any]) -> None:
    page = GuidePageFactory()
    answer = ask(client, address(page))
    assert (answer.status, answer.headers["Retry-After"], answer.headers["Cache-Control"]) == (503, "5", "no-store")
    with pytest.raises(BusyError):
        kept_or_drawn("another", lambda: b"")
    assert drawn == []


def test_nothing_of_an_erased_person_stays_on_kept_cards(client: Client) -> None:
    person, cover = PersonFactory(slug="camille"), ImageFactory()
    cover.people_shown.add(person)
    ConsentFactory(person=person, images=[cover])
    where = address(GuidePageFactory(cover_image=cover))
    assert ask(client, where).status == 200
    digest = where.rpartition("-")[2].removesuffix(".jpg")
    assert caches["cards"].get(digest) is not None
    erase("camille", really=True)
    assert caches["cards"].get(digest) is None
    assert ask(client, where).status == 302
