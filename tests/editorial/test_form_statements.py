"""The form of a page asks the record of approvals once, and little of it where there is nothing to find."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pages import releases
from tests.editorial.conftest import Club, fresh, live_page_of, save_draft
from tests.factories import ThemeFactory

pytestmark = pytest.mark.django_db


def draft_of_live(club: Club, **values: Any) -> Any:
    page = live_page_of(club.enfance, "Appelez le matin", **values)
    return save_draft(page, club.enfance.publisher, title_fr="Appelez jour et nuit")


def approve(club: Club, page: Any) -> None:
    releases.record_approval(page.latest_revision, club.unaf.publisher, organisation_id=club.unaf.organisation.pk)


@pytest.mark.parametrize(("is_crisis", "is_approved", "statements"), [(False, False, 90), (True, False, 102), (True, True, 113)])
def test_the_form_asks_once_what_its_reader_may_publish(
    club: Club, browser: Callable[[Any], Client], is_crisis: bool, is_approved: bool, statements: int
) -> None:
    page = draft_of_live(club, is_crisis=is_crisis)
    if is_approved:
        approve(club, page)
    client, address = browser(club.enfance.publisher), reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        shown = client.get(address).content.decode()
    assert len(asked) == statements
    # What would be saved is another version than the one approved.
    assert ('name="action-publish"' in shown) is not is_crisis


@pytest.mark.parametrize(("is_crisis", "is_approved", "statements"), [(False, False, 2), (True, False, 16), (True, True, 25)])
def test_the_newest_version_is_held_against_the_record(club: Club, is_crisis: bool, is_approved: bool, statements: int) -> None:
    page = draft_of_live(club, is_crisis=is_crisis)
    if is_approved:
        approve(club, page)
    found = fresh(page)
    with CaptureQueriesContext(connection) as asked:
        assert releases.latest_is_released(found) is (is_approved or not is_crisis)
    assert len(asked) == statements


def test_a_sensitive_theme_of_the_newest_version_alone_makes_it_wait(club: Club) -> None:
    page = live_page_of(club.enfance, "Page")
    assert releases.latest_is_released(fresh(page)) is True
    page.themes.add(ThemeFactory(name_fr="Suicide", is_sensitive=True))
    page.save_revision(user=club.enfance.editor)
    assert releases.latest_is_released(fresh(page)) is False


def test_what_a_screen_found_out_is_for_its_reader(club: Club, browser: Callable[[Any], Client]) -> None:
    page = draft_of_live(club, is_crisis=True)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    shown = browser(club.enfance.publisher).get(address).context["page"]
    of_reader = shown.permissions_for_user(club.enfance.publisher)
    assert of_reader is shown.permissions_for_user(club.enfance.publisher)
    assert of_reader.can_publish() is False
    assert shown.permissions_for_user(club.enfance.editor).user == club.enfance.editor
    # Whatever is done with the page is asked of another object, and anew.
    approve(club, page)
    assert fresh(page).permissions_for_user(club.enfance.publisher).can_publish() is True
