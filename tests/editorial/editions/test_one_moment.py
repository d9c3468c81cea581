"""Readers see an edition as it was or as it is, never a mixture; two releases, or a release and a saving, take turns."""

from __future__ import annotations

import datetime as dt
import itertools
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone
from wagtail.signals import page_published, page_unpublished

from editorial.editions import releasing
from editorial.editions.planning import plan
from editorial.editions.rolling_back import roll_back
from editorial.models import EditionRelease
from tests.api.asking import post
from tests.editorial.conftest import Club, fresh, live_page_of, save_draft
from tests.editorial.editions.scenes import approved, changed_content, edition_of, let_go_by, listing, new_content, seen

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "snapshot"])

READERS, READS_EACH = 4, 250
ASKED = """{ edition(number: 1000) { title contents { title } }
  new: page(path: "/e-enfance/nouvelle") { title } changed: page(path: "/e-enfance/changee") { title }
  editions { nodes { title contents { title } } } }"""


@pytest.fixture(autouse=True)
def _snapshot_alias(settings: Any) -> Iterator[None]:
    settings.SNAPSHOT_DATABASE = "snapshot"
    yield
    connections["snapshot"].close()


class Readers:
    """Threads that ask the same again and again, each so often at least, until they may stop."""

    def __init__(self) -> None:
        self.answers: list[str] = []
        self.moved, self.may_stop = threading.Condition(), threading.Event()
        self.threads = [threading.Thread(target=self._read) for _number in range(READERS)]

    def _read(self) -> None:
        try:
            for number in itertools.count(1):
                said = post(ASKED).content.decode()
                with self.moved:
                    self.answers.append(said)
                    self.moved.notify_all()
                if number >= READS_EACH and self.may_stop.is_set():
                    break
        finally:
            connections.close_all()

    def wait_for_more(self, number: int) -> None:
        """Until they have read so many times more."""
        with self.moved:
            wanted = len(self.answers) + number
            assert self.moved.wait_for(lambda: len(self.answers) >= wanted, timeout=120)


def in_thread(act: Callable[[], Any], into: list[Any]) -> threading.Thread:
    def run() -> None:
        try:
            into.append(act())
        except Exception as error:  # noqa: BLE001 - told to the test
            into.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_a_thousand_readers_see_the_old_edition_or_the_new_one(club: Club) -> None:
    changed = changed_content(club, "Ancienne", "Renouvelée", slug="changee")
    edition = edition_of(club, changed)
    fresh(edition).latest_revision.publish(user=club.coordination.publisher, skip_permission_checks=True)
    new = new_content(club, "Nouvelle", slug="nouvelle")
    staying = live_page_of(club.enfance, "Déjà là", slug="deja-la")
    approved(club, listing(club, save_draft(edition, club.coordination.publisher, title_fr="Édition revue"), new, changed, staying))
    old_answer = post(ASKED).content.decode()
    readers = Readers()

    def between_two_items(**_: Any) -> None:
        readers.wait_for_more(80)

    for signal in (page_published, page_unpublished):
        signal.connect(between_two_items)
    try:
        for thread in readers.threads:
            thread.start()
        readers.wait_for_more(80)
        release = releasing.release_now(edition, club.coordination.publisher, seen=seen(edition))
        new_answer = post(ASKED).content.decode()
        readers.wait_for_more(80)
        roll_back(release, club.coordination.publisher, "Une erreur.")
    finally:
        for signal in (page_published, page_unpublished):
            signal.disconnect(between_two_items)
        readers.may_stop.set()
        for thread in readers.threads:
            thread.join()
    assert len(readers.answers) >= READERS * READS_EACH
    assert set(readers.answers) == {old_answer, new_answer}
    assert post(ASKED).content.decode() == old_answer
    for said, is_said in ((old_answer, False), (new_answer, True)):
        assert ("Édition revue" in said, "Nouvelle" in said, "Renouvelée" in said, "Déjà là" in said) == (is_said,) * 4


def test_of_two_at_the_same_time_one_releases(club: Club) -> None:
    edition = edition_of(club, new_content(club, "Nouvelle"))
    release = plan(edition, club.coordination.publisher, seen=seen(edition), go_at=timezone.now() + dt.timedelta(hours=1))
    together, outcomes = threading.Barrier(2), []

    def act() -> bool:
        together.wait()
        return releasing.carry_out(release)

    threads = [in_thread(act, outcomes) for _number in range(2)]
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [False, True]
    assert fresh(edition).live


def test_two_editions_that_share_a_content_go_out_one_after_the_other(club: Club) -> None:
    shared = new_content(club, "Commune")
    editions = [
        edition_of(
            club, shared, new_content(club, f"Propre {number}", slug=f"propre-{number}"), slug=f"neuve-{number}", number=1030 + number
        )
        for number in range(2)
    ]
    at = timezone.now() + dt.timedelta(hours=1)
    releases = [plan(edition, club.coordination.publisher, seen=seen(edition), go_at=at) for edition in editions]
    together, outcomes = threading.Barrier(2), []

    def act(release: EditionRelease) -> bool:
        together.wait()
        return releasing.carry_out(release)

    threads = [in_thread(lambda release=release: act(release), outcomes) for release in releases]  # type: ignore[misc]
    for thread in threads:
        thread.join()
    assert outcomes == [True, True]
    assert [fresh(edition).live for edition in editions] == [True, True]
    published = [release.items.exclude(revision_published=None).filter(page=shared).count() for release in releases]
    assert sorted(published) == [0, 1]


def test_who_saves_a_content_during_the_release_keeps_their_work_for_themselves(club: Club) -> None:
    page = new_content(club, "Nouvelle")
    edition = edition_of(club, page)
    draft = fresh(page).get_latest_revision_as_object()
    draft.title_fr = "Écrite pendant"
    saved: list[Any] = []
    savers: list[threading.Thread] = []

    def save_meanwhile(**_: Any) -> None:
        if not savers:
            savers.append(in_thread(lambda: draft.save_revision(user=club.enfance.editor), saved))

    page_published.connect(save_meanwhile)
    try:
        releasing.release_now(edition, club.coordination.publisher, seen=seen(edition))
    finally:
        page_published.disconnect(save_meanwhile)
        savers[0].join()
    assert [(found.live, found.title_fr) for found in (fresh(page), fresh(edition))] == [(True, "Nouvelle"), (True, "Édition neuve")]
    assert fresh(page).latest_revision_id == saved[0].pk
    assert (fresh(page).get_latest_revision_as_object().title_fr, fresh(page).has_unpublished_changes) == ("Écrite pendant", True)
    # It goes out when somebody lets it, as ever.
    let_go_by(club.enfance.publisher, page)
