"""The short address of a page, as readers get it."""

from __future__ import annotations

from typing import Any

import pytest

from pages.models import HomePage, ShortLink
from pages.short_links import code_for
from tests.api.asking import ask, data_of
from tests.factories import GuidePageFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 20])
def test_pages_have_one_in_the_language_asked_by_one_statement(count: int, home: HomePage, settings: Any) -> None:
    pages = [GuidePageFactory(slug=f"guide-{number}", ready=["en"]) for number in range(count)]
    answer = ask("{ resources(locale: EN, first: 50, orderBy: OLDEST) { nodes { key shortLink } } }")
    assert {node["key"]: node["shortLink"] for node in answer.data["resources"]["nodes"]} == {
        str(page.translation_key): f"{settings.PUBLIC_URL}/r/{code_for(page.translation_key, 'en')}" for page in pages
    }
    # The pages; their links.
    assert len(answer.statements) == 2


def test_a_page_without_one_yet_says_null(home: HomePage) -> None:
    GuidePageFactory(slug="guide")
    ShortLink.objects.all().delete()
    assert data_of('{ page(path: "/ressources/guide") { shortLink } }') == {"page": {"shortLink": None}}
