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
from tests.editorial.conftest import Club, draft_of
from tests.editorial.guest_links.guests import link_to

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
