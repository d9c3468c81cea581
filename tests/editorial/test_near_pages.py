"""Who submits or publishes a page is told of public ones that say nearly the same: named, with a link, and never refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from pages import models
from search import indexing
from tests.api.settled import settle_everything
from tests.editorial.conftest import Club, draft_of, fresh, live_page_of, public_state, save_draft
from tests.editorial.test_publication import filled
from tests.factories import HelplineFactory, restrict
from tests.pages.admin.screens import open_screen
from tests.pages.checks.pages import paragraph, stream
from tests.search.without_meaning import away, switched_off, without_index

pytestmark = pytest.mark.django_db

Browser = Callable[[Any], Client]

SLEEP = {
    "title": "Le sommeil des adolescents",
    "summary_fr": "Le téléphone empêche les adolescents de dormir la nuit.",
    "body_fr": stream(paragraph("Un adolescent a besoin de neuf heures de sommeil. La lumière de l'écran retarde le sommeil.")),
}
COPY = {
    "title": "Le sommeil des ados",
    "summary_fr": "Le téléphone empêche les ados de dormir la nuit.",
    "body_fr": stream(paragraph("Un ado a besoin de neuf heures de sommeil. La lumière des écrans retarde le sommeil.")),
}
OTHER = {"title": "Bien dormir sans téléphone", "summary_fr": "Le soir, le téléphone reste hors de la chambre."}
TOLD = (
    "Déjà public, et presque pareil à «\N{NO-BREAK SPACE}Le sommeil des ados\N{NO-BREAK SPACE}»\N{NO-BREAK SPACE}:"
    " les lecteurs trouveraient les deux."
)


@pytest.fixture(autouse=True)
def _by_meaning(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SEARCH_BY_MEANING, settings.SEARCH_INDEX_DIR = True, tmp_path
    settle_everything(monkeypatch)


def edit(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def sent(client: Client, page: Any, action: str = "action-submit", **changes: str) -> Any:
    """The answer to pressing a button on a draft's form as it is, or with some changes."""
    return client.post(edit(page), {**open_screen(client, edit(page)), **changes, action: "1"})


def warnings(response: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """What the warnings say, and the links in each: their words and where they lead."""
    found = []
    for message in get_messages(response.wsgi_request):
        if message.level_tag == "warning":
            said = BeautifulSoup(str(message), "html.parser")
            links = [(link.text, str(link["href"])) for link in said.select("li a")]
            for listed in said.select("ul"):
                listed.decompose()
            found.append((said.text.strip(), links))
    return found


def submissions(page: Any) -> int:
    return int(fresh(page).workflow_states.count())


def test_who_submits_is_told_of_a_page_that_says_nearly_the_same(club: Club, browser: Browser) -> None:
    known = live_page_of(club.enfance, **SLEEP)
    live_page_of(club.enfance, **OTHER)
    indexing.ensure_index()
    draft = draft_of(club.enfance, **COPY)

    answer = sent(browser(club.enfance.editor), draft)

    assert warnings(answer) == [(TOLD, [("Le sommeil des adolescents", edit(known))])]
    assert (answer.status_code, submissions(draft), fresh(draft).live) == (302, 1, False)


def test_a_page_of_another_team_is_named_with_the_address_that_readers_have(club: Club, browser: Browser) -> None:
    live_page_of(club.unaf, slug="sommeil", **SLEEP)
    indexing.ensure_index()

    answer = sent(browser(club.enfance.editor), draft_of(club.enfance, **COPY))

    assert warnings(answer) == [(TOLD, [("Le sommeil des adolescents", "https://lecteurs.invalid/fr/unaf/sommeil")])]


@pytest.mark.parametrize("languages_ticked", ["all", "some"])
def test_who_publishes_is_told_too(club: Club, browser: Browser, languages_ticked: str) -> None:
    known = live_page_of(club.enfance, **SLEEP)
    indexing.ensure_index()
    draft = draft_of(club.enfance, title_en="Teenagers and sleep", summary_en="At night.", is_ready_en=True, **COPY)
    client = browser(club.enfance.publisher)
    ticks = {} if languages_ticked == "all" else {"publish_en": ""}

    answer = sent(client, draft, "action-publish", **ticks)

    assert warnings(answer) == [(TOLD, [("Le sommeil des adolescents", edit(known))])]
    assert (fresh(draft).live, fresh(draft).is_ready_en) == (True, languages_ticked == "all")


def test_saving_tells_nothing(club: Club, browser: Browser) -> None:
    live_page_of(club.enfance, **SLEEP)
    indexing.ensure_index()

    assert warnings(sent(browser(club.enfance.editor), draft_of(club.enfance, **COPY), "action-save")) == []


def test_a_page_that_waits_for_another_association_is_told_of_when_it_is_submitted(club: Club, browser: Browser) -> None:
    helpline = stream(("helpline", HelplineFactory().pk))
    live_page_of(club.enfance, **{**SLEEP, "body_fr": helpline})
    indexing.ensure_index()
    draft = draft_of(club.enfance, **{**COPY, "body_fr": helpline})
    client = browser(club.enfance.publisher)

    waits, submitted = (
        client.post(edit(draft), filled(fresh(draft), **{action: "1", "is_crisis": "on"})) for action in ("action-publish", "action-submit")
    )

    assert [text.partition("\N{NO-BREAK SPACE}:")[0] for text, _links in warnings(waits)] == ["Enregistré comme brouillon"]
    # Nobody has read the first message yet.
    assert [text for text, _links in warnings(submitted)][1:] == [TOLD]


def test_a_page_with_something_else_to_say_is_not_told_of(club: Club, browser: Browser) -> None:
    live_page_of(club.enfance, **OTHER)
    indexing.ensure_index()

    assert warnings(sent(browser(club.enfance.editor), draft_of(club.enfance, **COPY))) == []


def test_only_pages_in_the_same_language_are_told_of(club: Club, browser: Browser) -> None:
    known = live_page_of(
        club.enfance,
        title="Porter plainte",
        title_en="Teenagers and sleep",
        summary_en="The telephone keeps teenagers from sleeping at night.",
        is_ready_en=True,
    )
    indexing.ensure_index()
    french = draft_of(club.enfance, **SLEEP)
    english = draft_of(
        club.enfance,
        title="Le vélo",
        title_en="Teens and sleep",
        summary_en="The telephone keeps teens from sleeping at night.",
        is_ready_en=True,
    )
    client = browser(club.enfance.editor)

    assert warnings(sent(client, french)) == []

    assert [links for _text, links in warnings(sent(client, english))] == [[("Teenagers and sleep", edit(known))]]


def test_the_version_submitted_counts_and_its_own_public_one_does_not(club: Club, browser: Browser) -> None:
    page = live_page_of(club.enfance, **{**SLEEP, "title": "Le sommeil"})
    known = live_page_of(club.enfance, **OTHER)
    indexing.ensure_index()
    client = browser(club.enfance.editor)
    assert warnings(sent(client, page)) == []
    before = public_state(page)
    page.workflow_states.all().delete()

    save_draft(page, club.enfance.editor, title_fr=OTHER["title"], summary_fr=OTHER["summary_fr"], body_fr=stream())

    assert [links for _text, links in warnings(sent(client, page))] == [[(OTHER["title"], edit(known))]]
    assert public_state(page) == before


def test_a_hidden_page_is_not_named_although_the_index_still_has_it(club: Club, browser: Browser) -> None:
    restricted, withdrawn, behind = (live_page_of(club.enfance, **SLEEP) for _number in range(3))
    indexing.ensure_index()
    restrict(restricted)
    withdrawn.unpublish()
    models.BasePage.objects.filter(pk=behind.pk).update(live=False)
    draft = draft_of(club.enfance, **COPY)

    assert warnings(sent(browser(club.enfance.editor), draft)) == []
    assert submissions(draft) == 1


def test_no_more_than_three_are_named_the_nearest_first(club: Club, browser: Browser) -> None:
    known = [live_page_of(club.enfance, **SLEEP) for _number in range(3)]
    nearest = live_page_of(club.enfance, **COPY)
    indexing.ensure_index()

    [(_text, links)] = warnings(sent(browser(club.enfance.editor), draft_of(club.enfance, **COPY)))

    assert [address for _title, address in links] == [edit(nearest), edit(known[0]), edit(known[1])]


@pytest.mark.parametrize("spoil", [switched_off, away, without_index])
def test_where_nobody_can_tell_nothing_is_said_and_the_page_is_submitted(
    spoil: Callable[[Any, pytest.MonkeyPatch], None], club: Club, browser: Browser, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    live_page_of(club.enfance, **SLEEP)
    indexing.ensure_index()
    draft = draft_of(club.enfance, **COPY)
    spoil(settings, monkeypatch)

    assert warnings(sent(browser(club.enfance.editor), draft)) == []
    assert submissions(draft) == 1
