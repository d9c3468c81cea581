"""The teams of a person: what they say, and that a screen of the admin asks for them once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial import teams
from tests.editorial.conftest import Club, draft_of, person, translator

pytestmark = pytest.mark.django_db


def told(user: Any) -> tuple[set[int], set[int], bool, bool, bool]:
    return (
        set(teams.organisations_of(user)),
        set(teams.publishes_for(user)),
        teams.is_publisher(user),
        teams.is_coordinator(user),
        teams.is_of_a_team(user),
    )


def test_what_the_teams_of_a_person_say(club: Club) -> None:
    enfance, unaf = club.enfance.organisation, club.unaf.organisation
    assert enfance is not None
    assert unaf is not None
    assert told(club.enfance.editor) == ({enfance.pk}, set(), False, False, True)
    assert told(club.enfance.publisher) == ({enfance.pk}, {enfance.pk}, True, False, True)
    assert told(club.coordination.publisher) == (set(), set(), True, True, True)
    assert told(person("les-deux", club.enfance.team.editors, club.unaf.team.publishers)) == (
        {enfance.pk, unaf.pk},
        {unaf.pk},
        True,
        False,
        True,
    )
    assert told(translator("traductrice", club.unaf.space)) == (set(), set(), True, False, False)
    assert told(person("administration", is_superuser=True)) == (set(), set(), False, True, True)
    assert told(person("nouvelle")) == (set(), set(), False, False, False)


@pytest.fixture
def _no_index(settings: Any, tmp_path: Path) -> None:
    """The coordination's home page asks how far an index is, where there is one."""
    settings.SEARCH_INDEX_DIR = tmp_path / "none"


@pytest.mark.usefixtures("_no_index")
@pytest.mark.parametrize(
    ("who", "where", "statements"),
    [
        ("enfance", "home", 31),
        ("enfance", "explorer", 42),
        ("enfance", "form", 82),
        ("coordination", "home", 32),
    ],
)
def test_a_screen_asks_for_them_once(club: Club, browser: Callable[[Any], Client], who: str, where: str, statements: int) -> None:
    page = draft_of(club.enfance)
    address = {
        "home": reverse("wagtailadmin_home"),
        "explorer": reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
        "form": reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }[where]
    client = browser(getattr(club, who).publisher)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    assert len([query for query in asked.captured_queries if 'FROM "editorial_team"' in query["sql"]]) == 1
    assert len(asked.captured_queries) == statements, "\n".join(query["sql"] for query in asked.captured_queries)
