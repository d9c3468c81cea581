"""The words by which searches are recognised as calls for help: what a line of their lists may be, and which two reasons share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pages import languages
from pages.alphabet import sort_key
from pages.models import CrisisReason
from pages.models.crisis import WORD_LISTS
from pages.signals import crisis_phrase_written

# Characters of a line: a phrase is short, its alternatives may be many.
LONGEST_LINE = 1_000
# Letters that must stand before a star: fewer begin too many words.
LEAST_BEFORE_STAR = 3

_ALTERNATIVE = re.compile(r"[\w'’-]+\*?")

# What makes somebody recognised; what is harmless may well stand with several reasons.
_TELLING = WORD_LISTS[:2]


def lines_of(text: Any) -> Iterator[tuple[int, str]]:
    """The lines of a list that say anything, each with its place as editors count."""
    for place, line in enumerate(str(text or "").splitlines(), start=1):
        if line.strip():
            yield place, " ".join(line.split())


def faults(text: Any, language: str) -> list[ValidationError]:
    """What is wrong with a list in a language, line by line."""
    return [
        ValidationError(_("Line %(place)d, “%(line)s”: %(why)s"), params={"place": place, "line": line[:40], "why": why})
        for place, line in lines_of(text)
        if (why := _fault(line, language))
    ]


def _fault(line: str, language: str) -> Any:
    if len(line) > LONGEST_LINE:
        return _("this is too long.")
    alternatives = [alternative for part in line.split() for alternative in part.split("/")]
    if not all(_ALTERNATIVE.fullmatch(alternative) for alternative in alternatives):
        return _("only words, slashes between words (want/wanna) and a star at the end of a word (scarif*).")
    if any(alternative.endswith("*") and len(alternative) <= LEAST_BEFORE_STAR for alternative in alternatives):
        return _("at least three letters before a star.")
    said = crisis_phrase_written.send(sender=CrisisReason, phrase=line, language=language)
    return next((why for _receiver, why in said if why), None)


def shared_with_others(reason: CrisisReason) -> list[tuple[str, CrisisReason]]:
    """The lines that stand with another reason too, each with that reason: the first in order is the one that is shown."""
    own = _telling(reason)
    others = CrisisReason.objects.exclude(pk=reason.pk)
    return [(own[key], other) for other in others for key in _telling(other) if key in own]


def _telling(reason: CrisisReason) -> dict[tuple[str, str], str]:
    """Each telling line, by its language and its words, however they are written."""
    return {
        (code, sort_key(line)): line
        for name in _TELLING
        for code in languages.codes()
        for _place, line in lines_of(languages.text(reason, name, code))
    }
