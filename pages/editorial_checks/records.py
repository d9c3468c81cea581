"""The records that the checks ask about, each family in one statement or two: images, films with captions, helplines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from pages import languages
from pages.editorial_checks.content import Captions, Line, ShownFilm
from pages.editorial_checks.findings import Place
from pages.films import SPOKEN_KINDS


def image_texts(numbers: Collection[int]) -> dict[int, tuple[str, dict[str, str]]]:
    """The title and the alternative text in each language, "" where there is none, of the images with these numbers."""
    if not numbers:
        return {}
    images = apps.get_model("pages.ClubImage").objects.filter(pk__in=numbers)
    return {
        image.pk: (image.title, {code: (languages.text(image, "alt_text", code) or "").strip() for code in languages.codes()})
        for image in images
    }


@dataclass(frozen=True, slots=True)
class Showing:
    """Where the video with this number is shown, and in which languages."""

    place: Place
    number: int
    languages: tuple[str, ...]


def films_of(shown: Collection[Collection[Showing]]) -> list[list[ShownFilm]]:
    """The films with these numbers at their places, with their captions, page by page."""
    numbers = {showing.number for of_page in shown for showing in of_page}
    videos = apps.get_model("pages.Video").objects.in_bulk(numbers) if numbers else {}
    captions = _captions(videos) if videos else {}
    return [[_film(showing, videos[showing.number], captions) for showing in of_page if showing.number in videos] for of_page in shown]


def _film(showing: Showing, video: Any, captions: dict[int, dict[str, Captions]]) -> ShownFilm:
    return ShownFilm(showing.place, str(video), showing.languages, captions.get(video.pk, {}), video.duration_ms)


def helplines(numbers: Collection[int]) -> dict[int, Any]:
    """The helplines with these numbers."""
    return {row.pk: row for row in apps.get_model("pages.Helpline").objects.filter(pk__in=numbers)} if numbers else {}


def _captions(videos: Collection[int]) -> dict[int, dict[str, Captions]]:
    cues = apps.get_model("pages.CaptionCue").objects.filter(track__video__in=videos, track__kind__in=SPOKEN_KINDS)
    said: dict[tuple[int, str], list[tuple[str, int]]] = {}
    rows = cues.order_by("track", "position").values_list("track__video", "track__language", "text", "start_ms")
    for video, code, text, start_ms in rows:
        said.setdefault((video, code), []).append((text, start_ms))
    found: dict[int, dict[str, Captions]] = {}
    for (video, code), cues_said in said.items():
        words, last = "\n".join(text for text, _start_ms in cues_said), max(start_ms for _text, start_ms in cues_said)
        found.setdefault(video, {})[code] = Captions(words, last)
    return found


def lines_on(day: dt.date) -> tuple[Line, ...]:
    """Every number that a helpline has or had: those that answer on ``day``, and those that no longer do, with what replaced them."""
    helplines = list(apps.get_model("pages.Helpline").objects.all())
    open_lines = [line for line in helplines if line.valid_to is None or day <= line.valid_to]
    replaced = {_digits(old): (old, line) for line in open_lines for old in line.supersedes}
    found: dict[str, Line] = {}
    for record in helplines:
        line = _line(record, open_lines, replaced, day)
        # Of two records of one number (one that ended, one that goes on), the one that answers counts.
        if line.answers or _digits(record.number_short) not in found:
            found[_digits(record.number_short)] = line
    for digits, (old, line) in replaced.items():
        if digits not in found:
            found[digits] = Line(str(old), _name(line), is_old=True, replaced_by=line.number_short)
    return tuple(line for digits, line in sorted(found.items()) if digits)


def _line(line: Any, open_lines: list[Any], replaced: dict[str, tuple[Any, Any]], day: dt.date) -> Line:
    if line in open_lines:
        return Line(line.number_short, _name(line), is_to_come=line.valid_from is not None and line.valid_from > day)
    _old, successor = replaced.get(_digits(line.number_short), ("", None))
    return Line(line.number_short, _name(line), is_old=True, replaced_by=successor.number_short if successor else "")


def _name(line: Any) -> str:
    return str(languages.text(line, "name", languages.source()) or line.code)


def _digits(number: Any) -> str:
    return "".join(character for character in str(number) if character.isdigit())
