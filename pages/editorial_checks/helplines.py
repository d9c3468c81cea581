"""Helplines shown still answer, and a page of urgent help shows one in every language."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pages.editorial_checks.content import Content, ShownHelpline
from pages.editorial_checks.findings import Finding
from pages.editorial_checks.number_finding import digits_of

NONE_SHOWN = _("This is a page of urgent help: add the block “Helpline” to its text.")
REPLACED = _("The helpline {number} no longer answers: choose {line}, which replaced it.")
ENDED = _("The helpline {number} no longer answers: take this block out.")


def check(content: Content) -> Iterator[Finding]:
    """Tells of blocks whose line is gone, and of texts that need one and have none that answers."""
    old = {digits_of(line.number): line for line in content.lines if line.is_old}
    answering: set[str] = set()
    for shown in content.helplines:
        line = old.get(digits_of(shown.number))
        if line is None and not _is_over(content, shown):
            answering.add(shown.place.field)
        elif line is not None and line.replaced_by:
            yield Finding(shown.place, format_lazy(REPLACED, number=shown.number, line=line.replaced_by), is_misleading=True)
        else:
            yield Finding(shown.place, format_lazy(ENDED, number=shown.number), is_misleading=True)
    if content.is_crisis:
        for place in content.texts:
            if place.language in content.served and place.field not in answering:
                yield Finding(place, NONE_SHOWN)


def _is_over(content: Content, shown: ShownHelpline) -> bool:
    return shown.until is not None and shown.until < content.today
