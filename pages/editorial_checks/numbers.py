"""No number to call is typed by hand, in any text or link: numbers change, and only the helpline's block follows.

Captions are another matter. They say what is said, word for word, so the rule without exception would keep an interview in which
somebody says « appelez le 3018 » from ever being public, or make its captions untrue. In captions, then, a helpline of ours that answers
today may be named; one that no longer answers blocks, like every other number to call, for which nobody here vouches. The day a line
closes, the pages whose films name it are told so again at their next draft, submission or publication.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pages import languages
from pages.editorial_checks.content import Content, Line
from pages.editorial_checks.findings import Finding, Place
from pages.editorial_checks.number_finding import Found, digits_of, numbers_in

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TYPED = _("The number “{number}” is typed by hand: take it out and add the block “Helpline”, which alone stays up to date.")
REPLACED = _("The number “{number}” no longer answers: {line} replaced it. Take it out and add the block “Helpline”.")
ENDED = _("The number “{number}” no longer answers. Take it out.")
SAID = _(
    "The number “{number}” is said, and it is no helpline of ours that answers today. Check it: add the helpline, or cut this passage."
)
REPLACED_SAID = _("The number “{number}” is said, and it no longer answers: {line} replaced it. Cut this passage.")
ENDED_SAID = _("The number “{number}” is said, and it no longer answers. Cut this passage.")
CAPTIONS = _("In the captions of “{film}” ({language}): {message}")

DIALLED = ("tel:", "sms:", "callto:", "facetime:", "whatsapp:")


def check(content: Content) -> Iterator[Finding]:
    """Looks through words, links and captions."""
    lines = {digits_of(line.number): line for line in content.lines}
    for words in content.words:
        for found in numbers_in(words.text, lines):
            yield Finding(words.place, message(found, lines), is_misleading=_is_old(found, lines))
    for link in content.links:
        if link.address.lower().startswith(DIALLED):
            typed = unquote(link.address.partition(":")[2]).partition("?")[0].strip("/ ")
            dialled = Found(digits_of(typed), typed)
            yield Finding(link.place, message(dialled, lines), is_misleading=_is_old(dialled, lines))
    yield from _captions(content, lines)


def _captions(content: Content, lines: Mapping[str, Line]) -> Iterator[Finding]:
    seen: set[tuple[Place, str, str]] = set()
    for film in content.films:
        for code, captions in film.captions.items():
            for words in captions.words.split("\n"):
                for found in numbers_in(words, lines):
                    if not _may_be_said(found, lines) and (film.place, code, found.typed) not in seen:
                        seen.add((film.place, code, found.typed))
                        message = _message(found, lines, SAID, REPLACED_SAID, ENDED_SAID)
                        told = format_lazy(CAPTIONS, film=film.title, language=languages.native_name(code), message=message)
                        yield Finding(film.place, told, is_misleading=_is_old(found, lines))


def _is_old(found: Found, lines: Mapping[str, Line]) -> bool:
    line = lines.get(found.digits)
    return line is not None and line.is_old


def _may_be_said(found: Found, lines: Mapping[str, Line]) -> bool:
    line = lines.get(found.digits)
    return line is not None and line.answers


def message(found: Found, lines: Mapping[str, Line]) -> StrOrPromise:
    """What to tell of a number found in a text: what replaced it, or that only the block of its helpline may show it."""
    return _message(found, lines, TYPED, REPLACED, ENDED)


def _message(found: Found, lines: Mapping[str, Line], other: StrOrPromise, replaced: StrOrPromise, ended: StrOrPromise) -> StrOrPromise:
    line = lines.get(found.digits)
    if line is None or not line.is_old:
        return format_lazy(other, number=found.typed)
    if line.replaced_by:
        return format_lazy(replaced, number=found.typed, line=line.replaced_by)
    return format_lazy(ended, number=found.typed)
