"""`python -m tests.bench_search.filling PAGES`: tables and generated pages, written in bulk, where the environment says."""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections.abc import Sequence
from typing import Any

import django
from django.core.management import call_command

BATCH = 2_000
FIRST_DAY = dt.datetime(2015, 1, 5, 8, tzinfo=dt.UTC)


def fill(pages: int) -> None:
    """Write so many pages below one list, with their films, paths and events; nothing is indexed."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - Django is set up by then
    from django.db import transaction  # noqa: PLC0415 - the same

    from pages import languages  # noqa: PLC0415 - the same
    from pages.generated_content.large_site import Catalogue, make_library  # noqa: PLC0415 - the same
    from pages.paths import refresh_all_paths  # noqa: PLC0415 - the same
    from pages.starter_content.loading import load  # noqa: PLC0415 - the same
    from pages.starter_content.media_library import load_images  # noqa: PLC0415 - the same

    call_command("migrate", verbosity=0)
    user = get_user_model()._default_manager.create_superuser("bench", "bench@example.invalid", "bench")
    with transaction.atomic(), languages.source_language():
        load(user, lambda _line: None)
        images, _made = load_images(user)
        catalogue = Catalogue.of_the_site([image.pk if hasattr(image, "pk") else image for image in images.values()])
        library = make_library(user)
        written: list[int] = []
        for first in range(0, pages, BATCH):
            written += _write(range(first, min(first + BATCH, pages)), library, catalogue)
            sys.stderr.write(f"{len(written)} of {pages} pages written\n")
        refresh_all_paths()
        _journal(written)


def _write(numbers: range, library: Any, catalogue: Any) -> list[int]:
    from pages.generated_content.page_rows import write_pages  # noqa: PLC0415 - Django is set up by then
    from pages.models import ArticlePage, InterviewPage  # noqa: PLC0415 - the same
    from tests.bench_search.corpus import is_interview  # noqa: PLC0415 - the same

    filmed = [number for number in numbers if is_interview(number)]
    films = _write_films(filmed, catalogue.covers[0])
    articles = [_row(number, catalogue, "body", {}) for number in numbers if not is_interview(number)]
    interviews = [_row(number, catalogue, "introduction", {"video_id": film}) for number, film in zip(filmed, films, strict=True)]
    return [*write_pages(ArticlePage, library, articles), *write_pages(InterviewPage, library, interviews)]


def _row(number: int, catalogue: Any, stream: str, own: dict[str, Any]) -> Any:
    from pages.generated_content.page_rows import PageRow  # noqa: PLC0415 - Django is set up by then
    from pages.starter_content.columns import columns  # noqa: PLC0415 - the same
    from pages.starter_content.keys import stable_key  # noqa: PLC0415 - the same
    from tests.bench_search.corpus import languages_of, text  # noqa: PLC0415 - the same

    texts = {code: text(number, code) for code in languages_of(number)}
    streams = {code: _paragraphs(number, each.paragraphs) for code, each in texts.items()}
    draw = random.Random(f"filed:{number}")  # noqa: S311 - the same pages everywhere is the point
    return PageRow(
        key=stable_key("large", str(number)),
        slug=f"page-{number}",
        published_at=FIRST_DAY + dt.timedelta(minutes=number),
        title={code: each.title for code, each in texts.items()},
        summary={code: each.summary for code, each in texts.items()},
        ready=tuple(texts),
        own={**own, **columns(stream, streams)},
        shared={"organisation_id": draw.choice(catalogue.organisations), "cover_image_id": draw.choice(catalogue.covers)},
        themes=tuple(draw.sample(catalogue.themes, draw.choice((1, 2, 3)))),
        ages=tuple(draw.sample(catalogue.ages, 2)),
        audiences=(draw.choice(catalogue.audiences),),
    )


def _paragraphs(number: int, paragraphs: Sequence[str]) -> list[dict[str, Any]]:
    return [{"type": "paragraph", "value": f"<p>{text}</p>", "id": f"{number}-{place}"} for place, text in enumerate(paragraphs)]


def _write_films(numbers: Sequence[int], poster: int) -> list[int]:
    from pages.captions.cues import Cue  # noqa: PLC0415 - Django is set up by then
    from pages.captions.webvtt import write_webvtt  # noqa: PLC0415 - the same
    from pages.generated_content.page_rows import BATCH as ROWS  # noqa: PLC0415 - the same
    from pages.models import CaptionCue, CaptionKind, CaptionTrack, Video  # noqa: PLC0415 - the same
    from pages.starter_content.columns import columns  # noqa: PLC0415 - the same
    from pages.starter_content.keys import stable_key  # noqa: PLC0415 - the same
    from pages.starter_content.media_library import sample_collection  # noqa: PLC0415 - the same
    from tests.bench_search.corpus import languages_of, spoken  # noqa: PLC0415 - the same

    common = {"collection": sample_collection(), "poster_id": poster, "file": "videos/film.webm"}
    said = {
        (number, code): [Cue(*cue[:2], "", cue[2]) for cue in spoken(number, code)] for number in numbers for code in languages_of(number)
    }
    videos = {
        number: Video(
            key=stable_key("large", "video", str(number)),
            duration_ms=said[number, "fr"][-1].end_ms,
            **common,
            **columns("title", dict.fromkeys(languages_of(number), f"Film {number}")),
        )
        for number in numbers
    }
    Video.objects.bulk_create(videos.values(), batch_size=ROWS)
    tracks = {
        (number, code): CaptionTrack(video=videos[number], language=code, kind=CaptionKind.CAPTIONS, webvtt=write_webvtt(cues))
        for (number, code), cues in said.items()
    }
    CaptionTrack.objects.bulk_create(tracks.values(), batch_size=ROWS)
    CaptionCue.objects.bulk_create(
        [
            CaptionCue(track=tracks[key], position=place, start_ms=cue.start_ms, end_ms=cue.end_ms, speaker="", text=cue.text)
            for key, cues in said.items()
            for place, cue in enumerate(cues)
        ],
        batch_size=ROWS,
    )
    return [videos[number].pk for number in numbers]


def _journal(pages: Sequence[int]) -> None:
    """Paths to sort by and events, as `generate_content` writes them."""
    from pages.alphabet import refresh_keys  # noqa: PLC0415 - Django is set up by then
    from pages.journal.recording import record_objects, record_pages  # noqa: PLC0415 - the same
    from pages.journal.subjects import PAGE  # noqa: PLC0415 - the same
    from pages.models import Video  # noqa: PLC0415 - the same
    from pages.paths import batches  # noqa: PLC0415 - the same

    record_objects("video", list(Video.objects.values_list("pk", flat=True)))
    for batch in batches(pages):
        refresh_keys(PAGE, batch)
        record_pages(batch)


if __name__ == "__main__":
    django.setup()
    fill(int(sys.argv[1]))
