"""The last parts of pages' paths: no two siblings may share one, in any language, drafts and fallbacks included."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pages import languages

if TYPE_CHECKING:
    from pages.models import BasePage

logger = logging.getLogger(__name__)

# Where the start of the site stands in Wagtail's tree: below the root that no address has.
HOME_DEPTH = 2


def compose_addresses(page: BasePage) -> None:
    """Writes the page's addresses in Unicode's composed form (NFC), in which they are compared: two spellings must not look alike."""
    for code in languages.codes():
        address = languages.own_address(page, code)
        if address != languages.normalise(address):
            languages.set_address(page, code, address)


def children_rows(parent: BasePage | None, excluded_id: int | None = None) -> list[dict[str, Any]]:
    """What ``clashes`` needs of the pages below ``parent``, without the page ``excluded_id``."""
    if parent is None:
        return []
    # Not get_children(): it believes the parent's own count of children, which an instance loaded earlier has wrong.
    children = parent.base_page_model.objects.child_of(parent)
    if excluded_id:
        children = children.exclude(pk=excluded_id)
    return [*children.values("pk", *languages.address_columns()), *_reserved_rows(parent)]


def _reserved_rows(parent: BasePage) -> list[dict[str, Any]]:
    """What the website answers itself right below the start, as if pages stood there."""
    if parent.depth != HOME_DEPTH:
        return []
    columns = dict.fromkeys(languages.address_columns(), "")
    return [{"pk": None, **columns, "slug": word} for word in settings.RESERVED_ADDRESSES]


def clashes(page: Any, siblings: Sequence[dict[str, Any]]) -> dict[str, str]:
    """The addresses of ``page`` (an instance, or a mapping of address columns) that a sibling has already, by language."""
    found = {}
    for code in languages.codes():
        address = languages.effective_address(page, code)
        if address and address in _taken(siblings, code):
            found[code] = address
    return found


def _taken(siblings: Sequence[dict[str, Any]], code: str) -> set[str]:
    return {languages.effective_address(sibling, code) for sibling in siblings}


def _siblings(page: BasePage) -> list[dict[str, Any]]:
    parent_is_known = bool(page.path or getattr(page, "_cached_parent_obj", None))
    return children_rows(page.get_parent() if parent_is_known else None, page.pk)


def refuse(clashing: Mapping[str, str]) -> None:
    """Raises ``ValidationError`` on the address field of each language of ``clashing``, if there is any."""
    if clashing:
        # Lazy, since models are checked in the source language: the sentence is for the language of the interface.
        message = _("The address “%(address)s” is taken in this language: by another page of this section, or by the website itself.")
        raise ValidationError(
            {
                languages.address_field(code): ValidationError(message, code="address_taken", params={"address": address})
                for code, address in clashing.items()
            }
        )


def check_addresses(page: BasePage) -> None:
    """Raises ``ValidationError``, on the language's address field, where a sibling already answers at the page's address.

    Of two pages with one French slug Wagtail's own check tells; here it matters as the address of every language that has none of its own.
    """
    refuse(*taken_by_siblings([page]))


def taken_by_siblings(pages: Iterable[BasePage]) -> list[dict[str, str]]:
    """For each page, its addresses that a sibling has already, by language; the pages of one section are compared together."""
    sections: dict[str, list[dict[str, Any]]] = {}
    found = []
    for page in pages:
        section = page.path[: -page.steplen] if page.path else ""
        if section and section not in sections:
            sections[section] = children_rows(page.get_parent())
        siblings = [row for row in sections[section] if row["pk"] != page.pk] if section else _siblings(page)
        clashing = clashes(page, siblings)
        if page.slug not in settings.RESERVED_ADDRESSES:
            clashing.pop(languages.source(), None)
        found.append(clashing)
    return found


def settle_addresses(page: BasePage) -> None:
    """Gives a page free addresses where a sibling has one already: "-2" (or the next free number), and a warning.

    Editors see such a clash as an error of the form. This is for what reaches publication later (a schedule, a script), when refusing
    would keep the page away from its readers, and for copies, which bring the addresses of their original.
    """
    if not page.slug:
        return
    siblings = _siblings(page)
    for code in languages.codes() if page.live else languages.translations():
        address = languages.effective_address(page, code)
        taken = _taken(siblings, code)
        if address not in taken:
            continue
        number = 2
        while f"{address}-{number}" in taken:
            number += 1
        languages.set_address(page, code, f"{address}-{number}")
        logger.warning("The address “%s” [%s] was taken: page %s answers at “%s-%d”.", address, code, page.pk or "(new)", address, number)
