"""The marks of what a form said: the same for what an editor would call the same."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pages.form_marks import Opened, mark
from pages.models import GuidePage


def paragraph(text: str, **fields: Any) -> dict[str, Any]:
    return {"type": "paragraph", "value": text, **fields}


def steps(*blocks: dict[str, Any]) -> Any:
    field = GuidePage._meta.get_field("steps_fr")
    return field.to_python(json.dumps(blocks))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (None, ""),
        (False, ""),
        ([], ""),
        (" a\r\nb ", "a\nb"),
        (3, "3"),
        ([2, 1], [1, 2]),
        (dt.datetime(2026, 1, 1, 12, 0, 31, tzinfo=dt.UTC), dt.datetime(2026, 1, 1, 13, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))),
        (steps(), None),
        (
            steps(paragraph("<p>l&#x27;<strong>été</strong></p>\n<p><em>b</em></p>")),
            steps(paragraph("<p data-block-key='x'>l'<b>été</b></p><p><i>b</i></p>".replace("'x'", '"x"'))),
        ),
        (steps(paragraph("<p>a</p>", id="1")), steps(paragraph('<p data-block-key="x">a</p>', id="2"))),
    ],
)
def test_the_same_is_marked_the_same(one: Any, other: Any) -> None:
    assert mark(one) == mark(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (0, None),
        (True, False),
        ("a", "b"),
        ([1], [1, 2]),
        (steps(paragraph("<p>a</p>")), steps(paragraph("<p>b</p>"))),
        (steps(paragraph("<p>a</p>")), steps(paragraph("<p>a</p>"), paragraph("<p>a</p>"))),
        (steps(paragraph("<p>a</p>"), paragraph("<p>b</p>")), steps(paragraph("<p>b</p>"), paragraph("<p>a</p>"))),
        (SimpleUploadedFile("a.mp3", b"1"), SimpleUploadedFile("a.mp3", b"12")),
        (SimpleUploadedFile("a.mp3", b"1"), "a.mp3"),
    ],
)
def test_what_differs_is_marked_differently(one: Any, other: Any) -> None:
    assert mark(one) != mark(other)


def test_marks_travel_in_the_order_of_the_rows() -> None:
    opened = Opened({"title_fr": "1"}, {"openers": {"b": {"x": "1"}, "a": {}}}, {"hosts": "2"})
    read = Opened.read(opened.as_text())
    assert read == opened
    assert list(read.rows["openers"]) == ["b", "a"]


@pytest.mark.parametrize("text", [None, "", "{}", "[1]", "null", '{"fields": 1, "rows": {}, "lists": {}}', "[" * 100_000])
def test_what_cannot_be_read_says_nothing(text: Any) -> None:
    assert Opened.read(text) is None
