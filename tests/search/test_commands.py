"""`manage.py rebuild_index` builds, shows how far it is, and says why it does not."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command

from pages.models import HomePage
from search import indexing
from search.engine import SearchEngine
from tests.factories import GuidePageFactory

pytestmark = pytest.mark.django_db


def rebuild_index(*arguments: str) -> str:
    output = io.StringIO()
    call_command("rebuild_index", *arguments, stdout=output)
    return output.getvalue()


def test_a_rebuild_shows_its_progress(home: HomePage, no_index: None) -> None:
    GuidePageFactory()
    assert rebuild_index() == "Search index: 3 of 3 pages\n"
    first = indexing.status().generation
    assert rebuild_index() == "Search index: 3 of 3 pages\n"
    assert indexing.status().generation != first


def test_only_if_needed(home: HomePage, no_index: None) -> None:
    assert rebuild_index("--if-needed") == "Search index: 1 of 1 pages\n"
    first = indexing.status().generation
    assert rebuild_index("--if-needed") == "Search index: as it should be.\n"
    assert indexing.status().generation == first


def test_a_second_rebuild_at_once_is_refused(home: HomePage, no_index: None, another_engine: Callable[[str], SearchEngine]) -> None:
    indexing.ensure_index()
    before = indexing.status()
    with another_engine("another process's").rebuild(wait=False), pytest.raises(CommandError, match="Another process"):
        rebuild_index()
    assert indexing.status() == before
