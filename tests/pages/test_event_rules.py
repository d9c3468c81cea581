"""An event says where and when, or is not published: by no road."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pages.models import EventPage, HomePage
from tests.factories import ONE_EVENING, EventPageFactory
from tests.pages.journal import events

pytestmark = pytest.mark.django_db

PLACE = {"venue_name": "Médiathèque", "venue_address": "1 place", "postcode": "69003", "city": "Lyon"}


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {**PLACE},
        {**PLACE, "platform": ""},
        {**PLACE, "commune_code": "69123"},
        {**PLACE, "commune_code": "69123", "department": "69"},
        {**PLACE, "department": "2A"},
        {"latitude": -90.0, "longitude": 180.0, **PLACE},
        {"latitude": 0.0, "longitude": 0.0, **PLACE},
        {"timezone": "America/Martinique"},
        {"languages_spoken": "fr, ar,zh-Hans"},
    ],
)
def test_what_is_accepted(home: HomePage, fields: dict[str, Any]) -> None:
    assert EventPageFactory(**fields).live


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"platform": ""}, ["platform", "venue_name"]),
        ({"platform": "", "join_url": "https://visio.invalid/"}, ["platform", "venue_name"]),
        ({"ends_at": ONE_EVENING - dt.timedelta(seconds=1)}, ["ends_at"]),
        ({"ends_at": ONE_EVENING}, ["ends_at"]),
        ({"city": "Lyon"}, ["venue_name"]),
        ({**PLACE, "latitude": 45.0}, ["longitude"]),
        ({**PLACE, "longitude": 0.0}, ["latitude"]),
        ({**PLACE, "latitude": 90.1, "longitude": 0.0}, ["latitude"]),
        ({**PLACE, "latitude": 45.0, "longitude": -180.1}, ["longitude"]),
        ({**PLACE, "postcode": "6900"}, ["postcode"]),
        ({**PLACE, "postcode": "2A000"}, ["postcode"]),
        ({**PLACE, "commune_code": "98818"}, ["commune_code"]),
        ({**PLACE, "commune_code": "69123", "department": "38"}, ["department"]),
        ({**PLACE, "department": "99"}, ["department"]),
        ({"timezone": "Paris"}, ["timezone"]),
        ({"status": "soon"}, ["status"]),
        ({"kind": ""}, ["kind"]),
        ({"languages_spoken": "français ;"}, ["languages_spoken"]),
        ({"languages_spoken": ""}, ["languages_spoken"]),
        ({"join_url": "javascript:alert(1)"}, ["join_url"]),
    ],
)
def test_what_is_refused_and_leaves_nothing_behind(home: HomePage, fields: dict[str, Any], wrong: list[str]) -> None:
    page = EventPageFactory(live=False, has_unpublished_changes=True)
    for name, value in fields.items():
        setattr(page, name, value)
    revision = page.save_revision(clean=False)
    with events() as written, pytest.raises(ValidationError) as refused:
        revision.publish()
    assert sorted(refused.value.error_dict) == wrong
    assert written == []
    page = EventPage.objects.get(pk=page.pk)
    assert (page.live, page.calendar_sequence, page.announced) == (False, 0, None)


def test_the_code_of_the_commune_gives_the_department(home: HomePage) -> None:
    assert EventPageFactory(**PLACE, commune_code="97209").department == "972"
