"""From the answer of the operation to what a template needs: safe HTML, times and addresses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from html import unescape
from typing import Any
from urllib.parse import unquote

from django.utils import formats, timezone, translation
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from editorial.previews.words import WORDS, words
from pages import languages, reader_words
from pages.site_addresses import page_address

AddressOf = Callable[[str, str], str]
"""The address of the page that has a path in a language."""

# What our own renderer writes before an address of the site: texts hold no such quotation marks.
_LINK = re.compile(r'<a href="(/(?!media/)[^"]*)"(?: hreflang="([a-z-]+)")?')

# Lists that belong to the text of a type, with what their rows say.
_LISTS = {"openers": "question", "pitfalls": "sentence", "material": "item"}


def page_context(page: Mapping[str, Any], asked: str, address_of: AddressOf = page_address) -> dict[str, Any]:
    """What `editorial/previews/page.html` shows of a page, in the language it is served in when ``asked`` is wanted.

    Links to pages lead where ``address_of`` says: to readers' website, if it is not told.
    """
    served = str(page["locale"]).lower()

    def linked(html: str | None) -> SafeString:
        return _with_addresses(html or "", served, address_of)

    def leading(pages: list[dict[str, Any]] | None) -> list[dict[str, Any]]:
        return [_leading(other, address_of) for other in pages or ()]

    return {
        "page": page,
        "language": served,
        "direction": languages.direction(served),
        "is_fallback": served != asked,
        "asked": asked,
        "asked_direction": languages.direction(asked),
        "words": {name: words(name, served) for name in WORDS} | {name: reader_words.words(name, served) for name in _LISTS},
        "not_translated": words("not_translated", asked),
        "body": [{**block, "html": linked(block["html"])} for block in page["body"]],
        "easy_read": linked(page["easyReadHtml"]),
        "chapters": [{**chapter, "time": _clock(chapter["timeMs"])} for chapter in page.get("chapters") or () if chapter["title"]],
        "questions": [{**row, "time": _clock(row["timeMs"])} for row in page.get("questions") or () if row["question"]],
        "lists": {name: [row[said] for row in page.get(name) or () if row[said]] for name, said in _LISTS.items()},
        "contents": leading(page.get("contents")),
        "highlights": leading([*filter(None, [page.get("currentEdition")]), *(page.get("highlights") or ())]),
        "related": leading(page["related"]),
        "when": _when(page, served),
    }


def _leading(page: dict[str, Any], address_of: AddressOf) -> dict[str, Any]:
    language = str(page["locale"]).lower()
    address = address_of(language, page["path"])
    return {**page, "address": address, "language": language, "direction": languages.direction(language)}


def _with_addresses(html: str, language: str, address_of: AddressOf) -> SafeString:
    """HTML of our own renderer, its links to pages made to lead somewhere from here."""

    def led(found: re.Match[str]) -> str:
        path, _mark, anchor = unquote(unescape(found[1])).partition("#")
        address = address_of(found[2] or language, path) + (f"#{anchor}" if anchor else "")
        return found[0].replace(f'"{found[1]}"', f'"{escape(address)}"', 1)

    return mark_safe(_LINK.sub(led, html))  # noqa: S308 - sanitised by the API


def _clock(milliseconds: int) -> str:
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes}:{seconds:02d}"


def _when(page: Mapping[str, Any], language: str) -> str:
    """When an event begins and ends, where the site is."""
    if not page.get("startsAt"):
        return ""
    zone = timezone.get_default_timezone()
    begins, ends = (dt.datetime.fromisoformat(page[name]).astimezone(zone) for name in ("startsAt", "endsAt"))
    with translation.override(language):
        return f"{formats.date_format(begins, 'DATE_FORMAT')}, {begins:%H:%M} – {ends:%H:%M}"
