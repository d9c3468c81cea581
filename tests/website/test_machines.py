"""What programs read of the site: maps with every public page and nothing else, the feed of what is new, whom to tell of a hole."""

from __future__ import annotations

import datetime as dt
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from pages import models
from tests.factories import (
    GuidePageFactory,
    ImageFactory,
    InterviewPageFactory,
    ResourceIndexPageFactory,
    ThemeFactory,
    VideoFactory,
    restrict,
)
from tests.website.reading import read

pytestmark = pytest.mark.django_db

SITE = "https://lecteurs.invalid"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml", "a": "http://www.w3.org/2005/Atom"}
NAMES["v"] = "http://www.google.com/schemas/sitemap-video/1.1"


def tree(address: str) -> tuple[Any, ElementTree.Element]:
    """The response, and the XML in it."""
    screen = read(address)
    assert screen.response.status_code == 200
    return screen, ElementTree.fromstring(screen.response.content)  # noqa: S314 - our own


def test_robots_are_kept_from_the_admin_and_shown_the_map() -> None:
    response = Client().get("/robots.txt")
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /graphql",
        f"Sitemap: {SITE}/sitemap.xml",
    ]
    assert (response["Content-Type"], response["Cache-Control"]) == ("text/plain; charset=utf-8", "public, max-age=86400")


def test_there_is_a_map_for_each_language() -> None:
    _screen, index = tree("/sitemap.xml")
    maps = [entry.text for entry in index.iterfind("s:sitemap/s:loc", NAMES)]
    assert maps == [f"{SITE}/sitemap-{code}.xml" for code in ("fr", "en", "ar")]


def pages_of(address: str) -> list[str]:
    """The pages of the catalogue in a map: they come behind the site's own screens, of which the last is for parents' evenings."""
    _screen, found = tree(address)
    told = [entry.findtext("s:loc", "", NAMES) for entry in found.iterfind("s:url", NAMES)]
    own = [place for place, told_address in enumerate(told) if told_address.endswith("/soiree")]
    return told[own[-1] + 1 :]


def test_a_map_has_what_a_language_has_and_nothing_hidden_or_called_a_sample(home: models.HomePage) -> None:
    GuidePageFactory(slug="eau-été", title_en="Water", address_en="water", ready=["en"])
    GuidePageFactory(slug="francais")
    GuidePageFactory(slug="exemple", is_sample=True)
    GuidePageFactory(slug="brouillon", live=False)
    restrict(ResourceIndexPageFactory(slug="cache"))

    assert pages_of("/sitemap-fr.xml") == [
        f"{SITE}/fr/",
        f"{SITE}/fr/ressources",
        f"{SITE}/fr/ressources/eau-%C3%A9t%C3%A9",
        f"{SITE}/fr/ressources/francais",
    ]
    assert pages_of("/sitemap-en.xml") == [f"{SITE}/en/ressources/water"]
    assert pages_of("/sitemap-ar.xml") == []
    assert read("/sitemap-de.xml").response.status_code == 404

    _screen, found = tree("/sitemap-en.xml")
    others = [(link.get("hreflang"), link.get("href")) for link in found.iterfind("s:url/x:link", NAMES)]
    assert others == [("fr", f"{SITE}/fr/ressources/eau-%C3%A9t%C3%A9"), ("en", f"{SITE}/en/ressources/water")]


def test_the_site_s_own_screens_stand_in_the_map_help_first(home: models.HomePage) -> None:
    ThemeFactory(slug="ecrans")
    _screen, found = tree("/sitemap-ar.xml")
    own = [entry.findtext("s:loc", "", NAMES).removeprefix(f"{SITE}/ar/") for entry in found.iterfind("s:url", NAMES)]
    assert own == ["aide", "numeros", "themes", "themes/ecrans", "associations", "personnes", "interviews", "soiree"]


def test_a_map_tells_of_films_with_the_picture_that_it_must_give(home: models.HomePage) -> None:
    shown = VideoFactory(duration_ms=61_500, poster=ImageFactory())
    InterviewPageFactory(title_fr="Vu", slug="vu", summary_fr="Un film.", video=shown)
    InterviewPageFactory(slug="sans-image", video=VideoFactory())
    _screen, found = tree("/sitemap-fr.xml")
    films = list(found.iterfind("s:url/v:video", NAMES))
    assert [[film.findtext(f"v:{name}", None, NAMES) for name in ("title", "description", "player_loc", "duration")] for film in films] == [
        ["Vu", "Un film.", shown.embed_url, "61"]
    ]
    assert (films[0].findtext("v:thumbnail_loc", None, NAMES) or "").startswith(f"{SITE}/media/images/")


@pytest.mark.parametrize("count", [1, 20])
def test_a_map_takes_as_many_statements_for_one_page_as_for_twenty(home: models.HomePage, count: int) -> None:
    for number in range(count):
        GuidePageFactory(slug=f"guide-{number}", ready=["en"])
    assert len(read("/sitemap-fr.xml").statements) == STATEMENTS_OF_A_MAP


STATEMENTS_OF_A_MAP = 9


def test_the_feed_has_what_a_language_has_newest_first(home: models.HomePage) -> None:
    first = GuidePageFactory(title_fr="Premier", slug="premier", summary_fr="L’eau & l’air", ready=["en"], title_en="First")
    second = GuidePageFactory(title_fr="Second", slug="second")
    GuidePageFactory(title_fr="Brouillon", slug="brouillon", live=False)
    for page, day in ((first, 1), (second, 2)):
        models.BasePage.objects.filter(pk=page.pk).update(first_published_at=dt.datetime(2026, 1, day, 12, tzinfo=dt.UTC))
    screen, feed = tree("/fr/nouveautes.atom")

    assert screen.response["Content-Type"] == "application/atom+xml; charset=utf-8"
    entries = list(feed.iterfind("a:entry", NAMES))
    assert [entry.findtext("a:title", None, NAMES) for entry in entries] == ["Second", "Premier"]
    assert entries[1].findtext("a:summary", None, NAMES) == "L’eau & l’air"
    assert [link.get("href") for link in entries[1].iterfind("a:link", NAMES)] == [f"{SITE}/fr/ressources/premier"]
    assert entries[1].findtext("a:published", None, NAMES) == "2026-01-01T12:00:00+00:00"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    _screen, english = tree("/en/nouveautes.atom")
    assert [entry.findtext("a:title", None, NAMES) for entry in english.iterfind("a:entry", NAMES)] == ["First"]


def test_whom_to_tell_of_a_hole(settings: Any) -> None:
    settings.SECURITY_CONTACT = "mailto:securite@example.org"
    lines = Client().get("/.well-known/security.txt").content.decode().splitlines()
    assert [line for line in lines if not line.startswith("Expires")] == [
        "Contact: mailto:securite@example.org",
        "Preferred-Languages: fr, en",
        f"Canonical: {SITE}/.well-known/security.txt",
    ]
    expires = dt.datetime.fromisoformat(lines[1].removeprefix("Expires: "))
    # RFC 9116 asks for less than a year.
    assert (expires.date() - timezone.now().date()).days == 180


def test_without_a_contact_there_is_no_such_file(settings: Any) -> None:
    settings.SECURITY_CONTACT = ""
    assert Client().get("/.well-known/security.txt").status_code == 404
