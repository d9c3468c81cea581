"""The form of events in the admin: local times, drafts that may be unfinished, nothing impossible published."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html
from wagtail.users.models import UserProfile

from pages.models import EventPage, HomePage
from tests.factories import AgeBandFactory, EventPageFactory, OrganisationFactory, ThemeFactory
from tests.pages.ticks import ticked

pytestmark = pytest.mark.django_db

UNCHANGED: dict[str, Any] = {}


@pytest.fixture
def event(home: HomePage) -> EventPage:
    """An event in Martinique, on 12 March 2030 at 13:30 there."""
    page = EventPageFactory(
        timezone="America/Martinique",
        themes=[ThemeFactory()],
        ages=[AgeBandFactory()],
        organisation=OrganisationFactory(),
    )
    page.save_revision().publish()
    return EventPage.objects.get(pk=page.pk)


def shown(client: Client, page: EventPage) -> Any:
    """The fields of the form as a browser gets them; empty texts of blocks count nothing."""
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    fields = querydict_from_html(html, form_id="page-edit-form")
    for name in [name for name in fields if name.startswith("publish_")]:
        del fields[name]
    fields.update(ticked(html, "page-edit-form"))
    for field in ("body", "easy_read"):
        for code in ("fr", "en", "ar"):
            fields[f"{field}_{code}-count"] = "0"
    return fields


def sent(client: Client, page: EventPage, changes: dict[str, Any], *, publish: bool) -> Any:
    fields = shown(client, page)
    fields.update({**changes, **({"action-publish": "1"} if publish else {})})
    for name, value in changes.items():
        fields.setlist(name, [value])
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), fields)


def errors_of(response: Any) -> dict[str, list[str]]:
    return {name: list(map(str, messages)) for name, messages in response.context["form"].errors.items()}


def test_times_are_shown_and_typed_as_the_clock_on_the_wall(event: EventPage, admin_client: Client, superuser: Any) -> None:
    # The editor's own interface is somewhere else.
    UserProfile.objects.create(user=superuser, current_time_zone="Pacific/Noumea")
    fields = shown(admin_client, event)
    assert (fields["starts_at"], fields["ends_at"]) == ("2030-03-12 13:30", "2030-03-12 14:30")

    response = sent(admin_client, event, {"starts_at": "2030-03-12 13:45"}, publish=True)

    assert response.status_code == 302
    event.refresh_from_db()
    assert event.starts_at == dt.datetime(2030, 3, 12, 17, 45, tzinfo=dt.UTC)
    assert event.ends_at == dt.datetime(2030, 3, 12, 18, 30, tzinfo=dt.UTC)
    assert event.calendar_sequence == 1


def test_another_time_zone_keeps_the_clock_and_moves_the_moment(event: EventPage, admin_client: Client) -> None:
    assert sent(admin_client, event, {"timezone": "Europe/Paris"}, publish=True).status_code == 302
    event.refresh_from_db()
    assert event.starts_at == dt.datetime(2030, 3, 12, 12, 30, tzinfo=dt.UTC)


def test_publishing_without_a_change_changes_nothing(event: EventPage, admin_client: Client) -> None:
    assert sent(admin_client, event, UNCHANGED, publish=True).status_code == 302
    before = (event.starts_at, event.ends_at, event.calendar_sequence)
    event.refresh_from_db()
    assert (event.starts_at, event.ends_at, event.calendar_sequence) == before


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"platform": ""}, ["platform", "venue_name"]),
        ({"ends_at": "2030-03-12 13:00"}, ["ends_at"]),
        ({"venue_name": "Lieu", "latitude": "45"}, ["longitude"]),
        ({"venue_name": "Lieu", "latitude": "91", "longitude": "0"}, ["latitude"]),
        ({"timezone": "Fort-de-France"}, ["timezone"]),
        ({"timezone": "Europe/Paris", "starts_at": "2030-03-31 02:30", "ends_at": "2030-03-31 04:00"}, ["starts_at"]),
        ({"starts_at": "demain"}, ["starts_at"]),
    ],
)
def test_what_cannot_be_is_not_published(event: EventPage, admin_client: Client, changes: dict[str, Any], wrong: list[str]) -> None:
    revisions = event.revisions.count()
    response = sent(admin_client, event, changes, publish=True)
    assert response.status_code == 200
    assert sorted(errors_of(response)) == wrong
    event.refresh_from_db()
    assert (event.platform, event.timezone, event.calendar_sequence) == ("Visio", "America/Martinique", 0)
    assert event.revisions.count() == revisions


def test_a_draft_may_be_unfinished_and_does_not_touch_the_live_event(event: EventPage, admin_client: Client) -> None:
    response = sent(admin_client, event, {"platform": "", "ends_at": "2030-03-12 13:00"}, publish=False)
    assert response.status_code == 302
    draft = EventPage.objects.get(pk=event.pk).get_latest_revision_as_object()
    assert (draft.platform, draft.ends_at) == ("", dt.datetime(2030, 3, 12, 17, 0, tzinfo=dt.UTC))
    event.refresh_from_db()
    assert (event.platform, event.calendar_sequence) == ("Visio", 0)


def test_a_draft_too_needs_a_time_zone(event: EventPage, admin_client: Client) -> None:
    response = sent(admin_client, event, {"timezone": "Fort-de-France"}, publish=False)
    assert (response.status_code, list(errors_of(response))) == (200, ["timezone"])


def test_the_six_fields_come_first(event: EventPage, admin_client: Client) -> None:
    essentials = EventPage.get_edit_handler().children[0].children[0].children
    assert [panel.field_name for panel in essentials] == ["title_fr", "summary_fr", "body_fr", "themes", "ages", "organisation"]
