"""What the pages of every type have in common: the languages of their words, help first, who answers for them, whom they speak to."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import translation

from pages.models import HomePage
from tests.api.scenes import guide, stream
from tests.factories import (
    AgeBandFactory,
    AudienceFactory,
    GuidePageFactory,
    HelplineFactory,
    ImageFactory,
    OrganisationFactory,
    StandardPageFactory,
    ThemeFactory,
    VideoFactory,
)
from tests.factories.media import silence
from tests.website.reading import read
from website.presenting.pages import classes, lines_first

pytestmark = pytest.mark.django_db

ALWAYS = [(day, dt.time(0), dt.time(0)) for day in range(7)]
ONE_AT_NIGHT = dt.datetime(2026, 11, 28, 0, tzinfo=dt.UTC)


def test_a_page_in_the_language_asked_says_nothing_of_languages(home: HomePage) -> None:
    StandardPageFactory(slug="page", title_fr="Une page", title_en="A page", ready=["en"], body_en=stream(("paragraph", "<p>Words</p>")))
    screen = read("/en/page")

    assert (screen.tree.html["lang"], screen.tree.html["dir"]) == ("en", "ltr")
    assert [element for element in screen.tree.select("main [lang]") if element["lang"] != "en"] == []
    assert screen.texts("main .note") == []


def test_what_falls_back_carries_its_own_language_and_direction(home: HomePage) -> None:
    StandardPageFactory(slug="page", title_fr="Une page", body_fr=stream(("paragraph", "<p>Des mots</p>")))
    screen = read("/ar/page")

    assert (screen.tree.html["lang"], screen.tree.html["dir"]) == ("ar", "rtl")
    french = screen.tree.select('main [lang="fr"]:not(textarea)')
    assert {element["dir"] for element in french} == {"ltr"}
    assert [screen.texts(f'main {name}[lang="fr"]') for name in ("h1", ".lead", ".prose")] == [
        ["Une page"],
        ["Résumé de Une page"],
        ["Des mots"],
    ]


def test_a_page_says_for_whom_it_is_and_who_answers_for_it(home: HomePage) -> None:
    page = guide(1, last_reviewed_on=dt.date(2026, 3, 2), title_en="Guide 1", summary_en="In short", ready=["en"])
    page.ages.set(
        [
            AgeBandFactory(code="7-10", order=1, school_levels=["CE1", "CM2"]),
            AgeBandFactory(code="11-14", order=2, school_levels=["6e", "3e"]),
        ]
    )
    page.cosigning_organisations.set([OrganisationFactory(name_fr="UNAF")])
    page.save()
    screen = read("/en/ressources/guide-1")

    assert screen.texts(".page-head .meta li") == [
        "For: 7 to 14 years old ( CE1 to 3e )",
        "ASSO1",
        "reviewed on March 2, 2026",
    ]
    assert screen.texts(".provenance li")[:2] == ["Published by Association du guide 1 , with UNAF", "Facts checked on March 2, 2026"]
    assert screen.texts(".provenance .credit")[0].startswith("Guide 1 — Association du guide 1, ")
    assert screen.texts("#beside-themes, .theme-chips, nav.box .chip") == ["On the same subject", "Thème du guide 1"]


def test_the_warning_the_audio_and_the_easy_version_come_before_the_text(home: HomePage) -> None:
    StandardPageFactory(
        slug="page",
        title_fr="Une page",
        content_warning="violence",
        audio=silence(),
        easy_read_fr=stream(("heading", {"text": "En bref", "level": "2", "anchor": ""}), ("paragraph", "<p>C'est simple.</p>")),
        body_fr=stream(("heading", {"text": "Au long", "level": "2", "anchor": ""}), ("paragraph", "<p>Des mots</p>")),
    )
    screen = read("/en/page")

    assert screen.texts(".page-head .note")[-1] == "This page speaks of violence. You can talk to somebody about it."
    assert [audio["preload"] for audio in screen.tree.select(".listen audio")] == ["none"]
    assert screen.texts("details.easy-read summary") == ["Easy to read"]
    assert screen.texts("details.easy-read .prose") == ["En bref C'est simple."]
    assert screen.texts("h1, h2")[:3] == ["Une page", "En bref", "Au long"]


def test_pictures_and_lines_in_a_text_have_parts_of_their_own(home: HomePage) -> None:
    line = HelplineFactory(number_short="3018", name_fr="3018 : harcèlement", hours=ALWAYS)
    image = ImageFactory(title="Une image", credit="Camille")
    StandardPageFactory(
        slug="page",
        title_fr="Une page",
        body_fr=stream(
            ("image", {"image": image.pk, "alt_text": "Une porte", "is_decorative": False, "caption": "La porte"}),
            ("image", {"image": image.pk, "alt_text": "", "is_decorative": True, "caption": ""}),
            ("video", VideoFactory(title_fr="Film", embed_url="https://vimeo.com/1").pk),
            ("helpline", line.pk),
        ),
    )
    screen = read("/en/page")

    assert [picture["alt"] for picture in screen.tree.select("figure.image picture img")] == ["Une porte", ""]
    assert screen.texts("figure.image figcaption") == ["La porte — Camille", "Camille"]
    assert all(picture["width"] and picture["height"] for picture in screen.tree.select("figure.image img"))
    assert screen.texts("p.helpline") == ["Harcèlement Open now Call 3018"]
    assert screen.links("p.helpline a") == ["tel:3018"]
    assert screen.texts(".film-start small") == ["from Vimeo, which will then learn of your visit"]
    assert "frame-src https://player.vimeo.com;" in screen.response["Content-Security-Policy"]


def test_on_a_page_of_urgent_help_the_lines_come_first(home: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.http.execution.timezone", SimpleNamespace(now=lambda: ONE_AT_NIGHT))
    by_day = HelplineFactory(number_short="3018", name_fr="3018 : harcèlement")
    HelplineFactory(number_short="119", name_fr="119 : enfant en danger", hours=ALWAYS)
    GuidePageFactory(slug="urgence", title_fr="Urgence", is_crisis=True, steps_fr=stream(("helpline", by_day.pk)))
    screen = read("/en/ressources/urgence")

    assert screen.texts("main h1, main h2")[:2] == ["Urgence", "You can talk to somebody now"]
    assert screen.links(".crisis .helpline-call") == ["tel:119", "tel:3018"]
    assert screen.response["Referrer-Policy"] == "no-referrer"
    assert read("/en/").tree.select(".crisis") == []


def test_young_people_are_said_tu(home: HomePage) -> None:
    young, parents = AudienceFactory(code="young-people"), AudienceFactory(code="parents")
    StandardPageFactory(slug="jeunes", title_fr="Pour toi", audiences=[young])
    StandardPageFactory(slug="tous", title_fr="Pour tous", audiences=[young, parents])

    assert [read(f"/fr/{slug}").tree.body.get("data-voice") for slug in ("jeunes", "tous")] == ["young", None]


def test_near_pages_are_cards(home: HomePage) -> None:
    theme = ThemeFactory()
    for number in range(3):
        GuidePageFactory(slug=f"guide-{number}", title_fr=f"Guide {number}", themes=[theme])
    screen = read("/en/ressources/guide-0")

    assert sorted(screen.texts("section[aria-labelledby=related] h3")) == ["Guide 1", "Guide 2"]


@pytest.mark.parametrize("count", [1, 20])
def test_a_page_takes_the_same_statements_whatever_it_holds(home: HomePage, count: int) -> None:
    page = guide(1)
    page.steps_fr = stream(
        *(("step", {"title": f"Pas {number}", "text": "<p>x</p>", "image": ImageFactory().pk}) for number in range(count))
    )
    page.themes.set([ThemeFactory() for _number in range(count)])
    page.save()

    assert len(read("/fr/ressources/guide-1").statements) == 24


def line(code: str, is_open: bool) -> dict[str, Any]:
    return {"code": code, "isOpen": is_open}


def test_the_lines_a_page_names_come_first_and_among_them_the_open_ones() -> None:
    every = [line("119", True), line("3018", False), line("3114", True)]
    body = [{"__typename": "HelplineBlock", "helpline": named} for named in (line("3018", False), line("3114", True), line("3018", False))]

    def codes(**page: Any) -> list[str]:
        return [each["code"] for each in lines_first({"isCrisis": True, "body": [], **page}, every)]

    assert codes(body=body) == ["3114", "3018"]
    assert codes(body=body[:1]) == ["119", "3018"]
    assert codes() == ["119", "3114"]
    assert codes(isCrisis=False) == []


@pytest.mark.parametrize(
    ("levels", "words"),
    [([], ""), ([[]], ""), ([["Tle"]], "Tle"), ([[], ["PS", "CP"]], "PS to CP"), ([["CE1", "CM2"], ["6e", "3e"]], "CE1 to 3e")],
)
def test_classes_are_told_from_the_first_to_the_last(levels: list[list[str]], words: str) -> None:
    with translation.override("en"):
        assert classes([{"schoolLevels": each} for each in levels]) == words
