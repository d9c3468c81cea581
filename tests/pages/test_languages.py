"""Readiness, addresses and the language served: decided per page, never inherited from the thread."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from pages import languages
from pages.models import GuidePage
from tests.factories import GuidePageFactory


def test_the_site_speaks_french_first() -> None:
    assert languages.codes() == ("fr", "en", "ar")
    assert languages.source() == "fr"
    assert languages.translations() == ("en", "ar")


@pytest.mark.parametrize(
    ("ready", "asked", "served"),
    [([], "fr", "fr"), ([], "en", "fr"), (["en"], "en", "en"), (["en"], "ar", "fr"), (["ar"], "ar", "ar"), ([], "xx", "fr")],
)
def test_a_page_answers_in_the_language_asked_if_ready_else_in_french(ready: list[str], asked: str, served: str) -> None:
    row = {"is_ready_en": "en" in ready, "is_ready_ar": "ar" in ready or None}
    assert languages.served_language(row, asked) == served


def test_readiness_is_not_taken_from_the_language_of_the_interface(home: object) -> None:
    page = GuidePageFactory(ready=["en"])
    with translation.override("en"):
        assert languages.ready_languages(GuidePage.objects.get(pk=page.pk)) == ("fr", "en")


def test_a_language_without_a_title_is_not_ready_however_it_was_saved(home: object) -> None:
    page = GuidePageFactory()
    languages.set_ready(page, "ar")
    page.save()
    assert languages.ready_languages(GuidePage.objects.get(pk=page.pk)) == ("fr",)


def test_the_address_in_a_language_is_its_own_or_the_slug() -> None:
    row = {"slug": "harcelement", "address_en": "bullying", "address_ar": None}
    assert [languages.effective_address(row, code) for code in languages.codes()] == ["harcelement", "bullying", "harcelement"]


def test_addresses_are_compared_in_composed_form() -> None:
    assert languages.effective_address({"slug": "e\u0301te\u0301", "address_en": ""}, "en") == "\u00e9t\u00e9"


def test_the_interface_in_english_does_not_spill_french_into_the_english_columns(home: object) -> None:
    with translation.override("en"):
        page = GuidePageFactory(title_fr="Que faire ?", summary_fr="Résumé")
        page.save_revision().publish()
        page.refresh_from_db()
        page.save()
    stored = GuidePage.objects.filter(pk=page.pk).values("title_fr", "title_en", "summary_en", "address_en", "draft_title_en").get()
    assert stored == {"title_fr": "Que faire ?", "title_en": None, "summary_en": None, "address_en": None, "draft_title_en": None}


def test_the_last_day_of_a_consent_ends_at_midnight_in_paris_at_the_moment_asked_about() -> None:
    row = {"is_ready_en": True, "is_ready_ar": True, "consented_languages": {"fr": "", "en": "2030-06-30", "ar": ""}}
    last_second = dt.datetime(2030, 6, 30, 21, 59, 59, tzinfo=dt.UTC)
    midnight = last_second + dt.timedelta(seconds=1)
    for zone in ("Europe/Paris", "Pacific/Auckland"):
        with timezone.override(ZoneInfo(zone)):
            assert languages.ready_languages(row, last_second) == ("fr", "en", "ar")
            assert languages.ready_languages(row, midnight) == ("fr", "ar")
            assert [languages.served_language(row, "en", moment) for moment in (last_second, midnight)] == ["en", "fr"]
            assert [languages.languages_served_by(row, "fr", moment) for moment in (last_second, midnight)] == [("fr",), ("fr", "en")]
