"""Films that public pages show without French captions: readers are told so, and no edition can show them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from editorial.upkeep.concerns import Concern, Kind, Severity
from editorial.upkeep.places import spot_of_list
from editorial.upkeep.seen import Seen, Thing
from editorial.upkeep.tongues import in_every_tongue
from pages import languages
from pages.films import has_captions
from pages.models import Video
from pages.visibility import public_videos

SILENT = _("This film has no French captions; it is shown on: {pages}.")


def concerns(seen: Seen) -> Iterator[Concern]:
    """One for each such film and association that shows it. One statement."""
    silent = {video.pk: str(video) for video in public_videos(now=seen.now).exclude(has_captions(languages.source())).order_by("pk")}
    shown: dict[tuple[int, int | None], list[str]] = {}
    for page, facts in seen.pages():
        for video in facts.videos:
            if video in silent:
                shown.setdefault((video, page.organisation_id), []).append(page.title)
    spot = spot_of_list(Video, "caption_tracks")
    for (video, organisation), titles in shown.items():
        film = Thing(video, silent[video], organisation, Video)
        sentence = in_every_tongue(format_lazy(SILENT, pages=", ".join(sorted(set(titles)))))
        yield film.concern(Kind.CAPTIONS, Severity.DUE, sentence, spot)
