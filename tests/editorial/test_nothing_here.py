"""Where the desk has nothing it says so in the language of who asks, in the same words whether nothing is there or another team's thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.users.models import UserProfile

from tests.editorial.conftest import Club
from tests.factories import ImageFactory

pytestmark = pytest.mark.django_db

FRENCH = (
    "fr",
    "Rien ici - Club des Parents Connectés",
    "Rien ici",
    "Cette page n’existe pas à la rédaction, ou elle n’est pas pour vous.",
    "À l’accueil de la rédaction",
)
ENGLISH = (
    "en",
    "Nothing here - Club des Parents Connectés",
    "Nothing here",
    "The desk has no such page, or it is not for you to see.",
    "To the desk’s home page",
)


def told(answer: Any) -> tuple[str, ...]:
    assert answer.status_code == 404
    page = BeautifulSoup(answer.content, "html.parser")
    assert [link["href"] for link in page.select("main a")] == ["/admin/"]
    parts = [page.select_one(name) for name in ("title", "h1", "main p", "main a")]
    return (page.html["lang"], *(" ".join(part.get_text().split()) for part in parts))


@pytest.mark.parametrize(("language", "words"), [("fr", FRENCH), ("en", ENGLISH)])
def test_in_the_language_of_who_asks(club: Club, browser: Callable[[Any], Client], language: str, words: tuple[str, ...]) -> None:
    UserProfile.objects.create(user=club.unaf.publisher, preferred_language=language)
    client, theirs = browser(club.unaf.publisher), ImageFactory(title="Secret", collection=club.enfance.team.collection)
    addresses = ["/admin/nothing-here/", "/admin/pages/999999/edit/", "/admin/images/999999/", f"/admin/images/{theirs.pk}/"]
    answers = [client.get(address, headers={"Accept-Language": "ar"}) for address in addresses]
    assert [told(answer) for answer in answers] == [words] * 4
    # Not by what is kept of it either can one tell what is there from what is not.
    assert {(answer.content, answer["Cache-Control"]) for answer in answers} == {
        (answers[0].content, "max-age=0, no-cache, no-store, must-revalidate, private")
    }


def test_without_a_profile_in_the_language_of_the_site(club: Club, browser: Callable[[Any], Client]) -> None:
    assert told(browser(club.unaf.publisher).get("/admin/nothing-here/")) == FRENCH


def test_strangers_are_asked_to_log_in(db: None, client: Client) -> None:
    assert client.get("/admin/nothing-here/")["Location"] == "/admin/login/?next=/admin/nothing-here/"
