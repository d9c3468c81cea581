"""The changes of the journal: what a copy of the site follows, from where, and what it is never told."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.loading.operation import Operation
from api.pagination import encoded_cursor
from api.types.changes import changes
from pages import models
from pages.journal import reading, subjects
from pages.journal.sweep import RETENTION, prune
from tests.api.asking import Answer, ask, data_of, post
from tests.api.settled import settle_everything
from tests.factories import GuidePageFactory, ImageFactory, PersonFactory, ThemeFactory, private_collection, restrict

pytestmark = pytest.mark.django_db

CHANGES = """query ($first: Int, $after: String, $locale: Locale) { changes(first: $first, after: $after, locale: $locale) {
  nodes { action kind nodeKey occurredAt paths { locale path } node { __typename key ... on Page { title locale } ... on Theme { name } } }
  pageInfo { hasNextPage hasPreviousPage endCursor } } }"""


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """`test_only_settled_events_are_told` has real ones."""
    settle_everything(monkeypatch)


@pytest.fixture
def quiet(home: models.HomePage) -> None:
    """A site of whose making the journal says nothing any more."""
    GuidePageFactory(slug="premier")
    models.ContentEvent.objects.all().delete()


def head() -> str:
    return str(data_of("{ changes { head } }")["changes"]["head"])


def told(after: str | None = None, first: int = 100) -> list[tuple[str, str, str]]:
    """The changes after a cursor: action, kind and key."""
    nodes = data_of(CHANGES, {"after": after, "first": first})["changes"]["nodes"]
    return [(node["action"], node["kind"], node["nodeKey"]) for node in nodes]


def refused(after: str) -> list[dict[str, str]]:
    response = post(CHANGES, {"after": after}).json()
    assert response.get("data") is None
    return [error["extensions"] for error in response["errors"]]


def test_a_copy_takes_the_head_reads_everything_and_follows(quiet: None) -> None:
    theme = ThemeFactory(name_fr="Écrans", name_en="Screens")
    start = head()
    page = GuidePageFactory(title_fr="Guide", title_en="A guide", slug="guide", ready=["en"])
    page.slug = "nouveau"
    page.save()
    theme.delete()

    answer = data_of(CHANGES, {"after": start, "locale": "EN"})["changes"]

    occurred = [node.pop("occurredAt") for node in answer["nodes"]]
    assert [dt.datetime.fromisoformat(moment) for moment in occurred] == [
        event.occurred_at for event in models.ContentEvent.objects.order_by("id")[1:]
    ]
    shown = {"__typename": "GuidePage", "key": page.key, "title": "A guide", "locale": "EN"}

    def paths(slug: str) -> list[dict[str, str]]:
        return [{"locale": locale, "path": f"/ressources/{slug}"} for locale in ("FR", "EN", "AR")]

    assert answer["nodes"] == [
        {"action": "PUBLISHED", "kind": "PAGE", "nodeKey": page.key, "paths": paths("guide"), "node": shown},
        {"action": "CHANGED", "kind": "PAGE", "nodeKey": page.key, "paths": paths("nouveau"), "node": shown},
        {"action": "WITHDRAWN", "kind": "THEME", "nodeKey": str(theme.key), "paths": [], "node": None},
    ]
    assert answer["pageInfo"] == {"hasNextPage": False, "hasPreviousPage": True, "endCursor": head()}


def test_without_a_cursor_everything_kept_is_told_from_the_beginning(quiet: None) -> None:
    themes = [ThemeFactory() for _ in range(3)]
    expected = [("PUBLISHED", "THEME", str(theme.key)) for theme in themes]

    first = data_of(CHANGES, {"first": 2})["changes"]
    assert told() == expected
    assert (len(first["nodes"]), first["pageInfo"]["hasNextPage"], first["pageInfo"]["hasPreviousPage"]) == (2, True, False)
    assert told(first["pageInfo"]["endCursor"]) == expected[2:]
    assert data_of("{ changes(first: 1) { totalCount } }") == {"changes": {"totalCount": 3}}


def test_after_the_last_change_comes_nothing_until_something_happens(quiet: None) -> None:
    for _empty_or_not in range(2):
        cursor = head()
        assert data_of(CHANGES, {"after": cursor})["changes"] == {
            "nodes": [],
            "pageInfo": {"hasNextPage": False, "hasPreviousPage": True, "endCursor": None},
        }
        theme = ThemeFactory()
        assert told(cursor) == [("PUBLISHED", "THEME", str(theme.key))]


@pytest.mark.parametrize("count", [1, 20])
def test_a_page_of_changes_takes_one_statement_for_each_kind(quiet: None, count: int) -> None:
    cursor = head()
    for _ in range(count):
        GuidePageFactory(), ThemeFactory(), PersonFactory()

    def asked(fields: str) -> Answer:
        return ask(f"query ($after: String) {{ changes(first: 100, after: $after) {{ {fields} }} }}", {"after": cursor})

    everything = asked("nodes { id key action kind nodeKey occurredAt paths { path } node { id key ... on Page { title } } }")
    assert len(everything.data["changes"]["nodes"]) == 3 * count
    # The place in the journal; the events; pages, themes, people.
    assert len(everything.statements) == 1 + 1 + 3
    # What is not asked for is not read.
    assert len(asked("edges { cursor } pageInfo { hasNextPage }").statements) == 2
    assert len(asked("totalCount").statements) == 2
    assert len(asked("head").statements) == 2
    assert len(asked("__typename").statements) == 1


# --- cursors -----------------------------------------------------------------------------------------------------------------------------


def test_a_place_that_the_journal_does_not_hold_is_said_to_be_gone(quiet: None) -> None:
    ThemeFactory()
    old = head()
    ThemeFactory()
    kept = head()
    models.ContentEvent.objects.filter(pk=models.ContentEvent.objects.order_by("id").first().pk).update(
        occurred_at=timezone.now() - RETENTION - dt.timedelta(seconds=1)
    )
    assert prune() == 1

    assert refused(old) == [{"code": "CURSOR_EXPIRED"}]
    assert told(kept) == []
    # A copy of the database that went another way: the same numbers, another event.
    models.ContentEvent.objects.update(key=uuid.uuid4())
    assert refused(kept) == [{"code": "CURSOR_EXPIRED"}]


def test_the_head_of_an_empty_journal_is_good_for_that_journal_and_as_long_as_events_are_kept(quiet: None) -> None:
    reading.identity()
    now = timezone.now()

    def start(name: str, moment: dt.datetime) -> str:
        return encoded_cursor(["changes", "start", name, moment])

    cursor, old = head(), start(reading.known_identity(), now - RETENTION - dt.timedelta(seconds=1))
    theme = ThemeFactory()

    assert told(cursor) == [("PUBLISHED", "THEME", str(theme.key))]
    assert refused(old) == [{"code": "CURSOR_EXPIRED"}]
    assert refused(start(str(uuid.uuid4()), now)) == [{"code": "CURSOR_EXPIRED"}]
    models.JournalIdentity.objects.update(identity=uuid.uuid4())
    assert refused(cursor) == [{"code": "CURSOR_EXPIRED"}]


KEY = str(uuid.uuid4())


@pytest.mark.parametrize(
    "parts",
    [
        None,
        [],
        ["changes"],
        ["name-fr", "a", 1],
        ["search", 3],
        ["changes", 0, 1, "x"],
        ["changes", 0, 1, KEY.upper() + "\0"],
        ["changes", "0", 1, KEY],
        ["changes", -1, 1, KEY],
        ["changes", 0, 0, KEY],
        ["changes", 0, 2**63, KEY],
        ["changes", 0, 1, KEY, 1],
        ["changes", "start", "", "yesterday"],
        ["changes", "start", 1, "2026-01-01T00:00:00Z"],
        ["changes", "start", "", "0001-01-01T00:00:00+23:59"],
    ],
)
def test_what_is_no_cursor_of_the_changes_is_refused(quiet: None, parts: Any) -> None:
    assert refused(encoded_cursor(parts)) == [{"code": "BAD_INPUT"}]


def test_a_place_that_never_was_is_said_to_be_gone(quiet: None) -> None:
    for transaction_id, event_id in [(0, 1), (2**63 - 1, 2**63 - 1)]:
        assert refused(encoded_cursor(["changes", transaction_id, event_id, KEY])) == [{"code": "CURSOR_EXPIRED"}]


@pytest.mark.parametrize("first", [0, -1, 101])
def test_more_than_a_hundred_changes_or_none_are_refused(quiet: None, first: int) -> None:
    assert [error["extensions"] for error in post(CHANGES, {"first": first}).json()["errors"]] == [{"code": "LIMIT_EXCEEDED"}]


@given(st.lists(st.sampled_from(["make", "change", "delete", "read"]), max_size=12), st.integers(1, 3))
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_happens_in_between_a_copy_that_follows_ends_up_with_the_site(quiet: None, steps: list[str], size: int) -> None:
    with transaction.atomic():
        made: list[models.Theme] = []
        copy: dict[str, str] = {}
        cursor = head()
        for step in [*steps, *["read"] * 12]:
            if step == "make":
                made.append(ThemeFactory(name_fr=f"Thème {len(made)}"))
            elif step == "change" and made:
                made[0].name_fr += " !"
                made[0].save()
            elif step == "delete" and made:
                made.pop().delete()
            elif step == "read":
                page = data_of(CHANGES, {"after": cursor, "first": size})["changes"]
                for node in page["nodes"]:
                    copy.pop(node["nodeKey"], None)
                    if node["action"] != "WITHDRAWN":
                        copy[node["nodeKey"]] = node["node"]["name"]
                cursor = page["pageInfo"]["endCursor"] or cursor
        assert copy == {str(theme.key): theme.name_fr for theme in made}
        transaction.set_rollback(True)


# --- what is hidden ----------------------------------------------------------------------------------------------------------------------


def test_what_is_hidden_now_is_told_as_withdrawn_and_never_shown(quiet: None) -> None:
    cursor = head()
    page, image = GuidePageFactory(title_fr="canari", slug="public"), ImageFactory(alt_text_fr="canari")
    never = GuidePageFactory(title_fr="canari", slug="secret", live=False)
    ImageFactory(alt_text_fr="canari", collection=private_collection())
    # Behind the models' back: no event tells of it.
    models.BasePage.objects.filter(pk=page.pk).update(live=False)
    models.ClubImage.objects.filter(pk=image.pk).update(collection=private_collection())

    answer = data_of(CHANGES, {"after": cursor})["changes"]["nodes"]

    assert [(node["action"], node["kind"], node["nodeKey"], node["node"]) for node in answer] == [
        ("WITHDRAWN", "PAGE", page.key, None),
        ("WITHDRAWN", "IMAGE", str(image.key), None),
    ]
    assert [path["path"] for path in answer[0]["paths"]] == ["/ressources/public"] * 3
    assert never.key not in str(answer)
    assert "canari" not in str(answer)


def test_a_restriction_withdraws_and_its_end_publishes_again(quiet: None) -> None:
    page = GuidePageFactory()
    cursor = head()
    restriction = restrict(page)
    assert told(cursor) == [("WITHDRAWN", "PAGE", page.key)]
    restriction.delete()
    assert told(cursor) == [("WITHDRAWN", "PAGE", page.key), ("PUBLISHED", "PAGE", page.key)]


def test_a_change_is_found_again_by_its_id(quiet: None) -> None:
    ThemeFactory(name_fr="Écrans", name_en="Screens")
    fields = "id key ... on Change { action node { ... on Theme { name } } }"
    (change,) = data_of(f"{{ changes(locale: EN) {{ nodes {{ {fields} }} }} }}")["changes"]["nodes"]

    assert change["node"] == {"name": "Screens"}
    assert change["key"] == str(models.ContentEvent.objects.get().key)
    assert data_of(f"query ($id: ID!) {{ node(id: $id) {{ __typename {fields} }} }}", {"id": change["id"]}) == {
        "node": {"__typename": "Change", **change}
    }


def test_a_language_that_the_site_had_once_is_passed_over(quiet: None) -> None:
    GuidePageFactory(slug="guide")
    models.ContentEvent.objects.update(paths={"de": "/de", "fr": "/fr"})
    assert data_of("{ changes { nodes { paths { locale path } } } }") == {
        "changes": {"nodes": [{"paths": [{"locale": "FR", "path": "/fr"}]}]}
    }


def test_an_answer_is_touched_by_whatever_happens(quiet: None) -> None:
    operation = Operation("default", timezone.now())
    changes(operation, "fr", 1, None)
    assert operation.made_from.tags == {(kind, "*") for kind in subjects.KINDS.keys() - subjects.UNSHOWN}


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's writers queue: no event can stay unsettled")
def test_only_settled_events_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    ThemeFactory()
    before = told()
    with transaction.atomic():
        ThemeFactory()
        assert told() == before
    assert len(told()) == len(before) + 1
