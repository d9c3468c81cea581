"""Writes the people and the clips of a generated site: fictitious names, and one silent clip that all interviews share."""

from __future__ import annotations

from itertools import islice, product
from typing import Any

from django.core.files import File
from django.utils.text import slugify

from pages.alphabet import refresh_keys
from pages.captions.cues import Cue
from pages.captions.intake import read_captions
from pages.captions.webvtt import write_webvtt
from pages.generated_content.page_rows import BATCH
from pages.generated_content.phrases import FIRST_NAMES, LAST_NAMES, ROLES
from pages.generated_content.writing import LANGUAGES, Writer, text
from pages.journal.recording import record_objects
from pages.models import CaptionCue, CaptionKind, CaptionTrack, Person, PersonKind, Video
from pages.starter_content.columns import columns
from pages.starter_content.keys import stable_key
from pages.starter_content.media_library import sample_collection
from pages.starter_content.sources import CLIPS

CLIP = "contenu-genere.webm"
CLIP_MS = 60_000
CUES_PER_CLIP = 12
CUE_MS = CLIP_MS // CUES_PER_CLIP
PAUSE_MS = 200
NARRATORS = {"fr": "Voix off", "en": "Narrator"}


def write_people(number: int, organisations: list[int]) -> list[int]:
    """Writes fictitious people and returns their ids."""
    people = []
    for position, (last, first) in enumerate(islice(_names(), number)):
        name = f"{first} {last}"
        writer = Writer(f"person:{position}")
        people.append(
            Person(
                key=stable_key("generated", "person", position),
                slug=f"{slugify(name)}-{position + 1}",
                organisation_id=organisations[position % len(organisations)],
                kind=PersonKind.values[position % len(PersonKind.values)],
                **columns("display_name", dict.fromkeys(LANGUAGES, name)),
                **columns("role", text(ROLES[position % len(ROLES)])),
                **columns("biography", writer.sentence()),
            )
        )
    Person.objects.bulk_create(people, batch_size=BATCH)
    ids = [person.pk for person in people]
    refresh_keys("person", ids)
    record_objects("person", ids)
    return ids


def _names() -> Any:
    """First names with each last name in turn, then again for larger sites."""
    while True:
        yield from product(LAST_NAMES, FIRST_NAMES)


def write_clips(titles: list[dict[str, str]], poster: int) -> list[int]:
    """Writes a clip per title, each with captions in French and English of its own, and returns their ids; the file is one for all."""
    if not titles:
        return []
    common = {"collection": sample_collection(), "poster_id": poster, "duration_ms": CLIP_MS}
    videos = [
        Video(key=stable_key("generated", "video", position), **common, **columns("title", title)) for position, title in enumerate(titles)
    ]
    with (CLIPS / CLIP).open("rb") as content:
        videos[0].file.save(CLIP, File(content), save=False)
    for video in videos:
        video.file = videos[0].file.name
    Video.objects.bulk_create(videos, batch_size=BATCH)
    ids = [video.pk for video in videos]
    _write_captions(ids)
    record_objects("video", ids)
    return ids


def _write_captions(videos: list[int]) -> None:
    tracks, cues_of = [], []
    for position, video in enumerate(videos):
        for order, (code, webvtt) in enumerate(_captions(f"clip:{position}").items()):
            tracks.append(CaptionTrack(video_id=video, language=code, kind=CaptionKind.CAPTIONS, webvtt=webvtt, sort_order=order))
            cues_of.append(read_captions(webvtt).cues)
    CaptionTrack.objects.bulk_create(tracks, batch_size=BATCH)
    CaptionCue.objects.bulk_create(
        [
            CaptionCue(track=track, position=place, start_ms=cue.start_ms, end_ms=cue.end_ms, speaker=cue.speaker, text=cue.text)
            for track, cues in zip(tracks, cues_of, strict=True)
            for place, cue in enumerate(cues)
        ],
        batch_size=BATCH,
    )


def _captions(subject: str) -> dict[str, str]:
    writer = Writer(subject)
    spoken = [writer.sentence() for _ in range(CUES_PER_CLIP)]
    return {
        code: write_webvtt(
            Cue(place * CUE_MS, (place + 1) * CUE_MS - PAUSE_MS, NARRATORS[code], sentence[code]) for place, sentence in enumerate(spoken)
        )
        for code in LANGUAGES
    }
