"""The parts of the site's templates: what they say of the dicts of the API, and that every drawing they name is there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from website.languages import language_called
from website.presenting import words
from website.presenting.ages import ages_in_words
from website.templatetags import parts

WEBSITE = Path("website")
LINE: dict[str, Any] = {
    "code": "3018",
    "name": "3018\N{NO-BREAK SPACE}: harcèlement et violences en ligne",
    "operator": "Association e-Enfance",
    "number": "3018",
    "numberE164": None,
    "chatUrl": None,
    "isTextMessage": False,
    "isFree": True,
    "isAnonymous": True,
    "languagesSpoken": ["fr"],
    "hasInterpreters": False,
    "audienceNote": None,
    "timezone": "Europe/Paris",
    "isOpen": True,
    "nextOpening": None,
}
CARD: dict[str, Any] = {
    "type": "GuidePage",
    "title": "Mon enfant est harcelé en ligne",
    "path": "/ressources/enfant-harcele",
    "locale": "FR",
    "isFallback": True,
    "summary": "Sept gestes, dans l'ordre.",
    "coverImage": None,
    "organisation": None,
    "lastReviewedOn": "2026-11-16",
    "ages": [{"code": "7-10", "name": "7-10 ans"}, {"code": "11-14", "name": "11-14 ans"}],
    "audiences": [],
    "durationMinutes": 6,
}


def shown(part: str, code: str, **context: Any) -> str:
    """A part as readers of a language get it, its white space made single."""
    with translation.override(code):
        html = render_to_string(f"website/parts/{part}.html", {"language": language_called(code), **context})
    return re.sub(r"\s+", " ", html).strip()


def drawings() -> set[str]:
    """The names of the drawings of the sprite."""
    sprite = ElementTree.parse(WEBSITE / "static/website/icons.svg")  # noqa: S314 - a file of ours
    return {symbol.attrib["id"] for symbol in sprite.iter("{http://www.w3.org/2000/svg}symbol")}


def test_every_icon_that_a_template_names_is_drawn() -> None:
    """A name without a drawing would leave a hole that nothing tells of."""
    named = {name for file in WEBSITE.rglob("*.html") for name in re.findall(r'{% icon "([^"]+)" %}', file.read_text())}
    assert named - drawings() == set()


def test_every_kind_of_page_has_an_icon_and_a_pattern() -> None:
    """A card without a picture shows the pattern of its kind."""
    wanted = {f"{of}-{page_type}" for page_type in words.PAGE_KINDS for of in ("kind", "motif")}
    assert wanted - drawings() == set()


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        (["7-10"], "7 to 10 years old"),
        (["7-10", "11-14", "15-17"], "7 to 17 years old"),
        (["0-3", "7-10"], "0 to 3 years old, 7 to 10 years old"),
        (["0-3", "3-6"], "0 to 6 years old"),
        (["grown-up"], "Name of grown-up"),
    ],
)
def test_ages_that_follow_each_other_are_told_together(codes: list[str], told: str) -> None:
    """Those of which the code holds no years are told by name."""
    with translation.override("en"):
        assert ages_in_words([{"code": code, "name": f"Name of {code}"} for code in codes]) == told


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ({"durationMinutes": 6}, "6 min"),
        ({"minutes": 90}, "1 h 30"),
        ({"video": {"durationMs": 754_000}}, "13 min"),
        ({"video": None}, ""),
        ({"durationMinutes": None}, ""),
    ],
)
def test_how_long_a_page_takes(page: dict[str, Any], told: str) -> None:
    """Read, watched or done."""
    with translation.override("en"):
        assert parts.how_long(page) == told


@pytest.mark.parametrize(
    ("changes", "address"),
    [
        ({}, "tel:3018"),
        ({"number": "116 000"}, "tel:116000"),
        ({"numberE164": "+33123456789"}, "tel:+33123456789"),
        ({"number": "114", "isTextMessage": True}, "sms:114"),
    ],
)
def test_a_line_is_called_or_written_to(changes: dict[str, Any], address: str) -> None:
    """The international number where there is one."""
    assert parts.dial({**LINE, **changes}) == address


def test_a_line_beside_its_number_does_not_say_it_twice() -> None:
    """A name that does not begin with the number stays as it is."""
    assert parts.line_name(LINE) == "Harcèlement et violences en ligne"
    assert parts.line_name({**LINE, "name": "Net Écoute"}) == "Net Écoute"


def test_the_files_of_a_picture_are_on_the_server_that_has_them(settings: Any) -> None:
    """In a srcset as in an address."""
    settings.WEBSITE_MEDIA_ORIGIN = "https://api.invalid"
    files = "/media/images/a/landscape-320.avif?v=1 320w, /media/images/a/landscape-640.avif?v=2 640w"
    assert parts.srcset(files) == (
        "https://api.invalid/media/images/a/landscape-320.avif?v=1 320w, https://api.invalid/media/images/a/landscape-640.avif?v=2 640w"
    )


def test_a_card_in_another_language_says_so_and_keeps_its_own_direction() -> None:
    """Its words are French from left to right; what the site says of it is in the language of the screen."""
    html = shown("card", "ar", page=CARD)
    assert '<div class="card-body" lang="fr" dir="ltr">' in html
    assert '<p class="eyebrow" lang="ar" dir="rtl">' in html
    assert '<h3 class="card-title"><a href="/ar/ressources/enfant-harcele">Mon enfant est harcelé en ligne</a></h3>' in html
    assert '<ul class="meta" role="list" lang="ar" dir="rtl">' in html
    assert "#motif-GuidePage" in html


def test_a_card_in_the_language_of_the_screen_says_nothing_of_it() -> None:
    """No attribute too many."""
    html = shown("card", "fr", page={**CARD, "isFallback": False})
    assert '<div class="card-body">' in html


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("Directrice de l'association e-Enfance", "<p>Directrice de l&#x27;association e-Enfance</p>"),
        ("Psychologue", "<p>Psychologue<br><bdi>e-Enfance</bdi></p>"),
        ("", "<p><bdi>e-Enfance</bdi></p>"),
    ],
)
def test_a_role_that_names_the_association_is_enough(role: str, told: str) -> None:
    """Whose association nobody names is told."""
    person = {"name": "Justine Atlan", "slug": "justine-atlan", "role": role, "portrait": None, "organisation": {"shortName": "e-Enfance"}}
    assert told in shown("person", "fr", person=person)


def test_the_menu_and_the_footer_say_in_which_language_a_title_is() -> None:
    """The words of the menu stand where all its words do, whatever their direction."""
    page = {"path": "/a-propos", "title": "À propos", "type": "StandardPage", "isFallback": True, "locale": "FR"}
    layout = {"site": {"name": "Club", "navigation": [{"page": page, "children": [{"page": page}]}]}, "helplines": []}
    said = '<a href="/ar/a-propos" lang="fr" dir="ltr">À propos</a>'
    assert shown("site_footer", "ar", layout=layout).count(said) == 2
    layout["site"]["navigation"] = [{"page": {**page, "type": "EventIndexPage"}}]
    assert '<a href="/ar/a-propos"><span lang="fr" dir="ltr">À propos</span></a>' in shown("menu_items", "ar", layout=layout, page={})


def test_a_line_that_is_closed_says_when_it_opens() -> None:
    """In words, on the clocks of the line; the number stays one to call."""
    html = shown("helpline", "en", line={**LINE, "isOpen": False, "nextOpening": "2026-11-30T08:00:00+00:00"})
    assert 'Closed, opens on Nov. 30, 2026 at <bdi dir="ltr">09:00</bdi>' in html
    assert 'href="tel:3018"' in html
    assert "Open now" not in html


def test_a_film_of_another_site_loads_nothing_of_it() -> None:
    """Only a link stands there until somebody asks."""
    film = {"title": "Parler des écrans", "embedUrl": "https://films.invalid/1", "poster": None, "captionsNote": None}
    html = shown("film_elsewhere", "fr", video=film)
    assert re.findall(r'(?:src|href)="(https[^"]*)"', html) == ["https://films.invalid/1"]
    assert "<iframe" not in html
