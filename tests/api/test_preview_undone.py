"""Previews leave nothing behind: no row is written, nobody else sees a draft, a save that comes between is waited for."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.db.models import signals
from wagtail.signals import page_published, page_unpublished

from api.preview import opening, tokens
from api.preview.tokens import token_for
from pages.models import BasePage, ContentEvent, EditionContent, HomePage, InterviewPage, StandardPage
from pages.signals import page_written, record_written
from tests.api.asking import data_of, post
from tests.api.previewing import INVALID, READ, TITLE, refusals, written
from tests.api.scenes import interview
from tests.factories import EditionPageFactory, GuidePageFactory, StandardPageFactory, ThemeFactory, home_page, loader

pytestmark = pytest.mark.django_db


def _tables() -> dict[str, list[Any]]:
    """Every row of every table, as it is stored."""
    found = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # noqa: S608 - the name comes from the database
            found[name] = sorted(map(repr, cursor.fetchall()))
    return found


def test_nothing_is_written(home: HomePage) -> None:
    film = interview(1)
    guide = written(GuidePageFactory(live=False), title_fr="Guide en cours")
    draft = written(film, title_fr="Autre titre", slug="autre", chapters=[], themes=[])
    edition = EditionPageFactory(live=False)
    edition = written(edition, contents=[EditionContent(page=listed) for listed in (film, guide)])
    seen = [token_for(page, loader()) for page in (draft, edition)]
    before = _tables()
    query = READ.replace("title summary", "title ... on InterviewPage { chapters { title } } ... on EditionPage { contents { title } }")
    answers = [data_of(query, {"token": token, "locale": "EN"})["preview"] for token in seen]
    assert (answers[0]["title"], answers[0]["chapters"], answers[0]["path"]) == ("Interview 1", [], "/e-enfance/autre")
    assert answers[1]["contents"] == [{"title": "Interview 1"}, {"title": "Guide en cours"}]
    assert _tables() == before
    assert InterviewPage.objects.get(pk=film.pk).chapters.count() == 2


def test_nobody_is_told(home: HomePage) -> None:
    page = written(interview(1), title_fr="Autre titre", slug="autre", chapters=[], themes=[ThemeFactory()])
    token = token_for(page, loader())
    told: list[Any] = []

    def listen(sender: Any, **_said: Any) -> None:
        told.append(sender)

    said_on_writing = [signals.pre_save, signals.post_save, signals.pre_delete, signals.post_delete, signals.m2m_changed]
    told_by = [*said_on_writing, page_written, record_written, page_published, page_unpublished]
    for signal in told_by:
        signal.connect(listen)
    try:
        assert data_of(TITLE, {"token": token}) == {"preview": {"title": "Autre titre"}}
    finally:
        for signal in told_by:
            signal.disconnect(listen)
    assert (told, transaction.get_connection().run_on_commit) == ([], [])


@pytest.mark.django_db(transaction=True, databases=["default", "snapshot"])
class TestMeanwhile:
    """With connections of their own, as in production."""

    @pytest.fixture(autouse=True)
    def _snapshot_alias(self, settings: Any) -> Any:
        settings.SNAPSHOT_DATABASE = "snapshot"
        yield
        connections["snapshot"].close()

    @pytest.fixture
    def page(self) -> BasePage:
        home_page()
        return written(StandardPageFactory(slug="page", title_fr="Public"), title_fr="Brouillon", slug="brouillon")

    def test_nobody_else_sees_the_draft(self, page: BasePage, monkeypatch: pytest.MonkeyPatch) -> None:
        find, meanwhile = opening.find, []

        def ask() -> None:
            meanwhile.append(data_of('{ page(path: "/page") { title path } draft: page(path: "/brouillon") { title } }'))
            meanwhile.append(ContentEvent.objects.count())
            connections.close_all()

        def find_while_somebody_asks(*arguments: Any) -> Any:
            reader = threading.Thread(target=ask)
            reader.start()
            reader.join()
            return find(*arguments)

        events = ContentEvent.objects.count()
        token = token_for(page, loader())
        monkeypatch.setattr(opening, "find", find_while_somebody_asks)
        assert data_of(TITLE, {"token": token}) == {"preview": {"title": "Brouillon"}}
        assert meanwhile == [{"page": {"title": "Public", "path": "/page"}, "draft": None}, events]
        assert StandardPage.objects.get(pk=page.pk).title_fr == "Public"

    def test_a_refused_look_leaves_nothing_either(self, page: BasePage) -> None:
        token = token_for(page, loader())
        before = _tables()
        assert refusals(token + "x") == INVALID
        assert post("query ($token: String!) { preview(token: $token) { bodyHtml(headingStart: 9) } }", {"token": token}).json()["errors"]
        assert _tables() == before

    def test_one_that_meets_a_save_begins_anew(self, page: BasePage, monkeypatch: pytest.MonkeyPatch) -> None:
        if connection.vendor != "postgresql":
            pytest.skip("SQLite has one writer at a time: who comes second waits, and then reads.")
        held, looks, opened = threading.Event(), [], tokens.opened
        token = token_for(page, loader())

        def save() -> None:
            with transaction.atomic():
                BasePage.objects.filter(pk=page.pk).update(numchild=0)
                held.set()
                deadline = time.monotonic() + 30
                while not _somebody_waits() and time.monotonic() < deadline:
                    pass
            connections.close_all()

        def counted(given: str) -> Any:
            looks.append(given)
            return opened(given)

        editor = threading.Thread(target=save)
        editor.start()
        held.wait()
        monkeypatch.setattr(tokens, "opened", counted)
        assert data_of(TITLE, {"token": token}) == {"preview": {"title": "Brouillon"}}
        editor.join()
        assert looks == [token, token]


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])
