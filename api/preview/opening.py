"""From a token, or from what the desk has shown, to the page it opens."""

from __future__ import annotations

from copy import copy

from django.core.exceptions import ValidationError
from django.db import IntegrityError

from api.loading.catalogue import any_page
from api.loading.operation import Operation
from api.loading.reading import find
from api.loading.rows import Row
from api.preview import drafts, tokens
from api.preview.looks import Look, NothingShownError, Refusal


def previewed_page(operation: Operation, token: str, language: str) -> Row:
    """The page that a token opens, as readers of `language` would get its newest version; what the desk has shown needs no token.

    Raises BadInputError for a token that opens nothing, and for a page that readers would not get either: one that is restricted, one
    in which somebody has not consented, one whose version cannot be published.
    """
    if not operation.is_preview:
        raise RuntimeError("A draft is laid only where it is undone.")
    if operation.look is not None:
        return _looked_at(operation, operation.look, language)
    opened = tokens.opened(token)
    try:
        drafts.lay(opened.page, language, opened.editor, operation.now)
    except (ValidationError, IntegrityError) as error:
        raise tokens.invalid() from error
    row = _found(operation, opened.page.pk, language)
    if row is None:
        raise tokens.invalid()
    return row


def _looked_at(operation: Operation, look: Look, language: str) -> Row:
    """Raises NothingShownError."""
    # Whoever has it shown goes on with the instance they have, which was not published.
    version = copy(look.version) if look.version is not None else drafts.newest_version(look.page)
    try:
        drafts.lay(look.page, language, look.editor, operation.now, version, is_whatever_written=not look.as_readers)
    except (ValidationError, IntegrityError) as error:
        raise NothingShownError(Refusal.UNFINISHED) from error
    if look.through_locks:
        drafts.open_up(version)
    row = _found(operation, look.content_id or version.pk, language)
    if row is None:
        raise NothingShownError(Refusal.HIDDEN)
    return row


def _found(operation: Operation, page_id: int, language: str) -> Row | None:
    named = (page_id, language)
    return find(any_page(), operation, [named]).get(named)
