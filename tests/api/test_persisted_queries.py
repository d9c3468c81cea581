"""Automatic persisted queries: a client sends a text once with its digest, then the digest alone; what is kept is bounded."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from api.documents import resolving
from api.documents.ids import id_of
from api.documents.persisted import PersistedDocuments
from api.documents.resolving import document_text
from api.http.errors import RequestError
from api.http.request_body import OperationRequest

STRICT = "application/graphql-response+json"
NAME = "query Name { site { name } }"
SITE = {"data": {"site": {"name": "Club des Parents Connectés"}}}
NOT_FOUND = {"message": "PersistedQueryNotFound", "extensions": {"code": "PERSISTED_QUERY_NOT_FOUND"}}


class Clock:
    """A clock that a test turns, in seconds."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> PersistedDocuments:
    """The memory of the endpoint, empty."""
    documents = PersistedDocuments()
    monkeypatch.setattr(resolving, "persisted", documents)
    return documents


def extensions(text: str) -> dict[str, Any]:
    return {"persistedQuery": {"version": 1, "sha256Hash": id_of(text)}}


def post(body: dict[str, Any], accept: str = "application/json") -> Any:
    return Client().post("/graphql", body, content_type="application/json", headers={"accept": accept})


@pytest.mark.django_db
def test_a_text_sent_once_with_its_digest_is_known_by_it() -> None:
    unknown = post({"extensions": extensions(NAME)})
    registered = post({"query": NAME, "extensions": extensions(NAME)})
    known = post({"extensions": extensions(NAME)})
    by_get = Client().get("/graphql", {"extensions": json.dumps(extensions(NAME))})
    by_id = Client().get("/graphql", {"documentId": f"sha256:{id_of(NAME)}"})

    assert (unknown.status_code, unknown.json()) == (200, {"errors": [NOT_FOUND], "data": None})
    assert [answer.json() for answer in (registered, known, by_get, by_id)] == [SITE] * 4


@pytest.mark.django_db
def test_a_text_may_be_registered_by_get() -> None:
    registered = Client().get("/graphql", {"query": NAME, "documentId": f"sha256:{id_of(NAME)}"})

    assert registered.json() == SITE
    assert post({"extensions": extensions(NAME)}).json() == SITE


def test_an_unknown_digest_answers_400_where_the_strict_media_type_is_asked() -> None:
    response = post({"extensions": extensions(NAME)}, accept=STRICT)

    assert (response.status_code, response.json()) == (400, {"errors": [NOT_FOUND]})
    assert response["Content-Type"] == f"{STRICT}; charset=utf-8"


@pytest.mark.django_db
def test_a_text_without_an_id_is_not_kept(kept: PersistedDocuments) -> None:
    assert post({"query": NAME}).json() == SITE
    assert kept.get(id_of(NAME)) is None


def test_a_digest_of_another_text_is_refused_and_neither_is_kept(kept: PersistedDocuments) -> None:
    response = post({"query": NAME, "extensions": extensions("{ site { locale } }")})

    assert (response.status_code, response.json()) == (
        400,
        {"errors": [{"message": "The id is not the SHA-256 of the text.", "extensions": {"code": "BAD_REQUEST"}}]},
    )
    assert (kept.get(id_of(NAME)), kept.get(id_of("{ site { locale } }"))) == (None, None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{ site { name }", "PARSE_FAILED"),
        ("{ site { nom } }", "VALIDATION_FAILED"),
        ("{a" * 20 + "}" * 20, "LIMIT_EXCEEDED"),
        ("{ " + "site { name } " * 1_000 + "}", "LIMIT_EXCEEDED"),
    ],
)
def test_a_document_that_cannot_run_is_not_kept(kept: PersistedDocuments, text: str, code: str) -> None:
    response = post({"query": text, "extensions": extensions(text)})

    assert [error["extensions"] for error in response.json()["errors"]] == [{"code": code}]
    assert kept.get(id_of(text)) is None
    assert post({"extensions": extensions(text)}).json() == {"errors": [NOT_FOUND], "data": None}


@pytest.mark.django_db
def test_a_trusted_document_takes_no_room(kept: PersistedDocuments) -> None:
    identity, text = next(iter(resolving.trusted_documents().items()))

    post({"query": text, "extensions": extensions(text)})

    assert kept.get(identity) is None


def test_under_the_allow_list_nothing_is_kept_and_nothing_kept_runs(kept: PersistedDocuments, settings: Any) -> None:
    settings.GRAPHQL_DOCUMENTS = "allow-list"
    kept.put(id_of(NAME), NAME)

    sent = post({"query": "{ site { locale } }", "extensions": extensions("{ site { locale } }")})
    asked = post({"extensions": extensions(NAME)})

    assert [error["extensions"] for answer in (sent, asked) for error in answer.json()["errors"]] == [{"code": "DOCUMENT_NOT_ALLOWED"}] * 2
    assert kept.get(id_of("{ site { locale } }")) is None


# --- The memory ---


def test_the_least_recently_used_goes_first() -> None:
    documents = PersistedDocuments(max_count=2)
    documents.put("a", "1")
    documents.put("b", "2")
    documents.get("a")
    documents.put("c", "3")

    assert [documents.get(identity) for identity in "abc"] == ["1", None, "3"]


def test_a_text_goes_a_day_after_its_last_use() -> None:
    clock = Clock()
    documents = PersistedDocuments(clock=clock)
    documents.put("a", "1")
    documents.put("b", "2")

    clock.now = 86_399
    assert documents.get("a") == "1"
    clock.now = 86_400
    assert documents.get("b") is None
    clock.now = 86_399 + 86_400
    assert documents.get("a") is None


def test_bytes_are_counted_as_utf_8_and_a_text_that_is_too_long_drives_nobody_out() -> None:
    documents = PersistedDocuments(max_bytes=4)
    documents.put("a", "é")
    documents.put("b", "éé!")
    assert [documents.get(identity) for identity in "ab"] == ["é", None]

    documents.put("c", "éé")
    assert [documents.get(identity) for identity in "abc"] == [None, None, "éé"]


def test_its_bounds_are_those_promised() -> None:
    documents = PersistedDocuments(clock=Clock())
    for number in range(1_001):
        documents.put(str(number), "x")
    assert (documents.get("0"), documents.get("1")) == (None, "x")

    documents = PersistedDocuments(clock=Clock())
    for number in range(41):
        documents.put(str(number), "x" * 100_000)
    assert (documents.get("0"), documents.get("1")) == (None, "x" * 100_000)


def test_threads_share_it(kept: PersistedDocuments) -> None:
    documents = PersistedDocuments(max_count=8, max_bytes=40)

    def use(number: int) -> bool:
        identity = str(number % 16)
        documents.put(identity, "x" * (number % 16))
        found = documents.get(identity)
        return found is None or found == "x" * (number % 16)

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(use, range(4_000)))
    texts = [text for text in (documents.get(str(number)) for number in range(16)) if text is not None]
    assert (len(texts), documents._bytes) == (len(documents._kept), sum(map(len, texts)))


MAX_COUNT, MAX_BYTES, MAX_IDLE = 4, 12, 10.0


class AnyUse(RuleBasedStateMachine):
    """Whatever is put, asked and waited for, the memory answers as a plain list does that is searched from its end."""

    @initialize()
    def start(self) -> None:
        self.clock = Clock()
        self.documents = PersistedDocuments(max_count=MAX_COUNT, max_bytes=MAX_BYTES, max_idle_seconds=MAX_IDLE, clock=self.clock)
        # Id, text and moment of the last use, the last used at the end.
        self.promised: list[tuple[str, str, float]] = []

    def _forget_old(self) -> None:
        self.promised = [use for use in self.promised if self.clock.now - use[2] < MAX_IDLE]

    @rule(seconds=st.sampled_from([0.5, 3.0, 9.5, 10.0]))
    def wait(self, seconds: float) -> None:
        self.clock.now += seconds

    @rule(identity=st.sampled_from("abcdefg"), text=st.text("xé", max_size=8))
    def put(self, identity: str, text: str) -> None:
        self.documents.put(identity, text)
        self._forget_old()
        self.promised = [use for use in self.promised if use[0] != identity]
        if len(text.encode()) <= MAX_BYTES:
            self.promised.append((identity, text, self.clock.now))
            while len(self.promised) > MAX_COUNT or sum(len(use[1].encode()) for use in self.promised) > MAX_BYTES:
                self.promised.pop(0)

    @rule(identity=st.sampled_from("abcdefg"))
    def get(self, identity: str) -> None:
        self._forget_old()
        found = [use for use in self.promised if use[0] == identity]
        assert self.documents.get(identity) == (found[0][1] if found else None)
        if found:
            self.promised.remove(found[0])
            self.promised.append((identity, found[0][1], self.clock.now))

    @invariant()
    def it_stays_within_its_bounds(self) -> None:
        kept = list(self.documents._kept.values())
        assert len(kept) <= MAX_COUNT
        assert self.documents._bytes == sum(len(each.text.encode()) for each in kept) <= MAX_BYTES


def test_any_use_keeps_the_bounds() -> None:
    run_state_machine_as_test(AnyUse, settings=hypothesis_settings(max_examples=100, stateful_step_count=30, deadline=None))  # type: ignore[no-untyped-call]


texts = st.text(st.characters(exclude_categories=["Cs"]))


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=texts, other=texts)
def test_no_text_is_ever_found_under_the_digest_of_another(text: str, other: str) -> None:
    assume(text != other)
    resolving.persisted = PersistedDocuments()

    with pytest.raises(RequestError):
        document_text(OperationRequest(text, id_of(other), None, None, None), check=len)
    assert (resolving.persisted.get(id_of(text)), resolving.persisted.get(id_of(other))) == (None, None)

    assert document_text(OperationRequest(text, id_of(text), None, None, None), check=len) == text
    assert (resolving.persisted.get(id_of(text)), resolving.persisted.get(id_of(other))) == (text, None)
