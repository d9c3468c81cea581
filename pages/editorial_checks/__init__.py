"""What is checked before a page is submitted or published: each family a pure function over what the page holds.

Drafts are only told (``findings``); every road by which a person makes a page public asks ``blocking_findings`` and refuses where there are
any: the forms of creation and edition, reverts and schedules with them (``pages.forms.PageForm``), copies with publication
(``pages.forms.PageCopyForm``), publication in bulk (``admin.hold_back_bulk``), approval and urgent correction (``editorial.reviews``,
``editorial.corrections``); the admin's own API has no actions (``editorial.admin_api``).

A schedule is checked when it is set, by the person who can still mend it, and not again at its time: what waits is the version that was
checked, whatever is written meanwhile, and at night nobody would be there to read a refusal. Scripts and loaders are free: the checks
talk to somebody at a form, cost a reading of everything a page shows, and have ``manage.py check_content`` to be asked afterwards; that is
why they stand at the roads and not in ``BasePage.save()``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pages.editorial_checks import captions, headings, helplines, images, numbers, places
from pages.editorial_checks.content import Content
from pages.editorial_checks.findings import Finding, Place, Row, Severity, blocking, weighed
from pages.editorial_checks.reading import Rows, content_of, contents_of

if TYPE_CHECKING:
    from pages.models import BasePage

__all__ = [
    "FAMILIES",
    "Finding",
    "Place",
    "Row",
    "Severity",
    "blocking_findings",
    "findings",
    "findings_by_family",
    "new_blocking_findings",
]

Family = Callable[[Content], Iterator[Finding]]

FAMILIES: tuple[Family, ...] = (images.check, headings.check, numbers.check, helplines.check, captions.check, places.check)


def findings(
    page: BasePage, *, in_languages: Collection[str] | None = None, rows: Rows | None = None, in_edition: bool = False
) -> list[Finding]:
    """Everything to tell an editor of this version of a page (an instance with the values to publish).

    ``in_languages`` limits it to these languages and what all share: a translator answers for one. What stands in a language that is
    not served is a warning. ``rows`` gives the page's lists where a form holds them; ``in_edition`` asks as for a public edition.
    """
    specific: Any = page if page.specific_class in (None, type(page)) else page.specific
    content = content_of(specific, rows)
    content = replace(content, is_in_edition=content.is_in_edition or in_edition)
    found = [finding for check in FAMILIES for finding in check(content)]
    if in_languages is not None:
        found = [finding for finding in found if not finding.language or finding.language in in_languages]
    return weighed(found, content.served)


def findings_by_family(pages: Sequence[BasePage], *, in_edition: bool = False) -> list[list[tuple[Family, Finding]]]:
    """The findings of many versions of known types, each with the family that has it; what they show is read together."""
    contents = [replace(content, is_in_edition=content.is_in_edition or in_edition) for content in contents_of(pages)]
    return [[(check, finding) for check in FAMILIES for finding in weighed(check(content), content.served)] for content in contents]


def blocking_findings(
    page: BasePage, *, in_languages: Collection[str] | None = None, rows: Rows | None = None, in_edition: bool = False
) -> list[Finding]:
    """Those that keep this version of a page from being submitted or published; see ``findings``."""
    return blocking(findings(page, in_languages=in_languages, rows=rows, in_edition=in_edition))


def new_blocking_findings(page: BasePage, public: BasePage) -> list[Finding]:
    """Those that this version of a page has and its ``public`` version has not, wherever in a text they stand."""
    known = {(found.field, str(found.message)) for found in blocking_findings(public)}
    return [found for found in blocking_findings(page) if (found.field, str(found.message)) not in known]
