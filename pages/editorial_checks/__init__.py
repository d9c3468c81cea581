"""What is checked before a page is submitted or published: each family a pure function over what the page holds.

Drafts are only told (``findings``); whatever makes a page public asks ``blocking_findings`` and refuses where there are any.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from pages.editorial_checks import captions, headings, helplines, images, numbers, places
from pages.editorial_checks.findings import Finding, Place, Row, Severity, blocking, weighed
from pages.editorial_checks.reading import Rows, content_of

if TYPE_CHECKING:
    from pages.models import BasePage

__all__ = ["FAMILIES", "Finding", "Place", "Row", "Severity", "blocking_findings", "findings"]

FAMILIES = (images.check, headings.check, numbers.check, helplines.check, captions.check, places.check)


def findings(page: BasePage, *, in_languages: Collection[str] | None = None, rows: Rows | None = None) -> list[Finding]:
    """Everything to tell an editor of this version of a page (an instance with the values to publish).

    ``in_languages`` limits it to these languages and what all share: a translator answers for one. What stands in a language that is
    not served is a warning. ``rows`` gives the page's lists where a form holds them.
    """
    specific: Any = page if page.specific_class in (None, type(page)) else page.specific
    content = content_of(specific, rows)
    found = [finding for check in FAMILIES for finding in check(content)]
    if in_languages is not None:
        found = [finding for finding in found if not finding.language or finding.language in in_languages]
    return weighed(found, content.served)


def blocking_findings(page: BasePage, *, in_languages: Collection[str] | None = None, rows: Rows | None = None) -> list[Finding]:
    """Those that keep this version of a page from being submitted or published; see ``findings``."""
    return blocking(findings(page, in_languages=in_languages, rows=rows))
