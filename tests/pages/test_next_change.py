"""When the clock alone next changes what the public may see: pages that begin or expire, consents that begin or end."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.models import BasePage
from pages.visibility import next_change_by_clock
from tests.factories import ConsentFactory, OrganisationFactory, StandardPageFactory

pytestmark = pytest.mark.django_db

PARIS = ZoneInfo("Europe/Paris")
NOW = dt.datetime(2026, 11, 28, 22, 0, tzinfo=PARIS)


def _at(hours: float) -> dt.datetime:
    return NOW + dt.timedelta(hours=hours)


def _page(**times: dt.datetime) -> None:
    page = StandardPageFactory()
    BasePage.objects.filter(pk=page.pk).update(**times)


def test_nothing_changes_where_nothing_has_a_time(home: BasePage) -> None:
    StandardPageFactory()

    with CaptureQueriesContext(connection) as captured:
        assert next_change_by_clock(NOW) is None
    assert len(captured) == 2


def test_the_first_of_all_moments_to_come_counts(home: BasePage) -> None:
    _page(expire_at=_at(5))
    assert next_change_by_clock(NOW) == _at(5)
    _page(go_live_at=_at(4))
    assert next_change_by_clock(NOW) == _at(4)
    _page(expire_at=_at(-1))
    _page(go_live_at=NOW)
    assert next_change_by_clock(NOW) == _at(4)
    _page(expire_at=_at(1), live=False)
    assert next_change_by_clock(NOW) == _at(4)


def test_consents_begin_and_end_at_midnight(home: BasePage) -> None:
    OrganisationFactory()
    ConsentFactory(signed_on=dt.date(2026, 12, 1), valid_until=None)
    assert next_change_by_clock(NOW) == dt.datetime(2026, 12, 1, tzinfo=PARIS)
    ConsentFactory(signed_on=dt.date(2020, 1, 1), valid_until=NOW.date())
    assert next_change_by_clock(NOW) == dt.datetime(2026, 11, 29, tzinfo=PARIS)
    ConsentFactory(signed_on=dt.date(2020, 1, 1), valid_until=dt.date(2026, 11, 27))
    assert next_change_by_clock(NOW) == dt.datetime(2026, 11, 29, tzinfo=PARIS)


def test_a_consent_that_is_withdrawn_changes_nothing_more(home: BasePage) -> None:
    OrganisationFactory()
    ConsentFactory(signed_on=dt.date(2020, 1, 1), valid_until=NOW.date(), withdrawn_on=dt.date(2026, 11, 1))

    assert next_change_by_clock(NOW) is None


def test_a_consent_until_the_last_day_of_all_calendars_ends_after_everything_else(home: BasePage) -> None:
    OrganisationFactory()
    ConsentFactory(signed_on=dt.date(2020, 1, 1), valid_until=dt.date.max)
    assert next_change_by_clock(NOW) == dt.datetime(9999, 12, 31, tzinfo=PARIS)
    _page(expire_at=_at(5))
    assert next_change_by_clock(NOW) == _at(5)
