"""Synonyms and promoted answers through the admin: who writes them, what the forms refuse, what they warn of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pages.models import PromotedAnswer, SynonymGroup
from pages.starter_content.search_steering import load_synonyms
from tests.editorial.conftest import Club
from tests.factories import GuidePageFactory, PromotedAnswerFactory, SynonymGroupFactory
from tests.pages.admin.screens import errors, open_screen, soup
from tests.pages.journal import events

pytestmark = pytest.mark.django_db

ADD_SYNONYMS = "/admin/snippets/pages/synonymgroup/add/"
ADD_PROMOTED = "/admin/snippets/pages/promotedanswer/add/"


def add(client: Client, screen: str, **typed: Any) -> Any:
    return client.post(screen, {**open_screen(client, screen), **typed})


def promoting(*pages: Any, **typed: Any) -> dict[str, Any]:
    rows = {
        f"pages-{number}-{name}": value
        for number, page in enumerate(pages)
        for name, value in {"page": page.pk, "ORDER": number + 1, "id": "", "DELETE": ""}.items()
    }
    return {"language": "fr", "questions": "sommeil", "pages-TOTAL_FORMS": len(pages), "pages-INITIAL_FORMS": 0, **rows, **typed}


def test_the_coordination_writes_them_and_teams_do_not(club: Club, browser: Callable[[Any], Client]) -> None:
    for screen in (ADD_SYNONYMS, ADD_PROMOTED):
        assert browser(club.coordination.publisher).get(screen).status_code == 200
        for user in (club.enfance.editor, club.enfance.publisher):
            assert browser(user).get(screen).status_code == 302
    answer = add(browser(club.coordination.publisher), ADD_SYNONYMS, language="fr", words="insta", leads_to="instagram", weight="0.9")
    assert answer.status_code == 302
    assert list(SynonymGroup.objects.values_list("words", "leads_to", "weight", "is_active")) == [("insta", "instagram", 0.9, True)]


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"words": "téléphone\nle"}, "words", "« le » ne contient aucun mot que la recherche cherche."),
        ({"words": "téléphone\nTÉLÉPHONES"}, "words", "Pour la recherche, « TÉLÉPHONES » et « téléphone » sont le même mot."),
        ({"words": "dodo\nsommeil"}, "words", "« dodo » figure déjà dans un autre groupe (dodo, dormir)."),
        ({"words": "insta", "leads_to": "Insta"}, "leads_to", "Pour la recherche, « Insta » et « insta » sont le même mot."),
        ({"words": "insta", "leads_to": "les"}, "leads_to", "« les » ne contient aucun mot que la recherche cherche."),
        ({"words": "insta\ninstagram", "weight": "1"}, "weight", "0.95"),
        ({"words": "insta\ninstagram", "weight": "0"}, "weight", "0.05"),
    ],
)
def test_a_group_that_search_could_not_use_is_refused(admin_client: Client, typed: dict[str, str], field: str, sentence: str) -> None:
    SynonymGroupFactory(words="dodo\ndormir")
    SynonymGroupFactory(language="en", words="téléphone\ninsta")
    with events() as written:
        answer = add(admin_client, ADD_SYNONYMS, **{"language": "fr", **typed})
    assert answer.status_code == 200
    told = " ".join(errors(answer)[field])
    assert sentence in told.replace("\N{NO-BREAK SPACE}", " ")
    assert (SynonymGroup.objects.count(), written) == (2, [])


def test_a_group_may_be_saved_again_and_each_of_the_sample_site_s_own_too(admin_client: Client) -> None:
    load_synonyms()
    for group in SynonymGroup.objects.all():
        screen = reverse("wagtailsnippets_pages_synonymgroup:edit", args=[group.pk])
        assert admin_client.post(screen, open_screen(admin_client, screen)).status_code == 302, group


def test_a_promoted_answer_needs_a_question_and_a_page(club: Club, admin_client: Client) -> None:
    page = GuidePageFactory()
    for typed in (
        promoting(page, questions="sommeil\nle la"),
        promoting(page, questions=""),
        promoting(page, page),
        promoting(),
        promoting(*(GuidePageFactory() for _ in range(4))),
    ):
        assert add(admin_client, ADD_PROMOTED, **typed).status_code == 200
    assert PromotedAnswer.objects.count() == 0
    assert add(admin_client, ADD_PROMOTED, **promoting(page, GuidePageFactory())).status_code == 302
    assert PromotedAnswer.objects.get().pages.count() == 2


def test_a_page_that_readers_cannot_see_is_warned_of(club: Club, admin_client: Client) -> None:
    hidden, shown = GuidePageFactory(title_fr="Brouillon", live=False), GuidePageFactory(title_fr="Public")

    def told(answer: Any) -> list[str]:
        page = soup(admin_client.get(answer["Location"]))
        return [" ".join(message.get_text().split()) for message in page.select(".messages .warning")]

    answer = add(admin_client, ADD_PROMOTED, **promoting(shown, hidden))
    assert told(answer) == ["Le public ne voit pas encore ceci, et ne l’aura pas avant sa publication : Brouillon."]
    assert told(add(admin_client, ADD_PROMOTED, **promoting(shown, questions="dormir"))) == []


def test_the_lists_say_what_leads_where(admin_client: Client, club: Club) -> None:
    SynonymGroupFactory(words="insta", leads_to="instagram")
    PromotedAnswerFactory(promoted=[GuidePageFactory()])
    assert "insta → instagram" in admin_client.get("/admin/snippets/pages/synonymgroup/").content.decode()
    assert "harcèlement" in admin_client.get("/admin/snippets/pages/promotedanswer/?q=harc").content.decode()
