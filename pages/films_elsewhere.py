"""What a film's own service says of it: title, length and poster, asked when an editor gives its address.

Only services that answer without a key are asked, at addresses written here: no address that somebody types is ever called, and no
redirection is followed. YouTube's oEmbed tells no length; it stands in the page of the film, as schema.org has it, where YouTube shows it.
"""

from __future__ import annotations

import http.client
import json
import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from urllib.parse import urlencode

SECONDS = 5
"""For each answer."""

MOST_BYTES = 5_000_000

_DURATION = re.compile(rb'itemprop="duration" content="PT(?:(\d{1,3})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?"')


@dataclass(frozen=True, slots=True)
class Service:
    """A service: which addresses are films of its, where its oEmbed answers, the page of a film, where its pictures may be."""

    films: re.Pattern[str]
    oembed: str
    page: str
    """The address of a film's page, with ``{}`` for its name; "" where oEmbed tells the length."""
    pictures: tuple[str, ...]
    """The beginnings of addresses of pictures."""


SERVICES = [
    Service(
        re.compile(
            r"https://(?:(?:www|m)\.youtube(?:-nocookie)?\.com/(?:watch\?(?:.*&)?v=|embed/|shorts/|live/)|youtu\.be/)([\w-]{11})(?![\w-])"
        ),
        "https://www.youtube.com/oembed",
        "https://www.youtube.com/watch?v={}",
        ("https://i.ytimg.com/",),
    ),
    Service(
        re.compile(r"https://(?:www\.|player\.)?vimeo\.com/(?:video/)?(\d+)"),
        "https://vimeo.com/api/oembed.json",
        "",
        ("https://i.vimeocdn.com/",),
    ),
]


@dataclass(frozen=True, slots=True)
class Said:
    """What a service says of a film; "" or None for what it does not say. The poster is the content of an image file."""

    title: str = ""
    duration_ms: int | None = None
    poster: bytes = b""


class _NoRedirection(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_arguments: object) -> None:
        """Nowhere: the answer is the redirection itself, an error."""


_OPENER = urllib.request.build_opener(_NoRedirection)


def ask(address: str) -> Said:
    """What the service of a film says of it; nothing where no service is known, or it does not answer. Never raises."""
    for service in SERVICES:
        if match := service.films.match(address):
            return _asked(service, address, match[1])
    return Said()


def _asked(service: Service, address: str, name: str) -> Said:
    try:
        told = json.loads(_read(f"{service.oembed}?{urlencode({'url': address, 'format': 'json'})}"))
    except ValueError:
        told = None
    if not isinstance(told, dict):
        return Said()
    seconds = told.get("duration")
    duration_ms = seconds * 1000 if isinstance(seconds, int) and 0 < seconds < 360_000 else None
    if duration_ms is None and service.page:
        duration_ms = _duration_in(_read(service.page.format(name)))
    picture = str(told.get("thumbnail_url") or "")
    poster = _read(picture) if picture.startswith(service.pictures) else b""
    return Said(str(told.get("title") or "")[:200], duration_ms, poster)


def _duration_in(page: bytes) -> int | None:
    match = _DURATION.search(page)
    hours, minutes, seconds = (int(number or 0) for number in match.groups()) if match else (0, 0, 0)
    return (hours * 3600 + minutes * 60 + seconds) * 1000 or None


def _read(address: str) -> bytes:
    """What is at one of our addresses; nothing where it cannot be had."""
    request = urllib.request.Request(address, headers={"User-Agent": "ClubDesParentsConnectes/1.0", "Accept-Language": "fr"})  # noqa: S310 - https, written above
    try:
        with _OPENER.open(request, timeout=SECONDS) as response:
            content: bytes = response.read(MOST_BYTES + 1)
    except urllib.error.HTTPError as refusal:
        refusal.close()
        return b""
    except (OSError, http.client.HTTPException):
        return b""
    return content if len(content) <= MOST_BYTES else b""
