"""From a token to the page it opens."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError

from api.loading.catalogue import any_page
from api.loading.operation import Operation
from api.loading.reading import find
from api.loading.rows import Row
from api.preview import drafts, tokens


def previewed_page(operation: Operation, token: str, language: str) -> Row:
    """The page that a token opens, as readers of `language` would get its newest version.

    Raises BadInputError for a token that opens nothing, and for a page that readers would not get either: one that is restricted, one
    in which somebody has not consented, one whose version cannot be published.
    """
    if not operation.is_preview:
        raise RuntimeError("A draft is laid only where it is undone.")
    opened = tokens.opened(token)
    try:
        drafts.lay(opened.page, language, opened.editor, operation.now)
    except (ValidationError, IntegrityError) as error:
        raise tokens.invalid() from error
    named = (opened.page.pk, language)
    row = find(any_page(), operation, [named]).get(named)
    if row is None:
        raise tokens.invalid()
    return row
