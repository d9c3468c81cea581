"""How a page stands in each language is written down with few statements, whether its words are in a version or in its row alone."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editorial.models import LanguageState
from editorial.translation import standing
from tests.editorial.conftest import Club, fresh, save_draft
from tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("live", "has_version", "statements"), [(True, False, 9), (False, False, 9), (True, True, 10), (False, True, 3)])
def test_the_row_of_a_page_is_read_once(club: Club, live: bool, has_version: bool, statements: int) -> None:
    page = StandardPageFactory(
        parent=club.enfance.space, title_fr="Page", title_en="Page", live=live, organisation=club.enfance.organisation
    )
    if has_version:
        save_draft(page, club.enfance.editor)
    found = fresh(page)
    before = list(LanguageState.objects.filter(page=page).order_by("pk").values())
    with CaptureQueriesContext(connection) as asked:
        standing.refresh(found)
    assert len(asked) == statements
    assert list(LanguageState.objects.filter(page=page).order_by("pk").values()) == before
    assert len(before) == 2
