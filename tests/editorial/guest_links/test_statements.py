"""What the screens of guest links cost: the same number of statements for one link and for twenty."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from editorial.models import GuestOpening
from pages.models import EditionContent
from tests.editorial.conftest import Club, draft_of, save_draft
from tests.editorial.guest_links.guests import link_to, visit
from tests.factories import GuidePageFactory, ImageFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["editorial_preview_link", "editorial_guest_links"])
def test_twenty_links_cost_as_much_as_one(club: Club, browser: Callable[[Any], Client], name: str) -> None:
    page = draft_of(club.enfance)
    address = reverse(name, args=[page.pk] if name == "editorial_preview_link" else [])
    client = browser(club.enfance.editor)
    client.get(address)
    counted = []
    for more in (1, 19):
        for _number in range(more):
            link, _token = link_to(page if name == "editorial_preview_link" else draft_of(club.enfance), club.enfance.editor)
            GuestOpening.objects.bulk_create([GuestOpening(link=link), GuestOpening(link=link)])
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        counted.append(len(captured.captured_queries))
    assert counted[0] == counted[1]


# On PostgreSQL each operation first says how long it may take: one for the edition, two for a page of it, which is looked for in it first.
TIME_LIMIT = {"sqlite": 0, "postgresql": 1}[connection.vendor]
EDITION, PAGE_OF_IT = 65 + TIME_LIMIT, 109 + 2 * TIME_LIMIT


# Wagtail looks for each page that a version of an edition names, twice.
@pytest.mark.parametrize(("count", "statements"), [(1, [EDITION, PAGE_OF_IT]), (20, [EDITION + 2 * 19, PAGE_OF_IT + 4 * 19])])
def test_a_visit_takes_the_same_statements_whatever_it_shows(club: Club, count: int, statements: list[int]) -> None:
    guides = [GuidePageFactory(cover_image=ImageFactory()) for _number in range(count)]
    edition = save_draft(club.edition, club.coordination.publisher, contents=[EditionContent(page=guide) for guide in guides])
    link, token = link_to(edition, club.coordination.publisher)
    counted = []
    for more in ((), ("fr", str(guides[0].translation_key))):
        assert visit(token, *more).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            assert visit(token, *more).status_code == 200
        counted.append(len(captured.captured_queries))
    assert (counted, link.openings.count()) == (statements, 1)
