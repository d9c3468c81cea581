"""Tokens of editors: signed, good for one page during half an hour, dead once the page is published."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.core import signing
from django.db import DEFAULT_DB_ALIAS

from api.http.errors import BadInputError, ErrorCode
from pages.models import BasePage
from pages.permissions import sees_drafts_of

SALT = "api.preview"
LIFETIME = dt.timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a token opens: a page, for what the editor who made it may see."""

    page: BasePage
    editor: Any


def expired() -> BadInputError:
    """The refusal of a token whose time is over, or whose page was published since."""
    return BadInputError("The preview is over: half an hour passed, or the page was published. Make a new link.", ErrorCode.PREVIEW_EXPIRED)


def invalid() -> BadInputError:
    """The refusal of everything else; which it is, is nobody's business who holds a token."""
    return BadInputError("This token opens no preview.", ErrorCode.PREVIEW_INVALID)


def token_for(page: BasePage, editor: Any) -> str:
    """A new token for the page as this editor may see it. Whether they may see its drafts is asked here too: ValueError if not."""
    if not _may_see(editor, page):
        raise ValueError("Only who sees the drafts of a page shows them to others.")
    return signing.dumps([page.pk, editor.pk, page.live, _published(page)], salt=SALT)


def opened(token: str) -> Opened:
    """What a token opens now; the page's row is held until the transaction ends.

    Raises BadInputError: PREVIEW_EXPIRED after half an hour or the page's publication; PREVIEW_INVALID for what is no token of ours, and
    where the page is gone, or the editor, or the editor's right.
    """
    try:
        page_id, editor_id, was_live, published = signing.loads(token, salt=SALT, max_age=LIFETIME)
    except signing.SignatureExpired as error:
        raise expired() from error
    except signing.BadSignature as error:
        raise invalid() from error
    # The row first: an editor who saves or publishes the page meanwhile waits for this, or is waited for.
    page = BasePage.objects.using(DEFAULT_DB_ALIAS).select_for_update(of=("self",)).filter(pk=page_id).first()
    editor = get_user_model()._default_manager.using(DEFAULT_DB_ALIAS).filter(pk=editor_id).first()
    if page is None or editor is None or not _may_see(editor, page):
        raise invalid()
    if _published(page) != published or (page.live and not was_live):
        raise expired()
    return Opened(page, editor)


def _may_see(editor: Any, page: BasePage) -> bool:
    return bool(editor.is_active) and sees_drafts_of(editor, page)


def _published(page: BasePage) -> str:
    """The moment of the page's last publication, in whatever languages."""
    return page.last_published_at.isoformat() if page.last_published_at else ""
