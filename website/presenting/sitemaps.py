"""Maps of the site for search engines: what each language has, where else it is, and the films."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from website.addresses import absolute, code_in_address, page_address, site_address, translated_addresses
from website.languages import Language
from website.presenting.html import file_address

# What one file of a map may hold (sitemaps.org).
MOST_ADDRESSES = 50_000
# Of a description of a film (Google's limit).
MOST_CHARACTERS = 2_048


def page_entry(page: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """A page of the catalogue as the map tells it."""
    return {
        "address": absolute(page_address(language, page["path"])),
        "changed": page["updatedAt"],
        "alternates": {code: absolute(address) for code, address in translated_addresses(page).items()},
        "film": film_entry(page),
    }


def film_entry(page: Mapping[str, Any]) -> dict[str, Any] | None:
    """The film of an interview; None without one, or without the picture that a map must give."""
    film = page.get("video")
    picture = (film["poster"] or page["coverImage"]) if film else None
    if film is None or picture is None:
        return None
    sources = film["sources"]
    return {
        "picture": absolute(file_address(picture["rendition"]["url"])),
        "title": page["seo"]["title"],
        "description": page["seo"]["description"][:MOST_CHARACTERS],
        "content": absolute(file_address(sources[0]["url"])) if sources else "",
        "player": "" if sources else film["embedUrl"] or "",
        "seconds": film["durationMs"] // 1000 if film["durationMs"] else None,
        "published": page["publishedAt"],
    }


def own_screens(terms: Mapping[str, Any], language: Language) -> Iterable[dict[str, Any]]:
    """The site's own screens that are worth finding: help first."""
    ways = [
        ["aide"],
        *(["aide", code_in_address(reason["code"])] for reason in terms["crisisReasons"]),
        ["numeros"],
        ["themes"],
        *(["themes", theme["slug"]] for theme in terms["themes"]["nodes"]),
        *(["ages", band["code"]] for band in terms["ages"]),
        *(["publics", audience["code"]] for audience in terms["audiences"]),
        ["associations"],
        *(["associations", association["slug"]] for association in terms["organisations"]["nodes"]),
        ["personnes"],
        *(["personnes", person["slug"]] for person in terms["people"]["nodes"]),
        ["interviews"],
        ["soiree"],
    ]
    for parts in ways:
        yield {"address": absolute(site_address(language, *parts)), "changed": None, "alternates": {}, "film": None}
