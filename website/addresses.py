"""Where things are on the site. Each address begins with its language: two languages may share a path."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings

from website.languages import Language, language_called

Lead = Callable[[str, str], str | None]
"""From the code of a language and a path to an address, None where the page's own is right."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_lead: ContextVar[Lead | None] = ContextVar("lead", default=None)


def page_address(language: Language, path: str) -> str:
    """The address of the page of the catalogue at `path`, for readers of a language."""
    lead = _lead.get()
    return (lead(language.code, path) if lead else None) or f"/{language.code}{quote(path)}"


@contextmanager
def leading(lead: Lead | None) -> Iterator[None]:
    """Inside, links to pages lead where `lead` says: drafts lead to one another, for whoever may see them."""
    before = _lead.set(lead)
    try:
        yield
    finally:
        _lead.reset(before)


def site_address(language: Language, *parts: str, **parameters: object) -> str:
    """The address of one of the site's own screens, such as `site_address(french, "themes", "images")`; empty parameters are left out."""
    told = {name: value for name, value in parameters.items() if value not in (None, "", [], ())}
    query = f"?{urlencode(told, doseq=True)}" if told else ""
    return f"/{language.code}/{'/'.join(quote(part, safe='') for part in parts)}{query}"


def absolute(address: str) -> str:
    """An address of the site for the world outside: canonical links, feeds, sitemaps."""
    return f"{settings.SITE_URL}{address}"


def code_in_address(code: str) -> str:
    """How a value of an enumeration is written in an address: `IMAGES_SHARED` is `images-shared`."""
    return code.lower().replace("_", "-")


def code_from_address(word: str) -> str:
    """The value of an enumeration that `word` stands for."""
    return word.upper().replace("-", "_")


def telling_word(address: str) -> str:
    """The longest word of the last part of an address that leads nowhere: the likeliest to say what was looked for."""
    return max(_WORD.findall(address.rstrip("/").rpartition("/")[2]), key=len, default="")


def translated_addresses(page: Mapping[str, Any]) -> dict[str, str]:
    """The addresses of a page by the code of their language, for each language in which it is ready to be read."""
    ready = [(language_called(row["locale"]), row["path"]) for row in page["translations"] if row["isReady"]]
    return {language.code: page_address(language, path) for language, path in ready if language is not None}
