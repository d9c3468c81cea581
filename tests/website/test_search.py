"""Search on the site: help before anything else, words of danger that stand nowhere, pages with the words marked, and what narrows."""

from __future__ import annotations

import datetime as dt
import logging
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest
from django.utils.html import escape

from pages.models import CrisisCode, HomePage
from search import indexing
from tests.api.answers.house import Clock, House
from tests.api.scenes import stream
from tests.factories import (
    CaptionTrackFactory,
    CrisisReasonFactory,
    GuidePageFactory,
    HelplineFactory,
    InterviewPageFactory,
    OrganisationFactory,
    ThemeFactory,
)
from tests.website.reading import Read, read, words

pytestmark = pytest.mark.django_db

ALWAYS = [(day, dt.time(0), dt.time(0)) for day in range(7)]
DANGER = "mon fils veut mourir"


@pytest.fixture(autouse=True)
def _index_folder(tmp_path: Path, settings: Any, home: HomePage) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path


@pytest.fixture
def suicide(home: HomePage) -> Any:
    """A reason whose phrases are known, and a page with the same words."""
    GuidePageFactory(title_fr="Quand un fils veut mourir", slug="mourir")
    reason = CrisisReasonFactory(code=CrisisCode.SUICIDE, phrases_fr="veux/veut mourir", lines=[HelplineFactory(hours=ALWAYS)])
    indexing.ensure_index()
    return reason


@pytest.fixture
def guides(home: HomePage) -> None:
    """Twelve guides, two of them of a theme and an association."""
    theme = ThemeFactory(name_fr="Écrans", slug="ecrans")
    by = OrganisationFactory(name_fr="UNAF", slug="unaf")
    for number in range(12):
        page = GuidePageFactory(title_fr=f"Cyberviolence {number}", slug=f"guide-{number}", organisation=by if number < 2 else None)
        if number < 2:
            page.themes.add(theme)
            page.save()
    indexing.ensure_index()


def search(words: str, **more: Any) -> Read:
    told = "".join(f"&{name}={value}" for name, value in more.items())
    return read(f"/en/recherche?q={quote_plus(words)}{told}")


# --- Danger ---


@pytest.mark.parametrize(
    ("words", "address"),
    [
        (DANGER, "/fr/aide/suicide?je=parent&de=recherche"),
        ("je veux mourir", "/fr/aide/suicide?je=jeune&de=recherche"),
        ("mon amie veut mourir", "/fr/aide/suicide?je=temoin&de=recherche"),
        ("veut mourir", "/fr/aide/suicide?de=recherche"),
    ],
)
def test_words_of_danger_lead_to_help_said_to_who_speaks(suicide: Any, words: str, address: str) -> None:
    response = read(f"/fr/recherche?q={quote_plus(words)}").response

    assert (response.status_code, response["Location"]) == (303, address)
    assert (response["Referrer-Policy"], response["Cache-Control"]) == ("no-referrer", "private, no-store")
    assert read(address).response.status_code == 200


def test_they_lead_there_while_the_index_cannot_be_read(home: HomePage) -> None:
    CrisisReasonFactory(code=CrisisCode.SUICIDE, phrases_fr="veux/veut mourir")

    assert read(f"/fr/recherche?q={quote_plus(DANGER)}").response["Location"] == "/fr/aide/suicide?je=parent&de=recherche"


def test_no_log_and_no_address_holds_the_words(suicide: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    responses = [
        read(f"/fr/recherche?q={quote_plus(DANGER)}").response,
        read("/fr/recherche", {"q": DANGER}).response,
        read("/fr/recherche/suggestions", {"q": DANGER}).response,
    ]

    lines = [record for record in caplog.records if record.name == "cms.access"]
    assert [record.getMessage() for record in lines] == [
        "GET /fr/recherche 303",
        "POST /fr/recherche 200",
        "POST /fr/recherche/suggestions 200",
    ]
    for spelled in ("mourir", "fils"):
        assert not [record for record in caplog.records if record.name != "django.db.backends" and spelled in record.getMessage()]
        assert not [value for response in responses for value in response.headers.values() if spelled in value]


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> House:
    clock = Clock(dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC))
    clock.pass_on(monkeypatch)
    house = House(clock)
    house.look()
    return house


def test_the_door_keeps_nothing_of_it(suicide: Any, house: House) -> None:
    first, second = (house.send("GET", "/fr/recherche", f"q={quote_plus(DANGER)}") for _time in range(2))

    assert (first.status, second.status, len(house.store)) == (303, 303, 0)
    assert [name for name in ("Cache-Status", "ETag", "Surrogate-Key", "X-Request-ID") if name in first.headers] == []
    assert first.headers["Cache-Control"] == "private, no-store"


def test_the_page_of_help_says_why_and_how_to_see_the_results(suicide: Any) -> None:
    screen = read("/en/aide/suicide?je=parent&de=recherche")

    assert screen.texts(".note") == [
        "Your words made us think that you need help, so this comes first. See the results of your search all the same"
    ]
    form = screen.tree.select_one("[aria-labelledby=results] form")
    assert (form["method"], form["action"], form.select_one("input")["value"]) == ("post", "/en/recherche", "")
    assert read("/en/aide/suicide?je=parent").texts(".note") == []


def test_words_sent_in_a_form_show_the_pages_below_the_card_and_stand_in_no_address(suicide: Any) -> None:
    screen = read("/en/recherche", {"q": DANGER})

    assert (screen.response.status_code, screen.response["Cache-Control"]) == (200, "private, no-store")
    assert screen.response["Referrer-Policy"] == "no-referrer"
    assert screen.texts("main h2")[:2] == ["Un harcèlement", "Pages found"]
    assert screen.links(".result-title a") == ["/en/ressources/mourir"]
    assert screen.texts("title") == ["Search · Online and safe"]
    assert {form["method"] for form in screen.tree.select("main form")} == {"post"}
    assert not [link for link in screen.links("a[href]") if "mourir" in link and "/ressources/" not in link and "wa.me" not in link]


# --- Quiet help and numbers of the past ---


def test_where_no_list_is_sure_one_quiet_line_stands_above_the_results(home: HomePage, settings: Any) -> None:
    settings.SEARCH_BY_MEANING = True
    HelplineFactory(number_short="3018", hours=ALWAYS)
    indexing.ensure_index()
    screen = search("tout le monde serait soulagé que je n'existe plus")

    assert screen.texts(".quiet-help > span") == ["Do you need to talk? Somebody will listen."]
    assert screen.links(".quiet-help a") == ["tel:3018"]
    assert (screen.texts("h1"), screen.texts("title")) == (["Search"], ["Search · Online and safe"])
    assert (screen.response.status_code, screen.response["Cache-Control"]) == (200, "private, no-store")


def test_a_number_that_no_longer_answers_leads_to_the_one_that_does(home: HomePage) -> None:
    line = HelplineFactory(number_short="3018", name_fr="3018 : harcèlement", supersedes=["0800 200 000"], hours=ALWAYS)
    indexing.ensure_index()
    screen = search("0800 200 000")

    assert screen.texts(".note p") == ["0800 200 000 does not answer any more. Call instead:"]
    assert screen.links(".note a") == [f"tel:{line.number_short}"]


# --- Pages ---


def test_pages_found_are_counted_marked_and_read_on(guides: None) -> None:
    screen = search("cyberviolence")

    assert screen.texts("h1") == ["“ cyberviolence ”: search"]
    assert screen.texts(".results-count") == ["12 pages found"]
    assert len(screen.texts(".result")) == 10
    assert screen.texts(".result-title mark") == ["Cyberviolence"] * 10
    following = read(screen.links(".pagination a[rel=next]")[0])
    assert len(following.texts(".result")) == 2
    assert following.links(".pagination a[rel=prev]") == ["/en/recherche?q=cyberviolence"]
    titles = screen.texts(".result-title") + following.texts(".result-title")
    assert sorted(titles) == sorted(f"Cyberviolence {number}" for number in range(12))


def test_what_an_address_narrows_by_is_checked_and_can_be_taken_back(guides: None) -> None:
    screen = search("cyberviolence", theme="ecrans", association="unaf", type="guide")

    assert screen.texts(".results-count") == ["2 pages found"]
    checked = [(box["name"], box["value"]) for box in screen.tree.select(".filters input[checked]")]
    assert checked == [("type", "guide"), ("theme", "ecrans"), ("association", "unaf")]
    assert [field["value"] for field in screen.tree.select(".filters input[type=hidden]")] == ["cyberviolence"]
    assert screen.links(".filters a") == ["/en/recherche?q=cyberviolence"]


def test_what_is_chosen_in_vain_is_named_as_everything_else(guides: None) -> None:
    ThemeFactory(slug="jeux-video", name_fr="Jeux vidéo")
    screen = search("cyberviolence", theme="jeux-video", type="interview", langue="ar", age="x")

    chosen = [words(box.find_parent("label")) for box in screen.tree.select(".filters input[checked]")]
    assert chosen == ["Interview 0", "Jeux vidéo 0", "x 0", "العربيّة 0"]


def test_what_no_search_understands_is_left_out(guides: None) -> None:
    assert search("cyberviolence", type="nothing", langue="xx", tri="x").texts(".results-count") == ["12 pages found"]


def test_a_place_of_another_list_is_not_there(guides: None) -> None:
    assert search("cyberviolence", apres="nowhere").response.status_code == 404


def test_a_moment_of_a_film_leads_to_its_second(home: HomePage) -> None:
    track = CaptionTrackFactory(webvtt="WEBVTT\n\n01:15.400 --> 01:19.000\n<v Voix off>Gardez les captures")
    InterviewPageFactory(title_fr="Entretien", slug="entretien", video=track.video)
    indexing.ensure_index()
    found = read("/fr/recherche?q=captures")

    assert found.links(".moments a") == ["/fr/e-enfance/entretien?t=75#t-75"]
    assert found.texts(".moments a") == ["1:15 Voix off Gardez les captures"]
    assert found.texts(".moments mark") == ["captures"]


def test_where_nothing_is_found_it_is_said_and_somebody_is_there_to_ask(home: HomePage) -> None:
    ThemeFactory(name_fr="Écrans", slug="ecrans")
    HelplineFactory()
    indexing.ensure_index()
    screen = search("zzzzqqqq")

    assert screen.texts(".results-count") == ["Nothing was found"]
    assert screen.texts(".empty h2") == ["We have no page about this"]
    assert screen.links(".empty a") == ["/en/numeros"]
    assert screen.links("[aria-labelledby=themes] .chip") == ["/en/themes/ecrans"]


def test_without_an_index_the_themes_and_the_lines_are_there(home: HomePage) -> None:
    ThemeFactory(name_fr="Écrans", slug="ecrans")
    screen = search("cyberviolence")

    assert (screen.response.status_code, screen.response["Cache-Control"]) == (200, "no-store")
    assert len(screen.texts(".note-bad")) == 1
    assert screen.links("[aria-labelledby=themes] .chip") == ["/en/themes/ecrans"]


def test_without_words_there_is_the_box_and_no_search(home: HomePage) -> None:
    screen = read("/en/recherche")

    assert (screen.texts("h1"), screen.texts(".results-count")) == (["Search"], [])


def test_words_are_shown_as_they_are_and_never_as_html(home: HomePage) -> None:
    GuidePageFactory(title_fr="<b>Balises</b> & cyberviolence", steps_fr=stream(("paragraph", "<p>rien</p>")))
    indexing.ensure_index()
    page = search('cyberviolence <script>"')

    assert page.tree.select("main script:not([src])") == []
    assert page.texts(".result-title") == ["<b>Balises</b> & cyberviolence"]
    assert escape('cyberviolence <script>"') in page.response.content.decode()


def test_results_are_for_no_search_engine(home: HomePage) -> None:
    indexing.ensure_index()

    assert search("x").tree.select_one("meta[name=robots]")["content"] == "noindex"


def test_a_search_takes_as_many_statements_for_one_page_as_for_ten(home: HomePage) -> None:
    GuidePageFactory(title_fr="Sommeil")
    for number in range(10):
        GuidePageFactory(title_fr=f"Cyberviolence {number}")
    indexing.ensure_index()
    search("sommeil")

    assert (len(search("sommeil").statements), len(search("cyberviolence").statements)) == (17, 17)


# --- While it is typed ---


def test_what_is_typed_may_become_a_theme_or_a_page(home: HomePage) -> None:
    ThemeFactory(name_en="Harassment", name_fr="Harcèlement", slug="harcelement")
    GuidePageFactory(title_fr="Harcèlement : agir", slug="agir")
    indexing.ensure_index()
    response = read("/fr/recherche/suggestions", {"q": "harc"}).response

    assert response.json() == {
        "suggestions": [
            {"text": "Harcèlement", "kind": "Thème", "address": "/fr/themes/harcelement"},
            {"text": "Harcèlement : agir", "kind": "Guide", "address": "/fr/ressources/agir"},
        ]
    }
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("words", ["", "   "])
def test_nothing_typed_becomes_nothing(home: HomePage, words: str) -> None:
    assert read("/fr/recherche/suggestions", {"q": words}).response.json() == {"suggestions": []}


def test_words_typed_stand_in_no_address(home: HomePage) -> None:
    assert read("/fr/recherche/suggestions?q=harc").response.status_code == 405
