"""The entry of an event in calendars: its name never changes, its number changes with when, where and whether, and with nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import transaction

from pages.event_calendar import SIGNIFICANT, next_sequence
from pages.models import EventPage, HomePage
from tests.factories import ONE_EVENING, EventIndexPageFactory, EventPageFactory, PersonFactory
from tests.pages.journal import events

pytestmark = pytest.mark.django_db

HOUR = dt.timedelta(hours=1)
REVISIONS: dict[str, Any] = {
    "starts_at": ONE_EVENING - HOUR,
    "ends_at": ONE_EVENING + 2 * HOUR,
    "timezone": "America/Martinique",
    "status": "cancelled",
    "platform": "Autre salle",
    "join_url": "https://visio.invalid/autre",
    "venue_name": "Autre lieu",
    "venue_address": "2 rue Autre",
    "postcode": "69001",
    "city": "Villeurbanne",
    "department": "38",
    "commune_code": "69381",
    "latitude": 45.0,
    "longitude": 5.0,
}


def event(**fields: Any) -> EventPage:
    """An event with a place, published through a revision."""
    place = {"venue_name": "Lieu", "venue_address": "1 rue", "postcode": "69003", "city": "Lyon", "latitude": 45.76, "longitude": 4.84}
    page = EventPageFactory(live=False, has_unpublished_changes=True, **{**place, **fields})
    page.save_revision().publish()
    return stored(page)


def stored(page: EventPage) -> EventPage:
    return EventPage.objects.get(pk=page.pk)


def published_with(page: EventPage, **fields: Any) -> EventPage:
    draft = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(clean=False).publish()
    return stored(page)


def test_every_significant_fact_is_tried_here() -> None:
    assert set(REVISIONS) == set(SIGNIFICANT)


def test_a_new_entry_has_number_nought(home: HomePage) -> None:
    assert event().calendar_sequence == 0


@pytest.mark.parametrize("fact", SIGNIFICANT)
def test_a_significant_revision_has_the_next_number(home: HomePage, fact: str) -> None:
    changes = {fact: REVISIONS[fact]}
    if fact == "department":
        # A department of its own: without a commune nothing contradicts it.
        changes["commune_code"] = ""
    elif fact == "commune_code":
        changes["department"] = ""
    page = published_with(event(), **changes)
    assert page.calendar_sequence == 1
    assert published_with(page, **changes).calendar_sequence == 1


def test_several_facts_changed_at_once_are_one_revision(home: HomePage) -> None:
    assert published_with(event(), starts_at=REVISIONS["starts_at"], platform="Autre salle", status="postponed").calendar_sequence == 1


def test_cancelling_and_taking_it_back_are_two_revisions(home: HomePage) -> None:
    page = published_with(event(), status="cancelled")
    assert published_with(page, status="scheduled").calendar_sequence == 2


@pytest.mark.parametrize(
    "texts",
    [
        {"title_fr": "Autre titre", "title_en": "Another title", "summary_fr": "Autre résumé"},
        {"body_fr": '[{"type": "paragraph", "value": "<p>Autre</p>", "id": "1"}]'},
        {"kind": "training", "capacity": 3, "is_free": False, "registration_url": "https://inscription.invalid/"},
        {"languages_spoken": "fr, ar", "has_captions": True, "has_sign_language": True, "is_labelled": True},
        # Seconds are what calendars count in; a revision keeps milliseconds, the tables more.
        {"starts_at": ONE_EVENING + dt.timedelta(microseconds=900)},
    ],
    ids=["words", "text", "conditions", "services", "microseconds"],
)
def test_other_changes_leave_the_number_alone(home: HomePage, texts: dict[str, Any]) -> None:
    page = event()
    page.hosts = []
    assert published_with(page, **texts).calendar_sequence == 0


def test_a_draft_changes_no_number(home: HomePage) -> None:
    page = event()
    draft = page.get_latest_revision_as_object()
    draft.status = "cancelled"
    draft.save_revision()
    assert stored(page).calendar_sequence == 0
    assert published_with(page).calendar_sequence == 1


def test_a_revision_of_old_brings_its_facts_but_not_its_number(home: HomePage) -> None:
    page = event()
    first = page.latest_revision
    page = published_with(page, status="cancelled")
    page = published_with(page, platform="Autre salle")
    assert page.calendar_sequence == 2
    first.publish()
    page = stored(page)
    assert (page.status, page.platform, page.calendar_sequence) == ("scheduled", "Visio", 3)


def test_withdrawing_and_publishing_again_the_same_keeps_the_number_and_another_day_raises_it(home: HomePage) -> None:
    page = published_with(event(), status="postponed")
    # Also when an old revision is what is taken down.
    page.revisions.earliest("pk").as_object().unpublish()
    page = stored(page)
    assert (page.live, page.calendar_sequence) == (False, 1)
    page = published_with(page)
    assert (page.live, page.calendar_sequence) == (True, 1)
    page.unpublish()
    assert published_with(stored(page), starts_at=REVISIONS["starts_at"]).calendar_sequence == 2


def test_what_was_written_while_nobody_saw_it_is_told_once_it_is_public(home: HomePage) -> None:
    page = event()
    page.unpublish()
    page = stored(page)
    page.starts_at = REVISIONS["starts_at"]
    page.save()
    assert stored(page).calendar_sequence == 0
    page.save_revision().publish()
    assert stored(page).calendar_sequence == 1


def test_a_script_that_saves_the_live_page_counts_too(home: HomePage) -> None:
    page = event()
    page.status = "cancelled"
    page.save(update_fields=["status"])
    assert stored(page).calendar_sequence == 1
    page.calendar_sequence, page.announced = 40, None
    page.save()
    assert stored(page).calendar_sequence == 1


def test_what_only_editors_see_is_not_compared(home: HomePage) -> None:
    page = event()
    page.status = "cancelled"
    page.save(update_fields=["has_unpublished_changes"])
    assert (stored(page).status, stored(page).calendar_sequence) == ("scheduled", 0)


def test_moving_the_page_changes_neither_name_nor_number(home: HomePage) -> None:
    page = event()
    key = page.translation_key
    page.move(EventIndexPageFactory(slug="ailleurs"), pos="last-child")
    page = published_with(stored(page), slug="autre-adresse")
    assert (page.translation_key, page.calendar_sequence) == (key, 0)


def test_a_copy_is_another_event(home: HomePage) -> None:
    page = published_with(event(), status="postponed")
    copy = page.copy(update_attrs={"slug": "copie"}, keep_live=True)
    copy = EventPage.objects.get(pk=copy.pk)
    assert (copy.live, copy.calendar_sequence, copy.status) == (True, 0, "postponed")
    assert copy.translation_key != page.translation_key
    assert published_with(copy, status="scheduled").calendar_sequence == 1
    assert stored(page).calendar_sequence == 1


def test_the_number_stands_or_falls_with_the_publication(home: HomePage) -> None:
    page = event()
    with events() as written, transaction.atomic():
        published_with(page, status="cancelled")
        transaction.set_rollback(True)
    assert written == []
    assert (stored(page).status, stored(page).calendar_sequence) == ("scheduled", 0)


def test_a_new_number_is_one_change_of_the_page(home: HomePage) -> None:
    page = event(hosts=[PersonFactory()])
    with events() as written:
        published_with(page, status="cancelled")
    assert written == [("CHANGED", "page", page.pk)]


def test_the_next_number_is_a_pure_function() -> None:
    assert [next_sequence(4, before, {"status": "scheduled"}) for before in (None, {"status": "scheduled"}, {"status": "live"}, {})] == [
        4,
        4,
        5,
        5,
    ]
