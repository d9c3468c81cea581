"""Headings go down one level at a time: those who listen to a page find their way by them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pages.editorial_checks.content import Content
from pages.editorial_checks.findings import Finding

TITLE_LEVEL = 1
"""The page's own title, above every heading of its texts."""

SKIPPED = _("This heading skips a level: after “{above}” comes “{next}”, not “{found}”.")

_NAMES = {1: _("the page's title"), 2: _("Part"), 3: _("Section"), 4: _("Detail")}


def check(content: Content) -> Iterator[Finding]:
    """Compares each heading with the one before it in the same text."""
    above: dict[str, int] = {}
    for heading in content.headings:
        last = above.get(heading.place.field, TITLE_LEVEL)
        if heading.level > last + 1:
            names = {"above": last, "next": last + 1, "found": heading.level}
            yield Finding(heading.place, format_lazy(SKIPPED, **{name: _NAMES.get(level, str(level)) for name, level in names.items()}))
        above[heading.place.field] = heading.level
