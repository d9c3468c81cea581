"""What the models of the catalogue refuse, and what a helpline answers."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from pages import models
from tests.factories import AgeBandFactory, HelplineFactory, ThemeFactory


def refused(record: Any) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        record.full_clean()
    return sorted(refusal.value.message_dict)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"timezone": "Europe/Lutece"}, "timezone"),
        ({"timezone": "../../etc/passwd"}, "timezone"),
        ({"valid_from": dt.date(2026, 2, 1), "valid_to": dt.date(2026, 1, 31)}, "valid_to"),
        ({"number_short": "0 800 A"}, "number_short"),
        ({"number_short": ""}, "number_short"),
        ({"number_e164": "0800200000"}, "number_e164"),
        ({"number_e164": "+0800200000"}, "number_e164"),
        ({"number_e164": "+331234"}, "number_e164"),
        ({"chat_url": "javascript:alert(1)"}, "chat_url"),
    ],
)
def test_a_helpline_that_cannot_be_is_refused(values: dict[str, Any], field: str, db: None) -> None:
    line = HelplineFactory()
    for name, value in values.items():
        setattr(line, name, value)
    assert refused(line) == [field]


@pytest.mark.parametrize(
    "fields",
    [
        {"valid_from": dt.date(2026, 1, 1), "valid_to": dt.date(2026, 1, 1)},
        {"number_short": "116 000"},
        {"number_e164": "+33123456789", "timezone": "America/Guadeloupe"},
    ],
)
def test_a_helpline_that_can_be_is_taken(fields: dict[str, Any], db: None) -> None:
    HelplineFactory(**fields).full_clean()


def test_a_helpline_has_a_french_name(db: None) -> None:
    line = HelplineFactory(name_en="Line")
    line.name_fr = ""
    assert refused(line) == ["name", "name_fr"]


def test_half_an_exception_is_refused() -> None:
    row = models.HelplineException(date=dt.date(2026, 12, 25), opens=dt.time(9))
    with pytest.raises(ValidationError) as refusal:
        row.clean()
    assert refusal.value.messages == ["Indiquez les deux heures, ou aucune pour un jour de fermeture."]


def test_a_helpline_answers_by_its_rows_and_its_time_zone(db: None) -> None:
    line = HelplineFactory(hours=[(0, dt.time(22), dt.time(2))], timezone="America/Guadeloupe")
    line.exceptions = [models.HelplineException(date=dt.date(2026, 11, 16))]
    line.save()
    line = models.Helpline.objects.get()
    assert line.is_open(dt.datetime(2026, 11, 10, 5, 59, tzinfo=dt.UTC))
    assert not line.is_open(dt.datetime(2026, 11, 10, 6, 0, tzinfo=dt.UTC))
    assert not line.is_open(dt.datetime(2026, 11, 17, 3, 0, tzinfo=dt.UTC))
    assert line.next_opening(dt.datetime(2026, 11, 10, 6, 0, tzinfo=dt.UTC)) == dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "day", "is_valid"),
    [
        (None, None, "2026-01-01", True),
        ("2026-01-01", None, "2025-12-31", False),
        ("2026-01-01", None, "2026-01-01", True),
        (None, "2026-01-01", "2026-01-01", True),
        (None, "2026-01-01", "2026-01-02", False),
    ],
)
def test_a_helpline_exists_from_a_day_to_a_day(valid_from: str | None, valid_to: str | None, day: str, is_valid: bool) -> None:
    line = models.Helpline(
        valid_from=valid_from and dt.date.fromisoformat(valid_from), valid_to=valid_to and dt.date.fromisoformat(valid_to)
    )
    assert line.is_valid_on(dt.date.fromisoformat(day)) is is_valid


def test_a_theme_stands_below_another_but_never_below_itself(db: None) -> None:
    top = ThemeFactory()
    middle = ThemeFactory(parent=top)
    bottom = ThemeFactory(parent=middle)
    bottom.full_clean()
    for wrong in (top, middle, bottom):
        top.parent = wrong
        assert refused(top) == ["parent"]
    ThemeFactory.build(parent=models.Theme.objects.get(pk=bottom.pk)).full_clean()


def test_a_loop_made_behind_the_forms_does_not_hang_them(db: None) -> None:
    first, second = ThemeFactory(), ThemeFactory()
    models.Theme.objects.filter(pk=first.pk).update(parent=second)
    models.Theme.objects.filter(pk=second.pk).update(parent=first)
    assert refused(ThemeFactory.build(parent=models.Theme.objects.get(pk=first.pk))) == ["parent"]


@pytest.mark.parametrize(("levels", "is_taken"), [([], True), (["CP", "Tle"], True), (["CP", "11e"], False), ([1], False)])
def test_an_age_covers_levels_that_schools_have(levels: list[Any], is_taken: bool, db: None) -> None:
    band = AgeBandFactory(school_levels=levels)
    if is_taken:
        band.full_clean()
    else:
        assert refused(band) == ["school_levels"]
