"""Urgent help on the site: every reason in plain words, and for each what to do and whom to call, whatever the hour."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import pytest

from pages.models import CrisisCode, HomePage
from tests.factories import CrisisReasonFactory, GuidePageFactory, HelplineFactory
from tests.website.reading import read

pytestmark = pytest.mark.django_db

ALWAYS = [(day, dt.time(0), dt.time(0)) for day in range(7)]
NOON = dt.datetime(2026, 11, 28, 11, tzinfo=dt.UTC)
ONE_AT_NIGHT = dt.datetime(2026, 11, 28, 0, tzinfo=dt.UTC)
TO_CALL = "[aria-labelledby=lines] .helpline-call"


def at(moment: dt.datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.http.execution.timezone", SimpleNamespace(now=lambda: moment))


@pytest.fixture
def harassment(home: HomePage) -> Any:
    """A reason with a line that is closed at night, one that never is, and a guide."""
    return CrisisReasonFactory(
        code=CrisisCode.HARASSMENT,
        steps_neutral_fr="Garder les preuves.",
        steps_parent_fr="Écoutez-le.",
        steps_young_person_fr="Ce n’est pas ta faute.",
        steps_witness_fr="Ne partagez pas.",
        lines=[
            HelplineFactory(number_short="3018", name_fr="3018 : harcèlement"),
            HelplineFactory(number_short="119", name_fr="119 : enfant en danger", hours=ALWAYS),
        ],
        guide=GuidePageFactory(title_fr="Mon enfant est harcelé", slug="harcele"),
    )


def test_every_reason_is_said_as_a_parent_and_as_a_child_would_say_it(harassment: Any) -> None:
    screen = read("/en/aide")

    assert screen.texts("h1") == ["Help now"]
    assert [(screen.texts(".reason a"), screen.links(".reason a"))] == [
        (["My child is harassed", "They harass me"], ["/en/aide/harassment?je=parent", "/en/aide/harassment?je=jeune"])
    ]


def test_a_reason_without_words_of_the_site_is_told_by_its_title(harassment: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("website.presenting.helping.SAYINGS", {})
    screen = read("/en/aide")

    assert (screen.texts(".reason a"), screen.links(".reason a")) == (["Un harcèlement"], ["/en/aide/harassment"])


def test_two_taps_from_any_page_an_open_line_rings(harassment: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    at(ONE_AT_NIGHT, monkeypatch)

    assert read("/fr/").links(".help-strip a")[0] == "/fr/aide"
    assert read("/fr/aide").links("main .helpline-call") == ["tel:119"]


@pytest.mark.parametrize(("who", "step"), [("", "Garder les preuves."), ("parent", "Écoutez-le."), ("temoin", "Ne partagez pas.")])
def test_the_steps_are_said_to_who_asks(harassment: Any, who: str, step: str) -> None:
    screen = read(f"/fr/aide/harassment?je={who}")

    assert screen.texts(".crisis-steps li") == [step]
    assert screen.tree.body.get("data-voice") is None
    assert screen.links(".who a") == [f"/fr/aide/harassment?je={word}" for word in ("parent", "jeune", "temoin")]
    assert screen.links(".who a[aria-current]") == ([f"/fr/aide/harassment?je={who}"] if who else [])


def test_the_young_are_spoken_to_as_the_young(harassment: Any) -> None:
    screen = read("/fr/aide/harassment?je=jeune")

    assert screen.texts(".crisis-steps li") == ["Ce n’est pas ta faute."]
    assert screen.tree.body["data-voice"] == "young"


def test_at_noon_and_at_one_in_the_morning_it_is_the_same_but_for_what_is_open(harassment: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    at(NOON, monkeypatch)
    noon = read("/en/aide/harassment")
    at(ONE_AT_NIGHT, monkeypatch)
    night = read("/en/aide/harassment")

    assert (noon.links(".call-first a"), night.links(".call-first a")) == (["tel:3018"], ["tel:119"])
    assert (noon.links(TO_CALL), night.links(TO_CALL)) == (["tel:3018", "tel:119"], ["tel:119", "tel:3018"])
    assert (noon.texts(".until-then"), night.texts(".until-then")) == ([], ["Until 3018 opens, 119 answers."])
    assert night.texts("[aria-labelledby=lines] .state-closed") == ["Closed, opens on Nov. 28, 2026 at 09:00"]
    for same in ("h1", ".lead", ".crisis-steps li", "[aria-labelledby=after] h3"):
        assert noon.texts(same) == night.texts(same) != []


def test_the_guide_comes_after(harassment: Any) -> None:
    assert read("/fr/aide/harassment").links("[aria-labelledby=after] a") == ["/fr/ressources/harcele"]


@pytest.mark.parametrize(("wanted", "address"), [("", "/fr/aide"), ("ar,en;q=0.5", "/ar/aide")])
def test_the_address_without_a_language_leads_to_that_of_the_browser(wanted: str, address: str) -> None:
    response = read("/aide", **{"Accept-Language": wanted}).response

    assert (response.status_code, response["Location"], response["Vary"]) == (302, address, "Accept-Language")


def test_a_text_message_is_written_and_not_called(home: HomePage) -> None:
    line = HelplineFactory(number_short="114", name_fr="114 : urgences", hours=ALWAYS, is_text_message=True)
    CrisisReasonFactory(code=CrisisCode.SUICIDE, lines=[line])

    assert read("/fr/aide/suicide").links(TO_CALL) == ["sms:114"]


def test_the_page_can_be_sent_with_the_line_to_call(harassment: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    at(ONE_AT_NIGHT, monkeypatch)
    screen = read("/en/aide/harassment?je=jeune")

    text = "Un harcèlement\nCela s’arrête quand on en parle.\nCall 3018 : harcèlement\nCall 119 : enfant en danger\n"
    text += "https://lecteurs.invalid/en/aide/harassment"
    assert screen.tree.select_one("textarea[readonly]").get_text() == text
    assert [unquote(link) for link in screen.links('a[href^="https://wa.me/"]')] == [f"https://wa.me/?text={text}"]


@pytest.mark.parametrize("address", ["/fr/aide", "/fr/aide/harassment"])
def test_nobody_learns_from_where_a_reader_leaves_and_there_is_a_quick_way_out(harassment: Any, settings: Any, address: str) -> None:
    settings.WEBSITE_QUICK_EXIT = "https://exemple.invalid"
    screen = read(address)

    assert screen.response["Referrer-Policy"] == "no-referrer"
    assert [(link["href"], link["rel"]) for link in screen.tree.select("[data-quick-exit]")] == [
        ("https://exemple.invalid", ["noreferrer"])
    ]
    assert len(screen.texts("#traces li")) == 3
    assert not screen.response.cookies


def test_no_page_but_those_of_help_has_the_quick_way_out(harassment: Any) -> None:
    assert read("/fr/").tree.select("[data-quick-exit]") == []


def test_nothing_of_another_site_is_loaded_and_the_page_is_small(harassment: Any) -> None:
    screen = read("/fr/aide/harassment")

    sources = [
        element.get("src") or element.get("href") for element in screen.tree.select("img, script, link[rel=stylesheet], iframe, video")
    ]
    assert [source for source in sources if source and source.startswith(("http", "//"))] == []
    assert screen.tree.select("main img:not([loading=lazy]), video, iframe") == []
    assert len(screen.response.content) < 20_000


@pytest.mark.parametrize("address", ["/fr/aide/nothing", "/fr/aide/suicide"])
def test_what_is_no_reason_or_has_no_words_yet_is_not_there(harassment: Any, address: str) -> None:
    assert read(address).response.status_code == 404


def test_a_page_of_help_takes_as_many_statements_whatever_its_lines(harassment: Any) -> None:
    before = len(read("/fr/aide/harassment").statements)
    CrisisReasonFactory(code=CrisisCode.SUICIDE, lines=[HelplineFactory(hours=ALWAYS) for _line in range(8)], guide=harassment.guide)

    assert (before, len(read("/fr/aide/suicide").statements)) == (14, 14)


def test_the_code_to_scan_leads_to_the_page(harassment: Any) -> None:
    response = read("/fr/aide/harassment.svg").response

    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    assert b"style=" not in response.content
