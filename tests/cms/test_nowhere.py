"""Where there is nothing, and where something broke: readers get a page of the site in their language, programs and the desk theirs."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import get_resolver

from pages.models import HomePage
from search import indexing
from tests.factories import HelplineFactory, ThemeFactory
from tests.website.reading import read
from website.views import nowhere

LINES = ["tel:3018", "tel:119", "tel:17", "sms:114"]
SAID = {
    "fr": "Cette page n’existe pas",
    "en": "This page is not there",
    "ar": "هذه الصفحة غير موجودة",
}


def broken(*_asked: object, **_named: object) -> None:
    raise RuntimeError("a fault")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/foo", "/guides/x", "/r/CDFHJK", "/de/themes", "/frr"])
@pytest.mark.parametrize(("accepted", "language"), [("", "fr"), ("de, en;q=0.8, fr;q=0.5", "en"), ("ar-MA", "ar")])
def test_an_address_without_a_language_is_answered_in_the_readers(home: HomePage, address: str, accepted: str, language: str) -> None:
    HelplineFactory(number_short="3018")
    screen = read(address, accept_language=accepted)

    assert (screen.response.status_code, screen.texts("h1")) == (404, [SAID[language]])
    assert (screen.tree.html["lang"], screen.response["Content-Language"]) == (language, language)
    assert screen.response["Vary"] == "Accept-Language"
    assert screen.tree.select_one("meta[name=robots]")["content"] == "noindex"
    assert screen.tree.select_one("main form[role=search]")["action"] == f"/{language}/recherche"
    assert "tel:3018" in screen.links("footer a")
    assert "default-src 'none'" in screen.response["Content-Security-Policy"]
    assert not screen.response.cookies


@pytest.mark.django_db
def test_what_its_words_may_have_meant_and_how_long_it_may_be_kept(home: HomePage, tmp_path: Any, settings: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path
    ThemeFactory(name_fr="Harcèlement en ligne", slug="harcelement-en-ligne")
    indexing.ensure_index()
    screen, short = read("/guides/harcelement"), read("/r/harcelement")

    assert screen.links("[aria-labelledby=meant] a") == ["/fr/themes/harcelement-en-ligne"]
    assert screen.response["Cache-Control"] == "public, max-age=10, s-maxage=60"
    assert (short.links("[aria-labelledby=meant] a"), short.response["Cache-Control"]) == ([], "no-store")


@pytest.mark.django_db
def test_nothing_of_what_was_asked_is_shown(home: HomePage) -> None:
    page = read("/foo<script>alert(1)</script>?q=<script>alert(2)</script>&page=<b>").response.content.decode()

    assert ("alert(" in page, "<b>" in page) == (False, False)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/graphql/x", "/media/images/x", "/media/x", "/preview/x/y/z", "/static/none.css"])
def test_programs_and_the_desk_keep_their_answers(home: HomePage, address: str) -> None:
    response = Client().get(address, headers={"accept-language": "ar"})

    assert (response.status_code, "Content-Language" in response, "Accept-Language" in response.get("Vary", "")) == (404, False, False)
    assert b"site-header" not in response.content


@pytest.mark.django_db
def test_the_admin_keeps_its_own(home: HomePage, admin_client: Client) -> None:
    response = admin_client.get("/admin/nothing/here/")

    assert (response.status_code, b"site-header" in response.content) == (404, False)


@pytest.mark.parametrize(
    ("accepted", "address", "language", "title"),
    [
        ("ar", "/en/numeros", "en", "Something went wrong on our side"),
        ("en", "/fr/numeros", "fr", "Quelque chose s’est mal passé de notre côté"),
        ("ar", "/robots.txt", "ar", "حدث خطأ من جهتنا"),
    ],
)
def test_a_fault_is_answered_calmly_without_api_and_database(
    monkeypatch: pytest.MonkeyPatch, accepted: str, address: str, language: str, title: str
) -> None:
    for module in ("views.helplines", "serving"):
        monkeypatch.setattr(f"website.{module}.ask", broken)
    monkeypatch.setattr("website.views.machines.absolute", broken)
    response = Client(raise_request_exception=False).get(address, headers={"accept-language": accepted})
    page = response.content.decode()

    assert (response.status_code, response["Content-Language"], response["Cache-Control"]) == (500, language, "no-store")
    assert (title in page, "a fault" in page) == (True, False)
    assert [line for line in LINES if f'href="{line}"' in page] == LINES
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_fault_of_the_admin_is_answered_as_before(monkeypatch: pytest.MonkeyPatch, admin_client: Client) -> None:
    monkeypatch.setattr("wagtail.admin.views.home.HomeView.get_context_data", broken)
    admin_client.raise_request_exception = False
    response = admin_client.get("/admin/")

    assert (response.status_code, "Content-Language" in response, b"site-header" in response.content) == (500, False, False)


@pytest.mark.django_db
def test_the_website_alone_has_the_same_pages(home: HomePage, rf: Any) -> None:
    alone = get_resolver("cms.alone.urls")
    missing = alone.resolve_error_handler(404)(rf.get("/foo", headers={"accept-language": "en"}), exception=Http404())

    assert (missing.status_code, SAID["en"] in missing.content.decode()) == (404, True)
    assert alone.resolve_error_handler(500) is nowhere.broken
