"""One operation reads one state of the database: what is published while it runs is seen whole by the next, and not in half by this one."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection, connections

from api.types import roots
from pages.models import BasePage
from tests.api.asking import data_of
from tests.factories import StandardPageFactory, ThemeFactory, home_page

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "snapshot"])

QUESTION = (
    '{ before: page(path: "/page") { title themes { name } } after: page(path: "/page") { title themes { name } translations { title } } }'
)


@pytest.fixture(autouse=True)
def _snapshot_alias(settings: Any) -> Any:
    """The alias of production, which tests elsewhere do without."""
    settings.SNAPSHOT_DATABASE = "snapshot"
    yield
    connections["snapshot"].close()


def _publish(page: BasePage) -> None:
    """What an editor does meanwhile, on a connection of their own: a new title and a new theme, in one transaction."""
    page.title_fr = "Nouveau"
    page.themes = [ThemeFactory(name_fr="Nouveau thème")]
    page.save()
    connection.close()


def test_a_publication_in_the_middle_of_an_operation_is_not_seen_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    home_page()
    page = StandardPageFactory(title_fr="Ancien", slug="page", themes=[ThemeFactory(name_fr="Ancien thème")])
    read_one_page, asked = roots.one_page, []

    def one_page(*arguments: Any, **named: Any) -> Any:
        found = read_one_page(*arguments, **named)
        asked.append(found)
        if len(asked) == 1:
            editor = threading.Thread(target=_publish, args=(page,))
            editor.start()
            editor.join()
        return found

    monkeypatch.setattr(roots, "one_page", one_page)
    during = data_of(QUESTION)
    afterwards = data_of(QUESTION)

    old = {"title": "Ancien", "themes": [{"name": "Ancien thème"}]}
    new = {"title": "Nouveau", "themes": [{"name": "Nouveau thème"}]}
    assert during == {"before": old, "after": {**old, "translations": [{"title": "Ancien"}] * 3}}
    assert afterwards == {"before": new, "after": {**new, "translations": [{"title": "Nouveau"}] * 3}}


def test_everything_is_read_through_the_snapshot_and_nothing_through_the_other_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    home_page()
    StandardPageFactory(slug="page", themes=[ThemeFactory()])

    def refuse(*_arguments: Any) -> None:
        raise AssertionError("Something was asked of the connection that writes.")

    with connections["default"].execute_wrapper(refuse):
        answer = data_of(
            """{ site { navigation { page { title } } currentEdition { number } home { title bodyHtml highlights { title } } }
              resources { totalCount nodes { title } } people { nodes { name } }
              filed: resources(locale: EN, orderBy: TITLE, filter: {themes: ["a"], organisations: ["a"], onlyReady: true}) {
                totalCount nodes { title } }
              theme(slug: "a") { name } changes { head totalCount nodes { action node { id } } } helplines { isOpen hours { opens } }
              page(path: "/page") { title path bodyHtml body { key } themes { name } translations { title } licence } }"""
        )

    assert answer["page"]["path"] == "/page"
