"""Taking back what somebody just said of a translation: the record is as it was before."""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction

from editorial.models import TranslationRecord
from editorial.translation import standing
from editorial.translation.parts import Part
from editorial.translation.reading import survey_of_draft
from editorial.translation.saving import held, may_translate
from editorial.translation.states import Survey
from pages.models import BasePage

_SALT = "editorial.translation.undoing"
_KEPT = ("source", "verdict", "reason", "made_by_id", "made_at", "noticed_in_id")
_MOST_SECONDS = 24 * 3600


class NothingToUndoError(Exception):
    """The word is too old, was said by somebody else, or something else was said since."""


def before(page_id: int, code: str, part: Part, user: Any) -> str:
    """What is on record of a part as it stands, sealed for the person who is about to say something of it."""
    place = _place(page_id, code, part)
    known = TranslationRecord.objects.filter(**place).values(*_KEPT).first()
    if known is not None:
        known["made_at"] = known["made_at"].isoformat()
    return signing.dumps({"place": place, "known": known, "user": user.pk}, salt=_SALT)


def _place(page_id: int, code: str, part: Part) -> dict[str, Any]:
    return {
        "page_id": page_id,
        "language": code,
        "path": part.path,
        "source_digest": part.source_digest,
        "translation_digest": part.translation_digest,
    }


@transaction.atomic
def undo(page: BasePage, code: str, sealed: str, user: Any) -> Survey:
    """Puts back what was on record; returns how the language stands then.

    Raises ``PermissionDenied`` for those who may not write the language, ``NothingToUndoError`` where it is not theirs to undo any more.
    """
    page = held(page)
    if not may_translate(user, page, code):
        raise PermissionDenied
    try:
        kept = signing.loads(sealed, salt=_SALT, max_age=_MOST_SECONDS)
    except signing.BadSignature as error:
        raise NothingToUndoError from error
    place, known = kept["place"], kept["known"]
    if (place["page_id"], place["language"], kept["user"]) != (page.pk, code, user.pk):
        raise NothingToUndoError
    said = TranslationRecord.objects.filter(**place, made_by=user)
    if not said.exists():
        raise NothingToUndoError
    if known is None:
        said.delete()
    else:
        # Past the model: the moment is that of the word which stands again.
        said.update(**known)
    standing.refresh(page)
    return survey_of_draft(page, code)
