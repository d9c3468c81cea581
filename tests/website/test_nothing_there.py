"""Where nothing is: the page says so, and helps on with a search box, what the address may have meant, and whom to call."""

from __future__ import annotations

from typing import Any

import pytest

from pages.models import HomePage
from search import indexing
from tests.factories import GuidePageFactory, HelplineFactory, ThemeFactory
from tests.website.reading import read
from website.addresses import telling_word
from website.client.answers import UnavailableError


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("/fr/ressources/enfant-harcelement-2", "harcelement"),
        ("/ar/ressources/التنمر-في", "التنمر"),
        ("/fr/a-b/", ""),
        ("/fr/themes/le_sommeil/", "sommeil"),
        ("/fr/wp-login.php?x=1", "login"),
    ],
)
def test_the_longest_word_of_the_last_part_tells(address: str, word: str) -> None:
    assert telling_word(address) == word


@pytest.mark.django_db
def test_the_page_suggests_what_was_meant_and_shows_whom_to_call(home: HomePage, tmp_path: Any, settings: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path
    ThemeFactory(name_fr="Harcèlement en ligne", slug="harcelement-en-ligne")
    GuidePageFactory(title_fr="Enfant harcelé", slug="enfant-harcele")
    HelplineFactory(number_short="3018")
    indexing.ensure_index()
    screen = read("/en/ressources/en-harcelement")

    assert (screen.response.status_code, screen.texts("h1")) == (404, ["This page is not there"])
    assert screen.tree.select_one("meta[name=robots]")["content"] == "noindex"
    assert screen.links("[aria-labelledby=meant] a") == ["/en/themes/harcelement-en-ligne"]
    assert [form["action"] for form in screen.tree.select("form[role=search]")] == ["/en/recherche"]
    assert "tel:3018" in screen.links("footer a")


@pytest.mark.django_db
def test_without_an_index_there_are_no_suggestions(home: HomePage, tmp_path: Any, settings: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path
    screen = read("/en/nothing-here")

    assert (screen.response.status_code, screen.texts("[aria-labelledby=meant]")) == (404, [])


@pytest.mark.django_db
def test_while_the_api_is_away_the_page_of_what_is_not_there_is_there(monkeypatch: pytest.MonkeyPatch, rf: Any) -> None:
    def away(*_asked: Any, **_named: Any) -> None:
        raise UnavailableError("away")

    monkeypatch.setattr("website.serving.ask", away)
    monkeypatch.setattr("website.views.urgent_help.ask", lambda *_asked: {"crisisReason": None})
    screen = read("/en/aide/suicide")

    assert (screen.response.status_code, screen.texts("h1")) == (404, ["This page is not there"])
    assert screen.response["Cache-Control"] == "no-store"
