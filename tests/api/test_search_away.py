"""With the search server away the endpoint answers everything else, and search itself from a standby where one is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pages.models import ContentEvent, HomePage, PagePath
from search import indexing
from search.engines import STANDBY
from tests.api.asking import data_of, post
from tests.factories import GuidePageFactory
from tests.ports import free_port

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _server_away(settings: SettingsWrapper, tmp_path: Path) -> None:
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.SEARCH_URL = (f"http://127.0.0.1:{free_port()}",)
    settings.SEARCH_INDEX_DIR = tmp_path


def test_publishing_and_other_fields_are_untouched(home: HomePage) -> None:
    before = ContentEvent.objects.count()
    page = GuidePageFactory(title_fr="Chantage")
    assert ContentEvent.objects.count() > before

    path = PagePath.objects.get(page=page, language="fr", is_current=True).path
    response = post(f'{{ search(query: "chantage") {{ totalCount }} page(path: "{path}") {{ title }} }}')

    assert [(error["path"][0], error["extensions"]) for error in response.json()["errors"]] == [("search", {"code": "SEARCH_UNAVAILABLE"})]
    assert response.json()["data"]["page"] == {"title": "Chantage"}


def test_the_standby_answers_in_its_place(home: HomePage, settings: SettingsWrapper) -> None:
    settings.SEARCH_STANDBY = True
    GuidePageFactory(title_fr="Chantage")
    indexing.ensure_index(index=STANDBY)

    found = data_of('{ search(query: "chantage") { totalCount degraded nodes { title } } }')["search"]

    assert found == {"totalCount": 1, "degraded": True, "nodes": [{"title": "Chantage"}]}
