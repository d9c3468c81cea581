"""Previews of one page: its newest version, in the language asked, with what belongs to it."""

from __future__ import annotations

import json

import pytest
from django.utils import timezone

from api.preview.tokens import token_for
from pages.models import BasePage, EditionContent, HomePage
from tests.api.asking import data_of
from tests.api.previewing import INVALID, READ, refusals, shown, written
from tests.factories import (
    ConsentFactory,
    EditionPageFactory,
    GuidePageFactory,
    PersonFactory,
    StandardPageFactory,
    loader,
    restrict,
)

pytestmark = pytest.mark.django_db


def test_each_look_shows_the_newest_version(home: HomePage) -> None:
    page = written(StandardPageFactory(slug="page", live=False), title_fr="Premier jet")
    token = token_for(page, loader())
    assert data_of(READ, {"token": token})["preview"]["title"] == "Premier jet"
    written(page, title_fr="Deuxième jet", slug="autre")
    assert data_of(READ, {"token": token})["preview"] == {
        "title": "Deuxième jet",
        "summary": "Résumé de " + page.specific.title_fr,
        "path": "/autre",
        "locale": "FR",
        "isFallback": False,
        "bodyHtml": "",
        "translations": [
            {"locale": "FR", "title": "Deuxième jet", "isReady": True},
            {"locale": "EN", "title": "Deuxième jet", "isReady": False},
            {"locale": "AR", "title": "Deuxième jet", "isReady": False},
        ],
    }


def test_the_language_asked_is_shown_as_if_it_were_ready_empty_where_it_is_empty(home: HomePage) -> None:
    page = written(StandardPageFactory(slug="page", title_fr="Page"), title_ar="صفحة")
    answer = shown(page, "AR")
    assert (answer["title"], answer["summary"], answer["locale"], answer["isFallback"]) == ("صفحة", "", "AR", False)
    assert [said["isReady"] for said in answer["translations"]] == [True, False, True]
    answer = shown(page, "EN")
    assert (answer["title"], answer["locale"], answer["isFallback"]) == ("", "EN", False)
    assert data_of('{ page(path: "/page", locale: AR) { title locale } }') == {"page": {"title": "Page", "locale": "FR"}}


def test_a_public_page_without_a_draft_is_shown_as_it_is(home: HomePage) -> None:
    page = StandardPageFactory(slug="page", title_fr="Telle quelle")
    assert shown(BasePage.objects.get(pk=page.pk))["title"] == "Telle quelle"


def test_a_draft_is_shown_whenever_it_is_meant_to_come_and_go(home: HomePage) -> None:
    soon = timezone.now() + timezone.timedelta(hours=1)
    page = written(StandardPageFactory(live=False), title_fr="Demain", go_live_at=soon)
    assert shown(page)["title"] == "Demain"
    page = written(StandardPageFactory(live=False), title_fr="Hier", expire_at=timezone.now())
    assert shown(page)["title"] == "Hier"


def test_what_is_linked_keeps_hidden_and_the_page_itself_is_led_to(home: HomePage) -> None:
    hidden = StandardPageFactory(live=False, title_fr="Caché")
    page = StandardPageFactory(slug="page", live=False)
    page = written(page, body_fr=json.dumps([{"type": "page", "value": pk, "id": "1"} for pk in (hidden.pk, page.pk)]))
    query = "query ($token: String!) { preview(token: $token) { body { ... on PageBlock { page { path } } } } }"
    assert data_of(query, {"token": token_for(page, loader())}) == {"preview": {"body": [{"page": {"path": "/page"}}]}}


def test_a_restricted_page_and_one_below_it_open_for_nobody(home: HomePage) -> None:
    above = StandardPageFactory(slug="dessus")
    page = written(StandardPageFactory(slug="page", parent=above, live=False), title_fr="Brouillon")
    token = token_for(page, loader())
    assert shown(page)["path"] == "/dessus/page"
    restrict(above)
    assert refusals(token) == INVALID


def test_a_testimony_opens_where_its_people_consent(home: HomePage) -> None:
    witness = PersonFactory()
    page = StandardPageFactory(live=False, title_fr="Récit", title_en="Story", testimony_of=[witness])
    page = written(page, is_ready_en=True)
    assert refusals(token_for(page, loader())) == INVALID
    ConsentFactory(person=witness, pages=[page], covered=("fr",))
    assert (shown(page)["title"], shown(page, "EN")["title"], shown(page, "EN")["locale"]) == ("Récit", "Récit", "FR")


def test_a_version_that_could_not_be_published_opens_nothing(home: HomePage) -> None:
    EditionPageFactory(number=7)
    page = written(EditionPageFactory(number=8, live=False), number=7)
    assert refusals(token_for(page, loader())) == INVALID


CONTENTS = (
    "query ($token: String!, $locale: Locale) { preview(token: $token, locale: $locale) { ... on EditionPage { contents { title } } } }"
)


def test_an_edition_shows_the_drafts_it_lists_and_leaves_public_pages_as_they_are(home: HomePage) -> None:
    draft = written(GuidePageFactory(live=False, title_fr="Guide"), title_fr="Guide en cours")
    public = written(GuidePageFactory(title_fr="Public"), title_fr="Public, retouché")
    closed = GuidePageFactory(live=False, title_fr="Fermé")
    restrict(closed)
    GuidePageFactory(live=False, title_fr="Ailleurs")
    page = EditionPageFactory(live=False)
    page = written(page, contents=[EditionContent(page=listed) for listed in (public, closed, draft)])
    assert shown(page, query=CONTENTS) == {"contents": [{"title": "Public"}, {"title": "Guide en cours"}]}
    assert refusals(token_for(page, loader())[:-1]) == INVALID
    assert data_of("{ editions { nodes { title } } resources { nodes { title } } }") == {
        "editions": {"nodes": []},
        "resources": {"nodes": [{"title": "Public"}]},
    }
