"""Pages that go public, and cease to be, at a time an editor set in the admin."""

from __future__ import annotations

import datetime as dt
import logging

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.runner.scheduler import Outcome, run_due
from pages import models
from pages.paths import current_paths
from tests.factories import GuidePageFactory, ResourceIndexPageFactory
from tests.pages.admin.screens import Data, open_screen


@pytest.fixture
def section(home: models.HomePage) -> models.BasePage:
    return ResourceIndexPageFactory(slug="ressources")


def tomorrow() -> dt.datetime:
    return timezone.now() + dt.timedelta(days=1)


def typed(moment: dt.datetime) -> str:
    """A moment as an editor types it, in the time of Paris."""
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def run_tomorrow(monkeypatch: pytest.MonkeyPatch) -> Outcome:
    """What the scheduler does when the time has come, by its own clock and by Wagtail's."""
    later = tomorrow() + dt.timedelta(minutes=1)
    with monkeypatch.context() as patched:
        patched.setattr(timezone, "now", lambda: later)
        return run_due(later)


def publish(client: Client, page: models.BasePage, **fields: str) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data: Data = {**open_screen(client, edit), **fields, "action-publish": "1"}
    assert client.post(edit, data).status_code == 302


def test_a_page_goes_public_at_its_time(section: models.BasePage, editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = GuidePageFactory(parent=section, slug="demain", live=False)
    publish(editor, page, address_en="tomorrow", go_live_at=typed(tomorrow()))
    assert current_paths([page.pk]) == {}
    assert run_due(timezone.now()) == Outcome(done=0, failed=0)
    assert run_tomorrow(monkeypatch) == Outcome(done=1, failed=0)
    assert current_paths([page.pk])[page.pk] == {"fr": "/ressources/demain", "en": "/ressources/tomorrow", "ar": "/ressources/demain"}


def test_a_page_is_withdrawn_at_its_time(section: models.BasePage, editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page = GuidePageFactory(parent=section)
    publish(editor, page, expire_at=typed(tomorrow()))
    assert list(current_paths([page.pk])) == [page.pk]
    assert run_tomorrow(monkeypatch) == Outcome(done=1, failed=0)
    page.refresh_from_db()
    assert (page.live, page.expired, current_paths([page.pk])) == (False, True, {})


def test_an_address_taken_meanwhile_gets_a_number_and_a_warning(
    section: models.BasePage, admin_client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = GuidePageFactory(parent=section, slug="demain", live=False)
    publish(admin_client, page, address_en="tomorrow", go_live_at=typed(tomorrow()))
    # The draft keeps its place among its siblings; only what bypasses the forms can take it.
    page.refresh_from_db()
    GuidePageFactory(parent=section, slug="autre")
    models.GuidePage.objects.filter(slug="autre").update(address_en="tomorrow", address_ar="demain")
    caplog.set_level(logging.WARNING, logger="pages.addresses")
    assert run_tomorrow(monkeypatch) == Outcome(done=1, failed=0)
    assert current_paths([page.pk])[page.pk] == {"fr": "/ressources/demain", "en": "/ressources/tomorrow-2", "ar": "/ressources/demain-2"}
    assert [record.getMessage() for record in caplog.records] == [
        f"The address “tomorrow” [en] was taken: page {page.pk} answers at “tomorrow-2”.",
        f"The address “demain” [ar] was taken: page {page.pk} answers at “demain-2”.",
    ]
