"""Short links: made once with the first publication, typed in any way, good for ever, and silent about what is not public."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pages import short_links
from pages.journal.sweep import sweep
from pages.models import BasePage, HomePage, ShortLink
from tests.factories import StandardPageFactory, restrict

pytestmark = pytest.mark.django_db

KEY = UUID("12345678-1234-5678-1234-567812345678")


@pytest.fixture
def page(home: HomePage) -> Any:
    return StandardPageFactory(slug="une-page", address_en="a-page", ready=["en"])


def code_of(page: Any, language: str = "fr") -> str:
    return ShortLink.objects.get(page=page.pk, language=language).code


def followed(code: str, method: str = "get") -> Any:
    return getattr(Client(), method)(f"/r/{code}")


def test_a_code_follows_from_the_key_and_has_no_vowel() -> None:
    assert [short_links.code_for(KEY, code) for code in ("fr", "en", "ar")] == ["KDTMW8", "2D7WVR", "C5H9JP"]
    assert short_links.code_for(KEY, "fr", 1) == "W7CCCT"
    assert set(short_links.ALPHABET).isdisjoint("AEIOUY01")


@pytest.mark.parametrize(("typed", "meant"), [("cdfhjk", "CDFHJK"), ("ZSGB0O", "2568QQ"), ("u2s5Vv", "V255VV")])
def test_what_looks_alike_is_read_as_what_stands_in_codes(typed: str, meant: str) -> None:
    assert short_links.as_typed(typed) == meant


@pytest.mark.parametrize(("language", "path"), [("fr", "/fr/une-page"), ("en", "/en/a-page"), ("ar", "/ar/une-page")])
def test_each_language_has_a_link_of_its_own(page: Any, settings: Any, language: str, path: str) -> None:
    answer = followed(code_of(page, language))
    assert (answer.status_code, answer["Location"]) == (302, f"{settings.SITE_URL}{path}")
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("public, max-age=60", "noindex")
    assert (answer.cookies, answer.get("Vary")) == ({}, None)


def test_it_may_be_typed_in_small_letters(page: Any) -> None:
    assert followed(code_of(page).lower()).status_code == 302
    assert followed(code_of(page), "post").status_code == 405


def test_it_is_made_once_in_one_statement_and_survives_moves_and_new_addresses(page: Any, home: HomePage, settings: Any) -> None:
    codes = set(ShortLink.objects.values_list("code", flat=True))
    with CaptureQueriesContext(connection) as captured:
        page.slug = "autre-adresse"
        page.save()
    assert [each["sql"] for each in captured if "shortlink" in each["sql"]] == []
    place = StandardPageFactory(slug="ailleurs")
    BasePage.objects.get(pk=page.pk).move(BasePage.objects.get(pk=place.pk), pos="last-child")
    assert followed(code_of(page))["Location"] == f"{settings.SITE_URL}/fr/ailleurs/autre-adresse"
    assert codes < set(ShortLink.objects.values_list("code", flat=True))


def test_the_first_publication_writes_one_statement(home: HomePage) -> None:
    page = StandardPageFactory(live=False)
    assert not ShortLink.objects.filter(page=page.pk).exists()
    with CaptureQueriesContext(connection) as captured:
        page.save_revision().publish()
    assert len([each for each in captured if "shortlink" in each["sql"]]) == 1
    assert ShortLink.objects.filter(page=page.pk).count() == 3


HIDING: dict[str, Callable[[Any], Any]] = {
    "restricted": restrict,
    "to come": lambda page: BasePage.objects.filter(pk=page.pk).update(go_live_at=timezone.now() + dt.timedelta(hours=1)),
    "over": lambda page: BasePage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - dt.timedelta(hours=1)),
    "taken down": lambda page: page.unpublish(),
}


@pytest.mark.parametrize("how", HIDING)
def test_what_is_not_public_is_not_found_and_says_nothing(page: Any, how: str) -> None:
    code, unknown = code_of(page), followed("CDFHJK")
    assert (unknown.status_code, unknown["Cache-Control"], unknown["X-Robots-Tag"]) == (404, "no-store", "noindex")
    assert ("Cette page n" in unknown.content.decode(), page.title in unknown.content.decode()) == (True, False)
    HIDING[how](page)
    answer = followed(code)
    of_request = "X-Request-ID"
    assert (answer.status_code, answer.content) == (404, unknown.content)
    assert {**answer.headers, of_request: ""} == {**unknown.headers, of_request: ""}


def test_a_draft_has_none(home: HomePage) -> None:
    draft = StandardPageFactory(live=False)
    assert followed(short_links.code_for(draft.translation_key, "fr")).status_code == 404


def test_a_deleted_page_is_gone_and_its_code_goes_to_no_other(page: Any) -> None:
    code, key = code_of(page), page.translation_key
    BasePage.objects.get(pk=page.pk).delete()
    gone = followed(code)
    assert (gone.status_code, gone["Cache-Control"], gone["X-Robots-Tag"]) == (410, "no-store", "noindex")
    assert "Cette page a été retirée" in gone.content.decode()
    again = StandardPageFactory(translation_key=key)
    sweep()
    assert (code_of(again), followed(code).status_code) == (short_links.code_for(key, "fr", 1), 410)


def test_the_sweep_makes_what_is_missing(page: Any) -> None:
    before = {link.language: link.code for link in ShortLink.objects.filter(page=page.pk)}
    ShortLink.objects.all().delete()
    sweep()
    assert {link.language: link.code for link in ShortLink.objects.filter(page=page.pk)} == before
    assert short_links.make_missing(BasePage.objects.values_list("pk", flat=True)) == 0
