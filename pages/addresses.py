"""The last parts of pages' paths: no two siblings may share one, in any language, drafts and fallbacks included."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pages import languages

if TYPE_CHECKING:
    from pages.models import BasePage

logger = logging.getLogger(__name__)


def _siblings(page: BasePage) -> list[dict[str, Any]]:
    parent_is_known = bool(page.path or getattr(page, "_cached_parent_obj", None))
    parent = page.get_parent() if parent_is_known else None
    if parent is None:
        return []
    children = parent.get_children()
    if page.pk:
        children = children.exclude(pk=page.pk)
    return list(children.values("pk", *languages.address_columns()))


def _taken(siblings: list[dict[str, Any]], code: str) -> set[str]:
    return {languages.effective_address(sibling, code) for sibling in siblings}


def check_addresses(page: BasePage) -> None:
    """Raises ``ValidationError``, on the language's address field, where a sibling already answers at the page's address.

    The French slug is Wagtail's own check; here it matters as the address of every language that has none of its own.
    """
    siblings = _siblings(page)
    errors = {}
    for code in languages.translations():
        address = languages.effective_address(page, code)
        if address and address in _taken(siblings, code):
            errors[languages.address_field(code)] = _(
                "Another page of this section already has the address “%(address)s” in this language."
            ) % {"address": address}
    if errors:
        raise ValidationError(errors)


def settle_addresses(page: BasePage) -> None:
    """Gives a page about to be live free addresses: where a sibling has one already, "-2" (or the next free number) and a warning.

    Editors see such a clash as an error of the form; this is for what reaches publication later (a schedule, a script), when refusing
    would keep the page away from its readers.
    """
    if not page.live or not page.slug:
        return
    siblings = _siblings(page)
    for code in languages.codes():
        address = languages.effective_address(page, code)
        taken = _taken(siblings, code)
        if address not in taken:
            continue
        number = 2
        while f"{address}-{number}" in taken:
            number += 1
        languages.set_address(page, code, f"{address}-{number}")
        logger.warning(
            "address taken at publication", extra={"page": page.pk, "language": code, "wanted": address, "given": f"{address}-{number}"}
        )
