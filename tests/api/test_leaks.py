"""Nothing hidden comes out: every field of the schema that leads to objects is walked over a site of which half is hidden."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from graphql import execute_sync, parse

from api.http.prepared import names_of_fields
from api.ids import GlobalId
from api.loading.operation import Operation
from api.schema.build import schema
from pages import languages
from pages.models import BasePage, EditionPage, PagePath, resource_types
from pages.visibility import public_pages
from search import indexing
from tests.api.asking import data_of
from tests.api.hidden import CANARY, HiddenHalf
from tests.api.settled import settle_everything
from tests.api.walking import object_fields, reached, selection
from tests.factories import GuidePageFactory, restrict

pytestmark = pytest.mark.django_db

LOCALES = [code.upper() for code in languages.codes()]

LISTS = {
    "editions": "EditionConnection",
    "interviews": "InterviewConnection",
    "pages": "PageConnection",
    "resources": "PageConnection",
    "events": "EventConnection",
    "people": "PersonConnection",
    "organisations": "OrganisationConnection",
    "themes": "ThemeConnection",
    "ages": "AgeBand",
    "audiences": "Audience",
    "evidence": "EvidenceConnection",
    "navigation": "NavigationItem",
    "helplines": "Helpline",
    "crisisReasons": "CrisisReason",
    "site": "Site",
    "search": "SearchConnection",
}
ONE_BY_ONE = {
    'page(path: "/")': "Page",
    "edition(number: 1)": "EditionPage",
    'interview(path: "/e-enfance/entretien")': "InterviewPage",
    "crisisReason(code: SUICIDE)": "CrisisReason",
    "crisisReason(code: SELF_HARM)": "CrisisReason",
    'person(slug: "invitee")': "Person",
    'organisation(slug: "editrice")': "Organisation",
    'theme(slug: "sujet")': "Theme",
    "departments": "Department",
    'suggestions(query: "canari c")': "SearchSuggestion",
    'suggestions(query: "th")': "SearchSuggestion",
    'suggestions(query: "pag")': "SearchSuggestion",
}

NO_LIST_HAS = "tout le monde serait soulagé que je n'existe plus"
"""Words that mean danger."""


@pytest.fixture
def half(indexed_half: HiddenHalf, monkeypatch: pytest.MonkeyPatch) -> HiddenHalf:
    """The site with its index, whose readers have the events of the test itself."""
    settle_everything(monkeypatch)
    return indexed_half


def _walked(query: str) -> Any:
    """The answer to an operation too large for readers: the limits apart, it runs as any other."""
    document = parse(query)
    operation = Operation("default", timezone.now(), mentions=names_of_fields(document))
    result = execute_sync(schema(), document, context_value=operation)
    assert result.errors is None
    return result.data


def _assert_silent(answer: Any, half: HiddenHalf) -> None:
    text = json.dumps(answer, ensure_ascii=False, default=str)
    assert CANARY not in text.upper()
    assert [key for key in half.identities() if key in text] == []
    assert [address for address in half.media if address.partition("?")[0] in text] == []


def test_no_list_and_no_relation_leads_to_what_is_hidden(half: HiddenHalf, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settle_everything(monkeypatch)
    types = schema().type_map
    seen: set[str] = set()
    for name, type_name in LISTS.items():
        everything = selection(schema(), types[type_name], ("Query",))
        for locale in LOCALES:
            words = ', query: "canari cyberviolence captures 3020"' if name == "search" else ""
            answer = _walked(f"{{ Query__{name}: {name}(locale: {locale}{words}) {{ {everything} }} }}")
            _assert_silent(answer, half)
            seen.update(reached(answer))
    for field, type_name in ONE_BY_ONE.items():
        name = field.partition("(")[0]
        answer = _walked(f"{{ Query__{name}: {field} {{ {selection(schema(), types[type_name], ('Query',))} }} }}")
        _assert_silent(answer, half)
        seen.update(reached(answer))
    settings.SEARCH_BY_MEANING = True
    for locale in LOCALES:
        help_ = selection(schema(), types["QuietHelp"], ("Query",))
        search = f'search(query: "{NO_LIST_HAS}", locale: {locale}) {{ SearchConnection__quietHelp: quietHelp {{ {help_} }} }}'
        answer = _walked(f"{{ Query__search: {search} }}")
        _assert_silent(answer, half)
        seen.update(reached(answer))
    settings.SEARCH_BY_MEANING = False
    for locale in LOCALES:
        for answer in _changes(locale):
            seen.update(reached(answer))
            _assert_silent(_public_part(answer), half)
    # Not vacuously: each field that leads to objects led to some. Ids are looked up below, previews in `test_preview`, reports of hidden
    # pages in `test_report_page`.
    assert object_fields(schema()) - seen == {"Query.node", "Query.nodes", "Query.preview", "Mutation.reportPage"}


CHANGE_TYPES = ("ChangeConnection", "ChangeEdge", "Change", "ChangePath", "PageInfo")


def _changes(locale: str) -> Iterator[Any]:
    """The whole journal, page by page, with the plain fields of what it tells of."""
    everything = selection(schema(), schema().type_map["ChangeConnection"], tuple(set(schema().type_map) - set(CHANGE_TYPES)))
    after = ""
    while True:
        answer = _walked(f"{{ Query__changes: changes(locale: {locale}, first: 100{after}) {{ {everything} }} }}")
        yield answer
        page = answer["Query__changes"]["ChangeConnection__pageInfo"]
        if not page["PageInfo__hasNextPage"]:
            return
        after = f', after: "{page["PageInfo__endCursor"]}"'


def _public_part(answer: Any) -> Any:
    """An answer without the keys and old paths of what was public once: of what is withdrawn, readers are told no more than these."""
    if isinstance(answer, list):
        return [_public_part(item) for item in answer]
    if not isinstance(answer, dict):
        return answer
    if answer.get("Change__action") == "WITHDRAWN":
        assert answer["Change__node"] is None
        return {name: value for name, value in answer.items() if name not in ("Change__nodeKey", "Change__paths")}
    return {name: _public_part(value) for name, value in answer.items()}


def test_no_path_and_no_id_leads_to_what_is_hidden(half: HiddenHalf) -> None:
    paths = PagePath.objects.filter(page__in=half.pages)
    assert {row.page_id for row in paths} == {page.pk for page in half.pages if page.live}
    for row in paths:
        for locale in LOCALES:
            assert data_of(
                """query ($path: String!, $locale: Locale) {
                  page(path: $path, locale: $locale) { id } interview(path: $path) { id } edition(path: $path) { id }
                }""",
                {"path": row.path, "locale": locale},
            ) == {"page": None, "interview": None, "edition": None}
    hidden = [(page.specific_class.__name__, page.pk) for page in half.pages]
    hidden += [("Image", image.pk) for image in half.images] + [("Video", video.pk) for video in half.videos]
    hidden += [("Document", document.pk) for document in half.documents]
    for type_name, pk in hidden:
        for code in languages.codes():
            named = GlobalId(type_name, pk, code).encoded()
            assert data_of(
                "query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } page(id: $id) { id } interview(id: $id) { id } }",
                {"id": named},
            ) == {"node": None, "nodes": [None], "page": None, "interview": None}
    assert data_of("{ edition(number: 99) { id } }") == {"edition": None}


def test_every_public_object_says_nothing_hidden_when_fetched_by_id(half: HiddenHalf) -> None:
    plain = selection(schema(), schema().type_map["Node"], tuple(schema().type_map))
    for page in public_pages():
        for code in languages.codes():
            named = GlobalId(page.specific_class.__name__, page.pk, code).encoded()
            answer = _walked(f'{{ node(id: "{named}") {{ {plain} }} }}')
            assert answer["node"] is not None
            _assert_silent(answer, half)


def test_totals_count_what_readers_may_see(half: HiddenHalf) -> None:
    assert data_of(
        """{ editions { totalCount } interviews { totalCount } resources { totalCount } events { totalCount }
          filed: resources(filter: {themes: ["sujet"], organisations: ["editrice"]}) { totalCount }
          speaking: interviews(filter: {speakers: ["invitee"]}) { totalCount }
          canary: search(query: "canari") { totalCount nodes { id } } word: search(query: "cyberviolence") { totalCount } }"""
    ) == {
        "filed": {"totalCount": len(resource_types())},
        "speaking": {"totalCount": 1},
        "editions": {"totalCount": 1},
        "interviews": {"totalCount": 2},
        "resources": {"totalCount": len(resource_types())},
        "events": {"totalCount": 2},
        "canary": {"totalCount": 0, "nodes": []},
        "word": {"totalCount": 1},
    }


def test_what_was_indexed_and_hidden_since_is_not_found(half: HiddenHalf, tmp_path: Path, settings: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path
    pages = [GuidePageFactory(title_fr="Ornithorynque", slug=f"ornithorynque-{number}") for number in range(3)]
    indexing.ensure_index()
    question = '{ search(query: "ornithorynque", first: 2) { totalCount nodes { path } pageInfo { hasNextPage } } }'
    before = data_of(question)["search"]

    # Behind the model's back, so that no event tells the index.
    BasePage.objects.filter(pk=pages[0].pk).update(live=False)
    restrict(pages[1])
    after = data_of(question)["search"]

    assert (before["totalCount"], len(before["nodes"]), before["pageInfo"]) == (3, 2, {"hasNextPage": True})
    assert after == {"totalCount": 1, "nodes": [{"path": "/ressources/ornithorynque-2"}], "pageInfo": {"hasNextPage": False}}


def test_nobody_gets_the_files_of_what_is_hidden(half: HiddenHalf) -> None:
    assert len(half.media) == 32 + 2 * len(resource_types())
    assert [(address, Client().get(address).status_code) for address in half.media] == [(address, 404) for address in half.media]


def test_a_public_page_keeps_its_published_words_while_a_draft_waits(half: HiddenHalf) -> None:
    page = EditionPage.objects.get(number=1)
    assert data_of("{ edition(number: 1) { key } }") == {"edition": {"key": str(page.translation_key)}}
    assert data_of('{ interview(path: "/e-enfance/entretien") { summary } }')["interview"]["summary"].startswith("Résumé")
