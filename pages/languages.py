"""The languages of the site, and the only door to a page's readiness and addresses.

French is the source of every page. Another language is served only where an editor has said that it is ready; until then the page keeps
its place in that language and answers in French. The columns ``is_ready_<code>`` and ``address_<code>`` are nullable: NULL means not
ready, or no address of its own. They are read here and nowhere else, and always by their explicit name: the bare translated names
follow the thread's language and fall back where a value equals its default, which would call an unready language ready.

A page in which somebody testifies is served only in the languages that they consent to: ``consented_languages`` says until when. What is
read for one answer is read at one moment: whoever has such a moment gives it as ``now``, so that no midnight falls in between.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.utils import translation
from modeltranslation.translator import NotRegistered, translator

from pages.days import day_of

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})

PUBLISHED = "languages_published_at"
"""The column of pages that says when each language was published, where it was published apart."""

CONSENTED = "consented_languages"
"""The column of pages that says until when each language is consented to; null where nobody testifies."""


def codes() -> tuple[str, ...]:
    """The languages of the site, the source language first."""
    return tuple(code for code, _name in settings.LANGUAGES)


def source() -> str:
    """The language every page is written in first."""
    return str(settings.SITE_SOURCE_LANGUAGE)


def translations() -> tuple[str, ...]:
    """The languages of the site without the source language."""
    return tuple(code for code in codes() if code != source())


def native_name(code: str) -> str:
    """The language's name in that language, capitalised as for a menu ("Français", "العربية")."""
    name = translation.get_language_info(code)["name_local"]
    return str(name[:1].upper() + name[1:])


def direction(code: str) -> str:
    """Give "rtl" for languages written from right to left, else "ltr"."""
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"


@contextmanager
def source_language() -> Iterator[None]:
    """Runs model code that reads bare translated names (Wagtail's own) in the source language, whatever the interface speaks."""
    with translation.override(source()):
        yield


# --- readiness -------------------------------------------------------------------------------------------------------------------


def readiness_columns() -> tuple[str, ...]:
    """The columns a row must carry for ``ready_languages``."""
    return (*(f"is_ready_{code}" for code in translations()), CONSENTED)


def _value(page: Any, column: str) -> Any:
    return page.get(column) if isinstance(page, Mapping) else getattr(page, column)


def is_ready(page: Any, code: str, now: dt.datetime | None = None) -> bool:
    """Whether ``page`` (an instance or a mapping with the readiness columns) may be served in ``code`` at ``now`` (the present)."""
    if code == source():
        return True
    return code in codes() and bool(_value(page, f"is_ready_{code}")) and is_consented(page, code, now)


def is_consented(page: Any, code: str, now: dt.datetime | None = None) -> bool:
    """Whether those who testify in ``page``, if any do, consent to ``code`` on the day of ``now`` (the present by default).

    Whether they do to the source language, ``pages.visibility`` says.
    """
    until = _value(page, CONSENTED)
    if until is None:
        return True
    last_day = until.get(code)
    return last_day is not None and (last_day == "" or day_of(now).isoformat() <= last_day)


def last_consented_day(page: Any, code: str) -> dt.date | None:
    """The last day on which a page with testimony may be served in ``code``; None where no day is the last."""
    until = _value(page, CONSENTED) or {}
    return dt.date.fromisoformat(until[code]) if until.get(code) else None


def ready_languages(page: Any, now: dt.datetime | None = None) -> tuple[str, ...]:
    """The languages in which ``page`` is served at ``now`` (the present by default), the source language first."""
    return tuple(code for code in codes() if is_ready(page, code, now))


def served_language(page: Any, asked: str, now: dt.datetime | None = None) -> str:
    """The language in which ``page`` answers somebody who asks for ``asked``: that one if ready, else the source language."""
    return asked if is_ready(page, asked, now) else source()


def languages_served_by(page: Any, code: str, now: dt.datetime | None = None) -> tuple[str, ...]:
    """The languages asked for which the answer is the page's text in ``code``."""
    return tuple(asked for asked in codes() if served_language(page, asked, now) == code)


def set_ready(page: Any, code: str, ready: bool = True) -> None:
    """Marks ``code`` ready or not on an instance; the source language is always ready."""
    if code != source():
        setattr(page, f"is_ready_{code}", ready)


def take_back(row: dict[str, Any], code: str) -> None:
    """Marks ``code`` not ready in a page's plain content."""
    row[f"is_ready_{code}"] = False


def drop_unwritten(page: Any) -> None:
    """Takes back the readiness of a language that has no title: nobody may be served a page without a name.

    Forms refuse this on publication with a message; here it keeps scripts and old revisions from slipping through.
    """
    for code in translations():
        if is_ready(page, code) and not text(page, "title", code):
            set_ready(page, code, ready=False)


def publication_columns() -> tuple[str, ...]:
    """The columns a row must carry for ``published_at``."""
    return ("last_published_at", PUBLISHED)


def published_at(page: Any, code: str) -> dt.datetime | None:
    """When readers last got another text in ``code``: its own publication, or that of the page as a whole."""
    own = _value(page, PUBLISHED).get(code)
    whole: dt.datetime | None = _value(page, "last_published_at")
    return dt.datetime.fromisoformat(own) if own else whole


# --- addresses -------------------------------------------------------------------------------------------------------------------


def address_columns() -> tuple[str, ...]:
    """The columns a row must carry for ``effective_address``."""
    return ("slug", *(f"address_{code}" for code in translations()))


def own_address(page: Any, code: str) -> str:
    """The address the page has of its own in ``code``: the slug in the source language, "" where it has none."""
    if code == source():
        return str(_value(page, "slug") or "")
    return str(_value(page, f"address_{code}") or "")


def effective_address(page: Any, code: str) -> str:
    """The last part of the page's public path in ``code``: its own address, or the slug."""
    return normalise(own_address(page, code) or own_address(page, source()))


def set_address(page: Any, code: str, address: str) -> None:
    """Gives an instance an address of its own in ``code`` (the slug in the source language)."""
    setattr(page, "slug" if code == source() else f"address_{code}", normalise(address))


def address_field(code: str) -> str:
    """The form field in which an editor mends the address in ``code``."""
    return "slug" if code == source() else f"address_{code}"


def normalise(text: str) -> str:
    """Addresses and paths are compared in Unicode's composed form (NFC)."""
    return unicodedata.normalize("NFC", text)


# --- text ------------------------------------------------------------------------------------------------------------------------


def column(field: str, code: str) -> str:
    """The column of a translated field in one language."""
    return f"{field}_{code}"


def translated_fields(model: Any) -> frozenset[str]:
    """The names of the fields of a model that have a column per language; none for a model without words."""
    try:
        return frozenset(translator.get_options_for_model(model).all_fields)
    except NotRegistered:
        return frozenset()


def text(holder: Any, field: str, code: str) -> Any:
    """The value of a page's translated field in ``code``, empty where it is empty (pages do not fall back field by field)."""
    return _value(holder, column(field, code))


def source_title(page: Any) -> str:
    """The page's title in the source language: what the admin calls it."""
    return str(text(page, "title", source()))


def text_with_fallback(holder: Any, field: str, code: str) -> Any:
    """The value of a snippet's or image's translated field in ``code``, or in the source language where it is empty."""
    return _value(holder, column(field, code)) or _value(holder, column(field, source()))
