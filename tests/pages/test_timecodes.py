"""A moment of a video is typed as people write it, and kept as milliseconds."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from pages import models
from pages.timecodes import LAST_MS, TimecodeFormField, format_timecode, parse_timecode


@pytest.mark.parametrize(
    ("typed", "milliseconds"),
    [
        ("0", 0),
        ("65", 65_000),
        ("65,5", 65_500),
        ("65.25", 65_250),
        ("0:05", 5_000),
        ("1:05", 65_000),
        ("01:05", 65_000),
        ("90:00", 5_400_000),
        ("1:02:03", 3_723_000),
        ("0:01:05.250", 65_250),
        ("1:05.001", 65_001),
        (" 1:05 ", 65_000),
        ("24:00:00", LAST_MS),
        ("86400", LAST_MS),
        # The digits of an Arabic keyboard.
        ("\u0661:\u0660\u0665", 65_000),
    ],
)
def test_a_moment_is_read_as_people_write_it(typed: str, milliseconds: int) -> None:
    assert parse_timecode(typed) == milliseconds


@pytest.mark.parametrize(
    "typed",
    ["", "x", "1:", ":05", "1:60", "1:5:60", "1:60:00", "-1", "1:-5", "1:05:", "1.2.3", "1:05.0001", "24:00:01", "86401", "1 05", "+5"],
)
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        parse_timecode(typed)


@pytest.mark.parametrize(
    ("milliseconds", "written"), [(0, "0:00"), (5_000, "0:05"), (65_250, "1:05.250"), (3_599_999, "59:59.999"), (3_600_000, "1:00:00")]
)
def test_a_moment_is_written_as_short_as_it_can_be(milliseconds: int, written: str) -> None:
    assert format_timecode(milliseconds) == written


@given(st.integers(0, LAST_MS))
def test_what_is_written_is_read_back(milliseconds: int) -> None:
    assert parse_timecode(format_timecode(milliseconds)) == milliseconds


def test_the_box_of_a_form_reads_writes_and_refuses() -> None:
    box = TimecodeFormField(required=False)
    assert (box.clean("1:05"), box.clean(""), box.prepare_value(65_000), box.prepare_value("1:5x")) == (65_000, None, "1:05", "1:5x")
    with pytest.raises(ValidationError) as refusal:
        box.clean("une minute")
    assert refusal.value.messages == ["Écrivez minutes et secondes, par exemple 1:05."]


@pytest.mark.parametrize(
    ("before", "typed", "has_changed"),
    [
        (65_000, "1:05", False),
        (65_000, "01:05.000", False),
        (65_000, "65", False),
        (65_000, "1:06", True),
        (65_000, "x", True),
        (65_000, "", True),
        (None, "", False),
        (None, "1:05", True),
        # A new row proposes the beginning: one left as it was is no row.
        (None, "0:00", False),
        (0, "0:00", False),
        (0, "", True),
    ],
)
def test_another_spelling_is_no_change(before: int | None, typed: str, has_changed: bool) -> None:
    assert TimecodeFormField(required=False).has_changed(before, typed) is has_changed


@pytest.mark.parametrize("model", [models.Video, models.InterviewChapter])
def test_models_edit_their_moments_in_such_a_box(model: type[models.Video]) -> None:
    name = "duration_ms" if model is models.Video else "time_ms"
    assert isinstance(model._meta.get_field(name).formfield(), TimecodeFormField)
