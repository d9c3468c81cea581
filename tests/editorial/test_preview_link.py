"""The preview link: a button in the editor leads to a screen that makes one; the link shows what its editor may see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction
from wagtail.users.models import UserProfile

from api.preview.tokens import token_for
from pages.models import BasePage, EditionContent
from tests.api.asking import data_of
from tests.api.previewing import INVALID, TITLE, refusals
from tests.editorial.conftest import Club, draft_of, fresh, live_page_of, save_draft
from tests.factories import ConsentFactory, PersonFactory, StandardPageFactory, loader, restrict

pytestmark = pytest.mark.django_db

LogIn = Callable[[Any], Client]

CONTENTS = "query ($token: String!) { preview(token: $token) { ... on EditionPage { contents { title } } } }"


def screen(page: BasePage) -> str:
    return reverse("editorial_preview_link", args=[page.pk])


def title_shown(token: str) -> str:
    return str(data_of(TITLE, {"token": token})["preview"]["title"])


def test_the_editor_of_a_page_leads_to_the_screen_and_the_screen_makes_a_token(club: Club, browser: LogIn, settings: Any) -> None:
    settings.PREVIEW_URL = ""
    page = draft_of(club.enfance, "Brouillon")
    client = browser(club.enfance.editor)
    assert screen(page) in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert screen(page) not in client.get(reverse("wagtailadmin_explore", args=[page.pk])).content.decode()

    asked = client.get(screen(page))
    assert ("token" in asked.context, "Créer un lien" in asked.content.decode()) == (False, True)

    made = client.post(screen(page))
    token = made.context["token"]
    assert f'value="{token}"' in made.content.decode()
    assert "query Preview($token: String!)" in made.content.decode()
    assert made.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert title_shown(token) == "Brouillon"
    save_draft(page, club.enfance.editor, title_fr="Brouillon, suite")
    assert title_shown(token) == "Brouillon, suite"


def test_with_a_website_that_shows_previews_it_is_a_link(club: Club, browser: LogIn, settings: Any) -> None:
    settings.PREVIEW_URL = "https://club.example/apercu?a=1&b=2#{token}"
    page = draft_of(club.enfance)
    made = browser(club.enfance.editor).post(screen(page))
    address = f"https://club.example/apercu?a=1&b=2#{made.context['token']}"
    assert made.context["address"] == address
    assert made.content.decode().count(address.replace("&", "&amp;")) == 2
    assert "query Preview" not in made.content.decode()


def test_it_is_made_by_those_who_see_the_drafts_alone(club: Club, browser: LogIn) -> None:
    page = draft_of(club.enfance)
    for user in (club.unaf.editor, club.unaf.publisher, club.coordination.publisher):
        for answer in (browser(user).get(screen(page)), browser(user).post(screen(page))):
            assert answer["Location"] == reverse("wagtailadmin_home")
    assert Client().post(screen(page))["Location"].startswith(reverse("wagtailadmin_login"))
    assert browser(club.enfance.editor).post(reverse("editorial_preview_link", args=[999_999])).status_code == 404


def test_no_other_website_makes_one(club: Club) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(club.enfance.editor)
    answer = client.post(screen(draft_of(club.enfance)))
    assert (answer.status_code, "preview-link" in answer.content.decode()) == (403, False)


def test_none_is_made_where_readers_would_get_nothing(club: Club, browser: LogIn) -> None:
    restricted, testimony = draft_of(club.enfance, "Fermé"), draft_of(club.enfance, "Récit")
    lock = restrict(club.enfance.space)
    witness = PersonFactory()
    told = save_draft(testimony, club.enfance.editor, testimony_of=[witness])
    client = browser(club.enfance.editor)
    for page in (restricted, told):
        answer = client.post(screen(page))
        assert ("token" in answer.context, "Il n’y a rien à montrer" in answer.content.decode()) == (False, True)
        PageViewRestriction.objects.filter(pk=lock.pk).delete()
    ConsentFactory(person=witness, pages=[told])
    assert [title_shown(client.post(screen(page)).context["token"]) for page in (restricted, told)] == ["Fermé", "Récit"]


def test_it_speaks_english_to_those_who_do(club: Club, browser: LogIn) -> None:
    UserProfile.objects.create(user=club.enfance.editor, preferred_language="en")
    page = draft_of(club.enfance)
    client = browser(club.enfance.editor)
    assert "Preview link" in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "It works until" in client.post(screen(page)).content.decode()


def test_an_edition_shows_the_drafts_that_its_editor_sees(club: Club) -> None:
    listed = [
        live_page_of(club.unaf, "Publique"),
        draft_of(club.enfance, "Brouillon d’une association"),
        StandardPageFactory(parent=club.home, title_fr="Brouillon de la coordination", live=False),
    ]
    edition = save_draft(club.edition, club.coordination.publisher, contents=[EditionContent(page=page) for page in listed])

    def seen_by(user: Any) -> list[str]:
        answer = data_of(CONTENTS, {"token": token_for(edition, user)})
        return [page["title"] for page in answer["preview"]["contents"]]

    assert seen_by(club.coordination.publisher) == ["Publique", "Brouillon de la coordination"]
    assert seen_by(loader()) == ["Publique", "Brouillon d’une association", "Brouillon de la coordination"]


def test_it_ends_with_the_right_of_its_editor(club: Club) -> None:
    page = draft_of(club.enfance)
    token = token_for(page, club.enfance.editor)
    assert title_shown(token) == "Brouillon"
    club.enfance.editor.groups.clear()
    assert refusals(token) == INVALID
    club.enfance.editor.groups.add(club.unaf.team.editors)
    assert refusals(token) == INVALID
    club.enfance.editor.groups.set([club.enfance.team.editors])
    assert title_shown(token) == "Brouillon"
    fresh(page).move(club.unaf.space, pos="last-child")
    assert refusals(token) == INVALID
