"""A release comes back whole: every page as readers had it before, with a reason, unless it was changed again since."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import PageLogEntry

from editorial.editions import releasing, rolling_back
from editorial.editions.refusals import EditionRefusedError
from editorial.editions.rolling_back import changed_since, last_released, roll_back
from editorial.models import EditionRelease
from pages.models import ContentEvent, EditionPage, UrgentCorrection
from tests.editorial.conftest import Club, draft_of, fresh, live_page_of, public_state, save_draft
from tests.editorial.editions.scenes import approved, changed_content, edition_of, listing, new_content, seen, written_down
from tests.editorial.editions.test_releasing import failing_at
from tests.factories import HelplineFactory

pytestmark = pytest.mark.django_db

WHY = "Une erreur dans un numéro."


@pytest.fixture
def contents(club: Club) -> list[Any]:
    return [new_content(club, "Nouvelle"), changed_content(club, "Ancienne", "Renouvelée"), live_page_of(club.enfance, "Déjà là")]


@pytest.fixture
def edition(club: Club, contents: list[Any]) -> EditionPage:
    """The first edition, public before, with another version that lists the contents."""
    return approved(club, listing(club, save_draft(club.edition, club.coordination.publisher, title_fr="Édition repensée"), *contents))


@pytest.fixture
def release(club: Club, edition: EditionPage) -> EditionRelease:
    return releasing.release_now(edition, club.coordination.publisher, seen=seen(edition))


def public(*pages: Any) -> list[Any]:
    """What readers have, whichever version it is kept as."""
    return [state[:-1] if (state := public_state(page)) is not None else None for page in pages]


def test_every_page_returns_to_what_readers_had(club: Club, edition: EditionPage, contents: list[Any]) -> None:
    everything = [edition, *contents]
    before, listed = public(*everything), [row.page_id for row in fresh(edition).contents.all()]
    made = releasing.release_now(edition, club.coordination.publisher, seen=seen(edition))
    assert public(*everything) != before
    events = ContentEvent.objects.filter(kind="page").count()
    done = roll_back(made, club.coordination.publisher, WHY)
    assert public(*everything) == before
    assert [row.page_id for row in fresh(edition).contents.all()] == listed == []
    assert ContentEvent.objects.filter(kind="page").count() == events + 3
    assert (done.state, done.undone_by, done.reason) == ("rolled_back", club.coordination.publisher, WHY)
    entry = PageLogEntry.objects.get(action="editorial.roll_back")
    assert (entry.page_id, entry.data) == (edition.pk, {"reason": WHY, "left": []})
    # Nobody's work is lost: the drafts are there, and the edition can go out again.
    assert [fresh(page).get_latest_revision_as_object().title_fr for page in everything[:3]] == [
        "Édition repensée",
        "Nouvelle",
        "Renouvelée",
    ]
    releasing.release_now(edition, club.coordination.publisher, seen=seen(edition))
    assert [fresh(page).title_fr for page in everything[:3]] == ["Édition repensée", "Nouvelle", "Renouvelée"]


@pytest.mark.parametrize("place", [1, 2])
def test_a_failure_on_the_way_back_leaves_everything_as_it_was(club: Club, release: EditionRelease, place: int) -> None:
    before = written_down()
    with failing_at(place), pytest.raises(RuntimeError):
        roll_back(release, club.coordination.publisher, WHY)
    assert written_down() == before


def test_only_the_coordination_rolls_back_and_only_with_a_reason(club: Club, release: EditionRelease) -> None:
    before = written_down()
    with pytest.raises(PermissionDenied):
        roll_back(release, club.enfance.publisher, WHY)
    with pytest.raises(EditionRefusedError):
        roll_back(release, club.coordination.publisher, "  ")
    assert written_down() == before


def test_a_page_changed_since_is_named_and_stays_where_somebody_says_so(
    club: Club, edition: EditionPage, contents: list[Any], release: EditionRelease
) -> None:
    corrected = save_draft(contents[1], club.enfance.editor, title_fr="Corrigée à midi")
    corrected.latest_revision.publish(user=club.enfance.publisher)
    before = written_down()
    with pytest.raises(EditionRefusedError) as refusal:
        roll_back(release, club.coordination.publisher, WHY)
    assert [sentence.replace("\N{NO-BREAK SPACE}", " ") for sentence in refusal.value.sentences] == [
        "« Renouvelée » a été modifiée depuis la sortie : dites si elle reste telle quelle."
    ]
    assert written_down() == before
    roll_back(release, club.coordination.publisher, WHY, leaving=[item.pk for item in changed_since(release)])
    assert [(fresh(page).live, fresh(page).title_fr) for page in (edition, contents[0], corrected)] == [
        (True, "Édition"),
        (False, "Nouvelle"),
        (True, "Corrigée à midi"),
    ]


def test_it_is_rolled_back_once(club: Club, release: EditionRelease) -> None:
    roll_back(release, club.coordination.publisher, WHY)
    before = written_down()
    with pytest.raises(EditionRefusedError):
        roll_back(release, club.coordination.publisher, WHY)
    assert written_down() == before


def test_the_releases_of_an_edition_come_back_one_by_one(
    club: Club, edition: EditionPage, contents: list[Any], release: EditionRelease
) -> None:
    added = new_content(club, "Ajoutée", slug="ajoutee")
    approved(club, listing(club, edition, *contents, added))
    second = releasing.release_now(edition, club.coordination.publisher, seen=seen(edition))
    with pytest.raises(EditionRefusedError):
        roll_back(release, club.coordination.publisher, WHY)
    roll_back(second, club.coordination.publisher, WHY)
    assert (fresh(added).live, fresh(edition).title_fr) == (False, "Édition repensée")
    assert last_released(edition) == release
    roll_back(release, club.coordination.publisher, WHY)
    assert (fresh(contents[0]).live, fresh(edition).title_fr) == (False, "Édition")


@pytest.mark.parametrize("is_merged", [False, True])
def test_urgent_help_that_was_none_before_returns_as_an_urgent_correction(club: Club, is_merged: bool) -> None:
    page = live_page_of(club.enfance, "Calme" if not is_merged else "Avant", body_fr=[("helpline", HelplineFactory())])
    if is_merged:
        version = fresh(page).get_latest_revision_as_object()
        version.title_fr, version.languages_to_publish = "Calme", {"fr"}
        version.save_revision(user=club.enfance.editor).publish(user=club.enfance.publisher)
    page = approved(club, save_draft(page, club.enfance.editor, title_fr="Urgente", is_crisis=True))
    edition = edition_of(club, page)
    release = releasing.release_now(edition, club.coordination.publisher, seen=seen(edition))
    roll_back(release, club.coordination.publisher, WHY)
    assert (fresh(page).title_fr, fresh(page).is_crisis) == ("Calme", False)
    correction = UrgentCorrection.objects.get()
    assert (correction.page_id, correction.reason, correction.made_by) == (page.pk, WHY, club.coordination.publisher)


def test_what_was_taken_down_since_is_told(club: Club, contents: list[Any], release: EditionRelease) -> None:
    fresh(contents[0]).unpublish()
    assert [item.title for item in changed_since(release)] == ["Nouvelle"]


def test_what_was_out_already_is_none_of_its_business(club: Club, monkeypatch: pytest.MonkeyPatch) -> None:
    from editorial.editions.planning import plan  # noqa: PLC0415 - only here

    page = new_content(club, "Nouvelle")
    edition = edition_of(club, page)
    planned = plan(edition, club.coordination.publisher, seen=seen(edition), go_at=timezone.now() + dt.timedelta(hours=1))
    fresh(page).latest_revision.publish(user=club.enfance.publisher)
    before = public_state(page)
    assert releasing.carry_out(planned)
    roll_back(EditionRelease.objects.get(pk=planned.pk), club.coordination.publisher, WHY)
    assert (public_state(page), fresh(edition).live) == (before, False)


def test_an_edition_approved_in_a_review_waits_for_its_release(club: Club, browser: Any) -> None:
    from tests.editorial.reviewing import decide, submit  # noqa: PLC0415 - only here

    page = draft_of(club.enfance, "Que faire", is_crisis=True, body_fr=[("helpline", HelplineFactory())])
    edition = listing(club, edition_of(club), page)
    decide(browser(club.unaf.publisher), submit(page, club.enfance.editor))
    decide(browser(club.unaf.publisher), submit(edition, club.coordination.publisher))
    assert (fresh(page).live, fresh(edition).live) == (False, False)
    releasing.release_now(edition, club.coordination.publisher, seen=seen(edition))
    assert (fresh(page).live, fresh(edition).live) == (True, True)
    assert rolling_back.last_released(edition) is not None
