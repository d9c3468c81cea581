"""Documents by their names, the client that the settings want, and a callable that gives plain values."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from website.client.answers import Answer, UnavailableError
from website.client.choosing import current_client
from website.client.documents import Document, document_called
from website.client.in_process import InProcess
from website.client.remote import Remote

SITE = Document("SiteScreen", "5c" * 32)


def test_a_document_is_found_by_the_name_of_its_operation(tmp_path: Path, settings: Any) -> None:
    operations = [
        {"id": "5c" * 32, "name": "SiteScreen", "type": "query", "body": "…"},
        {"id": "ab" * 32, "name": "ReportPage", "type": "mutation", "body": "…"},
    ]
    settings.WEBSITE_DOCUMENTS = tmp_path / "manifest.json"
    settings.WEBSITE_DOCUMENTS.write_text(json.dumps({"operations": operations}))

    assert document_called("SiteScreen") == SITE
    assert document_called("ReportPage") == Document("ReportPage", "ab" * 32, is_mutation=True)
    with pytest.raises(LookupError, match="make documents"):
        document_called("Nothing")


@pytest.mark.parametrize("text", ["", "[]", '{"operations": [{}]}'])
def test_what_is_no_manifest_says_so(tmp_path: Path, settings: Any, text: str) -> None:
    settings.WEBSITE_DOCUMENTS = tmp_path / "manifest.json"
    settings.WEBSITE_DOCUMENTS.write_text(text)

    with pytest.raises(ImproperlyConfigured, match=r"manifest\.json"):
        document_called("SiteScreen")


def test_the_settings_choose_the_client(settings: Any) -> None:
    at_home = current_client()
    settings.CLUB_GRAPHQL_URL = "https://api.exemple.invalid/graphql"
    distant = current_client()

    assert (type(at_home), type(distant)) == (InProcess, Remote)
    assert current_client() is distant


def test_the_callable_is_given_plain_values_and_gives_plain_values() -> None:
    asked: list[object] = []

    def answering(document_id: str, variables: dict[str, Any], address: str) -> tuple[int, dict[str, str], dict[str, Any]]:
        asked.append((document_id, variables, address))
        return 200, {"Cache-Control": "public, max-age=10, s-maxage=40", "Surrogate-Key": "theme"}, {"data": {"a": 1}}

    answer = InProcess(answering).ask(SITE, {"first": 5}, "192.0.2.7")

    assert asked == [(SITE.identity, {"first": 5}, "192.0.2.7")]
    assert answer == Answer({"a": 1}, [], 40, frozenset({"theme"}), is_confidential=False)


def test_what_answers_words_of_danger_is_confidential() -> None:
    client = InProcess(lambda *_asked: (200, {"Cache-Control": "private, no-store"}, {"data": {"a": 1}}))

    assert client.ask(SITE, {}, "") == Answer({"a": 1}, [], None, frozenset(), is_confidential=True)


def test_a_refusal_is_no_answer() -> None:
    body = {"errors": [{"message": "…", "extensions": {"code": "RATE_LIMITED"}}]}
    client = InProcess(lambda *_asked: (429, {"Retry-After": "9"}, body))

    with pytest.raises(UnavailableError) as refused:
        client.ask(SITE, {}, "")
    assert (refused.value.retry_after, refused.value.codes) == (9, {"RATE_LIMITED"})
