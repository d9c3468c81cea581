"""What the parts of the site's templates say of the dicts of the API."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.template.defaultfilters import capfirst
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from website.languages import language_called, source
from website.presenting import ages, times, words
from website.presenting.html import file_address

register = template.Library()

register.filter("said", words.said)
register.filter("names", ages.names)
register.filter("ages_in_words", ages.ages_in_words)
register.filter("language_name", words.language)

_ADDRESS_AND_WIDTH = re.compile(r"\s*,\s+")
"""What stands between the files of a srcset; addresses hold commas, but no comma with a space."""

_CUTS = {"whole": ("rendition", "sources"), "card": ("card", "landscape"), "square": ("square", "squares")}
"""By what is shown of an image: the names under which the fragments ask for its file and for its sources."""


@register.filter
def kind_name(page: Mapping[str, Any]) -> str:
    """What a page is: « Guide », « Kit »; an edition with its number."""
    name = words.kind_of(page["type"])
    if page.get("number"):
        return gettext("%(name)s no. %(number)d") % {"name": name, "number": page["number"]}
    return name


@register.filter
def kind_icon(page_type: str) -> str:
    """The drawing of the sprite that stands for a type of page."""
    return f"kind-{page_type if page_type in words.PAGE_KINDS else 'StandardPage'}"


@register.filter
def how_long(page: Mapping[str, Any]) -> str:
    """How long a page takes to read, to watch or to do; nothing where it does not say."""
    minutes = page.get("durationMinutes") or page.get("minutes")
    if minutes:
        return times.minutes_in_words(minutes)
    return times.duration((page.get("video") or {}).get("durationMs"))


@register.filter
def dial(line: Mapping[str, Any]) -> str:
    """The address that calls a line, or writes to it."""
    scheme = "sms" if line["isTextMessage"] else "tel"
    return f"{scheme}:{line['numberE164'] or line['number'].replace(' ', '')}"


@register.simple_tag
def served_in(page: Mapping[str, Any]) -> SafeString:
    """The attributes of an element that holds words of a page served in another language than the screen's."""
    if not page["isFallback"]:
        return SafeString("")
    served = language_called(page["locale"]) or source()
    return format_html(' lang="{}" dir="{}"', served.code, served.dir)


@register.filter
def day_parts(moment: str, zone: str) -> Mapping[str, str]:
    """The day of a moment as a leaf of a calendar shows it: `weekday` and `month` in short, `day` as a number."""
    day = times.moment(moment, zone)
    return {name: formats.date_format(day, shape) for name, shape in (("weekday", "D"), ("day", "j"), ("month", "M"))}


@register.filter
def line_name(line: Mapping[str, Any]) -> str:
    """The name of a line that is shown beside its number, without the number again."""
    rest = line["name"].removeprefix(line["number"]).lstrip(" :\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")
    return capfirst(rest or line["name"])


@register.filter
def served_name(page: Mapping[str, Any]) -> str:
    """What the language in which something is served is called in the language of the screen."""
    return words.language(page["locale"])


@register.filter
def language_names(codes: Sequence[str]) -> str:
    """What some languages are called in the language of the screen."""
    return gettext(", ").join(words.language(code) for code in codes)


@register.filter
def cut_file(image: Mapping[str, Any], cut: str) -> Mapping[str, Any]:
    """The file of an image for browsers that choose none of its sources: url, width, height."""
    file: Mapping[str, Any] = image[_CUTS[cut][0]]
    return file


@register.filter
def cut_sources(image: Mapping[str, Any], cut: str) -> Sequence[Mapping[str, Any]]:
    """The files of an image by their type."""
    sources: Sequence[Mapping[str, Any]] = image[_CUTS[cut][1]]
    return sources


@register.filter
def srcset(files: str) -> str:
    """The files of an image and their widths, each on the server that has it."""
    return ", ".join(file_address(file) for file in _ADDRESS_AND_WIDTH.split(files))


@register.filter
def initials(name: str) -> str:
    """The first letters of a name, to stand where there is no portrait."""
    parts = name.split()
    return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()
