"""Films: where one plays that is not ours, which captions begin, and the moments to which links lead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from website.languages import Language, source

SECOND = 1000
"""In milliseconds."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A film that plays on another site."""

    host: str
    """Who learns of a visit, as people call them."""
    player: str
    """The address for a frame, the one of the service that tells least."""
    start: str
    """What to put behind it to begin at a second, which stands there as `{}`."""

    @property
    def origin(self) -> str:
        """Where the frame is from, for the content security policy."""
        parts = urlsplit(self.player)
        return f"{parts.scheme}://{parts.netloc}"


_YOUTUBE = re.compile(
    r"https?://(?:(?:www|m)\.youtube(?:-nocookie)?\.com/(?:watch\?(?:.*&)?v=|embed/|shorts/|live/)|youtu\.be/)(?P<film>[\w-]{11})(?![\w-])"
)
_VIMEO = re.compile(r"https?://(?:www\.|player\.)?vimeo\.com/(?:video/)?(?P<film>\d+)")
_FACEBOOK = re.compile(r"https?://(?:(?:www|m|web)\.facebook\.com|fb\.watch)/.+")
_PEERTUBE = re.compile(r"https?://(?P<host>[\w.-]+(?::\d+)?)/(?:w|videos/watch|videos/embed)/(?P<film>[\w-]+)")


def elsewhere(address: str | None, language: Language) -> Elsewhere | None:
    """Where a film plays that has `address` on another site; None for a site whose frames nobody knows: a link leads there."""
    address = address or ""
    if found := _YOUTUBE.match(address):
        wishes = urlencode({"rel": 0, "cc_load_policy": 1, "cc_lang_pref": language.code, "hl": language.code})
        return Elsewhere("YouTube", f"https://www.youtube-nocookie.com/embed/{found['film']}?{wishes}", "&start={}")
    if found := _VIMEO.match(address):
        return Elsewhere("Vimeo", f"https://player.vimeo.com/video/{found['film']}?dnt=1&texttrack={language.code}", "#t={}s")
    if _FACEBOOK.match(address):
        return Elsewhere("Facebook", f"https://www.facebook.com/plugins/video.php?href={quote(address, safe='')}", "&t={}")
    if found := _PEERTUBE.match(address):
        player = f"https://{found['host']}/videos/embed/{found['film']}?p2p=0&subtitle={language.code}"
        return Elsewhere(found["host"], player, "&start={}s")
    return None


def frame_sources(page: Mapping[str, Any], language: Language) -> list[str]:
    """The origins of the films of a page that play elsewhere."""
    found = [elsewhere(film["embedUrl"], language) for film in _films(page)]
    return sorted({film.origin for film in found if film is not None})


def tracks(film: Mapping[str, Any], language: Language) -> list[dict[str, Any]]:
    """The tracks of a film for its player. One begins: captions, or subtitles, in the reader's language, or in French."""
    wanted = _first_track(film["captions"], language.enum) or _first_track(film["captions"], source().enum)
    return [{**track, "kind": track["kind"].lower(), "begins": track is wanted} for track in film["captions"]]


def _first_track(captions: Sequence[Mapping[str, Any]], language: str) -> Mapping[str, Any] | None:
    for kind in ("CAPTIONS", "SUBTITLES"):
        for track in captions:
            if (track["language"], track["kind"]) == (language, kind):
                return track
    return None


def _films(page: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    films = [page.get("video"), *(block["video"] for block in page["body"] if block["__typename"] == "VideoBlock")]
    for film in films:
        if film and "embedUrl" in film:
            yield film
            if film["signLanguage"]:
                yield film["signLanguage"]
