"""The doors of previews: what a token must be, what an operation may hold, what an answer says of itself."""

from __future__ import annotations

import json
import logging
import time
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from api.http.errors import BadInputError
from api.loading.operation import Operation
from api.preview import opening, tokens
from api.preview.standing_alone import MESSAGE
from api.preview.tokens import token_for
from pages.models import BasePage, HomePage
from tests.api.asking import data_of, post
from tests.api.previewing import INVALID, TITLE, refusals, written
from tests.factories import StandardPageFactory, loader

EXPIRED = [{"code": "PREVIEW_EXPIRED"}]
PREVIEW_HEADERS = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


@pytest.fixture
def page(home: HomePage) -> BasePage:
    """A public page with a draft."""
    return written(StandardPageFactory(slug="page", title_fr="Public"), title_fr="Brouillon")


@pytest.fixture
def token(page: BasePage) -> str:
    return token_for(page, loader())


def get(query: str, **variables: Any) -> Any:
    return Client().get("/graphql", {"query": query, "variables": json.dumps(variables)})


# --- HTTP ------------------------------------------------------------------------------------------------------------------------


def test_the_answer_is_kept_by_nobody_and_leads_nobody(token: str, db: None) -> None:
    for response in (post(TITLE, {"token": token}), get(TITLE, token=token)):
        assert response.json() == {"data": {"preview": {"title": "Brouillon"}}}
        assert {name: response.headers[name] for name in PREVIEW_HEADERS} == PREVIEW_HEADERS
        assert ("ETag" in response.headers, "Last-Modified" in response.headers, dict(response.cookies)) == (False, False, {})


def test_nor_is_a_refusal(db: None) -> None:
    for response in (post(TITLE, {"token": "x"}), get(TITLE, token="x")):
        assert response.json()["errors"][0]["extensions"] == {"code": "PREVIEW_INVALID"}
        assert {name: response.headers[name] for name in PREVIEW_HEADERS} == PREVIEW_HEADERS


def test_other_answers_say_nothing_of_it(token: str) -> None:
    response = post('{ page(path: "/page") { title } }')
    assert response.json() == {"data": {"page": {"title": "Public"}}}
    assert (response.headers["Cache-Control"], "X-Robots-Tag" in response.headers) == ("no-store", False)


def test_no_log_holds_a_token(token: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for ask in (post(TITLE, {"token": token}), get(TITLE, token=token), get(TITLE, token=token + "x"), get("{ preview", token=token)):
        assert ask.status_code == 200
    assert "GET /graphql" in caplog.text
    assert token not in caplog.text


# --- the operation ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "document",
    [
        '{ preview(token: "x") { title } page(path: "/") { title } }',
        '{ a: preview(token: "x") { title } b: preview(token: "x", locale: EN) { title } }',
        '{ preview(token: "x") { title } ... on Query { site { __typename } } }',
        '{ ...F site { __typename } } fragment F on Query { ...G } fragment G on Query { preview(token: "x") { title } }',
        '{ preview(token: "x") { title } site @skip(if: true) { __typename } }',
        '{ preview(token: "x") @include(if: false) { title } site { __typename } }',
        '{ preview(token: "x") { title } preview: __typename site { __typename } }',
    ],
)
def test_it_stands_alone(db: None, document: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        answer = post(document).json()
    assert (MESSAGE, {"code": "VALIDATION_FAILED"}) in [(error["message"], error["extensions"]) for error in answer["errors"]]
    assert (answer["data"], captured.captured_queries) == (None, [])


@pytest.mark.parametrize(
    "document",
    [
        "query ($token: String!) { __typename preview(token: $token) { title } }",
        "query ($token: String!) { ...F } fragment F on Query { preview(token: $token) { ... on Page { title } } __typename }",
        "query ($token: String!) { preview(token: $token) { title } ... { preview(token: $token) { title } } }",
    ],
)
def test_alone_it_may_be_written_in_any_way(token: str, document: str) -> None:
    assert post(document, {"token": token}).json()["data"]["preview"] == {"title": "Brouillon"}


def test_operations_of_one_document_are_judged_apart(token: str) -> None:
    document = 'query A($token: String!) { preview(token: $token) { title } } query B { page(path: "/page") { title } }'
    answers = [get_named(document, name, token) for name in ("A", "B")]
    assert answers == [{"preview": {"title": "Brouillon"}}, {"page": {"title": "Public"}}]


def get_named(document: str, name: str, token: str) -> Any:
    body = {"query": document, "operationName": name, "variables": {"token": token}}
    return Client().post("/graphql", body, content_type="application/json").json()["data"]


def test_a_draft_is_laid_only_where_it_is_undone(token: str) -> None:
    with pytest.raises(RuntimeError, match="undone"):
        opening.previewed_page(Operation("default", timezone.now()), token, "fr")
    assert BasePage.objects.get(slug="page").title_fr == "Public"


# --- the token -------------------------------------------------------------------------------------------------------------------


def test_a_token_that_is_not_ours_opens_nothing(page: BasePage, token: str) -> None:
    content = [page.pk, loader().pk, True, ""]
    for other in ("", "x", "é:é:é", token[:-1], token + "A", signing.dumps(content), signing.dumps(content, key="k", salt=tokens.SALT)):
        assert refusals(other) == INVALID


def test_no_character_of_a_token_can_be_changed(token: str) -> None:
    for place, character in enumerate(token):
        changed = token[:place] + ("A" if character != "A" else "B") + token[place + 1 :]
        with pytest.raises(BadInputError) as refused:
            tokens.opened(changed)
        assert refused.value.extensions == {"code": "PREVIEW_INVALID"}


def test_it_lives_for_half_an_hour(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = time.time()
    monkeypatch.setattr(time, "time", lambda: made + 29 * 60 + 59)
    assert data_of(TITLE, {"token": token}) == {"preview": {"title": "Brouillon"}}
    monkeypatch.setattr(time, "time", lambda: made + 30 * 60 + 1)
    assert refusals(token) == EXPIRED


def _publish(page: BasePage) -> None:
    page.latest_revision.publish()


def _publish_english_alone(page: BasePage) -> None:
    version = page.get_latest_revision_as_object()
    version.title_en, version.is_ready_en, version.languages_to_publish = "Page", True, {"en"}
    version.save_revision().publish()


def _unpublish_and_publish(page: BasePage) -> None:
    page.specific.unpublish()
    page.refresh_from_db()
    page.latest_revision.publish()


@pytest.mark.parametrize("publish", [_publish, _publish_english_alone, _unpublish_and_publish])
def test_it_dies_when_the_page_is_published(page: BasePage, token: str, publish: Any) -> None:
    publish(page)
    assert refusals(token) == EXPIRED
    # And stays dead when it is taken down again.
    BasePage.objects.get(pk=page.pk).specific.unpublish()
    assert refusals(token) == EXPIRED


def test_it_dies_when_a_page_that_never_was_public_is_published_without_a_revision(home: HomePage) -> None:
    page = StandardPageFactory(live=False)
    token = token_for(page, loader())
    assert data_of(TITLE, {"token": token})["preview"] is not None
    page.live = True
    page.save()
    assert refusals(token) == EXPIRED


def test_it_outlives_a_page_that_is_taken_down(page: BasePage, token: str) -> None:
    page.specific.unpublish()
    assert data_of(TITLE, {"token": token}) == {"preview": {"title": "Brouillon"}}


def test_it_opens_nothing_once_the_page_or_the_editor_is_gone(page: BasePage) -> None:
    editor = get_user_model().objects.create_superuser("parti")
    token = token_for(page, editor)
    editor.is_active = False
    editor.save()
    assert refusals(token) == INVALID
    editor.is_active = True
    editor.save()
    assert data_of(TITLE, {"token": token}) == {"preview": {"title": "Brouillon"}}
    editor.is_superuser = False
    editor.save()
    assert refusals(token) == INVALID
    editor.delete()
    assert refusals(token) == INVALID
    token = token_for(page, loader())
    page.specific.delete()
    assert refusals(token) == INVALID


def test_who_does_not_see_the_drafts_makes_no_token(page: BasePage) -> None:
    with pytest.raises(ValueError, match="sees the drafts"):
        token_for(page, get_user_model().objects.create_user("passant"))
