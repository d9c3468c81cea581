"""Nothing is lost: not to a bypass of the models, not to a process killed between any two statements."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from pages.journal.sweep import sweep
from pages.models import BasePage, ClubImage, ContentEvent, GuidePage, PagePath, PublicRecord, StandardPage
from pages.paths import STEP, current_paths
from tests.factories import GuidePageFactory, ImageFactory, PersonFactory, StandardPageFactory, home_page, private_collection, restrict
from tests.pages.journal import events


@pytest.mark.django_db
def test_a_sweep_after_ordinary_work_finds_nothing(home: BasePage) -> None:
    page = StandardPageFactory(parent=home)
    StandardPageFactory(parent=page, live=False)
    restrict(StandardPageFactory(parent=home))
    GuidePageFactory(ready=["en"])
    PersonFactory()
    ImageFactory(collection=private_collection())
    with events() as written:
        assert sweep() == 0
    assert written == []


@pytest.mark.django_db
def test_a_sweep_says_what_bypasses_left_unsaid(home: BasePage) -> None:
    gone, changed, renamed = (StandardPageFactory(parent=home) for _ in range(3))
    image, person = ImageFactory(), PersonFactory()
    PublicRecord.objects.filter(kind="person", object_id=person.pk).delete()
    StandardPage.objects.filter(pk=gone.pk).update(live=False)
    StandardPage.objects.filter(pk=changed.pk).update(title_fr="Autre titre")
    StandardPage.objects.filter(pk=renamed.pk).update(slug="ailleurs")
    ClubImage.objects.filter(pk=image.pk).update(collection=private_collection())
    with events() as written:
        assert sweep() == 5
    assert written == [
        ("WITHDRAWN", "page", gone.pk),
        ("CHANGED", "page", changed.pk),
        ("CHANGED", "page", renamed.pk),
        ("PUBLISHED", "person", person.pk),
        ("WITHDRAWN", "image", image.pk),
    ]
    assert current_paths([renamed.pk])[renamed.pk]["fr"] == "/ailleurs"
    assert sweep() == 0


@pytest.mark.django_db
def test_a_sweep_notices_rows_that_are_gone(home: BasePage) -> None:
    person = PersonFactory()
    with connection.cursor() as cursor:
        cursor.execute("delete from pages_person where id = %s", [person.pk])
    with events() as written:
        assert sweep() == 1
    assert written == [("WITHDRAWN", "person", person.pk)]


def thousand_below(parent: BasePage) -> list[int]:
    """A thousand live pages below ``parent``, written in bulk, on record."""
    base_type = ContentType.objects.get_for_model(BasePage)
    made = BasePage.objects.bulk_create(
        BasePage(
            title_fr=f"Page {number}",
            summary_fr="Résumé",
            slug=f"enfant-{number}",
            path=f"{parent.path}{number + 1:0{STEP}d}",
            depth=parent.depth + 1,
            url_path=f"{parent.url_path}enfant-{number}/",
            content_type=base_type,
            locale=parent.locale,
            live=True,
        )
        for number in range(1000)
    )
    BasePage.objects.filter(pk=parent.pk).update(numchild=1000)
    assert sweep() == 1000
    return [page.pk for page in made]


@pytest.mark.django_db
def test_a_page_with_a_thousand_descendants_moves_by_bulk_statements(home: BasePage) -> None:
    parent, place = StandardPageFactory(parent=home, slug="grand"), StandardPageFactory(parent=home, slug="ailleurs")
    ids = thousand_below(parent)
    with events() as written, CaptureQueriesContext(connection) as captured:
        BasePage.objects.get(pk=parent.pk).move(BasePage.objects.get(pk=place.pk), pos="last-child")
    assert written == [("CHANGED", "page", pk) for pk in sorted([parent.pk, *ids])]
    assert current_paths(ids[:1])[ids[0]] == dict.fromkeys(("fr", "en", "ar"), "/ailleurs/grand/enfant-0")
    assert PagePath.objects.filter(is_current=False, path__startswith="/grand").count() == 3 * 1001
    assert len(captured) == MOVE_STATEMENTS[connection.vendor]


MOVE_STATEMENTS = {"sqlite": 143, "postgresql": 122}
"""What a move of 1,001 pages takes: batches of 400 ids on both, of 999 parameters on SQLite.

Six of them ask, once for the moved page however many are below it, what consents and approvals say (the associations in whose spaces it
stands, the version the public has, whose testimony it is, and the languages consented to) and where its title stands in the alphabet.
"""


def _in_a_child_that_dies_at_write(number: int, work: Callable[[], None]) -> bool:
    """Runs ``work`` in a forked process that is ended before its ``number``-th write statement; whether it got to the end."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        writes = 0

        def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal writes
            if sql.lstrip("(").split(" ", 1)[0] in ("INSERT", "UPDATE", "DELETE"):
                writes += 1
                if writes == number:
                    os._exit(9)
            return execute(sql, params, many, context)

        status = 1
        try:
            with connection.execute_wrapper(count):
                work()
            status = 0
        finally:
            os._exit(status)
    _pid, result = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(result)
    assert code in (0, 9)
    return code == 0


@pytest.mark.django_db(transaction=True)
def test_a_process_killed_between_any_two_writes_of_a_publication_leaves_all_or_nothing() -> None:
    home_page()
    nothing = {"live": False, "events": 0, "paths": 0, "records": 0}
    everything = {"live": True, "events": 1, "paths": 3, "records": 1}
    seen = []
    finished = False
    while not finished:
        page = GuidePageFactory(live=False)
        revision = page.save_revision()
        finished = _in_a_child_that_dies_at_write(len(seen) + 1, revision.publish)
        about = {"kind": "page", "object_id": page.pk}
        seen.append(
            {
                "live": GuidePage.objects.get(pk=page.pk).live,
                "events": ContentEvent.objects.filter(**about).count(),
                "paths": PagePath.objects.filter(page=page).count(),
                "records": PublicRecord.objects.filter(**about).count(),
            }
        )
        assert seen[-1] in (nothing, everything)
        assert sweep() == 0
    assert seen[0] == nothing
    assert seen[-1] == everything
