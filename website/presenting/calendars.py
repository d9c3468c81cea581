"""Meetings as calendars keep them: iCalendar (RFC 5545), times in UTC, so that no rules of time zones need to come along."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from website.addresses import absolute, page_address
from website.languages import Language, language_called, source
from website.presenting.times import moment

# Octets of a line, its end not counted (RFC 5545, 3.1).
LONGEST_LINE = 75

_STATUS = {"CANCELLED": "CANCELLED", "POSTPONED": "TENTATIVE"}
"""What calendars are told; they know no postponed meetings. Every other one is confirmed."""


def calendar(events: Iterable[Mapping[str, Any]], language: Language, name: str = "") -> str:
    """A whole calendar of some meetings; `name` for one that is followed."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(_host())}//{_text(gettext('Meetings'))}//{language.code.upper()}",
        "CALSCALE:GREGORIAN",
    ]
    if name:
        # Looked at again after an hour, as often as a day is changed.
        lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{_text(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"]
    for event in events:
        lines += _event(event, language)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(event: Mapping[str, Any], language: Language) -> list[str]:
    address = absolute(page_address(language, event["path"]))
    changed = _moment(event["updatedAt"] or event["publishedAt"] or event["startsAt"])
    served = language_called(event["locale"]) or source()
    title = event["title"]
    if event["status"] == "POSTPONED":
        title = gettext("Postponed: %(title)s") % {"title": title}
    described = "\n".join(part for part in (event["summary"], event["joinUrl"], address) if part)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_text(event['calendarUid'])}",
        f"DTSTAMP:{changed}",
        f"LAST-MODIFIED:{changed}",
        f"SEQUENCE:{event['calendarSequence']}",
        f"DTSTART:{_moment(event['startsAt'])}",
        f"DTEND:{_moment(event['endsAt'])}",
        f"SUMMARY;LANGUAGE={served.code}:{_text(title)}",
        f"DESCRIPTION;LANGUAGE={served.code}:{_text(described)}",
        f"STATUS:{_STATUS.get(event['status'], 'CONFIRMED')}",
        f"URL:{address}",
    ]
    place = _place(event)
    if place:
        lines.append(f"LOCATION:{_text(place)}")
    venue = event["venue"]
    if venue and venue["latitude"] is not None and venue["longitude"] is not None:
        lines.append(f"GEO:{venue['latitude']:.6f};{venue['longitude']:.6f}")
    return [*lines, "END:VEVENT"]


def _place(event: Mapping[str, Any]) -> str:
    venue = event["venue"]
    if venue is None:
        return event["joinUrl"] or event["platform"] or ""
    town = " ".join(part for part in (venue["postcode"], venue["city"]) if part)
    return ", ".join(part for part in (venue["name"], (venue["address"] or "").replace("\r\n", "\n").replace("\n", ", "), town) if part)


def _moment(value: str) -> str:
    return moment(value).astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def _host() -> str:
    return re.sub(r"^\w+://", "", settings.SITE_URL)


def _text(value: str) -> str:
    """TEXT of RFC 5545 (3.3.11): what separates is escaped, what no line may hold is left out."""
    escaped = (
        value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    )
    return "".join(character for character in escaped if character >= " " and character != "\x7f")


def _folded(line: str) -> list[str]:
    """The line in pieces of 75 octets at most; no character is cut, and what follows begins with a space."""
    pieces, piece, width = [], "", 0
    for character in line:
        size = len(character.encode())
        if width + size > LONGEST_LINE:
            pieces.append(piece)
            piece, width = " ", 1
        piece += character
        width += size
    return [*pieces, piece]
